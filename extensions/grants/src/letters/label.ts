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

/** What the label says. */
export interface EnvelopeLabel {
  readonly addressee: LetterData<'grant'>['addressee'];
  /** 照合番号 of the envelope, `E-9B0C-11D2`. */
  readonly code: string;
  readonly letterName: string;
  readonly receiptNumber: string;
  readonly practice: boolean;
}

/** @returns the bytes of a PDF of one label */
export function labelPdf(data: EnvelopeLabel): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: SIZE,
    margin: MARGIN,
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
  const { addressee: to } = data;
  const width = SIZE[0] - 2 * MARGIN;
  doc.font('regular').fontSize(11);
  const postal = to.postalCode === '' ? '〒' : `〒${to.postalCode.slice(0, 3)}-${to.postalCode.slice(3)}`;
  doc.text(postal, MARGIN, MARGIN);
  doc.fontSize(10).text(to.address, { width });
  if (to.building !== null && to.building !== '') doc.text(to.building, { width });
  doc
    .font('bold')
    .fontSize(12)
    .text(to.name, { width: width - QR_SIDE });
  doc.text(personLine(to), { width: width - QR_SIDE });
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
