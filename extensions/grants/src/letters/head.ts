/** The upper third that every letter shares: number and date, addressee, issuer. */
import type { LetterData } from './shapes.ts';
import { qrCode } from './qr.ts';
import { flushRight, type Sheet } from './sheet.ts';
import { writtenDate } from './written.ts';

type Head = Pick<LetterData<'grant'>, 'addressee' | 'issuer' | 'receiptNumber' | 'contact' | 'code'>;

/** Points; about 16 mm: read by a scanner at arm's length, and clear of the window of the envelope. */
const CODE_SIDE = 46;
/** Points the words below the code take. */
const CODE_CAPTION = 14;

/** Postal code as printed on envelopes, 320-8501. */
function postal(code: string): string {
  return `〒${code.slice(0, 3)}-${code.slice(3)}`;
}

/** 宛名の最後の行: the representative, or the office as a whole while a paper does not say who represents it. */
export function personLine(
  to: Pick<Head['addressee'], 'representativeTitle' | 'representativeName'>,
): string {
  const { representativeTitle: title, representativeName: name } = to;
  if (name === '') return title === '' ? '御中' : `${title}　様`;
  return `${title === '' ? '' : `${title}　`}${name}　様`;
}

/** 宛名 where the window of the envelope shows it: the sheet itself says where it goes, and nothing can be crossed. */
export function addressBlock({ doc, left, width }: Sheet, to: Head['addressee']): void {
  const lines = [
    ...(to.postalCode === '' ? [] : [postal(to.postalCode)]),
    ...[to.address, to.building ?? '', to.name].filter((line) => line !== ''),
  ];
  doc.font('regular').fontSize(10.5);
  for (const line of lines) doc.text(line, left, doc.y, { width: width * 0.6, lineGap: 3 });
  doc.fontSize(12).text(personLine(to), left, doc.y + 2, { width: width * 0.7 });
}

export function letterHead(sheet: Sheet, head: Head, reference: string, date: string): void {
  const { doc, left, width } = sheet;
  flushRight(sheet, [reference, writtenDate(date)]);
  const top = doc.y;
  if (head.code !== null) codeBeside(sheet, head.code, top);
  doc.x = left;
  doc.y = top;
  addressBlock(sheet, head.addressee);
  doc.moveDown(1);
  // An address of one line ends above the code; what the issuer is called must not run into it.
  if (head.code !== null) doc.y = Math.max(doc.y, top + CODE_SIDE + CODE_CAPTION);
  doc.fontSize(11).text(head.issuer, left, doc.y, { width, align: 'right' });
  doc.moveDown(0.6);
}

// 照合番号: right of the address, where the window of the envelope does not reach.
function codeBeside(sheet: Sheet, code: string, top: number): void {
  const { doc, left, width } = sheet;
  const x = left + width - CODE_SIDE;
  qrCode(sheet, code, { x, y: top, side: CODE_SIDE });
  doc.font('regular').fontSize(6.5).fillColor('#444444');
  doc.text(`照合番号 ${code}`, x - 60, top + CODE_SIDE, { width: CODE_SIDE + 60, align: 'right' });
  doc.fillColor('black');
}

/** 問合せ先, set at the end of a letter. */
export function contactLine(contact: Head['contact']): string {
  const phone = contact.phone === '' ? '' : `　電話 ${contact.phone}`;
  return `${contact.office}${phone}　${contact.hours}`;
}
