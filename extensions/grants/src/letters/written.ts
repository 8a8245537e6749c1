/** How dates and amounts are written in letters: 令和8年4月1日, 200,000円. */
import { civilDate, formatWareki, formatYen, yen } from '@grant/schema';

export const writtenDate = (date: string): string => formatWareki(civilDate(date));
export const writtenAmount = (amount: number): string => formatYen(yen(amount));
