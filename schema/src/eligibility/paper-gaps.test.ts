import { describe, expect, it } from 'vitest';
import { exampleAnswers } from '../application/example.ts';
import { defaultProgramme } from '../programme/defaults.ts';
import { PAPER_GAP, paperGaps, withFindings } from './paper-gaps.ts';
import { ruleTitle } from './rules.ts';
import type { Judgement } from './judge.ts';

const context = { requiredPapers: ['passbook', 'wages'] as const, isAgent: false };

describe('paperGaps 郵送の書類の不足', () => {
  it('is one finding to be checked for each paper that did not come', () => {
    const [gap, ...rest] = paperGaps(exampleAnswers, context, ['wages']);
    expect(rest).toEqual([]);
    expect(gap).toMatchObject({ rule: 'paper_missing', verdict: 'to_check', facts: { paper: 'passbook' } });
    expect(gap?.requirement).toContain('通帳');
    expect(gap?.found).toContain('補正');
    expect(ruleTitle(PAPER_GAP.code)).toBe('添付書類の不足');
  });

  it('is none when every required paper came', () => {
    expect(paperGaps(exampleAnswers, context, ['wages', 'passbook'])).toEqual([]);
    expect(paperGaps(exampleAnswers, { ...context, requiredPapers: [] }, [])).toEqual([]);
    expect(
      paperGaps(exampleAnswers, { ...context, requiredPapers: defaultProgramme.requiredPapers }, []).length,
    ).toBeGreaterThan(5);
  });
});

describe('withFindings', () => {
  const eligible = { verdict: 'eligible', findings: [] } as unknown as Judgement;

  it('makes an eligible case one to be checked, and leaves it eligible without gaps', () => {
    expect(withFindings(eligible, paperGaps(exampleAnswers, context, [])).verdict).toBe('to_check');
    expect(withFindings(eligible, paperGaps(exampleAnswers, context, [])).findings).toHaveLength(2);
    expect(withFindings(eligible, []).verdict).toBe('eligible');
  });
});
