import { describe, expect, it } from 'vitest';
import { bankProfileSchema, DEFAULT_BANK_PROFILE } from './bank-profile.ts';
import { transferFileSchema } from './transfer-file.ts';
import { aTransfer, aFile } from './example.ts';

describe('The bank profile 銀行別の取決め', () => {
  it('has defaults that most banks accept', () => {
    expect(DEFAULT_BANK_PROFILE).toEqual({
      separator: 'CRLF',
      fillBankNames: true,
      clearingHouse: 'zeros',
      codes: 'zeros',
      transferCategory: '7',
      symbols: '()-.',
      woAllowed: false,
      maxItems: 999_999,
      maxAmountYen: 9_999_999_999,
      maxTotalYen: 999_999_999_999,
      cutOffMinute: 900,
      minDaysAhead: 1,
      maxDaysAhead: 15,
    });
  });

  it.each([
    { symbols: '&' },
    { maxItems: 1_000_000 },
    { maxItems: 0 },
    { maxAmountYen: 10_000_000_000 },
    { cutOffMinute: 1441 },
    { separator: 'CR' },
  ])('refuses %j', (change) => {
    expect(bankProfileSchema.safeParse(change).success).toBe(false);
  });

  it.each<Record<string, number>>([
    { maxItems: 1, maxAmountYen: 1, maxTotalYen: 1, cutOffMinute: 0, minDaysAhead: 0, maxDaysAhead: 0 },
    { maxItems: 999_999, maxAmountYen: 9_999_999_999, maxTotalYen: 999_999_999_999 },
    { cutOffMinute: 1440, minDaysAhead: 60, maxDaysAhead: 60 },
  ])('takes the ends of each range: %j', (change) => {
    expect(bankProfileSchema.parse(change)).toMatchObject(change);
  });

  it.each<Record<string, number>>([
    { maxAmountYen: 0 },
    { maxTotalYen: 0 },
    { maxTotalYen: 1_000_000_000_000 },
    { cutOffMinute: -1 },
    { minDaysAhead: -1 },
    { minDaysAhead: 61 },
    { maxDaysAhead: -1 },
    { maxDaysAhead: 61 },
    { maxItems: 1.5 },
  ])('refuses what lies beyond: %j', (change) => {
    expect(bankProfileSchema.safeParse(change).success).toBe(false);
  });

  it('allows no digit string of another length in a file', () => {
    const file = aFile();
    expect(transferFileSchema.safeParse(file).success).toBe(true);
    const transfers = [aTransfer({ accountNumber: '12345678' })];
    const issue = transferFileSchema.safeParse({ ...file, transfers }).error?.issues[0];
    expect(issue?.message).toBe('7桁の数字で入力してください。');
    expect(
      transferFileSchema.safeParse({ ...file, transfers: [aTransfer({ accountNumber: 'x1234567' })] })
        .success,
    ).toBe(false);
    expect(
      transferFileSchema.safeParse({ ...file, transfers: [aTransfer({ accountNumber: '1234567x' })] })
        .success,
    ).toBe(false);
  });
});
