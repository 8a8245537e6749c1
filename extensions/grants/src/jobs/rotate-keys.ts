import { asSystem } from '../adapter/actor.ts';
import type { Office } from '../adapter/ports.ts';
import { bankKeys, open, rotating, seal, sealedPrefix } from '../adapter/secrets.ts';
import { work } from '../adapter/work.ts';

/** Rows sealed anew in one transaction: short enough that nobody waits for it. */
const ROWS_AT_ONCE = 100;

/** Where something sealed lies, and the column whose value is bound to it as its context. */
const PLACES = [
  { table: 'bank_accounts', column: 'number_sealed', context: 'application' },
  { table: 'drafts', column: 'sealed', context: 'application' },
  { table: 'payment_batches', column: 'file_body', context: 'id' },
] as const;

interface Row {
  readonly id: string;
  readonly context: string;
  readonly sealed: string;
}

/**
 * 口座番号の鍵の更新: what is sealed with the key before is opened and sealed with the key of today, some rows at a time.
 * Stopped at any moment it goes on at the next start; several processes share the rows; both keys open meanwhile.
 * @returns rows sealed anew
 */
export async function rotateKeys(office: Office): Promise<number> {
  if (!rotating(office.env)) return 0;
  let all = 0;
  for (const place of PLACES) {
    for (let done = ROWS_AT_ONCE; done === ROWS_AT_ONCE; all += done) done = await rotateSome(office, place);
    office.logger.info({ table: place.table, rows: all }, 'sealed anew with the key of today');
  }
  return all;
}

async function rotateSome(office: Office, place: (typeof PLACES)[number]): Promise<number> {
  const keys = bankKeys(office.env);
  const { table, column, context } = place;
  const system = await asSystem(office, '口座番号の鍵の更新');
  return work(office, system, async ({ trx }) => {
    await trx.raw("select set_config('grant.money', 'rotate_key', true)");
    const answer: { rows: Row[] } = await trx.raw(
      `select id, ??::text as context, ?? as sealed from ??
        where ?? is not null and not starts_with(??, ?) order by id limit ? for update skip locked`,
      [context, column, table, column, column, sealedPrefix(keys), ROWS_AT_ONCE],
    );
    for (const row of answer.rows) {
      const anew = seal(keys, open(keys, row.sealed, row.context), row.context);
      await trx(table)
        .where({ id: row.id })
        .update({ [column]: anew });
    }
    return answer.rows.length;
  });
}
