/** What a bench is and what it says. */
import type { Progress } from '../progress.ts';

/** One measured figure against its bound. */
export interface Measurement {
  readonly name: string;
  /** Median of the samples. */
  readonly value: number;
  readonly unit: string;
  /** The last value that is still good: the largest, or the smallest where more is better. */
  readonly bound: number;
  readonly ok: boolean;
  readonly samples: readonly number[];
}

/** What a person may ask of a bench. */
export interface BenchOptions {
  /** How many times, where a bench is played in rounds. */
  readonly rounds?: number;
  /** Where its chance begins; the same number plays the same rounds. */
  readonly seed?: number;
  /** How many firms, where a bench searches among them; a smaller run says less and ends sooner. */
  readonly firms?: number;
}

export interface Bench {
  readonly name: string;
  /** One sentence: what is measured, between which two moments. */
  readonly about: string;
  run(progress: Progress, options: BenchOptions): Promise<readonly Measurement[]>;
}

/** Middle value; the mean of the two middle ones for an even count. */
export function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** The same where no sample may pass the bound. */
export function never(name: string, unit: string, bound: number, samples: readonly number[]): Measurement {
  const found = measured(name, unit, bound, samples);
  return { ...found, ok: found.samples.every((sample) => sample <= bound) };
}

/** The same where more is better. */
export function atLeast(name: string, unit: string, bound: number, samples: readonly number[]): Measurement {
  const found = measured(name, unit, bound, samples);
  return { ...found, ok: found.value >= bound };
}

/** Puts samples against a bound; figures are rounded to a thousandth. */
export function measured(name: string, unit: string, bound: number, samples: readonly number[]): Measurement {
  const round = (value: number): number => Math.round(value * 1000) / 1000;
  const value = round(median(samples));
  return { name, value, unit, bound, ok: value <= bound, samples: samples.map(round) };
}
