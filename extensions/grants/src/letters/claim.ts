/** 支給決定（一部）取消・返還請求通知書: what is taken back of a grant that was paid, why, and what stays (仕様書 本文4(2)ク, 4(3)ア). */
import { contactLine, letterHead } from './head.ts';
import type { LetterData } from './shapes.ts';
import { centred, paragraph, roomFor, title, typeset } from './sheet.ts';
import { facts } from './table.ts';
import { writtenAmount, writtenDate } from './written.ts';

export function claimPdf(data: LetterData<'claim'>): Promise<Uint8Array> {
  const part = data.kept > 0;
  const heading = `${data.programmeName}支給決定${part ? '一部' : ''}取消・返還請求通知書`;
  return typeset(
    {
      title: heading,
      date: data.decidedOn,
      footer: `${data.number}　受付番号 ${data.receiptNumber}`,
      practice: data.practice,
    },
    (sheet) => {
      letterHead(sheet, data, data.number, data.decidedOn);
      title(sheet, heading);
      paragraph(
        sheet,
        `　${writtenDate(data.decision.decidedOn)}付け${data.decision.number}で支給を決定した${data.programmeName}（受付番号 ${data.receiptNumber}）について、下記のとおり支給決定${part ? 'の一部' : ''}を取り消し、支給した奨励金${part ? 'の一部' : ''}の返還を請求することに決定しましたので、通知します。`,
      );
      centred(sheet, '記');
      facts(sheet, [
        ['返還を請求する額', writtenAmount(data.amount)],
        ['支給した額', writtenAmount(data.paid)],
        ...(data.claimedBefore > 0
          ? [['すでに返還を請求した額', writtenAmount(data.claimedBefore)] as const]
          : []),
        ['取消し後の支給額', writtenAmount(data.kept)],
        ['取消しの理由', data.reason],
        [
          '返還の方法',
          '別にお送りする納入通知書により納めてください。納入の期限は、納入通知書に記載します。',
        ],
      ]);
      roomFor(sheet, 40);
      paragraph(sheet, `問合せ先　${contactLine(data.contact)}`);
    },
  );
}
