import { describe, expect, it } from 'vitest';
import { EXPECTED_CASES, forecastNeed, GRANT_TIERS, type OpenCases } from './forecast.ts';

const cases: OpenCases = {
  undecided: 10,
  undecidedAmount: 2_500_000,
  committed: 700_000,
  granted: 9,
  refused: 1,
  available: 3_000_000,
};

describe('所要額の見込み forecastNeed', () => {
  it('counts open cases by the share granted so far, at every amount a case may come to', () => {
    const forecast = forecastNeed(cases);
    expect(forecast.passRate).toBe(0.9);
    expect(forecast.expectedGrants).toBe(9);
    expect(forecast.scenarios.map(({ amount, need, lacking }) => [amount, need, lacking])).toEqual([
      [200_000, 2_500_000, 0],
      [300_000, 3_400_000, 400_000],
      [500_000, 5_200_000, 2_200_000],
      [600_000, 6_100_000, 3_100_000],
    ]);
    expect(forecast.judged).toEqual({ need: 2_950_000, lacking: 0 });
  });

  it('counts every open case as granted while there are fewer than ten decisions', () => {
    const forecast = forecastNeed({ ...cases, granted: 8, refused: 1 });
    expect(forecast.passRate).toBeNull();
    expect(forecast.expectedGrants).toBe(10);
    expect(forecast.judged.need).toBe(3_200_000);
  });

  it('rounds up: half a grant still needs the money of one', () => {
    expect(forecastNeed({ ...cases, undecided: 1, granted: 5, refused: 5 }).expectedGrants).toBe(1);
  });

  it('shows the whole year from 3,000万円 to 9,000万円', () => {
    expect(GRANT_TIERS.map((tier) => tier * EXPECTED_CASES)).toEqual([
      30_000_000, 45_000_000, 75_000_000, 90_000_000,
    ]);
    expect(forecastNeed(cases).scenarios.map(({ programme }) => programme)).toEqual(
      GRANT_TIERS.map((tier) => tier * EXPECTED_CASES),
    );
  });
});
