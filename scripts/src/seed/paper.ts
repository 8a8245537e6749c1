/** A one-page PDF as a scanned practice paper: says which paper it is, so that no two files are alike. */

/** Every reader of Japanese PDFs has a face for this name, and so has the office (`papers/fallback-font.ts`). */
const FACE = 'HeiseiKakuGo-W5';

/** A string as the face's encoding (UTF-16, big end first) has it. */
function text(line: string): string {
  return `<${Buffer.from(line, 'utf16le').swap16().toString('hex')}>`;
}

/** @param lines Japanese; the first is the heading */
export function practicePaper(lines: readonly string[]): Uint8Array<ArrayBuffer> {
  const written = lines
    .map((line, index) => `1 0 0 1 72 ${String(740 - index * 26)} Tm ${text(line)} Tj`)
    .join('\n');
  const content = `BT /F1 16 Tf\n${written}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>',
    `<< /Length ${String(content.length)} >>\nstream\n${content}\nendstream`,
    `<< /Type /Font /Subtype /Type0 /BaseFont /${FACE} /Encoding /UniJIS-UTF16-H /DescendantFonts [6 0 R] >>`,
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /${FACE} /FontDescriptor 7 0 R /DW 1000 /W [1 94 500 231 632 500] /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 4 >> >>`,
    `<< /Type /FontDescriptor /FontName /${FACE} /Flags 4 /FontBBox [-92 -250 1010 922] /ItalicAngle 0 /Ascent 752 /Descent -271 /CapHeight 737 /StemV 114 >>`,
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
