/**
 * 支給申請書兼請求書（記入用）: the form of whoever applies by post, made from the same questions, papers and pledges as the
 * form on the screen, so that both channels ask the same.
 */
import {
  leaveKinds,
  LIST_LIMITS,
  measureKinds,
  paperLabel,
  papers,
  pledgeTexts,
  questions,
  questionsOf,
  sections,
  PAPER_CODES,
  type Programme,
  type QuestionKey,
  type SectionCode,
} from '@grant/schema';
import { DATE_BLANK, formHeading, formRow, questionRow } from './form-rows.ts';
import { list, paragraph, plain, title, typeset, type Sheet } from './sheet.ts';
import { table } from './table.ts';
import { writtenDate } from './written.ts';

/** What the form and the leaflet are made for. */
export interface PublicPaper {
  readonly figures: Programme;
  readonly practice: boolean;
  /** Where the portal is reached, without a trailing slash. */
  readonly portalUrl: string;
}

/** Explanations of the screen that are true on paper as well. */
const HINTED: ReadonlySet<QuestionKey> = new Set<QuestionKey>([
  'employerName',
  'representativeTitle',
  'employerAddress',
  'industry',
  'mainBusiness',
  'regularEmployees',
  'controlledByLargeCompany',
  'insuranceOfficeNumber',
  'employeeInsuredNumber',
  'workplaceAddress',
  'childDueOn',
  'scheduledWorkdays',
  'returnOn',
  'returnedToOriginalPost',
  'returnGapReason',
  'supporterName',
  'informationMethod',
  'firstOneMonth',
  'firstThreeMonths',
  'accountHolderKana',
]);

const OWN_HINTS: Partial<Record<QuestionKey, string>> = {
  employerCorporateNumber: '国税庁が指定した13桁の番号です。個人事業主の方は記入しません。',
  capital: '会社と士業法人の方が記入します。',
  bankCode: '金融機関コード（4桁）が分かる場合は、併せて記入してください。',
  branchCode: '支店コード（3桁）が分かる場合は、併せて記入してください。',
};

const UNITS: Partial<Record<QuestionKey, string>> = {
  capital: '円',
  regularEmployees: '人',
  scheduledWorkdays: '日',
};

function hintOf(key: QuestionKey): string {
  return OWN_HINTS[key] ?? (HINTED.has(key) ? questions[key].hint.replaceAll('入力', '記入') : '');
}

function head(sheet: Sheet, { figures }: PublicPaper, heading: string): void {
  const { doc, left, width } = sheet;
  const boxLeft = left + width - 170;
  const top = doc.y;
  doc.lineWidth(0.6).rect(boxLeft, top, 170, 40).stroke('#555555');
  doc
    .font('regular')
    .fontSize(8)
    .text('事務局記入欄　受付番号', boxLeft + 5, top + 6, { lineBreak: false });
  doc.text('　　　　　　　受付日', boxLeft + 5, top + 24, { lineBreak: false });
  doc.y = top + 48;
  doc.x = left;
  title(sheet, heading);
  doc
    .font('regular')
    .fontSize(10.5)
    .text(`令和${DATE_BLANK.slice(2)}`, left, doc.y, { width, align: 'right' });
  doc.moveDown(0.3);
  doc.text(`${figures.letterContact}　御中`, left, doc.y, { width });
  doc.moveDown(0.6);
  paragraph(
    sheet,
    `　${figures.name}の支給を受けたいので、関係書類を添えて次のとおり申請します。支給が決定したときは、決定された額を請求します。`,
    0,
  );
}

function periodRows(sheet: Sheet): void {
  const kinds = Object.values(leaveKinds)
    .map((label) => `□ ${label}`)
    .join('\n');
  table(
    sheet,
    [
      { share: 0.36, header: '休業の種類', size: 8.5 },
      { share: 0.25, header: '開始日', size: 8.5 },
      { share: 0.25, header: '終了日', size: 8.5 },
      { share: 0.14, header: '就業日数', size: 8.5 },
    ],
    Array.from({ length: Math.min(4, LIST_LIMITS.leavePeriods) }, () => [
      kinds,
      '\n　　　年　　月　　日',
      '\n　　　年　　月　　日',
      '\n　　　　　日',
    ]),
  );
}

