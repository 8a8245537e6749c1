import { civilDate, waitSince, type Programme, type VerbOutput } from '@grant/schema';

type Wait = VerbOutput<'case.workbench'>['wait'];

/** 待ち: office days since a day; null where nothing is waited for, or beyond the table of holidays. */
export function waitOf(figures: Programme, from: string | null, today: string): Wait {
  if (from === null) return null;
  const since = civilDate(from);
  const wait = waitSince(figures, since, civilDate(today));
  return wait.ok ? { from: since, ...wait.value } : null;
}
