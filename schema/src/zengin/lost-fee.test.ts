import { describe, expect, it } from 'vitest';
import { keptFee } from './lost-fee.ts';

describe('戻った資金から差し引かれた手数料 keptFee', () => {
  it.each([
    [{}, 0],
    [{ feeLost: 880 }, 0],
    [{ feeLost: 880, feeDeducted: false }, 0],
    [{ feeLost: 880, feeDeducted: true }, 880],
    [{ feeLost: 199_999, feeDeducted: true }, 199_999],
  ])('of %j is %i yen', (fee, yen) => {
    expect(keptFee(fee, 200_000)).toEqual({ ok: true, value: yen });
  });

  it.each([
    [{ feeDeducted: true }, '差し引かれた手数料の額を入力'],
    [{ feeLost: 0, feeDeducted: true }, '差し引かれた手数料の額を入力'],
    [{ feeLost: 200_000, feeDeducted: true }, '振り込んだ額以上'],
    [{ feeLost: 200_001, feeDeducted: true }, '振り込んだ額以上'],
  ])('refuses %j', (fee, words) => {
    const answer = keptFee(fee, 200_000);
    if (answer.ok) throw new Error('accepted');
    expect(answer.refusal.code).toBe('INVALID_INPUT');
    expect(JSON.stringify(answer.refusal)).toContain(words);
  });
});
