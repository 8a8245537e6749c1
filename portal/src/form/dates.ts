import { narrowDigits } from './digits.ts';

/** The three boxes of a date as typed. */
export interface DateParts {
  year: string;
  month: string;
  day: string;
}

/** Splits a model value (YYYY-MM-DD or a half-typed `2026-4-`) into its boxes; 2026-04-01 gives 2026, 4, 1. */
export function splitDate(value: string): DateParts {
  const [year = '', month = '', day = ''] = value.split('-');
  const trim = (part: string): string => (/^0\d$/.test(part) ? part.slice(1) : part);
  return { year, month: trim(month), day: trim(day) };
}

/** Years before the first of each era; 令和8 is 2018 + 8. */
const ERAS: Readonly<Record<string, number>> = {
  令和: 2018,
  R: 2018,
  平成: 1988,
  H: 1988,
  昭和: 1925,
  S: 1925,
};

/** The year of the three boxes in western count: 「令和8」, 「R8」 and 「平成元年」 are understood, anything else stays. */
export function westernYear(typed: string): string {
  const year = narrowDigits(typed).trim();
  const found = /^(令和|平成|昭和|[RHSＲＨＳ])\s*(元|\d{1,2})\s*年?$/iu.exec(year);
  const start = ERAS[(found?.[1] ?? '').normalize('NFKC').toUpperCase()];
  if (found === null || start === undefined) return year.replace(/年$/u, '');
  return String(start + (found[2] === '元' ? 1 : Number(found[2])));
}

/** Joins the boxes to YYYY-MM-DD; a half-filled date keeps what is there, three empty boxes give ''. */
export function composeDate(parts: DateParts): string {
  const year = westernYear(parts.year);
  const month = narrowDigits(parts.month).trim();
  const day = narrowDigits(parts.day).trim();
  if (year === '' && month === '' && day === '') return '';
  const whole = year !== '' && month !== '' && day !== '';
  const pad = (part: string): string => (whole ? part.padStart(2, '0') : part);
  return `${year}-${pad(month)}-${pad(day)}`;
}

/** 2026-04-01 as 2026年4月1日; anything else unchanged. */
export function showDate(value: string | null | undefined): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(value ?? '');
  return found ? `${found[1]}年${Number(found[2])}月${Number(found[3])}日` : (value ?? '');
}

/** An instant as 2026年4月1日 10:42 in Japan time. */
export function showInstant(value: string | null | undefined): string {
  if (!value) return '';
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return value;
  const parts = new Intl.DateTimeFormat('ja-JP-u-ca-gregory', {
    timeZone: 'Asia/Tokyo',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  return parts.format(at);
}

/** The clock time of an instant in Japan, 10:42. */
export function showTime(value: Date): string {
  return new Intl.DateTimeFormat('ja-JP', {
    timeZone: 'Asia/Tokyo',
    hour: '2-digit',
    minute: '2-digit',
  }).format(value);
}

/** A time of day, 09:00:00 as 9時, 17:30:00 as 17時30分. */
export function showClock(time: string): string {
  const [hour = '0', minute = '00'] = time.split(':');
  return `${Number(hour)}時${minute === '00' ? '' : `${minute}分`}`;
}
