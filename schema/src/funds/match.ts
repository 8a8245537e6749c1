import { type CivilDate, diffDays } from '../civil-date.ts';
import { LOST_FEE_MAX_YEN } from '../zengin/lost-fee.ts';

/** 照合待ちの明細: a line of the passbook that nothing explains yet. Yen. */
export interface OpenLine {
  readonly id: string;
  readonly postedOn: CivilDate;
  readonly description: string;
  readonly paidIn: number;
  readonly paidOut: number;
}

/** 受払簿の未照合の行: a line of the account in the ledger; `amount` is signed, in is positive. */
export interface OpenEntry {
  readonly id: string;
  readonly postedOn: CivilDate;
  readonly amount: number;
  /** The batch whose transfer it is part of; null for everything else. */
  readonly batch: string | null;
}

/** 案件の側: batches sealed without all results, and requests for which money is awaited. */
export interface Awaited {
  readonly batches: readonly {
    readonly id: string;
    readonly transferOn: CivilDate;
    readonly total: number;
    readonly payments: readonly { readonly id: string; readonly amount: number }[];
  }[];
  readonly requests: readonly { readonly id: string; readonly amount: number }[];
}

/** 照合の提案: what a line probably is. Only `entries` that are `certain` are matched without a person. */
export type Proposal =
  | { readonly kind: 'entries'; readonly entryIds: readonly string[]; readonly certain: boolean }
  | { readonly kind: 'receipt'; readonly requestId: string }
  | { readonly kind: 'results'; readonly batchId: string }
  /** `fee`: what the bank kept of it, yen. */
  | {
      readonly kind: 'sent_back';
      readonly batchId: string;
      readonly paymentIds: readonly string[];
      readonly fee: number;
    }
  | { readonly kind: 'interest' }
  | { readonly kind: 'fee' };

/** So many days may lie between the bank's day and the book's day of the same movement. */
const DAYS_APART_MAX = 3;

const signed = (line: OpenLine): number => line.paidIn - line.paidOut;

interface Group {
  readonly entryIds: readonly string[];
  readonly postedOn: CivilDate;
  readonly amount: number;
}

/** Each line of the book by itself, and the transfers of a batch on one day together: the bank debits them as one. */
function groupsOf(entries: readonly OpenEntry[]): readonly Group[] {
  const batches = new Map<string, OpenEntry[]>();
  const single: Group[] = [];
  for (const entry of entries) {
    if (entry.batch === null || entry.amount > 0)
      single.push({ entryIds: [entry.id], postedOn: entry.postedOn, amount: entry.amount });
    else {
      const key = `${entry.batch} ${entry.postedOn}`;
      batches.set(key, [...(batches.get(key) ?? []), entry]);
    }
  }
  const together = [...batches.values()].map((members) => ({
    entryIds: members.map(({ id }) => id).toSorted(),
    postedOn: (members[0] as OpenEntry).postedOn,
    amount: members.reduce((sum, { amount }) => sum + amount, 0),
  }));
  return [...single, ...together];
}

function byBook(line: OpenLine, lines: readonly OpenLine[], groups: readonly Group[]): Proposal | null {
  const near = groups
    .filter(({ amount }) => amount === signed(line))
    .map((group) => ({ group, apart: Math.abs(diffDays(group.postedOn, line.postedOn)) }))
    .filter(({ apart }) => apart <= DAYS_APART_MAX)
    .toSorted((left, right) => left.apart - right.apart);
  const best = near[0];
  if (best === undefined) return null;
  const sameDay = near.filter(({ apart }) => apart === 0).length;
  const rivals = lines.filter((other) => other.postedOn === line.postedOn && signed(other) === signed(line));
  return { kind: 'entries', entryIds: best.group.entryIds, certain: sameDay === 1 && rivals.length === 1 };
}

/** The transfers whose amount came back, whole before less a fee: of all that may be meant, the least fee. */
function sentBack(paidIn: number, awaited: Awaited): Proposal | null {
  const fees = awaited.batches.flatMap(({ payments }) => payments.map(({ amount }) => amount - paidIn));
  const fee = Math.min(...fees.filter((yen) => yen >= 0 && yen <= LOST_FEE_MAX_YEN));
  for (const { id: batchId, payments } of awaited.batches) {
    const meant = payments.filter(({ amount }) => amount - paidIn === fee);
    if (meant.length > 0) return { kind: 'sent_back', batchId, paymentIds: meant.map(({ id }) => id), fee };
  }
  return null;
}

function byCases(line: OpenLine, awaited: Awaited): Proposal | null {
  if (line.paidOut > 0) {
    const batch = awaited.batches.find(
      ({ total, transferOn }) =>
        total === line.paidOut && Math.abs(diffDays(transferOn, line.postedOn)) <= DAYS_APART_MAX,
    );
    return batch === undefined ? null : { kind: 'results', batchId: batch.id };
  }
  if (/組戻|振込不能|返却|資金返/u.test(line.description)) {
    const back = sentBack(line.paidIn, awaited);
    if (back !== null) return back;
  }
  const request = awaited.requests.find(({ amount }) => amount === line.paidIn);
  return request === undefined ? null : { kind: 'receipt', requestId: request.id };
}

function byWords(line: OpenLine): Proposal | null {
  if (line.paidIn > 0 && /利息|利子|決算/u.test(line.description)) return { kind: 'interest' };
  return line.paidOut > 0 && /手数料/u.test(line.description) ? { kind: 'fee' } : null;
}

/**
 * 三者照合: what each line of the passbook probably is, by the ledger first, then by the cases, then by its words. An entry
 * is proposed with certainty only when amount and day are equal and nothing else could be meant.
 */
export function proposeMatches(
  lines: readonly OpenLine[],
  entries: readonly OpenEntry[],
  awaited: Awaited,
): ReadonlyMap<string, Proposal | null> {
  const groups = groupsOf(entries);
  return new Map(
    lines.map((line) => [line.id, byBook(line, lines, groups) ?? byCases(line, awaited) ?? byWords(line)]),
  );
}
