import { expect, it } from 'vitest';
import type { Office } from '../adapter/ports.ts';
import { jobs } from './jobs.ts';
import type { Registry } from './registry.ts';

/** What an office of this environment begins by the clock. */
function hoursOf(env: Readonly<Record<string, unknown>>): string[] {
  const hours: string[] = [];
  const registry: Registry = {
    filter: () => undefined,
    action: () => undefined,
    init: () => undefined,
    schedule: (when) => void hours.push(when),
  };
  jobs(registry, { env } as Office);
  return hours;
}

it('the work of the day begins by the clock in every office but one of made-up cases that was told not to', () => {
  const daily = ['30 5 * * *', '15 8 * * *', '20 * * * *'];
  expect(hoursOf({ GRANT_PRACTICE: 'true' })).toEqual(daily);
  expect(hoursOf({ GRANT_PRACTICE: false })).toEqual(daily);
  // Nobody is to be forgotten by a setting that was left over.
  expect(hoursOf({ GRANT_PRACTICE: false, GRANT_TIMED_WORK: false })).toEqual(daily);
  for (const off of [false, 'false'])
    expect(hoursOf({ GRANT_PRACTICE: true, GRANT_TIMED_WORK: off })).toEqual([]);
});
