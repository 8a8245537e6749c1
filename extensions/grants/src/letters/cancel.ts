/** 決定取消通知書: a grant that is taken back before any money went out, or a refusal, and why (仕様書 本文4(2)ク). */
import { contactLine, letterHead } from './head.ts';
import type { LetterData } from './shapes.ts';
import { centred, paragraph, roomFor, title, typeset } from './sheet.ts';
import { facts } from './table.ts';
import { writtenAmount, writtenDate } from './written.ts';

export function cancelPdf(data: LetterData<'cancel'>): Promise<Uint8Array> {
  const refusal = data.decision.kind === 'refuse';
  const name = refusal ? '不支給決定' : '支給決定';
  const heading = `${data.programmeName}${name}取消通知書`;
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
        `　${writtenDate(data.decision.decidedOn)}付け${data.decision.number}で${refusal ? '不支給' : '支給'}を決定した${data.programmeName}（受付番号 ${data.receiptNumber}）について、下記のとおり${name}を取り消すことに決定しましたので、通知します。`,
      );
      centred(sheet, '記');
      facts(sheet, [
        ...(refusal ? [] : [['取り消す支給決定額', writtenAmount(data.amount)] as const]),
        ['取消しの理由', data.reason],
        refusal
          ? ['今後の手続', '申請の内容を改めて審査し、その結果を通知します。']
          : ['奨励金の支払', 'この決定に基づく奨励金は支払いません。既に支払った額はありません。'],
      ]);
      roomFor(sheet, 40);
      paragraph(sheet, `問合せ先　${contactLine(data.contact)}`);
    },
  );
}
