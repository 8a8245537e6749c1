import type { VerbOutput, VerbParsed } from '@grant/schema';
import { found, refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { declareFund, practiceOf } from '../../adapter/store/funds.ts';
import { work } from '../../adapter/work.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import { untie } from './statement.ts';

interface Line {
  readonly id: string;
  readonly account: string;
  readonly debit: number;
  readonly credit: number;
  readonly summary: string | null;
  readonly payment: string | null;
  readonly fundRequest: string | null;
  readonly settlement: string | null;
  readonly practice: boolean;
}

/**
 * 記帳の取消し: a second transaction with the sides exchanged, today, that names the first; nothing is changed. What rested on
 * the first stands open again: the line of the passbook, the request, the settlement.
 * @param input `id`: number of the transaction
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
    await reopenWhatRestsOn(unit, lines);
    await declareFund(unit, 'ledger');
    for (const line of lines)
      await unit.create('ledger_entries', {
        transaction,
        reverses,
        postedOn: unit.moment.today,
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

async function reopenWhatRestsOn(
  unit: Parameters<typeof declareFund>[0],
  lines: readonly Line[],
): Promise<void> {
  const tied: { bank_statement_line: string }[] = await unit
    .trx('statement_matches')
    .whereIn(
      'ledger_entry',
      lines.map(({ id }) => id),
    )
    .whereNull('void_at')
    .distinct('bank_statement_line');
  for (const { bank_statement_line: line } of tied) await untie(unit, line);
  await declareFund(unit, 'fund');
  for (const request of new Set(lines.flatMap(({ fundRequest }) => fundRequest ?? [])))
    await unit.update('fund_requests', request, {
      state: 'requested',
      receivedOn: null,
      receivedAmount: null,
    });
  for (const settlement of new Set(lines.flatMap(({ settlement: id }) => id ?? [])))
    await unit.update('settlements', settlement, { returnedOn: null });
}
