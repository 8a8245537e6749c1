import { toHalfWidthAscii } from '../names/width.ts';
import { ERAS } from './eras.ts';

const WESTERN = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?$/u;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/u;
const JAPANESE =
  /^(令和|平成|昭和|大正|明治|[RHSTM])(元|\d{1,2})(?:\((\d{4})\))?(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?$/iu;

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function partsOfMatch(match: RegExpExecArray): Parts {
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}

function fromEra(match: RegExpExecArray): Parts | undefined {
  const sign = String(match[1]).toUpperCase();
  const index = ERAS.findIndex((era) => era.name === sign || era.letter === sign);
  const era = ERAS[index];
  if (era === undefined) return undefined;
  const eraYear = match[2] === '元' ? 1 : Number(match[2]);
  const parts = {
    year: Number(era.from.slice(0, 4)) + eraYear - 1,
    month: Number(match[4]),
    day: Number(match[5]),
  };
  // 令和8(2025)年 names two years: which of them is meant is not for us to guess.
  if (match[3] !== undefined && Number(match[3]) !== parts.year) return undefined;
  const next = ERAS[index - 1];
  const sortable = parts.year * 10_000 + parts.month * 100 + parts.day;
  const inEra =
    sortable >= Number(era.from.replaceAll('-', '')) &&
    (next === undefined || sortable < Number(next.from.replaceAll('-', '')));
  return inEra ? parts : undefined;
}

/**
 * 日付の読取り: the parts of a date as written by a person, western or 和暦; undefined when it cannot be read or the
 * day is not of that era (令和元年4月30日). Whether the day exists is for the caller.
 */
export function parseJapaneseDate(input: string): Parts | undefined {
  const text = toHalfWidthAscii(input).replace(/\s/gu, '');
  const western = WESTERN.exec(text) ?? COMPACT.exec(text);
  if (western !== null) return partsOfMatch(western);
  const japanese = JAPANESE.exec(text);
  return japanese === null ? undefined : fromEra(japanese);
}
