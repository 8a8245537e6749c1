import type { VerbOutput } from '@grant/schema';
import { showDate } from './dates.ts';

const JAPAN_AHEAD_MS = 9 * 60 * 60 * 1000;

/** 事務局の終了: the last day of the office in words once the desk has closed on it, by the clock of Japan; until then nothing. */
export function officeEndedOn({
  figures,
  now,
}: Pick<VerbOutput<'programme.show'>, 'figures' | 'now'>): string | undefined {
  const clock = new Date(Date.parse(now) + JAPAN_AHEAD_MS).toISOString().slice(0, 19);
  const end = `${figures.officeClosesOn}T${figures.officeClosesTime}`;
  return clock >= end ? showDate(figures.officeClosesOn) : undefined;
}
