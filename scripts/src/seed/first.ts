/**
 * The practice cases of a new office, wholly or not at all. While they are made a mark stands in the data folder; a
 * start that was killed leaves it, cases half walked and batches without their payments behind. Nobody can have worked
 * there, since the accounts are told only afterwards: the next start throws that office away and makes it anew.
 */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Sql } from 'postgres';

const markIn = (dataFolder: string): string => path.join(dataFolder, 'seeding');

/**
 * Throws away what a start left that was killed among its first practice cases.
 * @param admin connection to the `postgres` database
 * @param seed false: whoever starts without practice cases takes the office as it is, and it is never thrown away
 * @returns whether anything was thrown away
 */
export async function clearHalfSeeded(
  admin: Sql,
  plan: { readonly dataFolder: string; readonly database: string; readonly seed: boolean },
): Promise<boolean> {
  const mark = markIn(plan.dataFolder);
  if (!existsSync(mark)) return false;
  if (plan.seed) {
    await admin.unsafe(`drop database if exists "${plan.database}" with (force)`);
    for (const folder of ['uploads', 'mail']) {
      rmSync(path.join(plan.dataFolder, folder), { recursive: true, force: true });
    }
  }
  rmSync(mark, { force: true });
  return plan.seed;
}

/**
 * Runs the work under the mark when this office holds no case yet. An office in use is left as people made it: work
 * that was made for an empty book could be refused there, and a refusal must not end a start.
 */
export async function seedUnderMark(
  sql: Sql,
  dataFolder: string,
  work: () => Promise<unknown>,
): Promise<void> {
  const [used] = await sql`select 1 from applications limit 1`;
  if (used !== undefined) return;
  writeFileSync(markIn(dataFolder), '');
  await work();
  rmSync(markIn(dataFolder), { force: true });
}
