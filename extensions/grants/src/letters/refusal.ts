/** 不支給決定通知書: a refusal always names each requirement that was not met and why (spec 本文4(2)キ). */
import { contactLine, letterHead } from './head.ts';
import type { LetterData } from './shapes.ts';
import { centred, paragraph, title, typeset } from './sheet.ts';
import { table } from './table.ts';
import { writtenDate } from './written.ts';

export function refusalPdf(data: LetterData<'refusal'>): Promise<Uint8Array> {
  const heading = `${data.programmeName}不支給決定通知書`;
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
        `　${writtenDate(data.receivedOn)}付けで申請のありました${data.programmeName}（受付番号 ${data.receiptNumber}）について、審査の結果、下記の理由により支給しないことに決定しましたので、通知します。`,
      );
      centred(sheet, '記');
      table(
        sheet,
        [
          { share: 0.07, header: '番号', align: 'center', size: 9 },
          { share: 0.33, header: '満たしていない要件' },
          { share: 0.6, header: '理由' },
        ],
        data.reasons.map((reason, index) => [String(index + 1), reason.requirement, reason.text]),
      );
      paragraph(sheet, data.reapplyText);
      paragraph(sheet, `問合せ先　${contactLine(data.contact)}`);
    },
  );
}
