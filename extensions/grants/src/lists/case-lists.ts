import {
  accountTypes,
  applicantColumns,
  businessDaysSince,
  civilDate,
  concerning,
  deadlineJudged,
  managementColumns,
  officeCalendarOf,
  papers,
  requirements,
  REQUIREMENTS,
  sizeJudged,
  stateLabel,
  suspicionStates,
  firstLeaveJudged,
  requirementVerdict,
  type ListColumn,
  type Requirement,
} from '@grant/schema';
import { namesOf } from '../adapter/banks.ts';
import type { CellValue } from '../sheets/table.ts';
import { caseRows, type CaseRow } from './case-rows.ts';
import { scopeOf } from './preface.ts';
import type { Ask, Report } from './report.ts';

type Cells = Readonly<Record<string, CellValue>>;

const channels = { online: '電子', post: '郵送' } as const;
const decisions = { grant: '支給', refuse: '不支給' } as const;
const outcomes = { paid: '振込済', failed: '振込不能' } as const;
const duplicates: Readonly<Record<string, string>> = {
  open: '確認中',
  duplicate: '重複',
  valid: '有効',
  different: '別件',
};
const consultations: Readonly<Record<string, string>> = {
  open: '対応中',
  with_prefecture: '県と協議中',
  closed: '協議済',
};

/** What was made of the case that matters most: not yet looked at, then a duplicate, then the rest. */
function duplicateOf({ duplicates: states }: CaseRow): string {
  const [first] = ['open', 'duplicate', 'valid', 'different'].filter((state) => states.includes(state));
  return first === undefined ? '該当なし' : (duplicates[first] ?? first);
}

/** 不正疑義 of a case, what still stands first; several of one kind are counted. */
function suspicionOf({ suspicions: states }: CaseRow): string | null {
  const told = Object.entries(suspicionStates).flatMap(([state, label]) => {
    const count = states.filter((one) => one === state).length;
    if (count === 0) return [];
    return [count === 1 ? label : `${label}（${String(count)}件）`];
  });
  return told.length === 0 ? null : told.join('、');
}

function requirementCells(row: CaseRow, no: Requirement): Cells {
  const { papers: proofs } = requirements[no];
  const verdict = requirementVerdict(row.findings, requirements[no]);
  const settled = concerning(row.findings, requirements[no]);
  const marked = settled.filter(({ mark }) => mark !== null);
  const days = (marked.length > 0 ? marked : settled).map(({ on }) => on ?? '').toSorted();
  const people = [...new Set(marked.map(({ by }) => by ?? ''))].filter((name) => name !== '');
  return {
    [`requirement${no}Verdict`]: verdict,
    [`requirement${no}Papers`]: proofs
      .filter((code) => row.papers.includes(code))
      .map((code) => papers[code].label)
      .join('、'),
    [`requirement${no}On`]: days.at(-1) ?? null,
    // A verdict nobody has marked is the machine's.
    [`requirement${no}By`]: verdict === '' ? null : people.length > 0 ? people.join('、') : '自動判定',
  };
}

/** はじめて: what was declared, and what is made of it where it was. */
function firstCell({ findings }: CaseRow, declared: boolean | null): string | null {
  if (declared === null) return null;
  if (!declared) return '申告なし';
  const verdict = requirementVerdict(findings, firstLeaveJudged);
  return verdict === '' ? '申告あり' : `申告あり・${verdict}`;
}

function sizeMethod(row: CaseRow): string | null {
  const scheme = row.findings.find(({ rule }) => rule === 'employer_size')?.facts?.['scheme'];
  return typeof scheme === 'string' ? scheme : null;
}

const ENDED_BY_CANCELLING: readonly CaseRow['state'][] = ['cancelled', 'repayment_claimed', 'repaid'];

