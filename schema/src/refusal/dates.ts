import { dayInWords as day } from '../civil-date/day-words.ts';
import { entry } from './entry.ts';

/** 日付・暦・金額の拒否. */
export const dateRefusals = {
  INVALID_DATE: entry<{ found: string }>(
    400,
    ({ found }) =>
      `「${found}」は実在する日付として読めません。年・月・日を西暦の数字で入力してください（例 2026-04-01）。`,
  ),
  INVALID_INSTANT: entry<{ found: string }>(
    400,
    ({ found }) =>
      `「${found}」は時刻として読めません。時差を含む形式（例 2026-04-01T09:00:00+09:00）で指定してください。`,
  ),
  CALENDAR_ENDS: entry<{ date: string; from: string; to: string }>(
    422,
    ({ date, from, to }) =>
      `${day(date)}は、登録済みの休日表（${day(from)}から${day(to)}まで）の範囲外のため、営業日を判定できません。休日表を更新してください。`,
  ),
  NOT_BANK_DAY: entry<{ date: string; reason: string; next: string }>(
    422,
    ({ date, reason, next }) =>
      `${day(date)}は${reason}のため、銀行の営業日ではありません。振込指定日には営業日（次の営業日は${day(next)}）を選んでください。`,
  ),
  TRANSFER_DATE_OUTSIDE_WINDOW: entry<{ date: string; earliest: string; latest: string }>(
    422,
    ({ date, earliest, latest }) =>
      `振込指定日${day(date)}は、銀行が受け付ける期間の外です。${day(earliest)}から${day(latest)}までの銀行営業日を選んでください。`,
  ),
  RESULT_DATE_OUTSIDE_WINDOW: entry<{ date: string; earliest: string; latest: string }>(
    422,
    ({ date, earliest, latest }) =>
      latest < earliest
        ? `振込指定日${day(earliest)}になるまで、振込結果は記録できません。指定日以後に、銀行の結果を確かめて記録してください。`
        : `結果を確認した日${day(date)}は記録できません。振込指定日${day(earliest)}から${day(latest)}までの日を入力してください。`,
  ),
  POSTED_DATE_OUTSIDE_WINDOW: entry<{ date: string; earliest: string; latest: string }>(
    422,
    ({ date, earliest, latest }) =>
      `発送日${day(date)}は記録できません。通知書の日付${day(earliest)}から${day(latest)}までの日を入力してください。`,
  ),
  INVALID_YEN: entry<{ found: string }>(
    400,
    ({ found }) => `金額「${found}」は扱えません。0以上の整数の円で入力してください。`,
  ),
};
