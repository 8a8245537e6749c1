import { describe, expect, it } from 'vitest';
import { isDuty, type Duty } from './duty.ts';
import { EVENTS, isEvent } from './events.ts';
import { fourEyesPairs } from './four-eyes.ts';
import { isState, STATES, stateLabel, type CaseState } from './states.ts';
import { creations, TERMINAL_STATES, transitions } from './table.ts';
import { DECIDED_STATES, isDecided, returnStateOf, SUSPENDABLE_STATES } from './turns.ts';

describe('遷移表 the transition table', () => {
  it('names known states, duties and guards only, and every row once', () => {
    const keys = transitions.map((row) => `${row.from}/${row.event}/${row.to}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const row of transitions) {
      expect(row.duties.length).toBeGreaterThan(0);
      expect(row.article).toMatch(/^本文4/);
    }
  });

  it('leads from a state by one event to one state, except a release and a withdrawal taken back', () => {
    const keys = transitions
      .filter((row) => !['release', 'undo_withdrawal'].includes(row.event))
      .map((row) => `${row.from}/${row.event}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('reaches every state from the two ways a case comes into being', () => {
    const reached = new Set<CaseState>(creations.map((row) => row.to));
    for (let size = 0; size !== reached.size;) {
      size = reached.size;
      for (const row of transitions) if (reached.has(row.from)) reached.add(row.to);
    }
    expect([...reached].sort()).toEqual([...STATES].sort());
  });

  it('uses every event', () => {
    expect(new Set(transitions.map((row) => row.event))).toEqual(new Set(EVENTS));
  });

  it('ends in cancellation and repayment; a withdrawal can be taken back', () => {
    expect([...TERMINAL_STATES].sort()).toEqual(['cancelled', 'repaid']);
  });

  it('gives no row to the administrator, the auditor, the official or a job', () => {
    const outsiders: Duty[] = ['administrator', 'auditor', 'official', 'system'];
    expect(transitions.filter((row) => row.duties.some((duty) => outsiders.includes(duty)))).toEqual([]);
  });

  it('ends after a claim of the whole, and is paid as before after a claim of a part', () => {
    const ways = transitions.filter((row) => row.from === 'repayment_claimed' && row.to !== row.from);
    expect(ways.map((row) => `${row.event} ${row.to} ${row.guards.join()}`)).toEqual([
      'record_repayment repaid nothingKept',
      'record_part_repayment paid partKept',
    ]);
  });

  it('leads out of a payment that came back also without another account', () => {
    const ways = transitions.filter((row) => row.from === 'account_correction' && row.to !== row.from);
    expect(ways.map((row) => `${row.event} ${row.to}`)).toEqual([
      'correct_account payable',
      'cancel cancelled',
      'revise_decision in_review',
      'cancel_top_up paid',
    ]);
  });

  it('releases to each state that can be suspended, and to no other', () => {
    const releases = transitions.filter((row) => row.event === 'release').map((row) => row.to);
    const returns = SUSPENDABLE_STATES.map(returnStateOf);
    expect(releases).toEqual([...new Set(returns)]);
    const suspends = transitions.filter((row) => row.event === 'suspend').map((row) => row.from);
    expect(suspends).toEqual([...SUSPENDABLE_STATES, 'in_batch']);
  });

  it('lists the four-eyes pairs of the database check', () => {
    const written =
      'submit register staff_fix correct_days answer_correction change_account correct_account'.split(' ');
    const ever = (event: string, ...before: string[]) =>
      [...before, ...written].map((earlier) => `${event}<${earlier} ever`);
    expect(fourEyesPairs.map((pair) => `${pair.event}<${pair.earlierEvent} ${pair.counts}`)).toEqual([
      ...ever('grant', 'recommend', 'take', 'take_over'),
      ...ever('refuse', 'recommend', 'take', 'take_over'),
      'batch<grant standing',
      'batch<approve_top_up last',
      'recall<batch last',
      'correct_account<grant standing',
      'correct_account<approve_top_up last',
      'change_account<grant standing',
      'change_account<approve_top_up last',
      'staff_fix<return_to_review last',
      'correct_days<return_to_review last',
      'unbind_papers<grant standing',
      'unbind_papers<refuse standing',
      'unbind_papers<approve_top_up last',
      'undo_withdrawal<withdraw last',
      'propose_release<suspend last',
      'propose_release<unbind_papers ever',
      'release<suspend last',
      'release<propose_release last',
      'release<unbind_papers ever',
      'cancel<grant standing',
      'revise_decision<grant standing',
      'revise_decision<refuse standing',
      'claim_repayment<grant standing',
      'approve_top_up<propose_top_up last',
      ...ever('approve_top_up'),
      'cancel_top_up<approve_top_up last',
    ]);
  });

  it("lets a stranger's papers out of every state, of a decided case by the manager alone, and changes no state", () => {
    const ways = transitions.filter((row) => row.event === 'unbind_papers');
    // A draft holds what its applicant sent; while an envelope is being entered, papers are taken out at the desk.
    expect(STATES.filter((state) => !ways.some((row) => row.from === state))).toEqual(['draft', 'received']);
    expect(ways.filter((row) => row.to !== row.from)).toEqual([]);
    const decided = ways.filter((row) => isDecided({ state: row.from, suspendedFrom: null }));
    expect(decided.map((row) => row.from)).toEqual(DECIDED_STATES);
    expect(new Set(decided.flatMap((row) => row.duties))).toEqual(new Set(['manager']));
    expect(isDecided({ state: 'suspended', suspendedFrom: 'payable' })).toBe(true);
    expect(isDecided({ state: 'suspended', suspendedFrom: 'in_review' })).toBe(false);
  });

  it('asks the same four eyes in every row of an event', () => {
    for (const row of transitions) {
      const first = transitions.find((one) => one.event === row.event);
      expect(row.fourEyes).toEqual(first?.fourEyes);
    }
  });
});

describe('names of states, events and duties', () => {
  it('are recognised, and other text is not', () => {
    expect([isState('draft'), isState('下書き'), isState(1)]).toEqual([true, false, false]);
    expect([isEvent('grant'), isEvent('start')]).toEqual([true, false]);
    expect([isDuty('reviewer'), isDuty('admin')]).toEqual([true, false]);
    expect(stateLabel('suspended')).toBe('保留（疑義調査中）');
  });
});