// 標準処理日数: to the decision or the withdrawal; of an open case to today; without the days in which the case was with
// somebody else, as the 待ち日数 of the queues. A decision that was taken back to be made anew (決定の変更) ends nothing.
function officeDays(row: CaseRow, ask: Ask): number | null {
  const revised = row.decisionStatus === 'cancelled' && !ENDED_BY_CANCELLING.includes(row.state);
  const until = civilDate((revised ? null : row.decidedOn) ?? row.withdrawnOn ?? ask.moment.today);
  const calendar = officeCalendarOf(ask.programme.figures);
  const days = businessDaysSince(calendar, civilDate(row.receivedOn), until);
  if (!days.ok) return null;
  return row.pauses.reduce((left, { from, to = until }) => {
    const away = businessDaysSince(calendar, civilDate(from), civilDate(to < until ? to : until));
    return left - (away.ok ? away.value : 0);
  }, days.value);
}

function bankOf({ bankCode, branchCode, accountType }: CaseRow): string | null {
  if (bankCode === null || branchCode === null || accountType === null) return null;
  const names = namesOf(bankCode, branchCode);
  return [names?.bank.name ?? bankCode, names?.branch.name ?? branchCode, accountTypes[accountType]].join(
    ' ',
  );
}

function leaveCells({ periods }: CaseRow): Cells {
  const kept = periods.map(({ from, to }) => `${from} ～ ${to}`);
  // Four columns; what does not fit stands in the last one, so that nothing is lost.
  return Object.fromEntries(
    [1, 2, 3, 4].map((part) => [
      `leave${part}`,
      (part < 4 ? kept[part - 1] : kept.slice(3).join('、')) || null,
    ]),
  );
}

function cellsOf(row: CaseRow, ask: Ask): Cells {
  return {
    ...(row as unknown as Cells),
    ...leaveCells(row),
    ...Object.fromEntries(REQUIREMENTS.flatMap((no) => Object.entries(requirementCells(row, no)))),
    channel: channels[row.channel],
    deadlineVerdict: requirementVerdict(row.findings, deadlineJudged),
    sizeVerdict: requirementVerdict(row.findings, sizeJudged),
    sizeMethod: sizeMethod(row),
    duplicateVerdict: duplicateOf(row),
    firstOneMonth: firstCell(row, row.firstOneMonth),
    firstThreeMonths: firstCell(row, row.firstThreeMonths),
    suspicion: suspicionOf(row),
    consultation: row.consultation === null ? null : (consultations[row.consultation] ?? row.consultation),
    secondReviewedOn: row.decidedOn,
    decisionKind:
      row.decisionKind === null
        ? null
        : `${decisions[row.decisionKind]}${row.decisionStatus === 'cancelled' ? '（取消）' : ''}`,
    payResult: row.payOutcome === null ? null : outcomes[row.payOutcome],
    paidOn: row.payOutcome === 'paid' ? row.paidOn : null,
    officeDays: officeDays(row, ask),
    remarks: `${stateLabel(row.state)}${row.practice ? '（練習用）' : ''}`,
    state: stateLabel(row.state),
    bank: bankOf(row),
    accountMasked: row.last3 === null ? null : `＊＊＊＊${row.last3}`,
  };
}

async function listOfCases(ask: Ask, title: string, columns: readonly ListColumn[]): Promise<Report> {
  const { rows, total } = await caseRows(ask);
  return {
    title,
    preface: scopeOf(ask, '受付日'),
    total,
    sheets: [
      {
        name: title,
        columns,
        ids: rows.map(({ id }) => id),
        bars: null,
        rows: rows.map((row) => {
          const cells = cellsOf(row, ask);
          return columns.map(({ key }) => cells[key] ?? null);
        }),
      },
    ],
  };
}

/** 審査管理表 (仕様書 本文4(2)カ). */
export function managementList(ask: Ask): Promise<Report> {
  return listOfCases(ask, '審査管理表', managementColumns);
}

/** 申請者情報一覧 (仕様書 本文4(4)ウ). */
export function applicantList(ask: Ask): Promise<Report> {
  return listOfCases(ask, '申請者情報一覧', applicantColumns);
}
