import {
  civilDate,
  correctionDueOn,
  waitSince,
  type CivilDate,
  type Programme,
  type VerbOutput,
} from '@grant/schema';

type Wait = VerbOutput<'case.workbench'>['wait'];

/** 待ち: office days since a day; null where nothing is waited for, or beyond the table of holidays. */
export function waitOf(figures: Programme, from: string | null, today: string): Wait {
  if (from === null) return null;
  const since = civilDate(from);
  const wait = waitSince(figures, since, civilDate(today));
  return wait.ok ? { from: since, ...wait.value } : null;
}

/** 補正の期限 of a request made today; null where the calendar ends before. */
export function dueIfAsked(programme: Programme, today: string): CivilDate | null {
  const day = correctionDueOn(programme, civilDate(today));
  return day.ok ? day.value : null;
}
