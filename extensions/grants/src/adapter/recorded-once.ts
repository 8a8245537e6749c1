/** 一度だけの記録: what is sent again after a lost answer is the record that is there, and nothing is recorded twice. */
import { refused } from './refused.ts';
import { fromRow } from './row.ts';
import type { Unit } from './work.ts';

/** True when the row says what is sent. */
export function sameContent(row: object, content: Readonly<Record<string, unknown>>): boolean {
  const kept: Readonly<Record<string, unknown>> = fromRow(row);
  return Object.entries(content).every(([field, value]) => (kept[field] ?? null) === value);
}

/**
 * Whether a record is there already, by its id, which follows from the key of the request (`idOfRequest`). The same
 * request twice at the same moment waits here and then finds what the first recorded; the primary key holds it too.
 * Other words under the same key are refused: only a person can tell whether they are a second record.
 * @param content what the record says, camelCase, `null` where it says nothing
 * @param event what is being recorded, for the refusal
 */
export async function recordedBefore(
  unit: Unit,
  table: string,
  id: string,
  content: Readonly<Record<string, unknown>>,
  event: string,
): Promise<boolean> {
  await unit.trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`grant.${table}/${id}`]);
  const row: object | undefined = await unit.trx<object>(table).where({ id }).first();
  if (row === undefined) return false;
  if (!sameContent(row, content)) refused('ALREADY_RECORDED', { event });
  return true;
}
