/**
 * A4 letter paper: margins, running foot, and the few marks every official letter is made of.
 * Knows points and lines; knows nothing of grants.
 */
import PDFDocument from 'pdfkit';
import { useFaces } from './fonts.ts';

/** Points. 20 mm at the sides and foot, as windows of 長形3号 envelopes and punched binders need. */
const MARGIN = 57;
const BODY_SIZE = 10.5;
const LEADING = 5;

export interface Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly left: number;
  readonly width: number;
}

export interface SheetOptions {
  title: string;
  /** Date of the letter, YYYY-MM-DD: the only time written into the file, so the same letter gives the same bytes. */
  date: string;
  footer: string;
  practice: boolean;
}

/** Opens a sheet, lets `draw` fill it, and answers the finished PDF bytes. */
export async function typeset(options: SheetOptions, draw: (sheet: Sheet) => void): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN - 9, bottom: MARGIN + 8, left: MARGIN, right: MARGIN },
    bufferPages: true,
    lang: 'ja-JP',
    displayTitle: true,
    pdfVersion: '1.7',
    tagged: true,
    info: { Title: options.title, CreationDate: new Date(`${options.date}T00:00:00Z`) },
  });
  const chunks: Uint8Array[] = [];
  const finished = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    doc.on('error', reject);
  });
  useFaces(doc);
  const sheet: Sheet = { doc, left: MARGIN, width: doc.page.width - 2 * MARGIN };
  plain(sheet);
  draw(sheet);
  finishPages(sheet, options);
  doc.end();
  return finished;
}

function finishPages({ doc, left, width }: Sheet, options: SheetOptions): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    // The foot lies inside the bottom margin, where pdfkit would otherwise open a new page.
    doc.page.margins.bottom = 0;
    if (options.practice) practiceMark(doc);
    const y = doc.page.height - MARGIN + 8;
    doc.font('regular').fontSize(8).fillColor('#444444');
    doc.text(options.footer, left, y, { width: width - 60, lineBreak: false });
    doc.text(`${page - start + 1} / ${count}`, left, y, { width, align: 'right', lineBreak: false });
    doc.fillColor('black');
  }
}

function practiceMark(doc: PDFKit.PDFDocument): void {
  doc.save();
  doc.rotate(-35, { origin: [doc.page.width / 2, doc.page.height / 2] });
  doc.font('bold').fontSize(72).fillColor('#b00020').fillOpacity(0.12);
  doc.text('練習用・無効', 0, doc.page.height / 2 - 50, {
    width: doc.page.width,
    align: 'center',
    lineBreak: false,
  });
  doc.restore();
  doc.fillOpacity(1).fillColor('black');
}

/** Back to body type. */
export function plain({ doc }: Sheet): void {
  doc.font('regular').fontSize(BODY_SIZE).fillColor('black');
}

/** One paragraph of body text; a following blank of `gap` lines. */
export function paragraph(sheet: Sheet, text: string, gap = 0.6): void {
  plain(sheet);
  sheet.doc.text(text, sheet.left, sheet.doc.y, { width: sheet.width, lineGap: LEADING });
  sheet.doc.moveDown(gap);
}

/** Lines set flush right (文書番号, date). */
export function flushRight(sheet: Sheet, lines: readonly string[]): void {
  plain(sheet);
  for (const line of lines) {
    sheet.doc.text(line, sheet.left, sheet.doc.y, { width: sheet.width, align: 'right', lineGap: 3 });
  }
  sheet.doc.moveDown(0.8);
}

/** The title of the letter, centred. */
export function title(sheet: Sheet, text: string): void {
  sheet.doc.moveDown(0.4);
  sheet.doc.font('bold').fontSize(16);
  sheet.doc.text(text, sheet.left, sheet.doc.y, { width: sheet.width, align: 'center' });
  sheet.doc.moveDown(0.7);
  plain(sheet);
}

/** 「記」 and the like: a centred word between the sentence and the table. */
export function centred(sheet: Sheet, text: string): void {
  plain(sheet);
  sheet.doc.text(text, sheet.left, sheet.doc.y, { width: sheet.width, align: 'center' });
  sheet.doc.moveDown(0.6);
}

/** A numbered or bulleted list with a hanging indent. */
export function list(sheet: Sheet, items: readonly string[], mark: (index: number) => string): void {
  plain(sheet);
  items.forEach((item, index) => {
    const indent = 22;
    const needed = sheet.doc.heightOfString(item, { width: sheet.width - indent, lineGap: 2 });
    roomFor(sheet, needed);
    const y = sheet.doc.y;
    sheet.doc.text(mark(index), sheet.left, y, { width: indent, lineBreak: false });
    sheet.doc.text(item, sheet.left + indent, y, { width: sheet.width - indent, lineGap: 2 });
    sheet.doc.moveDown(0.25);
  });
  sheet.doc.moveDown(0.4);
}

/** Points between the top and the bottom margin of a page. */
export function pageRoom({ doc }: Sheet): number {
  return doc.page.height - doc.page.margins.top - doc.page.margins.bottom;
}

/**
 * Starts a new page unless `height` points are left.
 * @returns whether it did
 */
export function roomFor(sheet: Sheet, height: number): boolean {
  const bottom = sheet.doc.page.height - sheet.doc.page.margins.bottom;
  const full = sheet.doc.y + height > bottom;
  if (full) sheet.doc.addPage();
  return full;
}
