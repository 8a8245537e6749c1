import { describe, expect, it } from 'vitest';
import { advance, outwardState, permittedEvents, type LifecycleCase } from './advance.ts';
import { aCase, actor, allWell } from './case-examples.ts';
import type { CaseState } from './states.ts';
import { WITHDRAWABLE_STATES } from './turns.ts';

const desk = actor('desk', 'reception', 'manager');
const manager = actor('manager', 'manager');

function withdrawn(from: CaseState, before: Partial<LifecycleCase> = {}, by = desk): LifecycleCase {
  const next = advance(aCase(from, before), 'withdraw', by, allWell);
  if (!next.ok) throw new Error(`withdrawn from ${from}`);
  return next.value;
}
const undo = (current: LifecycleCase, by = manager, facts = {}) =>
  advance(current, 'undo_withdrawal', by, { ...allWell, ...facts });
const code = (answer: ReturnType<typeof undo>) => (answer.ok ? answer.value.state : answer.refusal.code);

describe('取下げの取消し', () => {
  it('leads back to the state the case came from; a correction has ended, and a draft is written anew', () => {
    expect(WITHDRAWABLE_STATES.map((from) => code(undo(withdrawn(from))))).toEqual([
      'ILLEGAL_TRANSITION',
      'received',
      'submitted',
      'in_review',
      'in_review',
      'recommended',
    ]);
  });

  it('leads back into the suspension, which the applicant does not see', () => {
    const history = [{ event: 'suspend', actor: 'a', from: 'correction_requested' }] as const;
    const held = withdrawn('suspended', { suspendedFrom: 'in_review', history });
    const back = undo(held);
    expect(back).toMatchObject({ ok: true, value: { state: 'suspended', suspendedFrom: 'in_review' } });
    expect(back.ok && outwardState(back.value)).toBe('in_review');
  });

  it('is for another approver or manager, with a reason', () => {
    const current = withdrawn('submitted');
    expect(code(undo(current, desk))).toBe('SAME_PERSON');
    for (const duty of ['applicant', 'agent', 'reception', 'reviewer', 'payment_clerk'] as const)
      expect(code(undo(current, actor('x', duty)))).toBe('FORBIDDEN');
    expect(code(undo(current, actor('x', 'approver')))).toBe('submitted');
    expect(code(undo(current, manager, { reason: ' ' }))).toBe('GUARD_FAILED');
    expect(permittedEvents(current, manager).map(({ event }) => event)).toEqual(['undo_withdrawal']);
    // A stranger's papers leave it all the same.
    expect(permittedEvents(current, desk).map(({ event }) => event)).toEqual(['unbind_papers']);
  });

  it('of what the applicant withdrew names day and means of his wish', () => {
    const current = withdrawn('submitted', {}, actor('z', 'applicant'));
    const wished = (wish?: string) => code(undo(current, manager, { ownWithdrawal: true, wish }));
    expect([wished(), wished(' '), wished('7月15日 電話')]).toEqual([
      'GUARD_FAILED',
      'GUARD_FAILED',
      'submitted',
    ]);
    expect(code(undo(current, manager, { ownWithdrawal: undefined }))).toBe('GUARD_FAILED');
  });

  it('of what the desk recorded names his wish too, or that the office was wrong', () => {
    const current = withdrawn('submitted');
    const said = (facts: object) => code(undo(current, manager, { mistake: false, ...facts }));
    expect([said({}), said({ wish: ' ' }), said({ wish: '7月15日 電話' }), said({ mistake: true })]).toEqual([
      'GUARD_FAILED',
      'GUARD_FAILED',
      'submitted',
      'submitted',
    ]);
  });

  it('of the last of several withdrawals leads to where that one began', () => {
    const once = undo(withdrawn('submitted'));
    const later = once.ok ? withdrawn('in_review', { history: once.value.history }) : aCase('withdrawn');
    expect(code(undo(later))).toBe('in_review');
  });
});
