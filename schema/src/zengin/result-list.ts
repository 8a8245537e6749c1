import { parseCivilDate, type CivilDate } from '../civil-date.ts';
import { toHalfWidthAscii } from '../names/width.ts';
import { accept, reject, type Result } from '../refusal.ts';
import { LOST_FEE_MAX_YEN } from './lost-fee.ts';
import { toBankKana } from './payee-kana.ts';

/** 確定した振込の一件: what the office sent, to which a line of the bank's list is held. */
export interface SentTransfer {
  readonly paymentId: string;
  /** 支払番号: the number it bears in the bank file (顧客コード1). */
  readonly serial: number;
  readonly amountYen: number;
  /** 受取人名 as sent, in the half-width characters of the file. */
  readonly payeeKana: string;
}

/** 振込結果の一件: what the bank answered for one transfer. */
export interface ReadResult {
  readonly paymentId: string;
  readonly outcome: 'paid' | 'failed';
  readonly on: CivilDate;
  /** Of a failed transfer, in the bank's words. */
  readonly reason?: string;
  /** 戻らない手数料 of a failed transfer, yen. */
  readonly feeLost?: number;
}

type Key = 'serial' | 'payee' | 'amountYen' | 'outcome' | 'on' | 'reason' | 'feeLost';

/** Headings as banks' own lists have them. A bare 番号 is none: it counts the lines of the list. */
const HEADINGS: Readonly<Record<Key, RegExp>> = {
  serial: /^(支払番号|顧客コード[1１]?)$/u,
  payee: /^(受取人名?|受取人氏名)$/u,
  amountYen: /^(金額|振込金額|お?振込金額)$/u,
  outcome: /^(結果|処理結果|振込結果|状態)$/u,
  on: /^(日付|処理日|振込日|返却日|結果日)$/u,
  reason: /^(理由|不能理由|返却理由|エラー内容)$/u,
  feeLost: /^(手数料|戻らない手数料|差引手数料)$/u,
};
const NAMES: Readonly<Record<Key, string>> = {
  serial: '支払番号',
  payee: '受取人名',
  amountYen: '金額',
  outcome: '結果',
  on: '日付',
  reason: '理由',
  feeLost: '手数料',
};
const NEEDED: readonly Key[] = ['serial', 'amountYen', 'outcome'];

/** Only these words: one nobody has agreed on, or that says the order was taken (処理済, 完了), is not taken for success. */
const OUTCOMES: ReadonlyMap<string, ReadResult['outcome']> = new Map([
  ...['振込済', '正常'].map((word) => [word, 'paid'] as const),
  ...['振込不能', '不能', '返却', '組戻', '組戻し', 'エラー'].map((word) => [word, 'failed'] as const),
]);
const REASON_MAX = 200;

/** The columns of a heading row, by meaning. */
type Columns = Readonly<Record<Key, readonly number[]>>;

