import { describe, expect, it } from 'vitest';
import { advance, beginCase, permittedEvents, type LifecycleCase } from './advance.ts';
import { fourEyes, fourEyesPairs } from './four-eyes.ts';
import { aCase, actor, allWell, everyDuty, factsFor } from './case-examples.ts';
import { EVENTS } from './events.ts';
import { STATES } from './states.ts';
import { TERMINAL_STATES, transitions, type Transition } from './table.ts';
import { returnStateOf, type SuspendableState } from './turns.ts';

/** Where a case that takes this row was suspended from; null when it is not suspended. */
function heldFrom(row: Transition): SuspendableState | null {
  if (row.from !== 'suspended') return null;
  return row.event === 'release' ? (row.to as SuspendableState) : 'submitted';
}

/** A case that stands where the row begins, and what came before that the row asks about. */
function standing(row: Transition): Partial<LifecycleCase> {
  if (row.event !== 'undo_withdrawal') return { suspendedFrom: heldFrom(row) };
  const history = [
    { event: 'suspend', actor: 'w', from: 'submitted' },
    { event: 'withdraw', actor: 'w', from: row.to },
  ] as const;
  return { history };
}

describe('案件を進める advance', () => {
  it('moves every row of the table for each of its duties when the facts are well', () => {
    for (const row of transitions) {
      for (const duty of row.duties) {
        const before = standing(row);
        const batchState = row.guards.includes('batchOpen') ? 'open' : 'sealed';
        const next = advance(aCase(row.from, before), row.event, actor('a', duty), {
          ...factsFor(row),
          batchState,
        });
        expect(next).toEqual({
          ok: true,
          value: {
            state: row.to,
            version: 4,
            suspendedFrom:
              row.event === 'suspend'
                ? returnStateOf(row.from as SuspendableState | 'in_batch')
                : row.to === 'suspended'
                  ? (before.suspendedFrom ?? 'submitted')
                  : null,
            history: [...(before.history ?? []), { event: row.event, actor: 'a', from: row.from }],
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
      const current = aCase(row.from, standing(row));
      const refused = advance(current, row.event, actor('a', ...others), allWell);
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

describe('進められない理由 why an event is refused', () => {
  const said = (result: ReturnType<typeof advance> | ReturnType<typeof beginCase>) =>
    result.ok ? '' : result.refusal.message;

  it('names the state and the event, the act, or the two acts', () => {
    expect(said(advance(aCase('paid'), 'grant', actor('a', ...everyDuty), allWell))).toBe(
      '「支払済」の案件では「支給決定」を行えません。画面を読み込み直し、今の状態で行える操作を選んでください。',
    );
    expect(said(advance(aCase('recommended'), 'grant', actor('a', 'reviewer'), allWell))).toBe(
      '「支給決定」を行う権限がありません。必要な場合は管理者に確認してください。',
    );
    expect(said(beginCase('receive', actor('a', 'applicant')))).toBe(
      '「郵送書類の受領」を行う権限がありません。必要な場合は管理者に確認してください。',
    );
    const recommended = aCase('recommended', { history: [{ event: 'recommend', actor: 'a' }] });
    expect(said(advance(recommended, 'grant', actor('a', 'approver'), allWell))).toBe(
      '「審査結果の上申」を行った人は「支給決定」を行えません。別の担当者に依頼してください。',
    );
    expect(said(advance(recommended, 'refuse', actor('b', 'approver'), { ...allWell, reasons: [] }))).toBe(
      '「不支給決定」を行う条件がそろっていません。不支給の理由がありません。理由を1つ以上入力してください。',
    );
  });
});

describe('複数人の確認 four eyes', () => {
  it('refuses the same person for every pair, whatever other duties are held', () => {
    for (const { event, earlierEvent } of fourEyesPairs) {
      const row = transitions.find((one) => one.event === event);
      const current = aCase(row?.from ?? 'draft', {
        history: [{ event: earlierEvent, actor: 'a', from: row?.to ?? null }],
        suspendedFrom: row?.from === 'suspended' ? 'submitted' : null,
      });
      const same = advance(current, event, actor('a', ...everyDuty), allWell);
      expect(same).toMatchObject({ ok: false, refusal: { code: 'SAME_PERSON' } });
      const other = advance(current, event, actor('b', ...everyDuty), row ? factsFor(row) : allWell);
      expect(other.ok).toBe(true);
    }
  });

  it('looks at who did the earlier event last', () => {
    const history = [
      { event: 'recommend', actor: 'a' },
      { event: 'return_to_review', actor: 'c' },
      { event: 'recommend', actor: 'b' },
    ] as const;
    const eyes = (who: string) => fourEyes(history, ['recommend'], 'cancel', actor(who)).ok;
    expect([eyes('a'), eyes('b')]).toEqual([true, false]);
  });

  it('lets nobody decide who ever wrote in the case, recommended it or took it', () => {
    const written = [
      { event: 'staff_fix', actor: 'a' },
      { event: 'staff_fix', actor: 'b' },
      { event: 'answer_correction', actor: 'c' },
      { event: 'change_account', actor: 'd' },
      { event: 'correct_account', actor: 'e' },
      { event: 'recommend', actor: 'f' },
    ] as const;
    const recommended = aCase('recommended', { history: written });
    for (const event of ['grant', 'refuse'] as const) {
      const may = (who: string) => advance(recommended, event, actor(who, 'approver'), allWell).ok;
      expect(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(may)).toEqual([...Array<boolean>(6).fill(false), true]);
    }
    const proposed = aCase('top_up_proposed', { history: written });
    const mayTopUp = (who: string) => advance(proposed, 'approve_top_up', actor(who, 'approver'), allWell).ok;
    expect(['a', 'd', 'e', 'g'].map(mayTopUp)).toEqual([false, false, false, true]);
  });

  it('takes a decision back by whoever did not make the one that stands', () => {
    const decided = aCase('refused', {
      history: [
        { event: 'grant', actor: 'a' },
        { event: 'revise_decision', actor: 'b' },
        { event: 'refuse', actor: 'b' },
      ],
    });
    const may = (who: string) => advance(decided, 'revise_decision', actor(who, 'approver'), allWell).ok;
    expect([may('a'), may('b')]).toEqual([true, false]);
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
    const offered = permittedEvents(aCase('suspended', { suspendedFrom: 'granted' }), actor('b', 'approver'));
    expect(offered).toEqual([
      {
        event: 'propose_release',
        label: '保留の解除の提案',
        effect: '調査の結論を付けて保留の解除を提案します。別の人が確認するまで、決定も支払もできません。',
      },
      {
        event: 'release',
        label: '保留の解除',
        effect: '提案された結論を確認し、保留を解いて保留前の状態に戻します。',
      },
    ]);
  });

  it("offers nothing in a terminal state but to take a stranger's papers out", () => {
    for (const state of TERMINAL_STATES) {
      const offered = permittedEvents(aCase(state), actor('a', ...everyDuty));
      expect(offered.map(({ event }) => event)).toEqual(['unbind_papers']);
    }
  });

  it("lets a stranger's papers out of a decided case by the manager alone, also while it is suspended, and never by who decided", () => {
    const history = [{ event: 'grant', actor: 'a' }] as const;
    for (const current of [
      aCase('paid', { history }),
      aCase('suspended', { suspendedFrom: 'payable', history }),
    ]) {
      const mayBy = (...as: Parameters<typeof actor>) =>
        permittedEvents(current, actor(...as)).some(({ event }) => event === 'unbind_papers');
      expect(mayBy('b', 'manager')).toBe(true);
      expect(mayBy('b', 'reception', 'reviewer', 'approver', 'payment_clerk')).toBe(false);
      expect(mayBy('a', 'manager', 'approver')).toBe(false);
    }
    const open = aCase('suspended', { suspendedFrom: 'in_review' });
    expect(permittedEvents(open, actor('b', 'reception')).map(({ event }) => event)).toContain(
      'unbind_papers',
    );
  });
});
