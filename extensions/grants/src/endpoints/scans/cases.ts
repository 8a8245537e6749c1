import {
  readReceiptNumber,
  transitions,
  type CaseState,
  type VerbOutput,
  type VerbParsed,
} from '@grant/schema';
import type { Office } from '../../adapter/ports.ts';
import { refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { currentProgramme } from '../../adapter/store/programmes.ts';
import { visibleRows } from '../../adapter/visible.ts';
import type { ActorVisit } from '../visit.ts';

/** A case that pages may be filed with. */
export interface FilingCase {
  readonly id: string;
  readonly receiptNumber: string;
  readonly employerName: string | null;
  /** 対象従業員. */
  readonly employeeName: string | null;
  readonly state: CaseState;
}

/** States in which papers that came by post are taken in. */
const TAKES_PAPERS: ReadonlySet<CaseState> = new Set([
  'received',
  'correction_requested',
  'account_correction',
]);

/** States in which papers that nobody has asked for are taken in as 追加書類, by an event of the case. */
export const TAKES_LATE_PAPERS: ReadonlySet<CaseState> = new Set(
  transitions.filter(({ event }) => event === 'add_papers').map(({ from }) => from),
);

/** Cases by receipt number, of this office's own kind: practice never meets real. */
export async function casesOf(
  office: Office,
  numbers: readonly (string | null)[],
): Promise<ReadonlyMap<string, FilingCase>> {
  const wanted = [...new Set(numbers.filter((number) => number !== null))];
  const { practice } = await currentProgramme(office);
  const rows = await office
    .database<object>('applications as a')
    .leftJoin('drafts as d', 'd.application', 'a.id')
    .whereIn('a.receipt_number', wanted)
    .where('a.practice', practice)
    .select(
      'a.id',
      'a.receipt_number',
      'a.state',
      office.database.raw("coalesce(a.employer_name, d.answers ->> 'employerName') as employer_name"),
      office.database.raw("coalesce(a.employee_name, d.answers ->> 'employeeName') as employee_name"),
    );
  const cases = (rows as object[]).map((row) => fromRow<FilingCase>(row));
  return new Map(cases.map((one) => [one.receiptNumber, one]));
}

/** Why pages cannot be filed with a case; null when they can. */
export function problemOf(one: FilingCase | undefined): string | null {
  if (one === undefined) return 'この受付番号の案件がありません。番号を確かめて入力し直してください。';
  return TAKES_PAPERS.has(one.state) || TAKES_LATE_PAPERS.has(one.state)
    ? null
    : 'この案件は決定が済んだか、取り下げられているため、書類を綴じられません。受付番号を空欄にすると、案件に綴じずに読み取ったファイルとして保管します。';
}

/**
 * A number that was typed is valid and another's as easily as it is wrong: whoever acts on it has seen whose case it is.
 * @param seen the case whose employer stood beside the number
 */
export function requireSeen(one: Pick<FilingCase, 'id' | 'receiptNumber'>, seen: string | null): void {
  if (one.id !== seen) refused('CASE_UNSEEN', { receiptNumber: one.receiptNumber });
}

/** 受付番号の案件: whose a number is, while it is typed. */
export async function showNamedCase(
  { office, actor }: ActorVisit,
  { receiptNumber }: VerbParsed<'case.named'>,
): Promise<VerbOutput<'case.named'>> {
  const number = readReceiptNumber(receiptNumber);
  const one = (await casesOf(office, [number])).get(number);
  if (one === undefined) return { case: null };
  const query = { fields: ['id'], filter: { id: { _eq: one.id } }, limit: 1 };
  const seen = await visibleRows(office, actor, 'applications', query);
  return { case: seen.length === 0 ? null : { ...one, problem: problemOf(one) } };
}
