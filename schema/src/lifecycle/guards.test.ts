import { describe, expect, it } from 'vitest';
import { advance } from './advance.ts';
import { aCase, actor, allWell, factsFor } from './case-examples.ts';
import { guards, type GuardFacts, type GuardName } from './guards.ts';

describe('遷移の条件 guards', () => {
  const failing: Record<GuardName, GuardFacts[]> = {
    receptionOpen: [{ receptionOpen: false }],
    complete: [{ missing: 1 }],
    identified: [{ identified: false }],
    knownForGrant: [{ recommendation: 'grant', unknownAnswers: 1 }, { unknownAnswers: 1 }],
    hasItems: [{ correctionItems: 0 }],
    allItemsAnswered: [{ unansweredItems: 1 }],
    findingsSettled: [{ unsettledFindings: 1 }],
    duplicatesSettled: [{ openDuplicates: 1 }],
    recommendedGrant: [{ recommendation: 'refuse' }],
    amountMatches: [{ amount: 200_001, judgedAmount: 200_000 }, { amount: 200_000 }],
    hasReasons: [{ reasons: [] }, { reasons: ['要件1', ' '] }],
    reason: [{ reason: '　' }],
    releaseProposed: [{ releaseProposed: false }],
    letterMade: [{ letterMade: false }],
    notPaid: [{ paidYen: 1 }],
    isTopUp: [{ paidYen: 0 }],
    topUpAmount: [{ proposedYen: 0 }, { proposedYen: 0.5 }],
    withinAward: [
      { paidYen: 300_000, proposedYen: 200_001, awardMaxYen: 500_000 },
      { proposedYen: 1, awardMaxYen: 500_000 },
      { paidYen: 300_000, proposedYen: 1 },
    ],
    topUpMatches: [{ amount: 1, proposedYen: 2 }, { amount: 1 }],
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
    for (const name of ['complete', 'allItemsAnswered', 'findingsSettled', 'duplicatesSettled'] as const) {
      expect(guards[name]({}), name).toBe(
        '必要な事実を確かめられませんでした。画面を読み込み直してください。',
      );
    }
  });

  it('lets a case with open answers be recommended for a refusal', () => {
    expect(guards.knownForGrant({ recommendation: 'refuse', unknownAnswers: 3 })).toBeNull();
  });

  it('say how many are left', () => {
    expect(guards.knownForGrant({ recommendation: 'grant', unknownAnswers: 3 })).toContain('3件');
    expect(guards.complete({ missing: 3 })).toContain('3件');
    expect(guards.allItemsAnswered({ unansweredItems: 2 })).toContain('2件');
    expect(guards.findingsSettled({ unsettledFindings: 4 })).toContain('4件');
    expect(guards.duplicatesSettled({ openDuplicates: 5 })).toContain('5件');
  });

  it('hold when the facts are well', () => {
    for (const [name, guard] of Object.entries(guards)) {
      const facts = factsFor({ guards: [name as GuardName] });
      expect(guard({ ...facts, batchState: name === 'batchOpen' ? 'open' : 'sealed' }), name).toBeNull();
    }
  });

  it('say how much may still be added, and let exactly that through', () => {
    const facts = { paidYen: 300_000, awardMaxYen: 500_000 };
    expect(guards.withinAward({ ...facts, proposedYen: 200_001 })).toContain('200,000円以内');
    expect(guards.withinAward({ ...facts, proposedYen: 200_000 })).toBeNull();
  });

  it('stop an event with GUARD_FAILED and the reason', () => {
    const refused = advance(aCase('draft'), 'submit', actor('a', 'applicant'), { ...allWell, missing: 2 });
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'GUARD_FAILED' } });
    if (!refused.ok) expect(refused.refusal.message).toContain('2件');
  });
});
