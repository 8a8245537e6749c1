/**
 * 郵送申請の整理票: lies on top of the papers of one case, on the shelf and in the scanner. The QR code holds the receipt
 * number alone, so that a scanner or a phone finds the case and learns nothing else.
 */
import { requireDrawable } from './drawable.ts';
import { qrCode } from './qr.ts';
import { paragraph, typeset, type Sheet } from './sheet.ts';
import { facts, table } from './table.ts';
import { writtenDate } from './written.ts';

/** What a cover sheet says. Dates `YYYY-MM-DD`. */
export interface CoverSheet {
  readonly programmeName: string;
  readonly receiptNumber: string;
  readonly employerName: string | null;
  readonly arrivedOn: string | null;
  readonly postmarkOn: string | null;
  readonly receivedOn: string;
  /** Labels of the papers to look for in the envelope. */
  readonly papers: readonly string[];
  readonly printedOn: string;
  readonly practice: boolean;
}

/** Points; about 35 mm, which a scanner at 200 dpi reads with ease. */
const QR_SIDE = 100;
const dayOr = (day: string | null, none: string): string => (day === null ? none : writtenDate(day));

function heading(sheet: Sheet, data: CoverSheet): void {
  const { doc, left, width } = sheet;
  const top = doc.y;
  qrCode(sheet, data.receiptNumber, { x: left + width - QR_SIDE, y: top, side: QR_SIDE });
  doc.font('regular').fontSize(11).fillColor('black');
  doc.text('受付番号', left, top + 14);
  doc
    .font('bold')
    .fontSize(30)
    .text(data.receiptNumber, left, doc.y + 4);
  doc.x = left;
  doc.y = top + QR_SIDE + 12;
}

/**
 * @returns the bytes of a one-page PDF
 * @throws RefusalError LETTER_GLYPH_MISSING when a name holds a character the face lacks
 */
export async function coverSheetPdf(data: CoverSheet): Promise<Uint8Array> {
  requireDrawable(data);
  return typeset(
    {
      title: `郵送申請 整理票 ${data.receiptNumber}`,
      date: data.printedOn,
      footer: `${data.programmeName}　整理票　受付番号 ${data.receiptNumber}`,
      practice: data.practice,
    },
    (sheet) => {
      heading(sheet, data);
      facts(sheet, [
        ['申請事業主', data.employerName ?? ''],
        [
          '到着日・消印の日',
          `${dayOr(data.arrivedOn, '－')}到着　／　消印 ${dayOr(data.postmarkOn, '判読できない・なし')}`,
        ],
        ['申請日', `${writtenDate(data.receivedOn)}（期限の判定に用いる日）`],
        ['保管場所・担当者', ''],
      ]);
      table(
        sheet,
        [
          { share: 0.08, header: '同封', align: 'center', size: 8.5 },
          { share: 0.6, header: '書類', size: 8.5 },
          { share: 0.1, header: '枚数', align: 'center', size: 8.5 },
          { share: 0.22, header: '備考（原本・写し）', size: 8.5 },
        ],
        data.papers.map((paper) => ['□', paper, '', '']),
      );
      paragraph(sheet, 'この整理票を書類の一番上に置いて保管し、読み取るときも最初の頁にしてください。');
    },
  );
}
