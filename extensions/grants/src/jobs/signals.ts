import { TERMINAL_STATES } from '@grant/schema';
import { asSystem } from '../adapter/actor.ts';
import type { Office } from '../adapter/ports.ts';
import { renewBeside } from '../adapter/judge.ts';
import { computeSignals } from '../adapter/signals.ts';
import { liveAccount } from '../adapter/store/accounts.ts';
import { applicationOf } from '../adapter/store/application.ts';
import { lockCase } from '../adapter/transition.ts';
import { work } from '../adapter/work.ts';

/**
 * 兆候の計算のやり直し of a case with which another has come to share something, or does no longer. Not in the unit of the
 * other: no filing waits for the signals of cases that somebody else filed. Of a withdrawn case, which shows none, the others
 * are looked at that showed a sign of it.
 */
export async function renewSignals(office: Office, job: { readonly applicationId: string }): Promise<void> {
  const system = await asSystem(office, '疑義の兆候の計算');
  await work(office, system, async (unit) => {
    const current = await lockCase(unit, job.applicationId);
    if (current.state === 'withdrawn') {
      await renewBeside(unit, current);
      return;
    }
    if (current.state === 'draft' || current.state === 'received' || TERMINAL_STATES.includes(current.state))
      return;
    const application = await applicationOf(unit.trx, current);
    const account = await liveAccount(unit.trx, current.id);
    const filedOn = current.receivedOn ?? unit.moment.today;
    await computeSignals(unit, current, application, account?.numberIndex ?? null, filedOn);
  });
}
