import { addDays, type CivilDate, parseCivilDate } from '../civil-date.ts';
import { toHalfWidthAscii } from '../names/width.ts';
import { accept, reject, type Result } from '../refusal.ts';

/** 入出金明細の一行: one line of the passbook. Yen; exactly one of in and out is above 0. */
export interface StatementLine {
  readonly postedOn: CivilDate;
  readonly description: string;
  readonly paidIn: number;
  readonly paidOut: number;
  /** Balance after the line; null when the bank does not tell it. */
  readonly balance: number | null;
  /** Place among the lines of its day, from 1, oldest first: part of what makes the line one of a kind. */
  readonly line: number;
}

type Key = 'postedOn' | 'description' | 'paidIn' | 'paidOut' | 'balance';

/** Headings as the banks' own exports have them (足利銀行, 栃木銀行, ゆうちょ銀行 and the large ones). */
const HEADINGS: Readonly<Record<Key, RegExp>> = {
  postedOn: /^(お?取引日|日付|年月日|お取扱日|取扱日付|勘定日)/u,
  description: /^(摘要|お?取引内容|お取扱内容|取扱内容|内容|詳細|備考)/u,
  paidIn: /^(お?預り金額|お?預入金額|お?預け入れ|入金|受入金額|お預入)/u,
  paidOut: /^(お?引出し?|お?支払金額|出金|払出金額|お支払)/u,
  balance: /^(差引残高|残高|現在高)/u,
};
const NAMES: Readonly<Record<Key, string>> = {
  postedOn: '日付',
  description: '摘要',
  paidIn: '入金',
  paidOut: '出金',
  balance: '残高',
};

/** Years back or ahead that a line may lie from the day it is read. */
const DAYS_APART_MAX = 400;

type Columns = Readonly<Partial<Record<Key, number>>>;

function columnsOf(row: readonly string[]): Columns {
  const found: Partial<Record<Key, number>> = {};
  row.forEach((cell, place) => {
    const heading = cell.replace(/[\s（(].*$/u, '');
    for (const key of Object.keys(HEADINGS) as Key[]) if (HEADINGS[key].test(heading)) found[key] ??= place;
  });
  return found;
}

/** `1,234`, `￥1,234円` or nothing; undefined when it is no whole amount. */
function amountOf(cell: string): number | undefined {
  const text = toHalfWidthAscii(cell).replaceAll(/[\s,¥￥\\円]/gu, '');
  if (text === '' || text === '-') return 0;
  return /^\d{1,10}$/u.test(text) ? Number(text) : undefined;
}

function fault(line: number, key: Key | null, reason: string) {
  return reject('STATEMENT_FAULT', { line, column: key === null ? '' : NAMES[key], reason });
}

type Read = Omit<StatementLine, 'line'> & { readonly row: number };

function lineOf(row: readonly string[], number: number, at: Columns, today: CivilDate): Result<Read> {
  const cell = (key: Key): string => row[at[key] ?? -1] ?? '';
  const day = parseCivilDate(cell('postedOn'));
  if (!day.ok) return fault(number, 'postedOn', '日付を読み取れません。2026-07-15 のように直してください。');
  if (day.value > today || day.value < addDays(today, -DAYS_APART_MAX))
    return fault(number, 'postedOn', '今日より後の日付か、1年より前の日付です。');
  const [paidIn, paidOut] = [amountOf(cell('paidIn')), amountOf(cell('paidOut'))];
  if (paidIn === undefined) return fault(number, 'paidIn', '金額を数字で記入してください。');
  if (paidOut === undefined) return fault(number, 'paidOut', '金額を数字で記入してください。');
  if (paidIn > 0 === paidOut > 0)
    return fault(number, 'paidIn', '入金と出金は、どちらか一方だけに金額を記入してください。');
  const balance = at.balance === undefined || cell('balance') === '' ? null : amountOf(cell('balance'));
  if (balance === undefined) return fault(number, 'balance', '残高を数字で記入してください。');
  return accept({
    postedOn: day.value,
    description: cell('description').slice(0, 200),
    paidIn,
    paidOut,
    balance,
    row: number,
  });
}

/** The first line whose balance does not follow from the one before. */
function firstBreak(lines: readonly Read[]): Read | undefined {
  return lines.find((line, place) => {
    const before = lines[place - 1]?.balance;
    if (place === 0 || before === null || before === undefined || line.balance === null) return false;
    return before + line.paidIn - line.paidOut !== line.balance;
  });
}

function inOrder(lines: readonly Read[]): boolean {
  return lines.every((line, place) => place === 0 || (lines[place - 1]?.postedOn ?? '') <= line.postedOn);
}

/**
 * 入出金明細の読取り: a table as a bank exports it, heading somewhere in the first rows, oldest or newest first. Days must be in
 * order and every balance must follow from the one before, so that no line is missing in the middle.
 *
 * @param table cells as text; @param today JST, no line lies after it
 */
export function readStatement(
  table: readonly (readonly string[])[],
  today: CivilDate,
): Result<readonly StatementLine[]> {
  const head = table.findIndex((row) => {
    const at = columnsOf(row);
    return at.postedOn !== undefined && at.paidIn !== undefined && at.paidOut !== undefined;
  });
  if (head < 0)
    return fault(0, null, '「日付」「摘要」「入金」「出金」「残高」の見出しのある表にしてください。');
  const at = columnsOf(table[head] ?? []);
  const read: Read[] = [];
  for (const [place, row] of table.slice(head + 1).entries()) {
    if ((row[at.postedOn ?? -1] ?? '') === '') continue;
    const line = lineOf(row, head + place + 2, at, today);
    if (!line.ok) return line;
    read.push(line.value);
  }
  if (read.length === 0) return fault(0, null, '明細が1行もありません。期間を確かめて出力し直してください。');
  // Oldest or newest first: the way round that keeps the days in order and the balances following.
  const ways = [read, read.toReversed()].filter(inOrder);
  const [likely] = ways;
  if (likely === undefined) return fault(0, null, '日付の順に並んでいません。日付の順に並べ替えてください。');
  const oldestFirst = ways.find((way) => firstBreak(way) === undefined);
  if (oldestFirst === undefined)
    return fault(
      firstBreak(likely)?.row ?? 0,
      'balance',
      '前の行の残高と入出金の額とに合いません。抜けている行がないか確かめてください。',
    );
  const ofDay = new Map<string, number>();
  return accept(
    oldestFirst.map(({ postedOn, description, paidIn, paidOut, balance }) => {
      const line = (ofDay.get(postedOn) ?? 0) + 1;
      ofDay.set(postedOn, line);
      return { postedOn, description, paidIn, paidOut, balance, line };
    }),
  );
}
