import { recipientsOf, type VerbParsed } from '@grant/schema';
import { reconsider, renewBeside } from '../../adapter/judge.ts';
import { liveAccount } from '../../adapter/store/accounts.ts';
import { applicationOf } from '../../adapter/store/application.ts';
import type { CaseRecord } from '../../adapter/store/cases.ts';
import { lastWithdrawal } from '../../adapter/store/withdrawals.ts';
import type { Unit } from '../../adapter/work.ts';
import { addressesOf } from '../../jobs/addresses.ts';
import { enqueue } from '../../jobs/queue.ts';
import type { ActorVisit } from '../visit.ts';
import { move, type Moved } from './events.ts';
import { draftUndoneLetter } from './fix-letter.ts';

/**
 * 取下げの取消し: a withdrawal that was a mistake is taken back by another person. What came meanwhile is compared with it; of
 * what its judgement does not know the database asks before anything is decided. Duplicates that were judged while it was
 * withdrawn are opened again by the database with the event.
 */
export function undoWithdrawal(
  visit: ActorVisit,
  { version, reason, wish, mistake }: VerbParsed<'case.undoWithdrawal'>,
): Promise<Moved> {
  return move(visit, 'undo_withdrawal', version, async (unit, current) => {
    const { outside, on } = await lastWithdrawal(unit, current.id);
    return {
      facts: { reason, wish, mistake, ownWithdrawal: outside },
      record: wish.trim() === '' ? { mistake } : { wish },
      after: async () => {
        if (current.submittedAt === null) return;
        const account = await liveAccount(unit.trx, current.id);
        await reconsider(unit, current, await applicationOf(unit.trx, current), account?.numberIndex ?? null);
        // Its own signals may say what they said before it went, and those of the others do not know of it any more.
        await renewBeside(unit, current);
        await tell(visit, unit, current, { wish: wish.trim(), withdrawnOn: on });
      },
    };
  });
}

// The reason that the office noted for itself is no part of it: it may speak of another application.
async function tell(
  visit: ActorVisit,
  unit: Unit,
  current: CaseRecord,
  { wish, withdrawnOn }: { readonly wish: string; readonly withdrawnOn: string },
): Promise<void> {
  const addresses = await addressesOf(visit.office, current, visit.moment.today);
  if (recipientsOf('withdrawal-undone', addresses).length > 0) {
    await enqueue(unit.trx, 'mail', { kind: 'withdrawal-undone', applicationId: current.id });
    return;
  }
  const said =
    wish === ''
      ? '事務局が取下げの記録を誤ったため。御迷惑をおかけし、申し訳ありません。'
      : `取消しの申出（${wish}）があったため。`;
  await draftUndoneLetter(unit, current, { reason: said, withdrawnOn });
}
