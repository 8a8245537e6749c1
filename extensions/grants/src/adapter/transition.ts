import {
  advance,
  beginCase,
  unwrap,
  type Actor as LifecycleActor,
  type CaseEvent,
  type CreationEvent,
  type GuardFacts,
  type NextCase,
  type PastEvent,
} from '@grant/schema';
import type { Actor } from './actor.ts';
import { refused } from './refused.ts';
import { fromRow } from './row.ts';
import type { CaseRecord } from './store/cases.ts';
import type { Knex } from 'knex';
import type { Unit } from './work.ts';

/** 一歩: one event on a case, the facts its guards ask for, and the columns that change with it. */
export interface Step {
  readonly event: CaseEvent;
  readonly facts: GuardFacts;
  /** Columns of `applications` written in the same UPDATE (camelCase). */
  readonly set?: object;
  /** Plain facts kept in the case's history; no personal data, no account number. */
  readonly record?: Readonly<Record<string, unknown>>;
}

/** The actor as the lifecycle knows one. */
export function lifecycleActor(actor: Actor): LifecycleActor {
  return { id: actor.id, duties: [...actor.duties] };
}

/** Locks a case. With `version`, refuses STALE_VERSION when somebody was faster. NOT_FOUND when there is none. */
export async function lockCase(unit: Unit, id: string, version?: number): Promise<CaseRecord> {
  // The key stays free: a new set of duplicates names this case while it is locked, and neither waits for the other for ever.
  const row = await unit.trx<object>('applications').where({ id }).forNoKeyUpdate().first();
  if (row === undefined) refused('NOT_FOUND', { what: '申請' });
  const current = fromRow<CaseRecord>(row);
  if (version !== undefined && current.version !== version) refused('STALE_VERSION', { what: '案件' });
  return current;
}

/** What happened to a case so far, oldest first: events and their actors. */
export async function historyOf(unit: { readonly trx: Knex }, id: string): Promise<PastEvent[]> {
  const rows = await unit
    .trx<PastEvent & { application: string; seq: number; from_state: PastEvent['from'] }>('case_events')
    .where({ application: id })
    .orderBy('seq')
    .select('event', 'actor', 'from_state');
  return rows.map(({ event, actor, from_state }) => ({ event, actor, from: from_state ?? null }));
}

async function placeOf(unit: Unit, current: CaseRecord) {
  const { state, version, suspendedFrom } = current;
  return { state, version, suspendedFrom, history: await historyOf(unit, current.id) };
}

/**
 * Refuses an event that this actor may not ask for in this state at all (no such way, duty, four-eyes), before any
 * fact of the case is looked at: whoever has no business with a case learns nothing of it.
 */
export async function requireWay(unit: Unit<Actor>, current: CaseRecord, event: CaseEvent): Promise<void> {
  const asked = advance(await placeOf(unit, current), event, lifecycleActor(unit.actor), {});
  if (!asked.ok && asked.refusal.code !== 'GUARD_FAILED') unwrap(asked);
}

async function declare(
  unit: Unit<Actor>,
  event: CaseEvent | CreationEvent,
  duty: string,
  reason: string,
  record: object,
): Promise<void> {
  await unit.trx.raw(
    `select set_config('grant.event', ?, true), set_config('grant.actor', ?, true),
            set_config('grant.duty', ?, true), set_config('grant.reason', ?, true),
            set_config('grant.facts', ?, true)`,
    [event, unit.actor.id, duty, reason, JSON.stringify(record)],
  );
}

// The permission to change a state lasts for one UPDATE, not for the rest of the transaction.
async function undeclare(unit: Unit): Promise<void> {
  await unit.trx.raw("select set_config('grant.event', '', true)");
}

/**
 * 状態を進める: the only way a state changes. The case must have been locked in this unit. Asks the lifecycle table,
 * declares the event to the database and writes state and columns in one UPDATE; the triggers check the row again
 * and write the history. `alongside` holds writes that the database allows only within this event.
 * @throws the refusals of `advance`, and what the triggers refuse.
 */
export async function transition(
  unit: Unit<Actor>,
  current: CaseRecord,
  step: Step,
  alongside?: () => Promise<void>,
): Promise<NextCase> {
  const place = await placeOf(unit, current);
  const next = unwrap(advance(place, step.event, lifecycleActor(unit.actor), step.facts));
  await declare(unit, step.event, next.duty, step.facts.reason ?? '', step.record ?? {});
  await alongside?.();
  await unit.update('applications', current.id, {
    ...step.set,
    state: next.state,
    version: next.version,
    waitingFor: next.waitingFor,
    suspendedFrom: next.suspendedFrom,
  });
  await undeclare(unit);
  return next;
}

/** 案件を起こす: creates the row of a new case (draft or received by post) and its first history entry. */
export async function begin(
  unit: Unit<Actor>,
  event: CreationEvent,
  columns: object,
  record: object = {},
): Promise<string> {
  const begun = unwrap(beginCase(event, lifecycleActor(unit.actor)));
  await declare(unit, event, begun.duty, '', record);
  const id = await unit.create('applications', {
    ...columns,
    state: begun.state,
    version: begun.version,
    waitingFor: begun.waitingFor,
  });
  await undeclare(unit);
  return id;
}
