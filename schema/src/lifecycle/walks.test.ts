import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, beginCase, type LifecycleCase } from './advance.ts';
import { actor, allWell, everyDuty } from './case-examples.ts';
import { EVENTS, type CaseEvent } from './events.ts';
import type { CaseState } from './states.ts';

describe('what no sequence of events can do', () => {
  const people = ['a', 'b', 'c'];
  const step = fc.record({
    event: fc.constantFrom(...EVENTS),
    actor: fc.constantFrom(...people),
    batchState: fc.constantFrom('open' as const, 'sealed' as const),
  });
  /** Events likely to lead on from a state, so that random walks come far. */
  const walk = fc.array(fc.oneof(step, step), { minLength: 5, maxLength: 60 });

  function run(
    start: 'start' | 'receive',
    steps: readonly { event: CaseEvent; actor: string; batchState: 'open' | 'sealed' }[],
  ) {
    const begun = beginCase(start, actor('a', ...everyDuty));
    if (!begun.ok) throw new Error('a case begins');
    let current: LifecycleCase = begun.value;
    const visited: LifecycleCase[] = [current];
    for (const { event, actor: id, batchState } of steps) {
      const next = advance(current, event, actor(id, ...everyDuty), { ...allWell, batchState });
      if (next.ok) visited.push((current = next.value));
    }
    return visited;
  }

  it('never pays without two different people in recommendation and decision', () => {
    fc.assert(
      fc.property(fc.constantFrom('start' as const, 'receive' as const), walk, (start, steps) => {
        const last = run(start, steps).at(-1);
        if (last?.state !== 'paid') return;
        const lastActor = (event: CaseEvent) => last.history.findLast((past) => past.event === event)?.actor;
        expect(lastActor('grant')).toBeDefined();
        expect(lastActor('grant')).not.toBe(lastActor('recommend'));
        expect(lastActor('grant')).not.toBe(lastActor('batch'));
      }),
      { numRuns: 300 },
    );
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
