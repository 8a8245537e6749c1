import { describe, expect, it } from 'vitest';
import { sameFinding } from './sameFinding.ts';

const finding = (id: string, requirement: string, rule = 'paper_missing') => ({ id, rule, requirement });

describe('the same finding of another reading', () => {
  it('is the one of the same id, else the only one that asks the same', () => {
    const [rota, rules] = [finding('a', '出勤簿'), finding('b', '就業規則')];
    expect(sameFinding(rules, [rota, rules])).toBe(rules);
    const anew = [finding('c', '出勤簿'), finding('d', '就業規則')];
    expect(sameFinding(rules, anew)).toBe(anew[1]);
  });

  it('is none where the requirement is gone, belongs to another rule, or stands there twice', () => {
    const rules = finding('b', '就業規則');
    expect(sameFinding(rules, [finding('c', '出勤簿')])).toBeUndefined();
    expect(sameFinding(rules, [finding('c', '就業規則', 'answer_missing')])).toBeUndefined();
    expect(sameFinding(rules, [finding('c', '就業規則'), finding('d', '就業規則')])).toBeUndefined();
  });
});
