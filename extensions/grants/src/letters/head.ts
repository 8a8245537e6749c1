/** The upper third that every letter shares: number and date, addressee, issuer. */
import type { LetterData } from './shapes.ts';
import { flushRight, type Sheet } from './sheet.ts';
import { writtenDate } from './written.ts';

type Head = Pick<LetterData<'grant'>, 'addressee' | 'issuer' | 'receiptNumber' | 'contact'>;

/** Postal code as printed on envelopes, 320-8501. */
function postal(code: string): string {
  return `〒${code.slice(0, 3)}-${code.slice(3)}`;
}

export function letterHead(sheet: Sheet, head: Head, reference: string, date: string): void {
  const { doc, left, width } = sheet;
  flushRight(sheet, [reference, writtenDate(date)]);
  const to = head.addressee;
  const lines = [
    postal(to.postalCode),
    to.address,
    ...(to.building === null || to.building === '' ? [] : [to.building]),
    to.name,
  ];
  doc.font('regular').fontSize(10.5);
  for (const line of lines) doc.text(line, left, doc.y, { width: width * 0.6, lineGap: 3 });
  doc.fontSize(12).text(`${to.representativeTitle}　${to.representativeName}　様`, left, doc.y + 2, {
    width: width * 0.7,
  });
  doc.moveDown(1);
  doc.fontSize(11).text(head.issuer, left, doc.y, { width, align: 'right' });
  doc.moveDown(0.6);
}

/** 問合せ先, set at the end of a letter. */
export function contactLine(contact: Head['contact']): string {
  const phone = contact.phone === '' ? '' : `　電話 ${contact.phone}`;
  return `${contact.office}${phone}　${contact.hours}`;
}
