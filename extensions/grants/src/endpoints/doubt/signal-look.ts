import type { VerbOutput, VerbParsed } from '@grant/schema';
import { requireVisible } from '../../adapter/visible.ts';
import { work } from '../../adapter/work.ts';
import { idOf, type ActorVisit } from '../visit.ts';

/** 兆候の確認: says of a signal as it stands that it is no matter, or that it counts again. The database holds the rest. */
export async function lookAtSignal(
  visit: ActorVisit,
  { said, counts, reason }: VerbParsed<'signal.look'>,
): Promise<VerbOutput<'signal.look'>> {
  const id = idOf(visit, 'id', '兆候');
  await requireVisible(visit.office, visit.actor, 'signals', id, '兆候');
  return work(visit.office, visit.actor, async (unit) => {
    await unit.trx('signal_looks').insert({
      signal: id,
      counts,
      reason,
      said,
      // Written by the trigger, as the signal stands.
      score: 0,
      related: '[]',
      looked_by: visit.actor.id,
      looked_at: unit.moment.at,
    });
    return { id, counts };
  });
}
