/** 取下げの取消しのお知らせ: that a withdrawal was taken back and the application goes on, and how to object. */
import { contactLine, letterHead } from './head.ts';
import type { LetterData } from './shapes.ts';
import { centred, paragraph, roomFor, title, typeset } from './sheet.ts';
import { facts } from './table.ts';
import { writtenDate } from './written.ts';

export function undonePdf(data: LetterData<'undone'>): Promise<Uint8Array> {
  const heading = '申請の取下げの取消しについて（お知らせ）';
  return typeset(
    {
      title: heading,
      date: data.undoneOn,
      footer: `${data.number}　受付番号 ${data.receiptNumber}`,
      practice: data.practice,
    },
    (sheet) => {
      letterHead(sheet, data, data.number, data.undoneOn);
      title(sheet, heading);
      paragraph(
        sheet,
        `　申請のありました${data.programmeName}（受付番号 ${data.receiptNumber}）について、申請の取下げを下記のとおり取り消し、申請の手続を再開しましたので、お知らせします。`,
      );
      centred(sheet, '記');
      facts(sheet, [
        ['取下げの日', writtenDate(data.withdrawnOn)],
        ['取消しの日', writtenDate(data.undoneOn)],
        ['取消しの理由', data.reason],
        [
          'お手続',
          '改めて申請する必要はありません。この取消しにお心当たりがないときは、下記へ御連絡ください。',
        ],
      ]);
      roomFor(sheet, 40);
      paragraph(sheet, `問合せ先　${contactLine(data.contact)}`);
    },
  );
}
