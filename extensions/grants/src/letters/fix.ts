/** 訂正のお知らせ: what the office put right in an application that came by post, and how to object (仕様書 本文4(2)ア・イ). */
import { contactLine, letterHead } from './head.ts';
import type { LetterData } from './shapes.ts';
import { centred, paragraph, roomFor, title, typeset } from './sheet.ts';
import { facts, table } from './table.ts';

export function fixPdf(data: LetterData<'fix'>): Promise<Uint8Array> {
  const heading = '申請内容の訂正について（お知らせ）';
  return typeset(
    {
      title: heading,
      date: data.fixedOn,
      footer: `${data.number}　受付番号 ${data.receiptNumber}`,
      practice: data.practice,
    },
    (sheet) => {
      letterHead(sheet, data, data.number, data.fixedOn);
      title(sheet, heading);
      paragraph(
        sheet,
        `　申請のありました${data.programmeName}（受付番号 ${data.receiptNumber}）について、明らかな誤記と認められる点を、下記のとおり事務局で訂正しましたので、お知らせします。訂正前の内容も記録として残しています。`,
      );
      centred(sheet, '記');
      table(
        sheet,
        [
          { share: 0.3, header: '項目' },
          { share: 0.35, header: '訂正前' },
          { share: 0.35, header: '訂正後' },
        ],
        data.items.map(({ label, before, after }) => [label, before, after]),
      );
      facts(sheet, [
        ['訂正の理由', data.reason],
        [
          'お手続',
          '訂正の内容に誤りがなければ、お手続は必要ありません。誤りがあるときは、下記へ御連絡ください。',
        ],
      ]);
      roomFor(sheet, 40);
      paragraph(sheet, `問合せ先　${contactLine(data.contact)}`);
    },
  );
}
