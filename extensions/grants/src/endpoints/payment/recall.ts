import type { VerbOutput, VerbParsed } from '@grant/schema';
import type { Actor } from '../../adapter/actor.ts';
import { inTurn } from '../../adapter/in-turn.ts';
import { refused } from '../../adapter/refused.ts';
import {
  batchById,
  declareMoney,
  paymentsOf,
  type BatchRecord,
  type MoneyAct,
} from '../../adapter/store/batches.ts';
import { lockCase, transition } from '../../adapter/transition.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work, type Unit } from '../../adapter/work.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import { viewOfBatch } from './lines.ts';

// 確定後の取下げ: a sealed file that never reached the bank is taken back whole, by two people. Out of it no single payment
// comes: the bank carries out a file or does not.

const EVENT = '確定した支払バッチの取下げ';

/** One act on a sealed batch, at the version that was seen. */
async function onSealed(
  visit: ActorVisit,
  version: number,
  act: MoneyAct,
  carryOut: (unit: Unit<Actor>, batch: BatchRecord) => Promise<void>,
): Promise<VerbOutput<'batch.show'>> {
  const id = idOf(visit, 'id', '支払バッチ');
  await requireVisible(visit.office, visit.actor, 'payment_batches', id, '支払バッチ');
  await work(visit.office, visit.actor, async (unit) => {
    await declareMoney(unit, act);
    const batch = await batchById(unit.trx, id, 'lock');
    if (batch.version !== version) refused('STALE_VERSION', { what: '支払バッチ' });
    if (batch.state !== 'sealed')
      refused('GUARD_FAILED', { event: EVENT, reason: '確定して結果を待っている支払バッチではありません。' });
    await carryOut(unit, batch);
  });
  return viewOfBatch(visit, id);
}

/** 取下げの申出: from now on the file is not given out and no result is recorded, until it is decided. */
export function proposeRecall(
  visit: ActorVisit,
  input: VerbParsed<'batch.proposeRecall'>,
): Promise<VerbOutput<'batch.proposeRecall'>> {
  return onSealed(visit, input.version, 'propose_recall', async (unit, batch) => {
    if (batch.recallProposedAt !== null)
      refused('GUARD_FAILED', { event: EVENT, reason: '取下げは既に申し出られています。' });
    if ((await paymentsOf(unit.trx, batch.id)).some((payment) => payment.state !== 'sealed'))
      refused('GUARD_FAILED', {
        event: EVENT,
        reason: '振込結果が記録された支払があります。残りの支払も銀行の結果を記録してください。',
      });
    await unit.update('payment_batches', batch.id, {
      recallReason: input.reason,
      recallProposedBy: unit.actor.id,
      recallProposedAt: unit.moment.at,
      version: batch.version + 1,
    });
  });
}

/** 申出の取りやめ: the batch goes to the bank after all. */
export function keepBatch(
  visit: ActorVisit,
  input: VerbParsed<'batch.keep'>,
): Promise<VerbOutput<'batch.keep'>> {
  return onSealed(visit, input.version, 'keep', async (unit, batch) => {
    if (batch.recallProposedAt === null)
      refused('GUARD_FAILED', { event: EVENT, reason: '取下げは申し出られていません。' });
    await unit.update('payment_batches', batch.id, {
      recallReason: null,
      recallProposedBy: null,
      recallProposedAt: null,
      version: batch.version + 1,
    });
  });
}

/**
 * 取下げ: every payment leaves the batch and every case is payable again, or none. Not by whoever sealed the batch or asked
 * for it.
 * @param input `count`, `total` (yen): of the batch, as that person has them from the bank
 */
export function recallBatch(
  visit: ActorVisit,
  input: VerbParsed<'batch.recall'>,
): Promise<VerbOutput<'batch.recall'>> {
  return onSealed(visit, input.version, 'recall', async (unit, batch) => {
    if (batch.recallProposedAt === null)
      refused('GUARD_FAILED', { event: EVENT, reason: '支払担当が取下げを申し出ていません。' });
    if ([batch.recallProposedBy, batch.sealedBy].includes(unit.actor.id))
      refused('SAME_PERSON', { first: '支払バッチの確定又は取下げの申出', second: EVENT });
    if (batch.itemCount !== input.count || batch.total !== input.total)
      refused('GUARD_FAILED', {
        event: EVENT,
        reason: `件数又は合計が一致しません（確定は${String(batch.itemCount)}件、${batch.total.toLocaleString('en-US')}円）。`,
      });
    await inTurn(unit, await paymentsOf(unit.trx, batch.id), async (payment) => {
      const current = await lockCase(unit, payment.application);
      const facts = { batchState: batch.state, reason: batch.recallReason ?? '' };
      await transition(unit, current, { event: 'recall', facts, record: { batch: batch.id } }, async () => {
        await unit.update('payments', payment.id, { state: 'removed' });
      });
    });
    await unit.update('payment_batches', batch.id, {
      state: 'recalled',
      recallAnswer: input.bankAnswer,
      recalledBy: unit.actor.id,
      recalledAt: unit.moment.at,
      version: batch.version + 1,
    });
  });
}
