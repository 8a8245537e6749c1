/** 練習と本番 in plain SQL: through no table do a real and a practice record meet. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { acting, expectRefusal } from './act.ts';
import { caseIn, startCase, submitCase } from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
import { type World, buildWorld } from './world.ts';

let databases: Databases;
let world: World;
let realCase: string;
beforeAll(async () => {
  databases = await openDatabase();
  const { app, owner } = databases;
  world = await buildWorld(owner);
  const [programme, version, employer] = [randomUUID(), randomUUID(), randomUUID()];
  await owner`insert into programmes ${owner({ id: programme, code: 'REAL', name: '本番', fiscal_year: 2026, practice: false })}`;
  await owner`insert into programme_versions ${owner({ id: version, programme, version: 1 })}`;
  await owner`insert into employers ${owner({ id: employer, name: '株式会社本番', practice: false })}`;
  const real = { ...world, programme, version, employer: () => Promise.resolve(employer) };
  realCase = await startCase(app, real, { practice: 'false' });
  await submitCase(app, real, realCase);
});
afterAll(() => databases?.close());

/** People and prices: on no side, so that a reference to them joins nothing. */
const NO_SIDE = ['agents', 'fee_tables', 'summaries', 'ledger_balances'];

it('guards every table through which a real and a practice record could meet', async () => {
  const { owner } = databases;
  const references = await owner<{ child: string; field: string; parent: string }[]>`
    select f.conrelid::regclass::text as child, a.attname as field, f.confrelid::regclass::text as parent
      from pg_constraint f join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
     where f.contype = 'f' and f.connamespace = 'public'::regnamespace`;
  const marked = await owner<{ name: string }[]>`
    select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'practice'`;
  const own = new Set(marked.map(({ name }) => name).filter((name) => !NO_SIDE.includes(name)));
  const sided = new Set(own);
  for (let before = -1; before !== sided.size;) {
    before = sided.size;
    for (const { child, parent } of references)
      if (sided.has(parent) && !NO_SIDE.includes(child)) sided.add(child);
  }
  const guards = await owner<{ child: string; pairs: string }[]>`
    select tgrelid::regclass::text as child, encode(tgargs, 'escape') as pairs from pg_trigger
     where tgname = 'grant_same_side' and tgenabled = 'O'`;
  const joining = references.filter(
    ({ child, parent }) =>
      sided.has(parent) &&
      sided.has(child) &&
      (own.has(child) ||
        references.filter((other) => other.child === child && sided.has(other.parent)).length > 1),
  );
  expect(joining.length).toBeGreaterThan(30);
  const open = joining.filter(
    ({ child, field, parent }) =>
      !guards.some((guard) => guard.child === child && guard.pairs.includes(`${field}:${parent}\\000`)),
  );
  expect(open).toEqual([]);
});

it('joins no row of a list, no set of duplicates and no money of the two sides, and changes no side', async () => {
  const { app, owner } = databases;
  const [realEmployer] = await owner<{ id: string }[]>`select id from employers where not practice`;
  const practised = await caseIn(app, world, 'submitted');
  const [set, award, member] = [randomUUID(), randomUUID(), randomUUID()];
  await owner`insert into prior_awards ${owner({ id: award, employer_name: '株式会社本番', fiscal_year: 2024, practice: true })}`;
  await owner`insert into supporter_members ${owner({ id: member, name: '株式会社本番', practice: true })}`;
  for (const match of [{ prior_award: award }, { supporter_member: member }]) {
    const found = {
      id: randomUUID(),
      employer: realEmployer?.id,
      list: 'prior_award' in match ? 'prior_awards' : 'supporter_members',
      state: 'open',
      score: 1,
      ...match,
    };
    for (const pen of [app, owner])
      await expectRefusal(pen`insert into list_matches ${pen(found)}`.execute(), 'practice_mixed');
  }
  await owner`insert into duplicate_sets ${owner({ id: set, state: 'open', rule: 'name', strength: 'fuzzy' })}`;
  await app`insert into duplicate_members ${app({ id: randomUUID(), duplicate_set: set, application: practised })}`;
  await expectRefusal(
    app`insert into duplicate_members ${app({ id: randomUUID(), duplicate_set: set, application: realCase })}`.execute(),
    'practice_mixed',
  );
  const [report, taken] = [randomUUID(), randomUUID()];
  await owner`insert into reports ${owner({ id: report, kind: 'monthly', format: 'pdf', practice: true })}`;
  await expectRefusal(
    acting(
      app,
      { actor: world.people.manager },
      (trx) =>
        trx`insert into exports ${trx({
          id: taken,
          subject: '月次報告',
          purpose: '報告',
          exported_by: world.people.manager,
          state: 'pending',
          format: 'xlsx',
          exported_at: '2026-11-20T03:00:00Z',
          report,
          practice: false,
        })}`,
    ),
    'practice_mixed',
  );
  // Nothing of a row of a list changes, its side no more than the rest.
  for (const [table, refusal] of [
    ['employers', 'practice_mixed'],
    ['prior_awards', 'append_only'],
    ['supporter_members', 'append_only'],
    ['reports', 'practice_mixed'],
    ['bank_profiles', 'practice_mixed'],
    ['programmes', 'practice_mixed'],
  ] as const)
    await expectRefusal(owner`update ${owner(table)} set practice = not practice`.execute(), refusal);
});
