import { readdirSync, readFileSync } from 'node:fs';
import { isRefusalError } from '@grant/schema';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { inspectPaper } from './inspect.ts';
import { bombPng, embeddingPdf, endlessPdf, facelessPdf, lockedPdf, pdfOf, plainPdf } from './samples.ts';
import { BenchError, drawOnBench, inspectOnBench } from './workshop.ts';

const sample = (name: string): Buffer =>
  readFileSync(new URL(`../../../../tests/fixtures/papers/${name}`, import.meta.url));

async function codeOf(content: Buffer, name = '書類.pdf'): Promise<string> {
  try {
    await inspectPaper(name, content);
    return 'accepted';
  } catch (error) {
    if (!isRefusalError(error)) throw error;
    expect(error.message).toContain(name);
    return error.refusal.code;
  }
}

async function draw(content: Buffer, page: number, width: number): Promise<Buffer> {
  const answer = await drawOnBench({
    key: String(Math.random()),
    mime: 'application/pdf',
    page,
    width,
    load: () => Promise.resolve(content),
  });
  if (!answer.ok || !('webp' in answer)) throw new Error(JSON.stringify(answer));
  return Buffer.from(answer.webp);
}

/** The colours of the corners of a picture: top left and bottom right. */
async function corners(image: Buffer): Promise<string[]> {
  const { data, info } = await sharp(image).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): string => {
    const from = (y * info.width + x) * info.channels;
    const [red = 0, green = 0, blue = 0] = data.subarray(from, from + 3);
    if (red > 150 && green < 90 && blue < 90) return 'red';
    return blue > 150 && red < 90 && green < 90 ? 'blue' : 'other';
  };
  return [at(10, 10), at(info.width - 10, info.height - 10)];
}

