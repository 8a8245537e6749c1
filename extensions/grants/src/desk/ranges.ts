/** 番号の並び: 2, 3, 4, 7 -> 2〜4、7. @param numbers whole numbers in any order, each once */
export function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers.toSorted((one, two) => one - two)) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs
    .map(([from, to]) => {
      if (from === to) return String(from);
      return to === from + 1 ? `${String(from)}、${String(to)}` : `${String(from)}〜${String(to)}`;
    })
    .join('、');
}
