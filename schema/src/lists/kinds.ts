import type { Duty } from '../lifecycle/duty.ts';

/** 一覧の種類, and who may look at each and who may take it out of the office as a file. */
interface ListRow {
  readonly label: string;
  /** What the two days of the filter mean. */
  readonly period: string;
  readonly readers: readonly Duty[];
  readonly takers: readonly Duty[];
  /** True when it names applicants: reading it is logged too, not only taking it. */
  readonly personal: boolean;
  readonly formats: readonly ListFormat[];
}

/** 出力の形式. */
export const LIST_FORMATS = ['xlsx', 'csv', 'pdf'] as const;

/** 出力の形式. */
export type ListFormat = (typeof LIST_FORMATS)[number];

/** 一覧の種類. The values are those of `reports.kind`. */
export const LIST_KINDS = ['management', 'applicants', 'progress', 'inquiries', 'publicity'] as const;

/** 一覧の種類. */
export type ListKind = (typeof LIST_KINDS)[number];

const COUNTS: readonly Duty[] = [
  'reception',
  'reviewer',
  'approver',
  'payment_clerk',
  'manager',
  'official',
  'auditor',
];

/**
 * 一覧と報告 (domain: 本文4(2)カ, 本文4(4)ウ). An auditor looks and takes nothing out; the prefecture's official takes
 * what names nobody; lists of people leave the office by the hands of those who answer for it (別記1-8).
 */
export const lists: Readonly<Record<ListKind, ListRow>> = {
  management: {
    label: '審査管理表',
    period: '受付日',
    readers: ['reception', 'reviewer', 'approver', 'manager', 'auditor'],
    takers: ['reviewer', 'approver', 'manager'],
    personal: true,
    formats: ['xlsx', 'csv'],
  },
  applicants: {
    label: '申請者情報一覧',
    period: '受付日',
    readers: ['manager', 'auditor'],
    takers: ['manager'],
    personal: true,
    formats: ['xlsx', 'csv'],
  },
  progress: {
    label: '進捗報告',
    period: '対象期間',
    readers: COUNTS,
    takers: COUNTS,
    personal: false,
    formats: ['xlsx', 'csv', 'pdf'],
  },
  inquiries: {
    label: '問合せの集計',
    period: '受付日',
    readers: COUNTS,
    takers: COUNTS,
    personal: false,
    formats: ['xlsx', 'csv', 'pdf'],
  },
  publicity: {
    label: '広報の実績',
    period: '実施日',
    readers: COUNTS,
    takers: COUNTS,
    personal: false,
    formats: ['xlsx', 'csv'],
  },
};

/** The lists that a person may look at, in order. */
export function readableLists(duties: ReadonlySet<Duty>): ListKind[] {
  return LIST_KINDS.filter((kind) => lists[kind].readers.some((duty) => duties.has(duty)));
}

/** Whether a person may take a list out of the office as a file. */
export function mayTake(kind: ListKind, duties: ReadonlySet<Duty>): boolean {
  return lists[kind].takers.some((duty) => duties.has(duty));
}
