import { civilDateInJapan, instant } from '@grant/schema';

/** 期間の早見: what a button of the filter stands for. */
export type Span = 'this' | 'last' | 'all';

/** First and last day (JST) of the month a moment falls in, or of the one before. */
export function monthOf(span: 'this' | 'last', moment: Date): { readonly from: string; readonly to: string } {
  const [year = 0, month = 1] = civilDateInJapan(instant(moment.toISOString())).split('-').map(Number);
  const first = new Date(Date.UTC(year, month - (span === 'this' ? 1 : 2), 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0));
  return { from: first.toISOString().slice(0, 10), to: last.toISOString().slice(0, 10) };
}
