import type { VerbParsed } from '@grant/schema';
import { reconsider, renewBeside } from '../../adapter/judge.ts';
import { liveAccount } from '../../adapter/store/accounts.ts';
import { applicationOf } from '../../adapter/store/application.ts';
import { withdrawnOutside } from '../../adapter/store/withdrawals.ts';
import { enqueue } from '../../jobs/queue.ts';
import type { ActorVisit } from '../visit.ts';
import { move, type Moved } from './events.ts';

/**
 * 取下げの取消し: a withdrawal that was a mistake is taken back by another person. What came meanwhile is compared with it; of
 * what its judgement does not know the database asks before anything is decided. Duplicates that were judged while it was
 * withdrawn are opened again by the database with the event.
 */
export function undoWithdrawal(
  visit: ActorVisit,
  { version, reason, wish, mistake }: VerbParsed<'case.undoWithdrawal'>,
): Promise<Moved> {
  return move(visit, 'undo_withdrawal', version, async (unit, current) => ({
    facts: { reason, wish, mistake, ownWithdrawal: await withdrawnOutside(unit, current.id) },
    record: wish.trim() === '' ? { mistake } : { wish },
    after: async () => {
      if (current.submittedAt === null) return;
      const account = await liveAccount(unit.trx, current.id);
      await reconsider(unit, current, await applicationOf(unit.trx, current), account?.numberIndex ?? null);
      // Its own signals may say what they said before it went, and those of the others do not know of it any more.
      await renewBeside(unit, current);
      await enqueue(unit.trx, 'mail', { kind: 'withdrawal-undone', applicationId: current.id });
    },
  }));
}
