import { eventLabel, stateLabel, type CaseEvent, type CaseState, type GuardFacts } from '@grant/schema';
import { hashOfCase } from '../../adapter/intake.ts';
import { judge } from '../../adapter/judge.ts';
import type { KeptMarks } from '../../adapter/kept-marks.ts';
import { liveAccount } from '../../adapter/store/accounts.ts';
import { refused } from '../../adapter/refused.ts';
import { applicationOf } from '../../adapter/store/application.ts';
import { lockCase, requireWay, transition } from '../../adapter/transition.ts';
import type { CaseRecord } from '../../adapter/store/cases.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work, type Unit } from '../../adapter/work.ts';
import type { Actor } from '../../adapter/actor.ts';
import { enqueue, enqueueSignals } from '../../jobs/queue.ts';
import { idOf, type ActorVisit } from '../visit.ts';

/** What every event on a case answers. */
export interface Moved {
  readonly id: string;
  readonly state: CaseState;
  readonly stateLabel: string;
  readonly version: number;
}

/** The facts, columns and further writes of one event, worked out inside its transaction. */
export interface Plan {
  readonly facts: GuardFacts;
  readonly set?: object;
  readonly record?: Readonly<Record<string, unknown>>;
  readonly alongside?: () => Promise<void>;
  readonly after?: () => Promise<void>;
}

/**
 * One event on one case: visible, locked, at the version that was seen, planned, moved. Every staff verb is this and
 * its plan.
 */
export async function move(
  visit: ActorVisit,
  event: CaseEvent,
  version: number,
  plan: (unit: Unit<Actor>, current: CaseRecord) => Promise<Plan> | Plan,
): Promise<Moved> {
  return moveCase(visit, idOf(visit, 'id', '申請'), event, version, plan);
}

/** The same for a case that does not stand in the path. */
export async function moveCase(
  visit: ActorVisit,
  id: string,
  event: CaseEvent,
  version: number,
  plan: (unit: Unit<Actor>, current: CaseRecord) => Promise<Plan> | Plan,
): Promise<Moved> {
  await requireVisible(visit.office, visit.actor, 'applications', id, '申請');
  return work(visit.office, visit.actor, async (unit) => {
    const current = await lockCase(unit, id, version);
    await requireWay(unit, current, event);
    const { facts, set, record, alongside, after } = await plan(unit, current);
    const step = { event, facts, ...(set ? { set } : {}), ...(record ? { record } : {}) };
    const next = await transition(unit, current, step, alongside);
    await after?.();
    return { id, state: next.state, stateLabel: stateLabel(next.state), version: next.version };
  });
}

export interface WithReason {
  readonly version: number;
  readonly reason: string;
}

/** 審査の開始: the reviewer takes the case. */
export function take(visit: ActorVisit, input: { version: number }): Promise<Moved> {
  return takeCase(visit, idOf(visit, 'id', '申請'), input.version);
}

/** 審査の開始 of one of several cases. */
export function takeCase(visit: ActorVisit, id: string, version: number): Promise<Moved> {
  return moveCase(visit, id, 'take', version, () => ({ facts: {}, set: { assignedTo: visit.actor.id } }));
}

/** 担当の引継ぎ: another reviewer goes on with the case of one who is away. */
export function takeOver(visit: ActorVisit, input: WithReason): Promise<Moved> {
  return move(visit, 'take_over', input.version, (_unit, current) => {
    if (current.assignedTo === visit.actor.id)
      refused('GUARD_FAILED', {
        event: eventLabel('take_over'),
        reason: 'すでに自分の担当です。',
      });
    return {
      facts: { reason: input.reason },
      set: { assignedTo: visit.actor.id },
      record: { from: current.assignedTo },
    };
  });
}

/**
 * 審査への差戻し. The recommendation stays in the history and is made anew; the case is judged and compared once more, so that
 * the reviewer sees what kept it from being decided.
 */
export function returnToReview(visit: ActorVisit, input: WithReason): Promise<Moved> {
  return move(visit, 'return_to_review', input.version, (unit, current) => {
    const set = { recommendation: null, recommendedBy: null, recommendedAt: null, recommendationNote: null };
    return { facts: { reason: input.reason }, ...judgedAgain(unit, current, set, 'settled') };
  });
}

// Filled while the event is declared to the database: what the new judgement says is written in its UPDATE.
function judgedAgain(unit: Unit, current: CaseRecord, set: object, marks: KeptMarks) {
  return {
    set,
    alongside: async () => {
      const account = await liveAccount(unit.trx, current.id);
      const application = await applicationOf(unit.trx, current);
      const index = account?.numberIndex ?? null;
      Object.assign(set, await judge(unit, current, application, index, undefined, marks), {
        contentHash: await hashOfCase(unit, current.id, application, index),
      });
    },
  };
}

/** 判定のやり直し where the case stands: the lists have become newer than its judgement. Marks stay where nothing changed. */
export function judgeAnew(visit: ActorVisit, input: { version: number }): Promise<Moved> {
  return move(visit, 'judge_anew', input.version, (unit, current) => ({
    facts: {},
    ...judgedAgain(unit, current, {}, 'all'),
  }));
}

/**
 * 補正なしで審査再開: closes the open round. Papers that came before it was broken off stay attached, so that the case is
 * judged on what there is now, and its content is known by its hash. Marks stay where nothing changed.
 */
export function resumeReview(visit: ActorVisit, input: WithReason): Promise<Moved> {
  return move(visit, 'resume_review', input.version, (unit, current) => ({
    facts: { reason: input.reason },
    ...judgedAgain(unit, current, {}, 'all'),
    after: () => closeRounds(unit, current.id),
  }));
}

/** 補正の打切り: a round that nobody answers any more is not waited for either. */
export async function closeRounds(unit: Unit, application: string): Promise<void> {
  const rounds = await unit
    .trx<{ id: string; application: string; state: string }>('corrections')
    .where({ application, state: 'open' })
    .select('id');
  for (const round of rounds) await unit.update('corrections', round.id, { state: 'closed' });
}

/** 取下げ, by the applicant or recorded by the desk. What others shared with the case is a sign in them no longer: its job tells them. */
export function withdraw(visit: ActorVisit, input: WithReason): Promise<Moved> {
  return move(visit, 'withdraw', input.version, (unit, current) => ({
    facts: { reason: input.reason },
    after: async () => {
      await closeRounds(unit, current.id);
      if (current.receiptNumber === null) return;
      await enqueueSignals(unit.trx, [current.id]);
      await enqueue(unit.trx, 'mail', { kind: 'withdrawn', applicationId: current.id });
    },
  }));
}

/** Sets every such row to cancelled. */
export async function closeAll(unit: Unit, table: string, where: Record<string, string>): Promise<void> {
  const rows = await unit.trx<{ id: string } & Record<string, string>>(table).where(where).select('id');
  for (const row of rows) await unit.update(table, row.id, { status: 'cancelled' });
}
