import { checkResultDay, civilDate, keptFee, unwrap, type VerbOutput, type VerbParsed } from '@grant/schema';
import type { Actor } from '../../adapter/actor.ts';
import { inTurn } from '../../adapter/in-turn.ts';
import { found, refused } from '../../adapter/refused.ts';
import {
  batchById,
  declareMoney,
  paymentsOf,
  type BatchRecord,
  type PaymentRecord,
} from '../../adapter/store/batches.ts';
import { lockCase, transition } from '../../adapter/transition.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work, type Unit } from '../../adapter/work.ts';
import { enqueue } from '../../jobs/queue.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import { viewOfBatch } from './lines.ts';

type Result = VerbParsed<'batch.results'>['results'][number];

async function record(
  unit: Unit<Actor>,
  batch: BatchRecord,
  payment: PaymentRecord,
  result: Result,
): Promise<void> {
  if (payment.state !== 'sealed')
    refused('GUARD_FAILED', {
      event: '振込結果の記録',
      reason: '結果を記録できない支払があります。画面を読み込み直して確かめてください。',
    });
  if (result.outcome === 'failed' && (result.reason ?? '').trim() === '')
    refused('INVALID_INPUT', {
      faults: [{ path: 'results', message: '振込不能の理由を入力してください。' }],
    });
  unwrap(
    checkResultDay(result.on, {
      transferOn: civilDate(batch.transferOn),
      today: civilDate(unit.moment.today),
      practice: batch.practice,
    }),
  );
  const current = await lockCase(unit, payment.application);
  const paid = result.outcome === 'paid';
  const kept = paid ? 0 : unwrap(keptFee(result, payment.amount));
  const step = {
    event: paid ? 'record_paid' : 'record_failed',
    // A result of a batch whose last result has just come in counts as one of a sealed batch all the same.
    facts: { batchState: batch.state, ...(result.reason ? { reason: result.reason } : {}) },
    record: { payment: payment.id, on: result.on, outcome: result.outcome },
  } as const;
  await transition(unit, current, step, async () => {
    await unit.update('payments', payment.id, { state: result.outcome });
    await unit.create('transfer_results', {
      payment: payment.id,
      outcome: result.outcome,
      resultOn: result.on,
      reasonCode: result.reasonCode ?? null,
      reason: result.reason ?? null,
      feeLost: paid ? null : (result.feeLost ?? null),
      feeDeducted: kept > 0,
      recordedBy: unit.actor.id,
      recordedAt: unit.moment.at,
    });
    if (paid) await unit.update('obligations', payment.obligation, { status: 'settled' });
  });
  await enqueue(unit.trx, 'mail', { kind: paid ? 'paid' : 'account-correction', applicationId: current.id });
}

/** 振込結果の記録: each payment becomes paid or failed with its case; the batch is settled with the last of them. */
export async function recordResults(
  visit: ActorVisit,
  input: VerbParsed<'batch.results'>,
): Promise<VerbOutput<'batch.results'>> {
  const id = idOf(visit, 'id', '支払バッチ');
  await requireVisible(visit.office, visit.actor, 'payment_batches', id, '支払バッチ');
  await work(visit.office, visit.actor, async (unit) => {
    await declareMoney(unit, 'result');
    const batch = await batchById(unit.trx, id, 'lock');
    if (batch.recallProposedAt !== null)
      refused('GUARD_FAILED', {
        event: '振込結果の記録',
        reason:
          '取下げを申し出た支払バッチです。銀行が振り込んでいたときは、申出を取りやめてから記録してください。',
      });
    const payments = new Map((await paymentsOf(unit.trx, id)).map((payment) => [payment.id, payment]));
    const results = [...input.results].sort((left, right) => left.paymentId.localeCompare(right.paymentId));
    await inTurn(unit, results, (result) =>
      record(unit, batch, found(payments.get(result.paymentId), '支払'), result),
    );
    const open = (await paymentsOf(unit.trx, id)).filter((payment) => payment.state === 'sealed');
    if (open.length === 0)
      await unit.update('payment_batches', id, { state: 'settled', version: batch.version + 1 });
  });
  return viewOfBatch(visit, id);
}
