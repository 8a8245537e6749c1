import { parseCivilDate } from '@grant/schema';

/** 20260715, 2026/7/15 or 令和8年7月15日 -> 2026-07-15; what cannot be read is left for the server to name. */
export function readDay(typed: string): string {
  const digits = typed.normalize('NFKC').trim();
  const joined = /^(\d{4})(\d{2})(\d{2})$/u.exec(digits);
  const text = joined === null ? digits : `${joined[1]}-${joined[2]}-${joined[3]}`;
  const day = parseCivilDate(text);
  return day.ok ? day.value : text;
}
