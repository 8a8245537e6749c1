/** 支給決定取消通知書: a grant that is taken back before any money went out, and why (仕様書 本文4(2)ク). */
import { contactLine, letterHead } from './head.ts';
import type { LetterData } from './shapes.ts';
import { centred, paragraph, roomFor, title, typeset } from './sheet.ts';
import { facts } from './table.ts';
import { writtenAmount, writtenDate } from './written.ts';

export function cancelPdf(data: LetterData<'cancel'>): Promise<Uint8Array> {
  const heading = `${data.programmeName}支給決定取消通知書`;
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
        `　${writtenDate(data.decision.decidedOn)}付け${data.decision.number}で支給を決定した${data.programmeName}（受付番号 ${data.receiptNumber}）について、下記のとおり支給決定を取り消すことに決定しましたので、通知します。`,
      );
      centred(sheet, '記');
      facts(sheet, [
        ['取り消す支給決定額', writtenAmount(data.amount)],
        ['取消しの理由', data.reason],
        ['奨励金の支払', 'この決定に基づく奨励金は支払いません。既に支払った額はありません。'],
      ]);
      roomFor(sheet, 40);
      paragraph(sheet, `問合せ先　${contactLine(data.contact)}`);
    },
  );
}
