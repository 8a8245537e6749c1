/** 委任状（記入用）: what an employer signs so that a 社会保険労務士 or another agent may file for it (本文4(1)カ). */
import { questions, type QuestionKey } from '@grant/schema';
import type { PublicPaper } from './blank-form.ts';
import { DATE_BLANK, formHeading, formRow, questionRow } from './form-rows.ts';
import { list, paragraph, title, typeset, type Sheet } from './sheet.ts';

const PRINCIPAL: readonly QuestionKey[] = [
  'employerName',
  'employerCorporateNumber',
  'employerAddress',
  'representativeTitle',
  'representativeName',
  'employerPhone',
];
const AGENT: readonly (readonly [string, string])[] = [
  ['事務所の名称', ''],
  ['氏名', ''],
  ['資格・登録番号', '社会保険労務士などの資格がある場合に記入します。'],
  ['所在地', ''],
  ['電話番号', ''],
];
const ACTS = [
  '支給申請書の作成と提出',
  '添付書類の提出と、事務局が求める補正への回答',
  '申請に関する事務局との連絡と、書類の受領',
] as const;

/** A blank for a date, two of which stand in one line. */
const SHORT_DATE = '　　　年　　月　　日';

function blankRow(sheet: Sheet, [label, hint]: readonly [string, string]): void {
  formRow(sheet, label, hint, 26, () => undefined);
}

function draw(sheet: Sheet, { figures }: PublicPaper): void {
  const { doc, left, width } = sheet;
  title(sheet, '委任状');
  doc.font('regular').fontSize(10.5);
  doc.text(`令和${DATE_BLANK.slice(2)}`, left, doc.y, { width, align: 'right' });
  doc.moveDown(0.3);
  doc.text(`${figures.letterContact}　御中`, left, doc.y, { width });
  doc.moveDown(0.6);
  paragraph(sheet, `　次の者を代理人と定め、${figures.name}について、下の事項を委任します。`, 0);
  formHeading(sheet, '委任する事業主');
  for (const key of PRINCIPAL) questionRow(sheet, questions[key], questions[key].label, '');
  formHeading(sheet, '代理人');
  for (const row of AGENT) blankRow(sheet, row);
  formHeading(sheet, '委任する事項');
  list(sheet, ACTS, (index) => `${index + 1}.`);
  paragraph(sheet, '　奨励金は、事業主の口座に振り込みます。代理人が受け取ることはできません。', 0);
  formHeading(sheet, '委任の期間');
  formRow(sheet, '期間', '2年以内の期間を記入します。', 26, (x, y) => {
    doc.text(`${SHORT_DATE}から　${SHORT_DATE}まで`, x, y + 2, { lineBreak: false });
  });
}

/** @returns the bytes of a PDF, the same for the same programme */
export function mandateFormPdf(given: PublicPaper): Promise<Uint8Array> {
  return typeset(
    {
      title: '委任状',
      date: given.figures.publicityOpensOn,
      footer: `${given.figures.name}　委任状（記入用）`,
      practice: given.practice,
    },
    (sheet) => draw(sheet, given),
  );
}
