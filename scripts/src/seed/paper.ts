/** A one-page PDF as a scanned practice paper: says which paper it is, so that no two files are alike. */

/** @param lines ASCII only: the built-in face has no Japanese, and a practice paper needs none */
export function practicePaper(lines: readonly string[]): Uint8Array<ArrayBuffer> {
  const text = lines
    .map(
      (line, index) =>
        `1 0 0 1 72 ${String(740 - index * 26)} Tm (${line.replaceAll(/[()\\]/gu, String.raw`\$&`)}) Tj`,
    )
    .join('\n');
  const content = `BT /F1 16 Tf\n${text}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>',
    `<< /Length ${String(content.length)} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${String(index + 1)} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = String(objects.length + 1);
  body += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${String(body.length)}\n%%EOF\n`;
  return new TextEncoder().encode(body);
}
