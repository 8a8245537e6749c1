import { describe, expect, it } from 'vitest';
import { anApplication } from '../application/example.ts';
import { civilDate } from '../civil-date.ts';
import { defaultProgramme } from '../programme/defaults.ts';
import { judge } from './judge.ts';
import { rules, ruleTitle } from './rules.ts';

describe('すべての要件 the rules', () => {
  it('have a code of their own, a name and a legal basis', () => {
    expect(new Set(rules.map((rule) => rule.code)).size).toBe(rules.length);
    expect(new Set(rules.map((rule) => rule.title)).size).toBe(rules.length);
    for (const rule of rules) {
      expect(rule.code).toMatch(/^[a-z_]+$/u);
      expect(rule.article).toMatch(/^(別紙|本文|育児・介護休業法)/u);
    }
  });

  it('answer the example, which meets every requirement, with passed findings and sentences', () => {
    const { findings, verdict } = judge(anApplication(), defaultProgramme, civilDate('2026-07-10'));
    expect(findings.map((finding) => finding.rule)).toEqual(rules.map((rule) => rule.code));
    for (const finding of findings) {
      expect(finding.verdict, finding.rule).toBe('passed');
      expect(finding.requirement, finding.rule).toMatch(/。$/u);
      expect(finding.found, finding.rule).toMatch(/。$/u);
      expect(finding.found, finding.rule).not.toMatch(/undefined|null|NaN|\d{4}-\d{2}-\d{2}/u);
    }
    expect(verdict).toBe('eligible');
  });

  it('are called by their name, and an unknown code by itself', () => {
    expect(ruleTitle('leave_months')).toBe('通算の休業期間');
    expect(ruleTitle('of_another_version')).toBe('of_another_version');
  });
});
