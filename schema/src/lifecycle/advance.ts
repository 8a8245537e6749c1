import { accept, reject, type Result } from '../refusal.ts';
import { dutyLabels, type Actor, type Duty } from './duty.ts';
import { EVENTS, eventLabel, events, type CreationEvent, type CaseEvent } from './events.ts';
import { fourEyes, type PastEvent } from './four-eyes.ts';
import { guards, type GuardFacts } from './guards.ts';
import { stateLabel, type CaseState, type WaitingFor } from './states.ts';
import { creations, transitions, type Creation, type Transition } from './table.ts';
import {
  isDecided,
  returnStateOf,
  undoneStateOf,
  WITHDRAWABLE_STATES,
  type SuspendableState,
} from './turns.ts';

/** 案件の流れの上の位置: what the lifecycle needs to know of a case. */
export interface LifecycleCase {
  readonly state: CaseState;
  /** Counts the changes; grows by one with every event. */
  readonly version: number;
  /** The state to return to; non-null only while suspended. */
  readonly suspendedFrom: SuspendableState | null;
  readonly history: readonly PastEvent[];
}

/** A case after an event, with what the adapter must record about it. */
export interface NextCase extends LifecycleCase {
  readonly event: CaseEvent;
  readonly from: CaseState;
  /** The duty by which the actor did it. */
  readonly duty: Duty;
  readonly waitingFor: WaitingFor;
}

/**
 * 申請者から見た状態: to applicants and agents a suspended case stands where it stood. Whoever is looked into must not learn
 * of it, neither by a state nor by the words or the code of a refusal.
 */
export function outwardState({
  state,
  suspendedFrom,
}: Pick<LifecycleCase, 'state' | 'suspendedFrom'>): CaseState {
  return state === 'suspended' && suspendedFrom !== null ? suspendedFrom : state;
}

const PROPOSAL_EVENTS: ReadonlySet<string> = new Set([
  'suspend',
  'propose_release',
  'undo_withdrawal',
  'unbind_papers',
]);

/**
 * 解除の提案の有無: true when the release has been proposed since the case was last suspended, or stood again after a
 * withdrawal, and of the papers that it still has.
 */
export function releaseProposed(history: readonly PastEvent[]): boolean {
  const last = history.findLast((past) => PROPOSAL_EVENTS.has(past.event));
  return last?.event === 'propose_release';
}

/** The state in which an event last happened; null where it never did. */
function stateAt(history: readonly PastEvent[], event: CaseEvent): CaseState | null {
  return history.findLast((past) => past.event === event)?.from ?? null;
}

function leadsOn(row: Transition, { state, suspendedFrom, history }: LifecycleCase): boolean {
  if (row.event === 'undo_withdrawal') {
    const before = stateAt(history, 'withdraw');
    return before !== null && undoneStateOf(before) === row.to;
  }
  if (state !== 'suspended') return true;
  if (row.event === 'release') return row.to === suspendedFrom;
  // The same as before the suspension: a decided case is not withdrawn.
  return (
    row.event !== 'withdraw' || (WITHDRAWABLE_STATES as readonly (CaseState | null)[]).includes(suspendedFrom)
  );
}

function rowFor(current: LifecycleCase, event: CaseEvent): Transition | undefined {
  return transitions.find(
    (row) => row.from === current.state && row.event === event && leadsOn(row, current),
  );
}

function stateBefore(current: LifecycleCase, actor: Actor): CaseState {
  const outside = actor.duties.every((duty) => duty === 'applicant' || duty === 'agent');
  return outside ? outwardState(current) : current.state;
}

function dutyFor(row: Transition | Creation, actor: Actor): Duty | undefined {
  return row.duties.find((duty) => actor.duties.includes(duty));
}

// A suspended case is read like the state that it was suspended in: what was decided on is taken out by the manager alone.
function dutyIn(current: LifecycleCase, row: Transition, actor: Actor): Duty | undefined {
  if (row.event !== 'unbind_papers' || !isDecided(current)) return dutyFor(row, actor);
  return actor.duties.includes('manager') ? 'manager' : undefined;
}

function unguarded(
  current: LifecycleCase,
  event: CaseEvent,
  actor: Actor,
): Result<{ row: Transition; duty: Duty }> {
  const row = rowFor(current, event);
  if (row === undefined) {
    return reject('ILLEGAL_TRANSITION', {
      state: stateLabel(stateBefore(current, actor)),
      event: eventLabel(event),
    });
  }
  const duty = dutyIn(current, row, actor);
  if (duty === undefined) return reject('FORBIDDEN', { act: eventLabel(event) });
  const eyes = fourEyes(current.history, row.fourEyes, event, actor);
  return eyes.ok ? accept({ row, duty }) : eyes;
}

function returnOf(current: LifecycleCase, row: Transition): SuspendableState | null {
  if (row.event === 'suspend') return returnStateOf(current.state as SuspendableState | 'in_batch');
  // Withdrawn while it was suspended: it stands again as it did then.
  if (row.event === 'undo_withdrawal' && row.to === 'suspended')
    return returnStateOf(stateAt(current.history, 'suspend') as SuspendableState | 'in_batch');
  return row.to === 'suspended' ? current.suspendedFrom : null;
}

/**
 * 案件を進める: the next case, or why not. Refuses ILLEGAL_TRANSITION (no such row), FORBIDDEN (duty), SAME_PERSON
 * (four-eyes) or GUARD_FAILED (facts), in that order, so that nobody learns of facts that are not theirs.
 */
export function advance(
  current: LifecycleCase,
  event: CaseEvent,
  actor: Actor,
  facts: GuardFacts,
): Result<NextCase> {
  const allowed = unguarded(current, event, actor);
  if (!allowed.ok) return allowed;
  const { row, duty } = allowed.value;
  for (const name of row.guards) {
    const reason = guards[name](facts);
    if (reason !== null) return reject('GUARD_FAILED', { event: eventLabel(event), reason });
  }
  return accept({
    state: row.to,
    version: current.version + 1,
    suspendedFrom: returnOf(current, row),
    history: [...current.history, { event, actor: actor.id, from: row.from }],
    event,
    from: row.from,
    duty,
    waitingFor: row.waitingFor,
  });
}

/** 案件を起こす: a new case (version 0), or FORBIDDEN when the actor has no duty for it. */
export function beginCase(
  event: CreationEvent,
  actor: Actor,
): Result<LifecycleCase & { readonly duty: Duty; readonly waitingFor: WaitingFor }> {
  for (const row of creations.filter((one) => one.event === event)) {
    const duty = dutyFor(row, actor);
    if (duty === undefined) continue;
    const history = [{ event, actor: actor.id }];
    return accept({
      state: row.to,
      version: 0,
      suspendedFrom: null,
      history,
      duty,
      waitingFor: row.waitingFor,
    });
  }
  return reject('FORBIDDEN', { act: eventLabel(event) });
}

/** An event that may be offered as a button. */
export interface PermittedEvent {
  readonly event: CaseEvent;
  readonly label: string;
  readonly effect: string;
}

/**
 * 行える操作: the events this actor may ask for now, by state, duty and four-eyes. Guards are not asked: a button
 * whose facts are missing is shown and says why.
 */
export function permittedEvents(current: LifecycleCase, actor: Actor): PermittedEvent[] {
  return EVENTS.filter((event) => unguarded(current, event, actor).ok).map((event) => ({
    event,
    ...events[event],
  }));
}

/** Duties that may do an event in some state, as Japanese names joined with ・; for refusals and documents. */
export function dutiesLabel(duties: readonly Duty[]): string {
  return duties.map((duty) => dutyLabels[duty]).join('・');
}
