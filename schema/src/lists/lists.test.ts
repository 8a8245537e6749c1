import { describe, expect, it } from 'vitest';
import { applicantColumns, managementColumns } from './columns.ts';
import { LIST_KINDS, lists, mayTake, readableLists } from './kinds.ts';
import { requirementVerdict } from './requirements.ts';

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
    expect(requirementVerdict(findings, ['supporter'])).toBe(expected);
  });
});
