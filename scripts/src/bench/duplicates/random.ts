/** Chance with a seed, so that a finding can be made again. */
export interface Random {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  /** One of the list. */
  of<T>(list: readonly T[]): T;
  /** True so many times in a hundred. */
  percent(share: number): boolean;
}

/** xorshift, 32 bits; `seed` is not zero. */
export function randomFrom(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  const below = (limit: number): number => next() % limit;
  return {
    below,
    of: (list) => list[below(list.length)] as (typeof list)[number],
    percent: (share) => below(100) < share,
  };
}
