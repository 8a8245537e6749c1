import { describe, expect, it } from 'vitest';
import { refusalReasonSchema } from '../verbs/shapes/basic.ts';
import { refusalGrounds } from './refusal-grounds.ts';
import { rules } from './rules.ts';

describe('不支給の理由となる要件', () => {
  it('hold every rule under its own title', () => {
    expect(refusalGrounds).toMatchObject(Object.fromEntries(rules.map((rule) => [rule.code, rule.title])));
  });

  it('are the only requirements that a refusal may name', () => {
    const given = (requirement: string) =>
      refusalReasonSchema.safeParse({ requirement, text: '通算29日です。' }).success;
    expect(given('leave_months')).toBe(true);
    expect(given('育児休業の期間')).toBe(false);
    expect(given('')).toBe(false);
  });
});
