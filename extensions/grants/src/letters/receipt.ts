/**
 * 受付票: what the office holds, file by file with hash and page count, so that an applicant can prove that a
 * paper arrived and the office cannot lose one unnoticed (J15, J19).
 */
import type { LetterData } from './shapes.ts';
import { contactLine, letterHead } from './head.ts';
import { list, paragraph, title, typeset } from './sheet.ts';
import { facts, table } from './table.ts';
import { writtenMoment } from './written.ts';

function size(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function receiptPdf(data: LetterData<'receipt'>): Promise<Uint8Array> {
  const heading = `${data.programmeName}支給申請受付票`;
  return typeset(
    {
      title: heading,
      date: data.receivedOn,
      footer: `受付番号 ${data.receiptNumber}`,
      practice: data.practice,
    },
    (sheet) => {
      letterHead(sheet, data, `受付番号 ${data.receiptNumber}`, data.receivedOn);
      title(sheet, heading);
      paragraph(sheet, '　下記のとおり申請を受け付けました。この受付票は支給を約束するものではありません。');
      facts(sheet, [
        ['受付番号', data.receiptNumber],
        ['受付日時', writtenMoment(data.submittedAt)],
        ['申請事業主', data.addressee.name],
      ]);
      paragraph(sheet, `受け取った書類（${data.files.length}件）`, 0.3);
      table(
        sheet,
        [
          { share: 0.25, header: '書類', size: 9 },
          { share: 0.28, header: 'ファイル名', size: 9 },
          { share: 0.09, header: '頁数', align: 'right', size: 9 },
          { share: 0.38, header: '大きさ・照合用の値', size: 7.5 },
        ],
        data.files.map((file) => [
          file.label,
          file.name,
          file.pages === null ? '－' : String(file.pages),
          `${size(file.bytes)}\n${file.sha256.slice(0, 32)}\n${file.sha256.slice(32)}`,
        ]),
      );
      paragraph(sheet, 'これからの流れ', 0.2);
      list(sheet, data.nextSteps, (index) => `${index + 1}.`);
      facts(sheet, [['問合せ先', contactLine(data.contact)]]);
    },
  );
}
