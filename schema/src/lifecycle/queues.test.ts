import { describe, expect, it } from 'vitest';
import { questionKeys } from '../application/questions.ts';
import { STAFF_FIXABLE_KEYS } from '../application/staff-fix.ts';
import { isPaperCode } from '../application/papers.ts';
import { papersForQuestion, papersForRule } from '../eligibility/proving-papers.ts';
import { rules } from '../eligibility/rules.ts';
import { QUEUE_CODES, queues, queuesOf } from './queues.ts';
import { states } from './states.ts';
import { verbOf } from '../verbs/table.ts';
import { transitions } from './table.ts';

describe('順番待ち queues', () => {
  it('offer a bulk act only where its duty has a way from every state of the queue', () => {
    for (const code of QUEUE_CODES) {
      const { bulk, duties, states: from } = queues[code];
      if (bulk === null) continue;
      for (const state of from) {
        const ways = transitions.filter((row) => row.event === bulk && row.from === state);
        for (const duty of duties) expect(ways.some((row) => row.duties.includes(duty))).toBe(true);
      }
    }
  });

  it('hold every state in which a case waits for the office', () => {
    // Letters are posted in every state, and so is the card: those queues hold a case for its letter only.
    const codes = QUEUE_CODES.filter((code) => !['unposted', 'uncarded'].includes(queues[code].only ?? ''));
    const held = new Set(codes.flatMap((code) => queues[code].states));
    const waiting = Object.entries(states).filter(([, row]) => row.waitingFor === 'office');
    expect(waiting.map(([state]) => state).filter((state) => !held.has(state as never))).toEqual([]);
  });

  it('are shown by duty, and an auditor has none', () => {
    expect(queuesOf(new Set(['approver']))).toEqual(['to_decide', 'duplicates', 'lost_papers', 'suspended']);
    expect(queuesOf(new Set(['auditor']))).toEqual([]);
  });
});

describe('重複の確認待ち', () => {
  it('stands with everyone who may judge a duplicate, also where it is found after the payment', () => {
    expect(queues.duplicates.duties).toEqual(verbOf('duplicate.resolve').duties);
    expect(queues.duplicates.states).toEqual(
      expect.arrayContaining(['paid', 'top_up_proposed', 'repayment_claimed']),
    );
  });
});

describe('書類の案内 papers that prove', () => {
  it('are known for every answer and rule that a paper can show', () => {
    for (const { code } of rules) expect(papersForRule(code).every(isPaperCode)).toBe(true);
    const bare = rules.map(({ code }) => code).filter((code) => papersForRule(code).length === 0);
    expect(bare).toEqual(['reception_period', 'filing_after_return', 'pledges_given', 'prior_award']);
    for (const key of questionKeys) expect(papersForQuestion(key).every(isPaperCode)).toBe(true);
    expect(papersForQuestion('childBirthOn')[0]).toBe('child_proof');
  });
});

describe('事務局が直せる項目 STAFF_FIXABLE_KEYS', () => {
  it('leave out the account and whatever decides about money', () => {
    for (const key of ['accountNumber', 'bankCode', 'leavePeriods', 'measures', 'pledges', 'firstOneMonth'])
      expect(STAFF_FIXABLE_KEYS).not.toContain(key);
    expect(STAFF_FIXABLE_KEYS).toContain('employerName');
  });
});
