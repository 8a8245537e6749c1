import { describe, expect, it } from 'vitest';
import { advance, outwardState, permittedEvents, releaseProposed } from './advance.ts';
import { aCase, actor, allWell } from './case-examples.ts';
import { SUSPENDABLE_STATES } from './turns.ts';

const raised = { event: 'suspend', actor: 'a' } as const;
const proposed = { event: 'propose_release', actor: 'b' } as const;

describe('保留の解除は2人で行う', () => {
  const held = aCase('suspended', { suspendedFrom: 'recommended', history: [raised] });

  it('is refused without a proposal, and a proposal leaves the case suspended', () => {
    const alone = advance(held, 'release', actor('c', 'manager'), {
      reason: '確認した。',
      releaseProposed: false,
    });
    expect(alone).toMatchObject({ ok: false, refusal: { code: 'GUARD_FAILED' } });
    const next = advance(held, 'propose_release', actor('b', 'reviewer'), { reason: '確認した。' });
    expect(next).toMatchObject({
      ok: true,
      value: { state: 'suspended', suspendedFrom: 'recommended', waitingFor: 'prefecture', version: 4 },
    });
  });

  it('is neither proposed nor confirmed by whoever suspended, nor confirmed by whoever proposed', () => {
    expect(advance(held, 'propose_release', actor('a', 'manager'), allWell)).toMatchObject({
      refusal: { code: 'SAME_PERSON' },
    });
    const waiting = { ...held, history: [raised, proposed] };
    for (const person of ['a', 'b'])
      expect(advance(waiting, 'release', actor(person, 'manager'), allWell)).toMatchObject({
        refusal: { code: 'SAME_PERSON' },
      });
    expect(advance(waiting, 'release', actor('c', 'manager'), allWell)).toMatchObject({
      ok: true,
      value: { state: 'recommended', suspendedFrom: null },
    });
  });

  it('is neither proposed nor confirmed by anybody who took papers out of the case', () => {
    const taken = (by: string) => ({ event: 'unbind_papers', actor: by }) as const;
    const history = [taken('d'), raised, taken('e'), proposed];
    for (const event of ['propose_release', 'release'] as const)
      for (const person of ['d', 'e'])
        expect(advance({ ...held, history }, event, actor(person, 'manager'), allWell)).toMatchObject({
          refusal: { code: 'SAME_PERSON' },
        });
    expect(advance({ ...held, history }, 'release', actor('c', 'manager'), allWell)).toMatchObject({
      ok: true,
    });
    // What was proposed was proposed of the papers as they were.
    expect([releaseProposed(history), releaseProposed([raised, proposed, taken('d')])]).toEqual([
      true,
      false,
    ]);
  });

  it('counts a proposal of this suspension only', () => {
    expect(releaseProposed([])).toBe(false);
    expect(releaseProposed([raised])).toBe(false);
    expect(releaseProposed([raised, proposed])).toBe(true);
    expect(releaseProposed([raised, proposed, { event: 'release', actor: 'c' }, raised])).toBe(false);
    const undone = [
      { event: 'withdraw', actor: 'd' } as const,
      { event: 'undo_withdrawal', actor: 'e' } as const,
    ];
    expect(releaseProposed([raised, proposed, ...undone])).toBe(false);
    expect(releaseProposed([raised, proposed, ...undone, proposed])).toBe(true);
  });
});

describe('調査を申請者に知らせない', () => {
  it('shows a suspended case where it stood', () => {
    for (const state of SUSPENDABLE_STATES)
      expect(outwardState({ state: 'suspended', suspendedFrom: state })).toBe(state);
    expect(outwardState({ state: 'paid', suspendedFrom: null })).toBe('paid');
    expect(outwardState({ state: 'suspended', suspendedFrom: null })).toBe('suspended');
  });

  it('offers the applicant what it offered before', () => {
    for (const state of SUSPENDABLE_STATES.filter((one) => one !== 'correction_requested')) {
      const before = permittedEvents(aCase(state), actor('z', 'applicant'));
      const held = permittedEvents(aCase('suspended', { suspendedFrom: state }), actor('z', 'applicant'));
      expect(held, state).toEqual(before);
    }
  });

  it('refuses the applicant in the words of the state before', () => {
    const before = advance(aCase('granted'), 'withdraw', actor('z', 'agent'), allWell);
    const held = advance(
      aCase('suspended', { suspendedFrom: 'granted' }),
      'withdraw',
      actor('z', 'agent'),
      allWell,
    );
    expect(held).toEqual(before);
    const desk = advance(
      aCase('suspended', { suspendedFrom: 'granted' }),
      'withdraw',
      actor('z', 'reception'),
      allWell,
    );
    expect(desk.ok ? '' : desk.refusal.message).toContain('保留');
  });

  it('is in the hands of whoever opens the post, to stop only', () => {
    for (const state of ['submitted', 'in_review', 'payable'] as const)
      expect(advance(aCase(state), 'suspend', actor('a', 'reception'), allWell)).toMatchObject({
        value: { state: 'suspended' },
      });
    const held = aCase('suspended', { suspendedFrom: 'submitted' });
    expect(advance(held, 'propose_release', actor('b', 'reception'), allWell).ok).toBe(false);
  });

  it('ends a correction that is under way, as a review that goes on without an answer does', () => {
    const next = advance(aCase('correction_requested'), 'suspend', actor('a', 'reviewer'), allWell);
    expect(next).toMatchObject({ value: { state: 'suspended', suspendedFrom: 'in_review' } });
  });

  it('keeps the suspension when the account changes, and lets the applicant withdraw', () => {
    const held = aCase('suspended', { suspendedFrom: 'in_review' });
    expect(advance(held, 'change_account', actor('z', 'applicant'), allWell)).toMatchObject({
      value: { state: 'suspended', suspendedFrom: 'in_review' },
    });
    expect(advance(held, 'withdraw', actor('z', 'applicant'), allWell)).toMatchObject({
      value: { state: 'withdrawn', suspendedFrom: null },
    });
  });
});