function measureRows(sheet: Sheet): void {
  table(
    sheet,
    [
      { share: 0.36, header: '措置（実施したものに印）', size: 8.5 },
      { share: 0.25, header: '実施日', size: 8.5 },
      { share: 0.39, header: '内容', size: 8.5 },
    ],
    Object.values(measureKinds).map((label) => [`□ ${label}\n `, '\n　　　年　　月　　日', '']),
  );
}

function rowsOf(sheet: Sheet, section: SectionCode): void {
  for (const key of questionsOf(section)) {
    if (key === 'pledges') continue;
    if (key === 'leavePeriods') periodRows(sheet);
    else if (key === 'measures') measureRows(sheet);
    else {
      const { label } = questions[key];
      questionRow(sheet, questions[key], label, hintOf(key), UNITS[key] ?? '');
    }
  }
}

/** Points: who names himself below the pledges has them before his eyes, on the same sheet. */
const PLEDGE_ROOM = 320;
/** Points of parts that must not be torn: the table of leaves with its first row, the three lines of the person in charge. */
const SECTION_ROOM: Partial<Record<SectionCode, number>> = { leave: 120, contact: 130 };

function pledgePart(sheet: Sheet, figures: Programme): void {
  plain(sheet);
  list(
    sheet,
    figures.pledges.map((code) => pledgeTexts[code]),
    () => '□',
  );
  for (const label of ['事業主の名称', '代表者の役職・氏名']) formRow(sheet, label, '', 30, () => undefined);
}

function paperPart(sheet: Sheet, figures: Programme): void {
  const asked = PAPER_CODES.filter((code) => code !== 'other' && figures.requiredPapers.includes(code));
  table(
    sheet,
    [
      { share: 0.07, header: '添付', align: 'center', size: 8.5 },
      { share: 0.39, header: '書類', size: 8.5 },
      { share: 0.54, header: '確認する内容', size: 8.5 },
    ],
    asked.map((code) => [
      '□',
      code === 'mandate' ? `${paperLabel(code)}（手続代行者が申請する場合）` : paperLabel(code),
      papers[code].mustShow,
    ]),
  );
}

function postingPart(sheet: Sheet, { figures, portalUrl }: PublicPaper): void {
  const closes = writtenDate(figures.receptionClosesOn);
  list(
    sheet,
    [
      `送付先：${[figures.letterAddress, figures.letterContact].filter(Boolean).join('　')}`,
      `期限：${closes}${figures.postRule === 'postmark' ? 'まで（消印有効）' : 'まで（必着）'}`,
      '特定記録郵便など、配達が確認できる方法でお送りください。送付した書類は返却しません。控えをお取りください。',
      '個人番号（マイナンバー）が書かれている書類は、番号を塗りつぶしてから添付してください。',
      `オンラインでも申請できます（${portalUrl}）。オンラインと郵送の両方で申請しないでください。`,
    ],
    () => '・',
  );
}

/** Renders the blank form. */
export function blankFormPdf(given: PublicPaper): Promise<Uint8Array> {
  const { figures, practice } = given;
  const heading = `${figures.name}\n支給申請書兼請求書`;
  const options = {
    title: heading.replace('\n', ''),
    date: figures.publicityOpensOn,
    footer: `${figures.name}　支給申請書兼請求書`,
    practice,
  };
  return typeset(options, (sheet) => {
    head(sheet, given, heading);
    for (const [index, { code, label }] of sections.entries()) {
      const number = `${String(index + 1)}　${label}`;
      if (code === 'papers') {
        formHeading(sheet, number, '添付した書類の欄に印を付けてください。');
        paperPart(sheet, figures);
      } else if (code === 'pledge') {
        formHeading(sheet, number, '内容を確認し、すべての欄に印を付けて、記名してください。', PLEDGE_ROOM);
        pledgePart(sheet, figures);
      } else {
        formHeading(sheet, number, '', SECTION_ROOM[code]);
        rowsOf(sheet, code);
      }
    }
    formHeading(sheet, '提出の方法');
    postingPart(sheet, given);
  });
}
