/** 元号: name, letter, and the first day of each era that a living person or a document of today may carry. */
export interface Era {
  readonly name: string;
  readonly letter: string;
  /** First day, `YYYY-MM-DD`. */
  readonly from: string;
}

/** Newest first. 昭和 began on 1926-12-25, 平成 on 1989-01-08, 令和 on 2019-05-01 (元号を改める政令). */
export const ERAS: readonly Era[] = [
  { name: '令和', letter: 'R', from: '2019-05-01' },
  { name: '平成', letter: 'H', from: '1989-01-08' },
  { name: '昭和', letter: 'S', from: '1926-12-25' },
  { name: '大正', letter: 'T', from: '1912-07-30' },
  { name: '明治', letter: 'M', from: '1868-10-23' },
];

/** Era name and year of that era as written: `{ era: '令和', year: '8' }`, first year `元`. */
export function eraYearOf(date: string): { readonly era: string; readonly year: string } {
  const era = ERAS.find(({ from }) => from <= date);
  const year = Number(date.slice(0, 4));
  // Before 明治 no document of this office has a date; the western year is honest there.
  if (era === undefined) return { era: '', year: String(year) };
  const count = year - Number(era.from.slice(0, 4)) + 1;
  return { era: era.name, year: count === 1 ? '元' : String(count) };
}