function headingOf(cell: string): string {
  return cell.replace(/[\s（(].*$/u, '');
}

function columnsOf(row: readonly string[]): Columns {
  const found: Record<Key, number[]> = {
    serial: [],
    payee: [],
    amountYen: [],
    outcome: [],
    on: [],
    reason: [],
    feeLost: [],
  };
  row.forEach((cell, place) => {
    for (const key of Object.keys(HEADINGS) as Key[])
      if (HEADINGS[key].test(headingOf(cell))) found[key].push(place);
  });
  return found;
}

// Which of two columns is meant is not guessed by the order they stand in.
function checkHeadings(line: number, row: readonly string[], at: Columns): Result<null> {
  for (const key of Object.keys(at) as Key[]) {
    if (at[key].length < 2) continue;
    const headings = at[key].map((place) => `「${row[place] ?? ''}」`).join('');
    const reason = `同じ意味に読める見出しが${String(at[key].length)}つあります（${headings}）。使う列だけを残してください。`;
    return fault(line, key, reason);
  }
  return accept(null);
}

/** True unless the cell is a name in kana, and another one. A list may leave the name out or have it in kanji. */
function mayBePayee(cell: string, sent: string): boolean {
  const [read, wanted] = [toBankKana(cell), toBankKana(sent)];
  if (cell === '' || !read.ok || !wanted.ok) return true;
  return read.value.replaceAll(' ', '') === wanted.value.replaceAll(' ', '');
}

/** A whole number, with separators and 円 or without; undefined when it is none. */
function numberOf(cell: string): number | undefined {
  const text = toHalfWidthAscii(cell).replaceAll(/[\s,¥￥\\円]/gu, '');
  return /^\d{1,10}$/u.test(text) ? Number(text) : undefined;
}

function fault(line: number, key: Key | null, reason: string) {
  return reject('RESULT_LIST_FAULT', { line, column: key === null ? '' : NAMES[key], reason });
}

function resultOf(
  line: number,
  cell: (key: Key) => string,
  sent: ReadonlyMap<number, SentTransfer>,
  transferOn: CivilDate,
): Result<ReadResult> {
  const transfer = sent.get(numberOf(cell('serial')) ?? 0);
  if (transfer === undefined)
    return fault(line, 'serial', 'この支払バッチで結果を待っている番号ではありません。');
  if (numberOf(cell('amountYen')) !== transfer.amountYen)
    return fault(
      line,
      'amountYen',
      '確定した支払の金額と一致しません。別の日の一覧でないか確かめてください。',
    );
  if (!mayBePayee(cell('payee'), transfer.payeeKana))
    return fault(
      line,
      'payee',
      '振込データの受取人名と一致しません。別の一覧でないか銀行に確かめてください。',
    );
  const outcome = OUTCOMES.get(cell('outcome'));
  if (outcome === undefined)
    return fault(line, 'outcome', `「${[...OUTCOMES.keys()].join('」「')}」のどれかを記入してください。`);
  const on = cell('on') === '' ? accept(transferOn) : parseCivilDate(cell('on'));
  if (!on.ok) return fault(line, 'on', '日付を読み取れません。2026-07-15 のように直してください。');
  if (outcome === 'paid') return accept({ paymentId: transfer.paymentId, outcome, on: on.value });
  // The day the money came back is not the day it was sent, and stands in no other place.
  if (cell('on') === '') return fault(line, 'on', '振込不能の場合は、返却された日を記入してください。');
  const reason = cell('reason');
  if (reason === '' || reason.length > REASON_MAX)
    return fault(line, 'reason', `振込不能の理由を${String(REASON_MAX)}文字以内で記入してください。`);
  const feeLost = cell('feeLost') === '' ? 0 : numberOf(cell('feeLost'));
  if (feeLost === undefined || feeLost > LOST_FEE_MAX_YEN)
    return fault(line, 'feeLost', `${String(LOST_FEE_MAX_YEN)}円以下の数字で記入してください。`);
  return accept({ paymentId: transfer.paymentId, outcome, on: on.value, reason, feeLost });
}

/**
 * 振込結果一覧の読取り: a table as the bank exports it, heading somewhere in the first rows. Each line is held to the transfer
 * of its number and amount; what cannot be read in one way only is refused with its line and column. Transfers that the
 * list does not name keep waiting.
 *
 * @param table cells as text; @param sent transfers whose result is awaited; @param transferOn day of the file, JST
 */
export function readResultList(
  table: readonly (readonly string[])[],
  sent: readonly SentTransfer[],
  transferOn: CivilDate,
): Result<readonly ReadResult[]> {
  const head = table.findIndex((row) => NEEDED.every((key) => columnsOf(row)[key].length > 0));
  if (head < 0) return fault(0, null, '「支払番号」「金額」「結果」の見出しのある表にしてください。');
  const headings = table[head] ?? [];
  const at = columnsOf(headings);
  const clear = checkHeadings(head + 1, headings, at);
  if (!clear.ok) return clear;
  const bySerial = new Map(sent.map((transfer) => [transfer.serial, transfer]));
  const read = new Map<string, ReadResult>();
  for (const [place, row] of table.slice(head + 1).entries()) {
    const line = head + place + 2;
    const result = resultOf(line, (key) => row[at[key][0] ?? -1] ?? '', bySerial, transferOn);
    if (!result.ok) return result;
    if (read.has(result.value.paymentId))
      return fault(line, 'serial', '同じ番号が2回あります。どちらが正しいか銀行に確かめてください。');
    read.set(result.value.paymentId, result.value);
  }
  if (read.size === 0) return fault(0, null, '結果が1行もありません。');
  return accept([...read.values()]);
}
