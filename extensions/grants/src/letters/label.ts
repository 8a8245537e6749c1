/** 宛名ラベル: the address of a letter and its code, to be held against the letter before it goes into the envelope. */
import PDFDocument from 'pdfkit';
import { useFaces } from './fonts.ts';
import { personLine } from './head.ts';
import { qrCode } from './qr.ts';
import type { LetterData } from './shapes.ts';

/** Points: a label of 100 by 60 mm, as thermal printers take it. */
const SIZE: [number, number] = [283.5, 170];
const MARGIN = 14;
const QR_SIDE = 58;
const GAP = 6;
/** Points kept free at the foot, for the number of the case. */
const FOOT = 12;
/** A long address is set smaller, by steps, down to this share of the usual size. */
const SMALLEST = 0.5;

/** What the label says. */
export interface EnvelopeLabel {
  readonly addressee: LetterData<'grant'>['addressee'];
  /** 照合番号 of the envelope, `E-9B0C-11D2`. */
  readonly code: string;
  readonly letterName: string;
  readonly receiptNumber: string;
  readonly practice: boolean;
}

interface Line {
  readonly text: string;
  readonly face: 'regular' | 'bold';
  readonly size: number;
}

function linesOf(to: EnvelopeLabel['addressee']): Line[] {
  const postal = to.postalCode === '' ? '〒' : `〒${to.postalCode.slice(0, 3)}-${to.postalCode.slice(3)}`;
  const building = to.building ?? '';
  return [
    { text: postal, face: 'regular', size: 11 },
    { text: to.address, face: 'regular', size: 10 },
    ...(building === '' ? [] : [{ text: building, face: 'regular', size: 10 } as const]),
    { text: to.name, face: 'bold', size: 12 },
    { text: personLine(to), face: 'bold', size: 12 },
  ];
}

/** Sets the address left of the code, as large as it fits above the foot. */
function addressOn(doc: PDFKit.PDFDocument, to: EnvelopeLabel['addressee'], width: number): void {
  const lines = linesOf(to);
  const heightAt = (share: number): number =>
    lines.reduce(
      (sum, { text, face, size }) =>
        sum +
        doc
          .font(face)
          .fontSize(size * share)
          .heightOfString(text, { width }),
      0,
    );
  let share = 1;
  while (share > SMALLEST && heightAt(share) > SIZE[1] - 2 * MARGIN - FOOT) share -= 0.05;
  doc.x = MARGIN;
  doc.y = MARGIN;
  for (const { text, face, size } of lines)
    doc
      .font(face)
      .fontSize(size * share)
      .text(text, { width });
}

/** @returns the bytes of a PDF of one label */
export function labelPdf(data: EnvelopeLabel): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: SIZE,
    // The foot lies where a bottom margin would open another page: another label, with the code of this one.
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: 0 },
    lang: 'ja-JP',
    info: { Title: `宛名ラベル ${data.receiptNumber}`, CreationDate: new Date(0) },
  });
  const chunks: Uint8Array[] = [];
  const finished = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    doc.on('error', reject);
  });
  useFaces(doc);
  const width = SIZE[0] - 2 * MARGIN;
  addressOn(doc, data.addressee, width - QR_SIDE - GAP);
  const bottom = SIZE[1] - MARGIN;
  const side = { x: MARGIN + width - QR_SIDE, y: bottom - QR_SIDE - 8, side: QR_SIDE };
  qrCode({ doc }, data.code, side);
  doc.font('regular').fontSize(6.5).fillColor('#333333');
  doc.text(data.code, side.x, bottom - 8, { width: QR_SIDE, align: 'center', lineBreak: false });
  const foot = `${data.receiptNumber}　${data.letterName}${data.practice ? '　練習用' : ''}`;
  doc.text(foot, MARGIN, bottom - 8, { width: width - QR_SIDE, lineBreak: false });
  doc.end();
  return finished;
}
