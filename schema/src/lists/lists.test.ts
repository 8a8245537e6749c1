import { describe, expect, it } from 'vitest';
import { applicantColumns, managementColumns } from './columns.ts';
import { LIST_KINDS, lists, mayTake, readableLists } from './kinds.ts';
import { deadlineJudged, requirements, requirementVerdict, sizeJudged } from './requirements.ts';

describe('一覧', () => {
  it('shows the prefecture counts and lets it take them, and shows it nobody by name', () => {
    const official = new Set(['official'] as const);
    const shown = readableLists(official);
    expect(shown).toEqual(['progress', 'inquiries', 'publicity']);
    expect(shown.some((kind) => lists[kind].personal)).toBe(false);
    expect(mayTake('progress', official)).toBe(true);
    expect(mayTake('applicants', official)).toBe(false);
  });

  it('lets nobody take what they may not read', () => {
    for (const kind of LIST_KINDS)
      expect(
        lists[kind].takers.filter((duty) => !lists[kind].readers.includes(duty)),
        kind,
      ).toEqual([]);
  });

  it('has one column a key', () => {
    for (const columns of [managementColumns, applicantColumns]) {
      expect(new Set(columns.map(({ key }) => key)).size).toBe(columns.length);
      expect(new Set(columns.map(({ title }) => title)).size).toBe(columns.length);
    }
  });
});

describe('要件の判定', () => {
  const finding = (verdict: 'passed' | 'failed' | 'to_check', mark: 'ok' | 'defect' | 'hold' | null) => ({
    rule: 'supporter',
    verdict,
    mark,
  });
  it.each([
    [[finding('passed', null)], '適合'],
    [[finding('failed', null)], '不適合'],
    [[finding('failed', 'ok')], '適合'],
    [[finding('passed', 'defect')], '不適合'],
    [[finding('to_check', null)], '要確認'],
    [[finding('passed', 'hold')], '要確認'],
    [[finding('passed', null), finding('to_check', null)], '要確認'],
    [[], ''],
  ])('of %j is %s', (findings, expected) => {
    expect(requirementVerdict(findings, requirements[2])).toBe(expected);
  });

  const gap = (rule: string, facts: object, mark: 'ok' | 'defect' | null = null) => ({
    rule,
    verdict: 'to_check' as const,
    mark,
    facts: { ...facts },
  });
  const missing = (paper: string, mark?: 'ok' | 'defect') => gap('paper_missing', { paper }, mark);
  const unanswered = (question: string) => gap('answer_missing', { question });
  it.each([
    ['要件1', requirements[1], 'leave_months', [missing('attendance')], '要確認'],
    ['要件1', requirements[1], 'leave_months', [unanswered('employeeInsuredNumber')], '要確認'],
    ['要件1', requirements[1], 'leave_months', [missing('measures_evidence')], '適合'],
    ['要件2', requirements[2], 'supporter', [missing('supporter_evidence')], '要確認'],
    ['要件2', requirements[2], 'supporter', [missing('supporter_evidence', 'ok')], '適合'],
    ['要件2', requirements[2], 'supporter', [missing('supporter_evidence', 'defect')], '不適合'],
    ['要件3', requirements[3], 'measures_taken', [missing('work_rules')], '要確認'],
    ['要件4', requirements[4], 'information', [unanswered('informationMethod')], '要確認'],
    ['中小企業', sizeJudged, 'employer_size', [missing('headcount')], '要確認'],
    ['期限', deadlineJudged, 'reception_period', [missing('headcount')], '適合'],
  ] as const)('%s: what a postal case lacks of its papers and answers leaves it open (%#)', (...row) => {
    const [, judged, rule, gaps, expected] = row;
    const passed = { rule, verdict: 'passed' as const, mark: null };
    expect(requirementVerdict([passed, ...gaps], judged)).toBe(expected);
  });
});
