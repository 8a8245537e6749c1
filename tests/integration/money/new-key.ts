/** A new key for the account numbers of a running office, as an operator gives it one. */
import { createHash, randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import type { Office } from '../../fixtures/office.ts';
import { PATIENCE } from '../../fixtures/patience.ts';

/** Starts the office with a new key and the one before, and waits until nothing is sealed with the one before. */
export async function withNewKey(office: Office): Promise<void> {
  const key = randomBytes(32).toString('base64');
  await office.restart((env) => ({
    GRANT_BANK_KEY: key,
    GRANT_BANK_KEY_OLD: env['GRANT_BANK_KEY'] ?? '',
  }));
  const id = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 8);
  const left = async (): Promise<unknown> => {
    const [row] = await office.sql`
      select count(*)::int as left from (select number_sealed as sealed from bank_accounts
        union all select sealed from drafts union all select file_body from payment_batches) kept
       where sealed is not null and not starts_with(sealed, ${`v1.${id}.`})`;
    return row?.['left'];
  };
  await expect.poll(left, { timeout: PATIENCE }).toBe(0);
}
