import { isOpenSuspicion, releaseProposed, type VerbParsed } from '@grant/schema';
import type { Actor } from '../../adapter/actor.ts';
import {
  paymentStatesOf,
  sayNotesSeen,
  suspicionsOf,
  type SuspicionRecord,
} from '../../adapter/store/suspicions.ts';
import { historyOf } from '../../adapter/transition.ts';
import type { Unit } from '../../adapter/work.ts';
import { enqueue } from '../../jobs/queue.ts';
import { moneyFacts, stopPayment } from '../payment/stop.ts';
import { closeRounds, move, type Moved } from '../review/events.ts';
import type { ActorVisit } from '../visit.ts';

/** 疑義の記録 and the notice to the prefecture, in the transaction of whatever it stops; under `id` where that is known. */
export async function recordSuspicion(
  unit: Unit<Actor>,
  application: string,
  { kind, reason }: Pick<VerbParsed<'suspicion.raise'>, 'kind' | 'reason'>,
  id?: string,
): Promise<string> {
  const row = { application, kind, facts: reason, state: 'raised', ...(id === undefined ? {} : { id }) };
  const suspicionId = await unit.create('suspicions', row);
  await enqueue(unit.trx, 'suspicion', { suspicionId });
  if ((await paymentStatesOf(unit.trx, application)).includes('sealed'))
    await enqueue(unit.trx, 'heldTransfer', { suspicionId });
  return suspicionId;
}

async function openOf(unit: Unit<Actor>, application: string): Promise<SuspicionRecord[]> {
  return (await suspicionsOf(unit.trx, application)).filter(({ state }) => isOpenSuspicion(state));
}

/** 保留: stops decision and payment, also one in an open batch, and the prefecture learns of it at once. A correction under way ends. */
export function suspend(visit: ActorVisit, input: VerbParsed<'case.suspend'>): Promise<Moved> {
  return move(visit, 'suspend', input.version, async (unit, current) => ({
    facts: { reason: input.reason, ...(await moneyFacts(unit, current)) },
    alongside: () => stopPayment(unit, current),
    after: async () => {
      await recordSuspicion(unit, current.id, input);
      await closeRounds(unit, current.id);
    },
  }));
}

/** 保留の解除の提案: the first of two people says what the investigation came to. */
export function proposeRelease(visit: ActorVisit, input: VerbParsed<'case.proposeRelease'>): Promise<Moved> {
  return move(visit, 'propose_release', input.version, (unit, current) => ({
    facts: { reason: input.reason },
    record: { outcome: input.outcome },
    alongside: async () => {
      await sayNotesSeen(unit, input.notesSeen);
      for (const { id } of await openOf(unit, current.id))
        await unit.update('suspicions', id, {
          proposedOutcome: input.outcome,
          proposedReason: input.reason,
          proposedBy: visit.actor.id,
          proposedAt: unit.moment.at,
        });
    },
  }));
}

/** 保留の解除: the second person agrees to what was proposed; every open suspicion of the case ends with it. */
export function release(visit: ActorVisit, input: VerbParsed<'case.release'>): Promise<Moved> {
  return move(visit, 'release', input.version, async (unit, current) => ({
    facts: { reason: input.reason, releaseProposed: releaseProposed(await historyOf(unit, current.id)) },
    alongside: async () => {
      await sayNotesSeen(unit, input.notesSeen);
      for (const { id, proposedOutcome } of await openOf(unit, current.id))
        await unit.update('suspicions', id, {
          state: proposedOutcome,
          outcome: input.reason,
          closedBy: visit.actor.id,
          closedAt: unit.moment.at,
        });
    },
  }));
}
