/**
 * 受付票: what the office holds, file by file with hash and page count, so that an applicant can prove that a
 * paper arrived and the office cannot lose one unnoticed (J15, J19).
 */
import type { LetterData } from './shapes.ts';
import { contactLine, letterHead } from './head.ts';
import { list, paragraph, title, typeset, type Sheet } from './sheet.ts';
import { facts, table } from './table.ts';
import { writtenMoment } from './written.ts';

function size(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** The first sixteen digits in fours: enough to tell two files apart by eye or over the telephone. */
function shortHash(sha256: string): string {
  return inFours(sha256.slice(0, 16), 2);
}

/** All sixty-four digits in fours, eight groups a line. */
function fullHash(sha256: string): string {
  return inFours(sha256, 8);
}

function inFours(digits: string, groupsOfLine: number): string {
  const groups = digits.match(/.{1,4}/gu) ?? [];
  return groups
    .map((group, index) => (index === 0 ? '' : index % groupsOfLine === 0 ? '\n' : ' ') + group)
    .join('');
}

type Files = LetterData<'receipt'>['files'];

/** 受け取った書類; of papers that came by post nothing is held as a file before they are scanned. */
function papers(sheet: Sheet, files: Files): void {
  if (files.length === 0) {
    paragraph(sheet, '受け取った書類', 0.3);
    paragraph(
      sheet,
      '　お送りいただいた書類は、事務局でお預かりしています。書類ごとの登録は、内容を確認しながら行います。',
    );
    return;
  }
  paragraph(sheet, `受け取った書類（${files.length}件）`, 0.3);
  table(
    sheet,
    [
      { share: 0.07, header: '番号', align: 'right', size: 9 },
      { share: 0.3, header: '書類', size: 9 },
      { share: 0.27, header: 'ファイル名', size: 9 },
      { share: 0.08, header: '頁数', align: 'right', size: 9 },
      { share: 0.11, header: '大きさ', align: 'right', size: 9 },
      { share: 0.17, header: '照合値（略）', size: 9 },
    ],
    files.map((file, index) => [
      String(index + 1),
      file.label,
      file.name,
      file.pages === null ? '－' : String(file.pages),
      size(file.bytes),
      shortHash(file.sha256),
    ]),
  );
}

/** 照合値の一覧: all digits, for whoever wants to prove what was sent. */
function hashes(sheet: Sheet, files: Files): void {
  if (files.length === 0) return;
  paragraph(sheet, '照合値（SHA-256）の一覧', 0.2);
  paragraph(
    sheet,
    '　受け取ったファイルの内容から計算した値です。お手元のファイルから計算した値と同じであれば、同じ内容のファイルが届いています。',
    0.3,
  );
  table(
    sheet,
    [
      { share: 0.07, header: '番号', align: 'right', size: 9 },
      { share: 0.33, header: '書類', size: 9 },
      { share: 0.6, header: '照合値', size: 8 },
    ],
    files.map((file, index) => [String(index + 1), file.label, fullHash(file.sha256)]),
  );
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
      papers(sheet, data.files);
      paragraph(sheet, 'これからの流れ', 0.2);
      list(sheet, data.nextSteps, (index) => `${index + 1}.`);
      facts(sheet, [['問合せ先', contactLine(data.contact)]]);
      hashes(sheet, data.files);
    },
  );
}
