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
