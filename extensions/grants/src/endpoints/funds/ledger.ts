import type { VerbOutput, VerbParsed } from '@grant/schema';
import type { Actor } from '../../adapter/actor.ts';
import { found, refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { declareFund, lockedBookDays, post, practiceOf, rowsOf } from '../../adapter/store/funds.ts';
import { work, type Unit } from '../../adapter/work.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import { untie } from './statement.ts';

interface Line {
  readonly transaction: string;
  readonly postedOn: string;
  readonly account: string;
  readonly debit: number;
  readonly credit: number;
  readonly summary: string | null;
  readonly payment: string | null;
  readonly fundRequest: string | null;
  readonly settlement: string | null;
  readonly bankStatementLine: string | null;
  readonly practice: boolean;
}

/**
 * 記帳の取消し: a second transaction with the sides exchanged that names the first; nothing is changed. What rested on the
 * first stands open again: the line of the passbook, the request, the settlement.
 *
 * It is booked today, an outflow on its own day; when the first lies in a closed month or a settled period, on the first day
 * that is open. A line of the passbook in a
 * closed month keeps its match, since the money did move: only the account of the booking was wrong, so the right one is
 * booked in the same act and the book goes on saying what the passbook says.
 * @param input `id`: number of the transaction; `account`: the right one, for what a closed line of the passbook rests on
 */
export async function reverseEntry(
  visit: ActorVisit,
  input: VerbParsed<'ledger.reverse'>,
): Promise<VerbOutput<'ledger.reverse'>> {
  const reverses = idOf(visit, 'id', '受払簿の取引');
  const practice = await practiceOf(visit.office);
  const transaction = crypto.randomUUID();
  await work(visit.office, visit.actor, async (unit) => {
    const rows: object[] = await unit
      .trx<object>('ledger_entries')
      .where({ transaction: reverses, practice })
      .orderBy('id');
    const lines = rows.map((row) => fromRow<Line>(row));
    const first = found(lines[0], '受払簿の取引');
    if (lines.some(({ payment }) => payment !== null))
      refused('GUARD_FAILED', {
        event: '記帳の取消し',
        reason: '支払の取引は取り消せません。振込不能のときは、支払バッチの画面から結果を記録してください。',
      });
    const { openFrom } = await lockedBookDays(unit, practice);
    const isOpen = openFrom === null || first.postedOn >= openFrom;
    // What went out never did: its own day has the money again, for what truly went out then.
    const wentOut = lines.some(({ account, credit }) => account === 'bank' && credit > 0);
    const on = isOpen ? (wentOut ? first.postedOn : unit.moment.today) : openFrom;
    const kept = await reopenWhatRestsOn(unit, lines);
    await bookRightly(unit, { lines, kept, on, account: input.account, reason: input.reason });
    await declareFund(unit, 'ledger');
    for (const line of lines)
      await unit.create('ledger_entries', {
        transaction,
        reverses,
        postedOn: on,
        account: line.account,
        debit: line.credit,
        credit: line.debit,
        summary: `取消し：${first.summary ?? ''}（${input.reason}）`.slice(0, 255),
        fundRequest: line.fundRequest,
        settlement: line.settlement,
        practice,
      });
  });
  return { id: transaction };
}

// Those it is matched with, and the one it was booked from: what puts right a line of a closed month is matched with none.
const LINES_OF_BOOKING = `
  select l.id, grant_line_closed(l) as closed, bool_or(m.id is not null) as tied
    from ledger_entries e
    left join statement_matches m on m.ledger_entry = e.id and m.void_at is null
    join bank_statement_lines l on l.id = coalesce(m.bank_statement_line, e.bank_statement_line)
   where e.transaction = ? group by l.id`;

/** Answers the line of a closed month that the booking explains and goes on explaining; null when there is none. */
async function reopenWhatRestsOn(unit: Unit<Actor>, lines: readonly Line[]): Promise<string | null> {
  const about = await rowsOf<{ id: string; closed: boolean; tied: boolean }>(unit.trx, LINES_OF_BOOKING, [
    lines[0]?.transaction ?? '',
  ]);
  for (const { id, closed, tied } of about) if (tied && !closed) await untie(unit, id);
  await declareFund(unit, 'fund');
  for (const request of new Set(lines.flatMap(({ fundRequest }) => fundRequest ?? [])))
    await unit.update('fund_requests', request, {
      state: 'requested',
      receivedOn: null,
      receivedAmount: null,
    });
  for (const settlement of new Set(lines.flatMap(({ settlement: id }) => id ?? [])))
    await unit.update('settlements', settlement, { returnedOn: null });
  return about.find(({ closed }) => closed)?.id ?? null;
}

interface Right {
  readonly lines: readonly Line[];
  readonly kept: string | null;
  readonly on: string;
  readonly account: VerbParsed<'ledger.reverse'>['account'];
  readonly reason: string;
}

/** 正しい科目での記帳, before the first is taken back, so that the account never stands below what is in it. */
async function bookRightly(unit: Unit<Actor>, { lines, kept, on, account, reason }: Right): Promise<void> {
  const fault = (message: string): never =>
    refused('INVALID_INPUT', { faults: [{ path: 'account', message }] });
  // A receipt and a return are booked anew by their own verbs, which know what they are for.
  const needed =
    kept !== null && lines.every((line) => line.fundRequest === null && line.settlement === null);
  if (!needed) {
    if (account === undefined) return;
    fault('正しい科目は、締めた月の明細と照合済みの記帳を取り消すときにだけ選びます。');
  }
  const bank = lines.find((line) => line.account === 'bank');
  if (bank === undefined) return;
  if (account === undefined) return fault('締めた月の明細と照合済みの記帳です。正しい科目を選んでください。');
  if (lines.some((line) => line.account === account)) return fault('元の記帳と別の科目を選んでください。');
  const comesIn = bank.debit > 0;
  await post(unit, {
    on,
    summary: `訂正：${bank.summary ?? ''}（${reason}）`.slice(0, 255),
    amount: comesIn ? bank.debit : bank.credit,
    debit: comesIn ? 'bank' : account,
    credit: comesIn ? account : 'bank',
    practice: bank.practice,
    ...(kept === null ? {} : { line: kept }),
  });
}
