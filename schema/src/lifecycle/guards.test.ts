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
    soundForGrant: [{ recommendation: 'grant', opposedFindings: 1 }, { opposedFindings: 1 }],
    duplicatesSettled: [{ openDuplicates: 1 }],
    recommendedGrant: [{ recommendation: 'refuse' }],
    amountMatches: [{ amount: 200_001, judgedAmount: 200_000 }, { amount: 200_000 }],
    hasReasons: [{ reasons: [] }, { reasons: ['要件1', ' '] }],
    reason: [{ reason: '　' }],
    wishNamed: [
      {},
      { wish: '7月15日 電話' },
      { ownWithdrawal: false },
      { ownWithdrawal: false, wish: ' ' },
      { ownWithdrawal: true, wish: ' ' },
      { ownWithdrawal: true, mistake: true },
    ],
    releaseProposed: [{ releaseProposed: false }],
    letterMade: [{ letterMade: false }],
    notPaid: [{ paidYen: 1 }],
    isTopUp: [
      { paidYen: 0, owedKind: 'top_up' },
      { paidYen: 1, owedKind: 'grant' },
      { paidYen: 1, owedKind: null },
      { paidYen: 1 },
      { owedKind: 'top_up' },
    ],
    claimAmount: [
      { paidYen: 500_000, claimedYen: 200_000, claimYen: 300_001 },
      { paidYen: 500_000, claimedYen: 0, claimYen: 0 },
      { paidYen: 500_000, claimedYen: 0, claimYen: 0.5 },
      { paidYen: 500_000, claimedYen: 500_000, claimYen: 1 },
      { paidYen: 500_000, claimYen: 1 },
      { claimedYen: 0, claimYen: 1 },
    ],
    noneRepaid: [{ repaidYen: 1 }],
    nothingKept: [{ paidYen: 500_000, claimedYen: 499_999 }, { paidYen: 500_000 }],
    partKept: [{ paidYen: 500_000, claimedYen: 500_000 }, { paidYen: 500_000 }],
    topUpAmount: [{ proposedYen: 0 }, { proposedYen: 0.5 }],
    withinAward: [
      { paidYen: 300_000, claimedYen: 0, proposedYen: 200_001, awardMaxYen: 500_000 },
      { claimedYen: 0, proposedYen: 1, awardMaxYen: 500_000 },
      { paidYen: 300_000, proposedYen: 1, awardMaxYen: 500_000 },
      { paidYen: 300_000, claimedYen: 0, proposedYen: 1 },
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
    const facts = { paidYen: 300_000, claimedYen: 0, awardMaxYen: 500_000 };
    expect(guards.withinAward({ ...facts, proposedYen: 200_001 })).toContain('200,000円以内');
    expect(guards.withinAward({ ...facts, proposedYen: 200_000 })).toBeNull();
  });

  it('count as awarded what was paid less what was claimed back, to the yen', () => {
    const facts = { paidYen: 500_000, claimedYen: 200_000, awardMaxYen: 500_000 };
    expect(guards.withinAward({ ...facts, proposedYen: 200_001 })).toBe(
      '支払済みで返還を請求していない300,000円と合わせて、1件の上限の500,000円を超えます。追加する額は200,000円以内にしてください。',
    );
    expect(guards.withinAward({ ...facts, proposedYen: 200_000 })).toBeNull();
    expect(guards.claimAmount({ ...facts, claimYen: 300_001 })).toContain('300,000円以内');
    expect(guards.claimAmount({ ...facts, claimYen: 300_000 })).toBeNull();
    expect(guards.nothingKept(facts)).toContain('300,000円の支給が残ります');
  });

  it('take back a top-up only while it is the top-up that is owed', () => {
    expect(guards.isTopUp({ paidYen: 50_000, owedKind: 'grant' })).toBe(
      '支払われていないのは当初の支給です。追加支給は支払済みのため取り消せません。申請者に口座の訂正を依頼し、当初の支給を改めて支払ってください。',
    );
    expect(guards.isTopUp({ paidYen: 50_000, owedKind: 'top_up' })).toBeNull();
  });

  it('stop an event with GUARD_FAILED and the reason', () => {
    const refused = advance(aCase('draft'), 'submit', actor('a', 'applicant'), { ...allWell, missing: 2 });
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'GUARD_FAILED' } });
    if (!refused.ok) expect(refused.refusal.message).toContain('2件');
  });
});
