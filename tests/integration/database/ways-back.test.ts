/** Every migration goes back and comes again: after both the database holds exactly what it held before. */
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '@grant/scripts/environment';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Databases, openDatabase } from './database.ts';

let databases: Databases;
beforeAll(async () => {
  databases = await openDatabase();
});
afterAll(() => databases?.close());

/** What a migration asks of its connection. */
interface Connection {
  transaction(work: (trx: { raw(text: string): Promise<unknown> }) => Promise<unknown>): Promise<unknown>;
}
interface Migration {
  up(connection: Connection): Promise<void>;
  down(connection: Connection): Promise<void>;
}

async function migrations(): Promise<{ name: string; run: Migration }[]> {
  const folder = path.join(ROOT, 'snapshots', 'migrations');
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.mjs'))
    .toSorted();
  const loaded: { name: string; run: Migration }[] = [];
  for (const name of names)
    loaded.push({ name, run: (await import(pathToFileURL(path.join(folder, name)).href)) as Migration });
  return loaded;
}

/** Functions, triggers, constraints, indexes, columns and views as PostgreSQL writes them down itself. */
async function catalogue(owner: Sql): Promise<string[]> {
  const rows = await owner<{ line: string }[]>`
    select pg_get_functiondef(p.oid) as line from pg_proc p
     where p.pronamespace = 'public'::regnamespace and p.prokind = 'f'
       and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    union all
    select pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text from pg_trigger t where not t.tgisinternal
    union all
    select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
     where connamespace = 'public'::regnamespace
    union all
    select indexdef from pg_indexes where schemaname = 'public'
    union all
    select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '')
      from information_schema.columns where table_schema = 'public'
    union all
    select viewname || ' ' || definition from pg_views where schemaname = 'public'`;
  return rows.map(({ line }) => line).toSorted();
}

const connectionOf = (owner: Sql): Connection => ({
  transaction: (work) =>
    owner.begin((trx) =>
      work({ raw: async (text) => trx.unsafe(text.replaceAll(String.raw`\?`, '?')).simple() }),
    ),
});

it('a question that was online before its revisions were kept apart goes on being the version online', async () => {
  const { owner } = databases;
  const connection = connectionOf(owner);
  const live = (await migrations()).find(({ name }) => name.includes('live-faqs'))?.run;
  await live?.down(connection);
  const id = randomUUID();
  await owner.begin(async (trx) => {
    await trx`set local session_replication_role = replica`;
    const row = {
      id,
      question: '問い',
      answer: '答え',
      category: 'eligibility',
      state: 'published',
      version: 3,
    };
    await trx`insert into faqs ${trx(row)}`;
  });
  await live?.up(connection);
  const [faq] = await owner`select live_version, shown_question, shown_answer from faqs where id = ${id}`;
  expect(faq).toEqual({ live_version: 3, shown_question: '問い', shown_answer: '答え' });
});

it('every migration can be taken back and made again, and nothing is lost or left', async () => {
  const { owner } = databases;
  const connection = connectionOf(owner);
  const all = await migrations();
  const before = await catalogue(owner);
  expect(before.length).toBeGreaterThan(1000);
  for (const { name, run } of all.toReversed())
    await run.down(connection).catch((error: unknown) => {
      throw new Error(`back: ${name}`, { cause: error });
    });
  const bare = await catalogue(owner);
  expect(bare.filter((line) => /\bgrant_/u.test(line))).toEqual([]);
  for (const { name, run } of all)
    await run.up(connection).catch((error: unknown) => {
      throw new Error(`again: ${name}`, { cause: error });
    });
  expect(await catalogue(owner)).toEqual(before);
});
