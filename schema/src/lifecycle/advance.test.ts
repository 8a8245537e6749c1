import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, beginCase, fourEyes, permittedEvents, type LifecycleCase } from './advance.ts';
import { DUTIES, isDuty, type Actor, type Duty } from './duty.ts';
import { EVENTS, isEvent, type CaseEvent } from './events.ts';
import { guards, type GuardFacts, type GuardName } from './guards.ts';
import { isState, STATES, stateLabel, type CaseState } from './states.ts';
import { creations, fourEyesPairs, SUSPENDABLE_STATES, TERMINAL_STATES, transitions } from './table.ts';

/** Facts under which every guard but the two exclusive batch guards holds. */
const allWell: GuardFacts = {
  receptionOpen: true,
  missing: 0,
  correctionItems: 1,
  unansweredItems: 0,
  unsettledFindings: 0,
  openDuplicates: 0,
  recommendation: 'grant',
  amount: 200_000,
  judgedAmount: 200_000,
  reasons: ['要件1を満たさないため。'],
  reason: '確認のため。',
  letterMade: true,
  batchState: 'sealed',
};

function actor(id: string, ...duties: Duty[]): Actor {
  return { id, duties };
}

function aCase(state: CaseState, facts: Partial<LifecycleCase> = {}): LifecycleCase {
  return { state, version: 3, suspendedFrom: null, history: [], ...facts };
}

const everyDuty = [...DUTIES];

