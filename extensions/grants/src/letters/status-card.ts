/** 申請状況の確認のご案内: goes out with the receipt to whoever applied by post; the only place the number is printed. */
import { requireDrawable } from './drawable.ts';
import { addressBlock } from './head.ts';
import { qrCode } from './qr.ts';
import type { LetterData } from './shapes.ts';
import { flushRight, paragraph, plain, title, typeset } from './sheet.ts';
import { facts } from './table.ts';
import { writtenDate } from './written.ts';

/** What the card says. Dates `YYYY-MM-DD`. */
export interface StatusCard {
  readonly programmeName: string;
  readonly receiptNumber: string;
  readonly addressee: LetterData<'grant'>['addressee'];
  /** As printed, `ABCD-2345`. */
  readonly pin: string;
  readonly url: string;
  readonly contact: string;
  readonly printedOn: string;
  readonly practice: boolean;
}

const QR_SIDE = 90;

/**
 * @returns the bytes of a one-page PDF
 * @throws RefusalError LETTER_GLYPH_MISSING when a name holds a character the face lacks
 */
export async function statusCardPdf(data: StatusCard): Promise<Uint8Array> {
  requireDrawable(data);
  return typeset(
    {
      title: '申請状況の確認のご案内',
      date: data.printedOn,
      footer: `${data.programmeName}　受付番号 ${data.receiptNumber}`,
      practice: data.practice,
    },
    (sheet) => {
      const { doc, left, width } = sheet;
      flushRight(sheet, [`受付番号 ${data.receiptNumber}`, writtenDate(data.printedOn)]);
      // Before anything is typed nobody is known; then the desk sees an empty head.
      if (data.addressee.name !== '') addressBlock(sheet, data.addressee);
      doc.moveDown(1);
      title(sheet, '申請状況の確認のご案内');
      paragraph(
        sheet,
        `　郵送で申請いただいた${data.programmeName}の状況は、次の２つの番号で、いつでも下記のページから確認できます。`,
      );
      facts(sheet, [
        ['受付番号', data.receiptNumber],
        ['照会番号', data.pin],
        ['確認のページ', data.url],
        ['問合せ先', data.contact],
      ]);
      doc.moveDown(1);
      const top = doc.y;
      qrCode(sheet, data.url, { x: left, y: top, side: QR_SIDE });
      plain(sheet);
      doc.text(
        '照会番号は、この書面だけに記載しています。ほかの人に知らせず、大切に保管してください。なくしたときは問合せ先へ御連絡ください。新しい番号を発行すると、この番号は使えなくなります。',
        left + QR_SIDE + 14,
        top + 12,
        { width: width - QR_SIDE - 14, lineGap: 4 },
      );
      doc.x = left;
    },
  );
}
