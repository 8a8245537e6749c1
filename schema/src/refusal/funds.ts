import { entry } from './entry.ts';

/** 概算払に係る拒否. `line` counts from 1 as the spreadsheet shows it; 0 speaks of the file as a whole. */
export const fundRefusals = {
  STATEMENT_FAULT: entry<{ line: number; column: string; reason: string }>(
    422,
    ({ line, column, reason }) => {
      const where = line === 0 ? '' : `${line}行目${column === '' ? '' : `の「${column}」`}：`;
      return `入出金明細を取り込めません。${where}${reason}`;
    },
  ),
  RESULT_LIST_FAULT: entry<{ line: number; column: string; reason: string }>(
    422,
    ({ line, column, reason }) =>
      `振込結果の一覧を読み込めません。${line === 0 ? '' : `${line}行目${column === '' ? '' : `の「${column}」`}：`}${reason}`,
  ),
};
