import { describe, expect, it } from 'vitest';
import { comparePapers, type DuplicateMatch } from './compare.ts';
import { newMatches } from './known.ts';
import { DUPLICATE_VERDICTS, duplicateVerdictLabels, outcomeOfSet, verdictFault } from './verdict.ts';

describe('重複の判断', () => {
  it.each([
    [[], null],
    [['valid', null], null],
    [['valid', 'duplicate'], 'duplicate'],
    [['different', 'different'], 'different'],
    [['valid', 'different'], 'valid'],
    [['valid', 'valid'], 'valid'],
  ] as const)('of %o come to %s', (verdicts, outcome) => {
    expect(outcomeOfSet(verdicts)).toBe(outcome);
  });

  it('leave one of the copies', () => {
    expect(verdictFault(['duplicate', 'duplicate'])).toContain('有効');
    expect(verdictFault(['valid', 'duplicate'])).toBeNull();
    expect(verdictFault([])).toBeNull();
  });

  it('have names', () => {
    expect(DUPLICATE_VERDICTS.map((verdict) => duplicateVerdictLabels[verdict].slice(0, 2))).toEqual([
      '有効',
      '重複',
      '別件',
    ]);
  });
});

describe('新しい一致 newMatches', () => {
  const match = (rule: DuplicateMatch['rule']): DuplicateMatch => ({
    rule,
    strength: 'likely',
    score: 0.6,
    columns: [],
  });

  it('are those whose rule nobody has judged', () => {
    const found = [match('account'), match('phone')];
    expect(newMatches(found, [])).toEqual(found);
    expect(newMatches(found, [{ rule: 'phone' }])).toEqual([match('account')]);
    expect(newMatches(found, [{ rule: 'phone' }, { rule: 'account' }])).toEqual([]);
  });

  it('are those of a known rule under which more columns agree than before, not fewer', () => {
    const agreeing = (columns: DuplicateMatch['columns']) => [{ ...match('similar_employee'), columns }];
    const judged = agreeing(['employeeName', 'employeeBirthOn']);
    const more = agreeing(['employeeInsuredNumber', 'employeeName', 'employeeBirthOn']);
    expect(newMatches(more, judged)).toEqual(more);
    expect(newMatches(agreeing(['employeeName']), judged)).toEqual([]);
    // Judged in two sets, each for a part.
    expect(newMatches(more, [...judged, ...agreeing(['employeeInsuredNumber'])])).toEqual([]);
  });

  it('are those of a known rule with another value; what was kept without values says no less', () => {
    const valued = (...values: string[]) => [{ ...match('phone'), values }];
    expect(newMatches(valued('b'), valued('a'))).toEqual(valued('b'));
    expect(newMatches(valued('a'), valued('a', 'b'))).toEqual([]);
    expect(newMatches(valued('b'), [match('phone')])).toEqual([]);
  });
});

describe('書類の照合 comparePapers', () => {
  it('names the same file and the like page, each for itself', () => {
    const rules = (sameFile: boolean, samePage: boolean) =>
      comparePapers({ sameFile, samePage }).map(({ rule, score }) => [rule, score]);
    expect(rules(false, false)).toEqual([]);
    expect(rules(true, false)).toEqual([['same_file', 0.7]]);
    expect(rules(true, true)).toEqual([
      ['same_file', 0.7],
      ['same_page', 0.5],
    ]);
  });
});
