/** 見本の書類: small files that a test makes itself, good ones and each kind of bad one. */

/** A PDF of objects given as text; object 1 is the catalog, 2 the pages. */
export function pdfOf(objects: readonly string[], trailer = ''): Buffer {
  let body = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${String(index + 1)} 0 obj\n${object}\nendobj\n`;
    return String(offset).padStart(10, '0');
  });
  const size = String(objects.length + 1);
  const table = offsets.map((offset) => `${offset} 00000 n \n`).join('');
  return Buffer.from(
    `${body}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R ${trailer}>>\n` +
      `startxref\n${String(body.length)}\n%%EOF\n`,
    'latin1',
  );
}

const stream = (content: string, entries = ''): string =>
  `<< /Length ${String(content.length)} ${entries}>>\nstream\n${content}\nendstream`;

/** `count` pages of A4 with a grey bar; `catalog` and `page` add entries to those objects, `more` adds objects. */
export function plainPdf(
  count = 1,
  { catalog = '', page = '', more = [] as readonly string[] } = {},
): Buffer {
  const first = 4 + more.length;
  const kids = Array.from({ length: count }, (_none, index) => `${String(first + index)} 0 R`).join(' ');
  return pdfOf([
    `<< /Type /Catalog /Pages 2 0 R ${catalog}>>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${String(count)} >>`,
    stream('0.4 g 100 600 300 60 re f'),
    ...more,
    ...Array.from(
      { length: count },
      () => `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R ${page}>>`,
    ),
  ]);
}

/** A PDF that carries another file. */
export const embeddingPdf = (): Buffer =>
  plainPdf(1, {
    catalog: '/Names << /EmbeddedFiles << /Names [(a.txt) 4 0 R] >> >> ',
    more: ['<< /Type /Filespec /F (a.txt) /EF << /F 5 0 R >> >>', stream('hello', '/Type /EmbeddedFile ')],
  });

/** A PDF that names its faces (ＭＳ ゴシック, ＭＳ 明朝) without holding them, as office programs of Japan often write it. */
export function facelessPdf(gothic: string, mincho: string): Buffer {
  const hex = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex');
  const face = (name: string, from: number): string[] => [
    `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /UniJIS-UCS2-H /DescendantFonts [${String(from + 1)} 0 R] >>`,
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1)` +
      ` /Supplement 2 >> /DW 1000 /FontDescriptor ${String(from + 2)} 0 R >>`,
    `<< /Type /FontDescriptor /FontName /${name} /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 859` +
      ' /Descent -140 /CapHeight 700 /StemV 80 >>',
  ];
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 8 0 R >> >> >>',
    stream(
      `BT /F1 28 Tf 1 0 0 1 60 740 Tm <${hex(gothic)}> Tj /F2 28 Tf 1 0 0 1 60 690 Tm <${hex(mincho)}> Tj ET`,
    ),
    ...face('MS-Gothic', 5),
    ...face('MS-Mincho', 8),
  ]);
}

/** A PDF that opens with a password only (standard handler, 40 bit; the values are those of no password we know). */
export const lockedPdf = (): Buffer =>
  pdfOf(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
      `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${'5a'.repeat(32)}> /U <${'a5'.repeat(32)}> >>`,
    ],
    `/Encrypt 4 0 R /ID [<${'11'.repeat(16)}> <${'11'.repeat(16)}>] `,
  );

/** The head of a PNG that says it is this large, without its pixels: a few bytes that would unpack to gigabytes. */
export async function bombPng(side: number): Promise<Buffer> {
  const { crc32 } = await import('node:zlib');
  const chunk = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, body, sum]);
  };
  const size = Buffer.alloc(13);
  size.writeUInt32BE(side, 0);
  size.writeUInt32BE(side, 4);
  size.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', size),
    chunk('IDAT', Buffer.from('789c030000000001', 'hex')),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A small PDF that takes for ever to draw: each of eight forms draws the next one a hundred times. */
export function endlessPdf(): Buffer {
  const depth = 8;
  const form = (index: number): string => {
    const entries = `/Type /XObject /Subtype /Form /BBox [0 0 595 842] `;
    if (index === depth) return stream('0 0 500 800 re f', entries);
    const inner = `/Resources << /XObject << /X ${String(5 + index)} 0 R >> >> `;
    return stream('/X Do '.repeat(100), entries + inner);
  };
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>',
    stream('/X Do '),
    ...Array.from({ length: depth }, (_none, index) => form(index + 1)),
  ]);
}
