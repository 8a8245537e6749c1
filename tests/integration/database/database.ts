/**
 * A database of one's own, configured and migrated like every other, without a Directus in front: the rules of the
 * database are asked directly.
 */
import { randomBytes } from 'node:crypto';
import { DATABASE_USER } from '@grant/scripts/environment';
import postgres, { type Sql } from 'postgres';
import { inject } from 'vitest';
import { TEMPLATE_DATABASE } from '../../fixtures/template.ts';

export interface Databases {
  /** The owner of the tables, as the practice office runs. */
  readonly owner: Sql;
  /** The confined role of production, as `grant_confine` makes it. */
  readonly app: Sql;
  close(): Promise<void>;
}

/** Clones the template; close it in `afterAll`. */
export async function openDatabase(): Promise<Databases> {
  const { port, keys } = inject('cluster');
  const connect = (database: string, user: string, password: string): Sql =>
    postgres({ host: '127.0.0.1', port, database, user, password, max: 10, onnotice: () => undefined });
  const asOwner = (database: string): Sql => connect(database, DATABASE_USER, keys.databasePassword);
  const name = `database_${randomBytes(6).toString('hex')}`;
  const house = asOwner('postgres');
  await house.unsafe(`create database "${name}" template "${TEMPLATE_DATABASE}"`);
  const password = randomBytes(12).toString('hex');
  await house.unsafe(`create role "${name}" login password '${password}'`);
  const owner = asOwner(name);
  await owner`select grant_confine(${name})`;
  const app = connect(name, name, password);
  return {
    owner,
    app,
    async close() {
      await app.end();
      await owner.end();
      await house.unsafe(`drop database "${name}" with (force)`);
      await house.unsafe(`drop role "${name}"`);
      await house.end();
    },
  };
}
