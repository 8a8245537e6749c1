import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, beginCase, type LifecycleCase } from './advance.ts';
import { actor, allWell, everyDuty } from './case-examples.ts';
import { EVENTS, WRITING_EVENTS, type CaseEvent } from './events.ts';
import type { CaseState } from './states.ts';
import { TERMINAL_STATES, transitions } from './table.ts';

describe('what no sequence of events can do', () => {
  const people = ['a', 'b', 'c', 'd', 'e'];
  const step = fc.record({
    event: fc.constantFrom(...EVENTS),
    actor: fc.constantFrom(...people),
    batchState: fc.constantFrom('open' as const, 'sealed' as const),
  });
  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
  const walk = fc.array(step, { minLength: 5, maxLength: 60 });

  const written = (event: string): boolean => (WRITING_EVENTS as readonly string[]).includes(event);

  /** Picks among the events that lead on from wherever the case is, so that every walk comes far. */
  const way = fc.array(fc.tuple(fc.nat(), step), { minLength: 80, maxLength: 160, size: 'max' });

  function begin(start: 'start' | 'receive'): LifecycleCase {
    const begun = beginCase(start, actor('a', ...everyDuty));
    if (!begun.ok) throw new Error('a case begins');
    return begun.value;
  }

  function attempt(current: LifecycleCase, { event, actor: id, batchState }: Step): LifecycleCase {
    const next = advance(current, event, actor(id, ...everyDuty), { ...allWell, batchState });
    return next.ok ? next.value : current;
  }

  function run(start: 'start' | 'receive', steps: readonly Step[]): LifecycleCase[] {
    const visited = [begin(start)];
    for (const one of steps) {
      const current = visited.at(-1) as LifecycleCase;
      const next = attempt(current, one);
      if (next !== current) visited.push(next);
    }
    return visited;
  }

  /** Where a walk ends that no refusal, withdrawal or cancellation cuts short and that stops at payment. */
  function runToPayment(start: 'start' | 'receive', steps: readonly [number, Step][]): LifecycleCase {
    let current = begin(start);
    for (const [choice, one] of steps) {
      if (current.state === 'paid') break;
      const ways = transitions.filter(
        (row) => row.from === current.state && !TERMINAL_STATES.includes(row.to),
      );
      const event = ways[choice % ways.length]?.event ?? one.event;
      // Mostly the applicant writes; whoever writes for him at the desk is out of the decision.
      const writes = written(event) && choice % 5 > 0;
      current = attempt(current, { ...one, event, actor: writes ? 'applicant' : one.actor });
    }
    return current;
  }

  it('never pays without two different people in recommendation and decision', () => {
    let paid = 0;
    fc.assert(
      fc.property(fc.constantFrom('start' as const, 'receive' as const), way, (start, steps) => {
        const last = runToPayment(start, steps);
        const lastActor = (event: CaseEvent) => last.history.findLast((past) => past.event === event)?.actor;
        if (last.state !== 'paid') return;
        paid += 1;
        expect(lastActor('grant')).toBeDefined();
        expect(lastActor('grant')).not.toBe(lastActor('recommend'));
        expect(lastActor('grant')).not.toBe(lastActor('batch'));
        const writers = last.history.filter((past) => written(past.event)).map((past) => past.actor);
        expect(writers).not.toContain(lastActor('grant'));
      }),
      { numRuns: 300 },
    );
    // Walks that never reach a payment would prove nothing.
    expect(paid).toBeGreaterThan(0);
  });

  it('never gets a case beyond the recommendation when one person does everything', () => {
    fc.assert(
      fc.property(walk, (steps) => {
        const alone = run(
          'receive',
          steps.map((one) => ({ ...one, actor: 'a' })),
        );
        const beyond: CaseState[] = ['granted', 'refused', 'payable', 'in_batch', 'paid', 'cancelled'];
        expect(alone.filter((one) => beyond.includes(one.state))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the version equal to the number of events, and the way back only while suspended', () => {
    fc.assert(
      fc.property(walk, (steps) => {
        for (const one of run('start', steps)) {
          expect(one.history.length).toBe(one.version + 1);
          expect(one.suspendedFrom !== null).toBe(one.state === 'suspended');
        }
      }),
      { numRuns: 200 },
    );
  });
});
