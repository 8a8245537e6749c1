import { expect, it } from 'vitest';
import { civilDate } from '../civil-date.ts';
import { defaultProgramme } from '../programme/defaults.ts';
import { remindersDue } from './reminders.ts';

// 2026-07-30 is a Thursday; three office days before it is Monday the 27th.
const round = { requestedOn: civilDate('2026-07-15'), dueOn: civilDate('2026-07-30') };
const on = (day: string, correctionReminders = 2, of = round): readonly string[] => {
  const due = remindersDue({ ...defaultProgramme, correctionReminders }, of, civilDate(day));
  return due.ok ? due.value : [due.refusal.code];
};

it.each<[string, readonly string[]]>([
  ['2026-07-26', []],
  ['2026-07-27', ['correction-reminder']],
  ['2026-07-30', ['correction-reminder']],
  ['2026-07-31', ['correction-overdue']],
  ['2026-08-20', ['correction-overdue']],
])('補正の督促: on %s is owed %j', (day, owed) => {
  expect(on(day)).toEqual(owed);
});

it('補正の督促: as many as the programme says, and none before for a request just made', () => {
  expect(on('2026-07-27', 0)).toEqual([]);
  expect(on('2026-07-31', 1)).toEqual([]);
  expect(on('2026-07-28', 2, { ...round, requestedOn: civilDate('2026-07-27') })).toEqual([]);
});