/** Process number of the parent; field 4 of `stat`, behind the name in brackets. */
/** What the system says of a process; nothing of one that has ended meanwhile. */
function ofProcess(name: string, file: 'stat' | 'cmdline' | 'environ'): string {
  try {
    return readFileSync(`/proc/${name}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
const parentOf = (name: string): number =>
  Number(ofProcess(name, 'stat').split(') ').at(-1)?.split(' ')[1] ?? 0);

const photo = () =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#88aacc' } })
    .jpeg()
    .toBuffer();
const zip = (): Buffer => Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)]);

describe('添付書類の受入検査', () => {
  it('counts the pages of a PDF, whatever its name is', async () => {
    expect(await inspectPaper('メモ.txt', plainPdf(12))).toEqual({
      mime: 'application/pdf',
      pages: 12,
      copy: null,
    });
  });

  it.each([
    ['photo-turned.heic', 'image/heic'],
    ['photo-turned.jpg', 'image/jpeg'],
  ])('turns %s the right way and takes place and device out of the working copy', async (name, mime) => {
    const source = sample(name);
    expect(source.includes('PracticePhone')).toBe(true);
    const accepted = await inspectPaper(name, source);
    expect(accepted).toMatchObject({ mime, pages: 1 });
    const copy = accepted.copy ?? Buffer.alloc(0);
    const { format, width, height, exif, orientation } = await sharp(copy).metadata();
    expect({ format, width, height, exif, orientation }).toEqual({
      format: 'jpeg',
      width: 320,
      height: 240,
      exif: undefined,
      orientation: undefined,
    });
    expect(await corners(copy)).toEqual(['red', 'blue']);
  });

  it('accepts a photo behind which a telephone put a film', async () => {
    const film = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42'), Buffer.alloc(5000, 7)]);
    expect(await codeOf(Buffer.concat([await photo(), film]))).toBe('accepted');
  });

  const refusals: [string, string, () => Buffer | Promise<Buffer>][] = [
    [
      'a script',
      'PDF_ACTIVE',
      () => plainPdf(1, { catalog: '/OpenAction << /S /JavaScript /JS (app.alert(1)) >> ' }),
    ],
    [
      'a script under another spelling',
      'PDF_ACTIVE',
      () => plainPdf(1, { page: '/AA << /O << /S /J#61vaScript /J#53 (x) >> >> ' }),
    ],
    [
      'a program to start',
      'PDF_ACTIVE',
      () => plainPdf(1, { catalog: '/OpenAction << /S /Launch /F (cmd.exe) >> ' }),
    ],
    ['another file inside', 'PDF_EMBEDS', embeddingPdf],
    ['a password', 'PDF_LOCKED', lockedPdf],
    [
      'no page',
      'PDF_EMPTY',
      () => pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>']),
    ],
    ['too many pages', 'PDF_TOO_MANY_PAGES', () => plainPdf(301)],
    ['half of a PDF', 'FILE_BROKEN', () => plainPdf(3).subarray(0, 500)],
    ['nothing but the mark of a PDF', 'FILE_BROKEN', () => Buffer.from('%PDF-1.7\n%%EOF')],
    ['half of a photo', 'FILE_BROKEN', () => sample('photo-turned.jpg').subarray(0, 3000)],
    ['half of a HEIC photo', 'FILE_BROKEN', () => sample('photo-turned.heic').subarray(0, 700)],
    ['a picture that unpacks to gigabytes', 'IMAGE_TOO_MANY_PIXELS', () => bombPng(30_000)],
    ['a photo that is a ZIP too', 'FILE_MIXED', async () => Buffer.concat([await photo(), zip()])],
    [
      'a photo that is a PDF too',
      'FILE_MIXED',
      async () =>
        Buffer.concat([
          (await photo()).subarray(0, 2),
          Buffer.from([0xff, 0xfe, 0, 12]),
          Buffer.from('%PDF-1.7\n '),
          (await photo()).subarray(2),
        ]),
    ],
    [
      'a PDF with a page of HTML behind it',
      'FILE_MIXED',
      () => Buffer.concat([plainPdf(), Buffer.from('<script>alert(1)</script>')]),
    ],
    [
      'SVG',
      'FILE_TYPE_REFUSED',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
    ],
    ['HTML', 'FILE_TYPE_REFUSED', () => Buffer.from('<!doctype html><script>1</script>')],
    ['a ZIP', 'FILE_TYPE_REFUSED', zip],
    [
      'a GIF',
      'FILE_TYPE_REFUSED',
      () => Buffer.from('GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;', 'latin1'),
    ],
  ];
  it.each(refusals)('refuses %s with %s', async (_what, code, make) => {
    expect(await codeOf(await make())).toBe(code);
  });

  it('gives up a file that keeps it busy, and goes on with the next', async () => {
    const began = Date.now();
    const endless = inspectOnBench({ mime: 'application/pdf', content: endlessPdf() }, 2_000);
    const next = codeOf(plainPdf());
    await expect(endless).rejects.toThrow(BenchError);
    expect(await next).toBe('accepted');
    expect(Date.now() - began).toBeLessThan(60_000);
  });

  it('opens files where no key of the office can be read', async () => {
    process.env['GRANT_SECRET_OF_TEST'] = 'secret';
    await codeOf(plainPdf());
    const mine = readdirSync('/proc').filter((name) => /^\d+$/u.test(name) && parentOf(name) === process.pid);
    const benches = mine.filter((name) => ofProcess(name, 'cmdline').includes('bench.ts'));
    expect(benches.length).toBeGreaterThan(0);
    for (const name of benches) expect(ofProcess(name, 'environ')).not.toContain('secret');
  });
});

describe('頁の画像', () => {
  it('draws the page that is asked for, at most as wide as is asked for', async () => {
    const { width, height, format } = await sharp(await draw(plainPdf(3), 3, 640)).metadata();
    expect({ width, height, format }).toEqual({ width: 640, height: 906, format: 'webp' });
  });

  it('keeps a page of absurd length small', async () => {
    const long = pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 14000] >>',
    ]);
    const { width, height } = await sharp(await draw(long, 1, 1280)).metadata();
    expect(width * height).toBeLessThan(12_100_000);
  });

  it('has no page beyond the last', async () => {
    await expect(draw(plainPdf(2), 3, 160)).rejects.toThrow('NO_PAGE');
  });

  it('writes Japanese whose face the PDF does not hold', async () => {
    const inked = async (gothic: string, mincho: string): Promise<number> => {
      const { data } = await sharp(await draw(facelessPdf(gothic, mincho), 1, 640))
        .greyscale()
        .raw()
        .toBuffer({ resolveWithObject: true });
      return data.filter((value) => value < 128).length;
    };
    const blank = await inked('　', '　');
    expect(blank).toBe(0);
    expect(await inked('育児休業取扱通知書', '　')).toBeGreaterThan(800);
    expect(await inked('　', '株式会社とちぎ製作所')).toBeGreaterThan(500);
  });
});
