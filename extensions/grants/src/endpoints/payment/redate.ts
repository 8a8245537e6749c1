import { checkSending, instant, unwrap, type VerbOutput, type VerbParsed } from '@grant/schema';
import { refused } from '../../adapter/refused.ts';
import { batchById, declareMoney, profileById } from '../../adapter/store/batches.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work } from '../../adapter/work.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import { viewOfBatch } from './lines.ts';

/**
 * 振込指定日の変更: an open batch that missed the cut-off of the bank goes out on another day. Confirmations are of account and
 * amount and stand.
 */
export async function redateBatch(
  visit: ActorVisit,
  input: VerbParsed<'batch.redate'>,
): Promise<VerbOutput<'batch.redate'>> {
  const id = idOf(visit, 'id', '支払バッチ');
  await requireVisible(visit.office, visit.actor, 'payment_batches', id, '支払バッチ');
  await work(visit.office, visit.actor, async (unit) => {
    await declareMoney(unit, 'redate');
    const batch = await batchById(unit.trx, id, 'lock');
    if (batch.state !== 'open') refused('BATCH_SEALED', { batch: batch.number });
    if (batch.version !== input.version) refused('STALE_VERSION', { what: '支払バッチ' });
    const { terms } = await profileById(unit.trx, batch.bankProfile);
    unwrap(checkSending(terms, input.transferOn, instant(unit.moment.at)));
    await unit.update('payment_batches', id, { transferOn: input.transferOn, version: batch.version + 1 });
  });
  return viewOfBatch(visit, id);
}
