import type { Actor } from './duty.ts';
import { eventLabel, WRITING_EVENTS, type CaseEvent, type CreationEvent } from './events.ts';
import type { CaseState } from './states.ts';
import { transitions } from './table.ts';
import { accept, reject, type Result } from '../refusal.ts';

/** One thing that happened to a case and who did it; oldest first in a history. */
export interface PastEvent {
  readonly event: CaseEvent | CreationEvent;
  /** User uuid. */
  readonly actor: string;
  /** The state it happened in; null for the event that made the case. */
  readonly from?: CaseState | null;
}

/**
 * Which of several earlier events of one kind count: every one, only the last, or the last unless it was taken back by a
 * 決定の変更 since.
 */
export type EyesCount = 'ever' | 'last' | 'standing';

const of = (events: readonly CaseEvent[], event: CaseEvent): boolean => events.includes(event);

/**
 * 複数人の確認の範囲. What was ever written in a case stays in it, and a decision leaves out everybody who had a hand in it. A
 * decision that was taken back obliges nobody any more: of two approvers one must be left. What was taken out of a case may
 * have been what it was doubted for: each who did so leaves its release to others.
 */
export function eyesCount(event: CaseEvent, earlier: CaseEvent): EyesCount {
  if (of(['grant', 'refuse'], earlier)) return 'standing';
  return of([...WRITING_EVENTS, 'unbind_papers'], earlier) || of(['grant', 'refuse'], event)
    ? 'ever'
    : 'last';
}

function counted(history: readonly PastEvent[], event: CaseEvent, earlier: CaseEvent): readonly PastEvent[] {
  const counts = eyesCount(event, earlier);
  const from =
    counts === 'standing' ? history.findLastIndex((past) => past.event === 'revise_decision') + 1 : 0;
  const done = history.slice(from).filter((past) => past.event === earlier);
  return counts === 'ever' ? done : done.slice(-1);
}

/**
 * 複数人の確認: refuses SAME_PERSON when the actor is one who did an earlier event that another person must have done. An
 * administrator is no exception; neither is a person who holds several duties.
 */
export function fourEyes(
  history: readonly PastEvent[],
  earlierEvents: readonly CaseEvent[],
  event: CaseEvent,
  actor: Actor,
): Result<null> {
  for (const earlier of earlierEvents) {
    if (counted(history, event, earlier).some((past) => past.actor === actor.id)) {
      return reject('SAME_PERSON', { first: eventLabel(earlier), second: eventLabel(event) });
    }
  }
  return accept(null);
}

/** Pairs (event, earlier event) that two different people must do; for the database's own check. */
export const fourEyesPairs: readonly {
  readonly event: CaseEvent;
  readonly earlierEvent: CaseEvent;
  readonly counts: EyesCount;
}[] = [
  ...new Map(
    transitions.flatMap(({ event, fourEyes: earlierEvents }) =>
      earlierEvents.map(
        (earlierEvent) =>
          [
            `${event}/${earlierEvent}`,
            { event, earlierEvent, counts: eyesCount(event, earlierEvent) },
          ] as const,
      ),
    ),
  ).values(),
];
