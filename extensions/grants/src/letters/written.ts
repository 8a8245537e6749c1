/** How dates, moments and amounts are written in letters: 令和8年4月1日, 令和8年4月1日 10時42分, 200,000円. */
import {
  civilDate,
  civilDateInJapan,
  formatWareki,
  formatYen,
  instant,
  minuteOfDayInJapan,
  yen,
} from '@grant/schema';

export const writtenDate = (date: string): string => formatWareki(civilDate(date));
export const writtenAmount = (amount: number): string => formatYen(yen(amount));

/** A moment as the clock on the office's wall showed it. */
export function writtenMoment(at: string): string {
  const moment = instant(at);
  const minutes = minuteOfDayInJapan(moment);
  const clock = `${Math.floor(minutes / 60)}時${String(minutes % 60).padStart(2, '0')}分`;
  return `${formatWareki(civilDateInJapan(moment))}　${clock}`;
}
