/** 奨励金の額: what one case may come to (別紙; 60万円 only if the additions add up). The forecast shows all of them. */
export const GRANT_TIERS = [200_000, 300_000, 500_000, 600_000] as const;

/** 想定件数 (仕様書 本文3): how many applications the prefecture expects in the year. */
export const EXPECTED_CASES = 150;

/** Fewer decisions than this say nothing about the next ones: then every open case is counted as granted. */
const DECISIONS_MIN = 10;

/** What the office knows of its cases on one day. Amounts in yen. */
export interface OpenCases {
  /** 審査中の案件: received and not yet decided. */
  readonly undecided: number;
  /** What they come to as judged so far; a case without an amount counts as the lowest tier. */
  readonly undecidedAmount: number;
  /** 支給決定したが支払を確定していない額. */
  readonly committed: number;
  readonly granted: number;
  readonly refused: number;
  /** 支払に充てられる額: bank less what is sealed. */
  readonly available: number;
}

/** 所要額の見込み: what will still be paid, and what the advance lacks for it. Yen. */
export interface Forecast {
  /** Share of decisions that granted, 0 to 1; null with too few of them. */
  readonly passRate: number | null;
  readonly expectedGrants: number;
  readonly committed: number;
  /** With each case at the amount judged. */
  readonly judged: { readonly need: number; readonly lacking: number };
  /** With every open case at one amount; `programme` is the whole year's expected number at that amount. */
  readonly scenarios: readonly {
    readonly amount: number;
    readonly need: number;
    readonly lacking: number;
    readonly programme: number;
  }[];
}

/** 所要額の見込みの計算: open cases times the share granted so far, rounded up to whole cases and whole yen. */
export function forecastNeed(cases: OpenCases): Forecast {
  const decisions = cases.granted + cases.refused;
  const passRate = decisions < DECISIONS_MIN ? null : cases.granted / decisions;
  const expectedGrants = Math.ceil(cases.undecided * (passRate ?? 1));
  const against = (undecided: number) => {
    const need = cases.committed + undecided;
    return { need, lacking: Math.max(0, need - cases.available) };
  };
  return {
    passRate,
    expectedGrants,
    committed: cases.committed,
    judged: against(Math.ceil(cases.undecidedAmount * (passRate ?? 1))),
    scenarios: GRANT_TIERS.map((amount) => ({
      amount,
      ...against(expectedGrants * amount),
      programme: EXPECTED_CASES * amount,
    })),
  };
}
