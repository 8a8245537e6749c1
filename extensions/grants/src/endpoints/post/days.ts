import { eventLabel, filingDateByPost, stateLabel, type VerbParsed } from '@grant/schema';
import { judge } from '../../adapter/judge.ts';
import { refused } from '../../adapter/refused.ts';
import { liveAccount } from '../../adapter/store/accounts.ts';
import { applicationOf } from '../../adapter/store/application.ts';
import { caseById } from '../../adapter/store/cases.ts';
import { postalDaysOf } from '../../adapter/store/postal-days.ts';
import { programmeOfCase } from '../../adapter/store/programmes.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { move, type Moved } from '../review/events.ts';
import { requireDays } from '../review/receive.ts';
import { idOf, type ActorVisit } from '../visit.ts';

interface Corrected {
  readonly event: string;
  readonly actor: string;
  readonly reason: string | null;
  readonly facts: { readonly arrivedOn?: string; readonly postmarkOn?: string | null } | null;
}

// The same request again, after its answer was lost: it is the last thing that happened, and nothing is done twice.
async function alreadyDone(
  visit: ActorVisit,
  id: string,
  input: VerbParsed<'case.correctDays'>,
): Promise<Moved | undefined> {
  const { database } = visit.office;
  const current = await caseById(database, id);
  if (current?.version !== input.version + 1) return undefined;
  const last = await database<Corrected & { application: string; seq: number }>('case_events')
    .where({ application: id })
    .orderBy('seq', 'desc')
    .first('event', 'actor', 'reason', 'facts');
  const same =
    last?.event === 'correct_days' &&
    last.actor === visit.actor.id &&
    last.reason === input.reason &&
    last.facts?.arrivedOn === input.arrivedOn &&
    (last.facts.postmarkOn ?? null) === input.postmarkOn;
  const { state, version } = current;
  return same ? { id, state, stateLabel: stateLabel(state), version } : undefined;
}

/**
 * 到着日・消印日の訂正: the days of an envelope that were typed wrongly, put right with a reason. Which of them is the day of
 * filing says the programme (消印・到着); a registered case is judged anew by it, and marks stay where nothing changed. What
 * stood before is kept in the history of the case.
 */
export async function correctDays(visit: ActorVisit, input: VerbParsed<'case.correctDays'>): Promise<Moved> {
  const id = idOf(visit, 'id', '申請');
  await requireVisible(visit.office, visit.actor, 'applications', id, '申請');
  const done = await alreadyDone(visit, id, input);
  if (done !== undefined) return done;
  return move(visit, 'correct_days', input.version, async (unit, current) => {
    const before = await postalDaysOf(unit.trx, current.id);
    if (current.channel !== 'post' || before === null)
      return refused('GUARD_FAILED', {
        event: eventLabel('correct_days'),
        reason: '郵送で届いた申請ではありません。電子申請の申請日は、提出された日で、変更できません。',
      });
    requireDays(input, visit.moment.today);
    const { arrivedOn, postmarkOn } = input;
    if (before.arrivedOn === arrivedOn && before.postmarkOn === postmarkOn)
      refused('INVALID_INPUT', {
        faults: [{ path: 'arrivedOn', message: '今の到着日・消印日と同じです。直す日を入力してください。' }],
      });
    const { figures } = await programmeOfCase(unit.trx, current);
    const receivedOn = filingDateByPost(figures, { arrivedOn, postmarkOn });
    // Filled while the event is declared to the database: what the new judgement says is written in its UPDATE.
    const set: Record<string, unknown> = { receivedOn };
    return {
      facts: { reason: input.reason },
      set,
      record: {
        arrivedOn,
        postmarkOn,
        receivedOn,
        before: { ...before, receivedOn: current.receivedOn },
      },
      alongside: async () => {
        // Not yet registered, it is judged at the registration.
        if (current.state === 'received') return;
        const index = (await liveAccount(unit.trx, current.id))?.numberIndex ?? null;
        const application = await applicationOf(unit.trx, current);
        Object.assign(
          set,
          await judge(unit, { ...current, receivedOn }, application, index, receivedOn, 'all'),
        );
      },
    };
  });
}