describe('遷移表 the transition table', () => {
  it('names known states, duties and guards only, and every row once', () => {
    const keys = transitions.map((row) => `${row.from}/${row.event}/${row.to}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const row of transitions) {
      expect(row.duties.length).toBeGreaterThan(0);
      expect(row.article).toMatch(/^本文4/);
    }
  });

  it('leads from a state by one event to one state, except a release', () => {
    const keys = transitions
      .filter((row) => row.event !== 'release')
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

  it('ends in refusal, withdrawal, cancellation and repayment', () => {
    expect([...TERMINAL_STATES].sort()).toEqual(['cancelled', 'refused', 'repaid', 'withdrawn']);
  });

  it('gives no row to the administrator, the auditor, the official or a job', () => {
    const outsiders: Duty[] = ['administrator', 'auditor', 'official', 'system'];
    expect(transitions.filter((row) => row.duties.some((duty) => outsiders.includes(duty)))).toEqual([]);
  });

  it('releases to each state that can be suspended, and to no other', () => {
    const releases = transitions.filter((row) => row.event === 'release').map((row) => row.to);
    expect(releases).toEqual([...SUSPENDABLE_STATES]);
    expect(transitions.filter((row) => row.event === 'suspend').map((row) => row.from)).toEqual(releases);
  });

  it('lists the four-eyes pairs of the database check', () => {
    expect(fourEyesPairs.map((pair) => `${pair.event}<${pair.earlierEvent}`)).toEqual([
      'grant<recommend',
      'grant<take',
      'grant<submit',
      'grant<register',
      'refuse<recommend',
      'refuse<take',
      'refuse<submit',
      'refuse<register',
      'batch<grant',
      'release<suspend',
      'cancel<grant',
      'claim_repayment<grant',
    ]);
  });

  it('asks the same four eyes in every row of an event', () => {
    for (const row of transitions) {
      const first = transitions.find((one) => one.event === row.event);
      expect(row.fourEyes).toEqual(first?.fourEyes);
    }
  });
});

describe('案件を進める advance', () => {
  it('moves every row of the table for each of its duties when the facts are well', () => {
    for (const row of transitions) {
      for (const duty of row.duties) {
        const suspendedFrom =
          row.event === 'release' ? (row.to as (typeof SUSPENDABLE_STATES)[number]) : null;
        const batchState = row.guards.includes('batchOpen') ? 'open' : 'sealed';
        const next = advance(aCase(row.from, { suspendedFrom }), row.event, actor('a', duty), {
          ...allWell,
          batchState,
        });
        expect(next).toEqual({
          ok: true,
          value: {
            state: row.to,
            version: 4,
            suspendedFrom: row.event === 'suspend' ? row.from : null,
            history: [{ event: row.event, actor: 'a' }],
            event: row.event,
            from: row.from,
            duty,
            waitingFor: row.waitingFor,
          },
        });
      }
    }
  });

  it('refuses every pair that is not in the table', () => {
    for (const state of STATES) {
      for (const event of EVENTS) {
        if (transitions.some((row) => row.from === state && row.event === event)) continue;
        const refused = advance(aCase(state), event, actor('a', ...everyDuty), allWell);
        expect(refused).toMatchObject({ ok: false, refusal: { code: 'ILLEGAL_TRANSITION' } });
      }
    }
  });

  it('refuses every duty that a row does not name', () => {
    for (const row of transitions.filter((one) => one.event !== 'release')) {
      const others = everyDuty.filter((duty) => !row.duties.includes(duty));
      const refused = advance(aCase(row.from), row.event, actor('a', ...others), allWell);
      expect(refused).toMatchObject({ ok: false, refusal: { code: 'FORBIDDEN' } });
    }
  });

  it('releases a suspended case only to the state it came from', () => {
    const back = advance(
      aCase('suspended', { suspendedFrom: 'payable' }),
      'release',
      actor('a', 'manager'),
      allWell,
    );
    expect(back).toMatchObject({ ok: true, value: { state: 'payable', suspendedFrom: null } });
    const nowhere = advance(aCase('suspended'), 'release', actor('a', 'manager'), allWell);
    expect(nowhere).toMatchObject({ ok: false, refusal: { code: 'ILLEGAL_TRANSITION' } });
  });

  it('looks at the duty before it looks at the facts', () => {
    const refused = advance(aCase('draft'), 'submit', actor('a', 'reviewer'), {});
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'FORBIDDEN' } });
  });
});

describe('複数人の確認 four eyes', () => {
  it('refuses the same person for every pair, whatever other duties are held', () => {
    for (const { event, earlierEvent } of fourEyesPairs) {
      const row = transitions.find((one) => one.event === event);
      const current = aCase(row?.from ?? 'draft', {
        history: [{ event: earlierEvent, actor: 'a' }],
        suspendedFrom: event === 'release' ? 'submitted' : null,
      });
      const same = advance(current, event, actor('a', ...everyDuty), allWell);
      expect(same).toMatchObject({ ok: false, refusal: { code: 'SAME_PERSON' } });
      const other = advance(current, event, actor('b', ...everyDuty), allWell);
      expect(other.ok).toBe(true);
    }
  });

  it('looks at who did the earlier event last', () => {
    const history = [
      { event: 'recommend', actor: 'a' },
      { event: 'return_to_review', actor: 'c' },
      { event: 'recommend', actor: 'b' },
    ] as const;
    expect(fourEyes(history, ['recommend'], 'grant', actor('a')).ok).toBe(true);
    expect(fourEyes(history, ['recommend'], 'grant', actor('b')).ok).toBe(false);
  });
});

describe('遷移の条件 guards', () => {
  const failing: Record<GuardName, GuardFacts[]> = {
    receptionOpen: [{ receptionOpen: false }],
    complete: [{ missing: 1 }],
    hasItems: [{ correctionItems: 0 }],
    allItemsAnswered: [{ unansweredItems: 1 }],
    findingsSettled: [{ unsettledFindings: 1 }],
    duplicatesSettled: [{ openDuplicates: 1 }],
    recommendedGrant: [{ recommendation: 'refuse' }],
    amountMatches: [{ amount: 200_001, judgedAmount: 200_000 }, { amount: 200_000 }],
    hasReasons: [{ reasons: [] }, { reasons: ['要件1', ' '] }],
    reason: [{ reason: '　' }],
    letterMade: [{ letterMade: false }],
    batchOpen: [{ batchState: 'sealed' }, { batchState: 'settled' }],
    batchSealed: [{ batchState: 'open' }, { batchState: 'discarded' }],
  };

  it('refuse when the fact is against them, with a sentence that ends as one', () => {
    for (const [name, cases] of Object.entries(failing) as [GuardName, GuardFacts[]][]) {
      for (const facts of cases) expect(guards[name](facts), name).toMatch(/。$/);
    }
  });

  it('refuse when nobody looked the fact up', () => {
    for (const guard of Object.values(guards)) expect(guard({})).toMatch(/。$/);
  });

  it('say how many are left', () => {
    expect(guards.complete({ missing: 3 })).toContain('3件');
    expect(guards.allItemsAnswered({ unansweredItems: 2 })).toContain('2件');
    expect(guards.findingsSettled({ unsettledFindings: 4 })).toContain('4件');
    expect(guards.duplicatesSettled({ openDuplicates: 5 })).toContain('5件');
  });

  it('hold when the facts are well', () => {
    for (const [name, guard] of Object.entries(guards)) {
      expect(guard({ ...allWell, batchState: name === 'batchOpen' ? 'open' : 'sealed' }), name).toBeNull();
    }
  });

  it('stop an event with GUARD_FAILED and the reason', () => {
    const refused = advance(aCase('draft'), 'submit', actor('a', 'applicant'), { ...allWell, missing: 2 });
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'GUARD_FAILED' } });
    if (!refused.ok) expect(refused.refusal.message).toContain('2件');
  });
});

describe('案件を起こす beginCase', () => {
  it('starts a draft for an applicant and a received case for the desk', () => {
    expect(beginCase('start', actor('a', 'applicant'))).toEqual({
      ok: true,
      value: {
        state: 'draft',
        version: 0,
        suspendedFrom: null,
        history: [{ event: 'start', actor: 'a' }],
        duty: 'applicant',
        waitingFor: 'applicant',
      },
    });
    expect(beginCase('receive', actor('a', 'reception'))).toMatchObject({
      ok: true,
      value: { state: 'received', waitingFor: 'office' },
    });
  });

  it('refuses whoever has no duty for it', () => {
    expect(beginCase('start', actor('a', 'reviewer')).ok).toBe(false);
    expect(beginCase('receive', actor('a', 'applicant')).ok).toBe(false);
  });
});

describe('行える操作 permitted events', () => {
  it('offers an applicant submission and withdrawal of a draft', () => {
    expect(permittedEvents(aCase('draft'), actor('a', 'applicant')).map((one) => one.event)).toEqual([
      'submit',
      'withdraw',
    ]);
  });

  it('hides the decision from the person who recommended it', () => {
    const current = aCase('recommended', { history: [{ event: 'recommend', actor: 'a' }] });
    const mine = permittedEvents(current, actor('a', 'approver')).map((one) => one.event);
    expect(mine).toEqual(['return_to_review', 'suspend']);
    const theirs = permittedEvents(current, actor('b', 'approver')).map((one) => one.event);
    expect(theirs).toEqual(['return_to_review', 'grant', 'refuse', 'suspend']);
  });

  it('offers one release of a suspended case, with label and effect', () => {
    const offered = permittedEvents(
      aCase('suspended', { suspendedFrom: 'granted' }),
      actor('b', 'approver', 'manager'),
    );
    expect(offered).toEqual([
      { event: 'release', label: '保留の解除', effect: '保留を解き、保留前の状態に戻します。' },
    ]);
  });

  it('offers nothing in a terminal state', () => {
    for (const state of TERMINAL_STATES) {
      expect(permittedEvents(aCase(state), actor('a', ...everyDuty))).toEqual([]);
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
