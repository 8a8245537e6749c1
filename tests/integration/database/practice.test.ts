/** 練習のやり直し in plain SQL: whole, by the manager alone, kept word for word, and never a real row. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { acting, expectRefusal } from './act.ts';
import { caseIn, startCase, submitCase } from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
import { openBatch, prepare } from './money-path.ts';
import { type World, buildWorld, receiveAdvance } from './world.ts';

let databases: Databases;
let world: World;
let realCase: string;
let realDraft: string;
beforeAll(async () => {
  databases = await openDatabase();
  const { app, owner } = databases;
  world = await buildWorld(owner);
  const [programme, version, employer] = [randomUUID(), randomUUID(), randomUUID()];
  await owner`insert into programmes ${owner({ id: programme, code: 'REAL', name: '本番', fiscal_year: 2026, practice: false })}`;
  await owner`insert into programme_versions ${owner({ id: version, programme, version: 1 })}`;
  await owner`insert into employers ${owner({ id: employer, name: '株式会社本番', practice: false })}`;
  await receiveAdvance(owner, world.people.manager, 3_000_000, false);
  const real = { ...world, programme, version, employer: () => Promise.resolve(employer) };
  [realCase, realDraft] = [
    await startCase(app, real, { practice: 'false' }),
    await startCase(app, real, { practice: 'false' }),
  ];
  await submitCase(app, real, realCase);
});
afterAll(() => databases?.close());

const row = (practice: boolean, application: string | null = null) => ({
  id: randomUUID(),
  received_at: '2026-11-20T03:00:00Z',
  channel: 'phone',
  category: 'papers',
  party: 'employer',
  question: '質問',
  summary: '質問',
  state: 'open',
  application,
  practice,
});

/** Every real row, and what belongs to the real case. */
async function realRows(): Promise<unknown> {
  const { owner } = databases;
  const tables = await owner<{ name: string }[]>`
    select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'practice' order by 1`;
  const found: Record<string, unknown> = {};
  for (const { name } of tables)
    found[name] = await owner`select to_jsonb(t) as row from ${owner(name)} t where not practice order by 1`;
  for (const name of ['case_events', 'bank_accounts', 'letters'])
    found[name] =
      await owner`select to_jsonb(t) as row from ${owner(name)} t where application = ${realCase} order by 1`;
  return found;
}

const triggers = () => databases.owner`
  select tgrelid::regclass::text as of, tgname, tgenabled from pg_trigger where not tgisinternal order by 1, 2`;
const reset = (actor: string, reason = '新任者の研修') =>
  acting(databases.app, { actor }, (trx) => trx`select * from grant_reset_practice(${reason})`);

const asked = (practice: boolean, application: string | null = null) => ({
  id: randomUUID(),
  consulted_on: '2026-11-20',
  kind: 'other',
  detail: '取扱いの協議',
  state: 'open',
  application,
  practice,
});
const request = (practice: boolean) => ({
  id: randomUUID(),
  requested_at: '2026-11-20T01:00:00Z',
  due_at: '2026-11-25T08:00:00Z',
  title: '件数',
  detail: '件数を知らせてください。',
  state: 'open',
  practice,
});

it('keeps what is asked of the prefecture, and by it, on its side', async () => {
  const { app } = databases;
  await expectRefusal(
    app`insert into consultations ${app(asked(true, realCase))}`.execute(),
    'practice_mixed',
  );
  const [real, from] = [asked(false, realCase), request(false)];
  await app`insert into consultations ${app(real)}`;
  await app`insert into information_requests ${app(from)}`;
  await expectRefusal(
    app`update consultations set practice = true, application = null where id = ${real.id}`.execute(),
    'practice_mixed',
  );
  await expectRefusal(
    app`update information_requests set practice = true where id = ${from.id}`.execute(),
    'practice_mixed',
  );
  const report = { id: randomUUID(), kind: 'monthly', format: 'pdf', practice: true };
  await app`insert into reports ${app(report)}`;
  await expectRefusal(
    app`update information_requests set report = ${report.id} where id = ${from.id}`.execute(),
    'practice_mixed',
  );
});

it('keeps calls on the side of their case, and lets nobody change the side', async () => {
  const { app } = databases;
  await expectRefusal(app`insert into inquiries ${app(row(true, realCase))}`.execute(), 'practice_mixed');
  const real = row(false, realCase);
  await app`insert into inquiries ${app(real)}`;
  await expectRefusal(
    app`update inquiries set practice = true, application = null where id = ${real.id}`.execute(),
    'practice_mixed',
  );
  const activity = {
    id: randomUUID(),
    held_on: '2026-11-01',
    kind: 'flyer',
    title: 'チラシ',
    practice: false,
  };
  await app`insert into pr_activities ${app(activity)}`;
  await expectRefusal(
    app`update pr_activities set practice = true where id = ${activity.id}`.execute(),
    'practice_mixed',
  );
});

it('is the act of a manager who gives a reason, and of nobody else', async () => {
  await expectRefusal(databases.app`select grant_reset_practice('x')`.execute(), 'forbidden_duty');
  for (const duty of ['reviewer', 'approver', 'payment_clerk', 'reception', 'official'] as const)
    await expectRefusal(reset(world.people[duty]), 'forbidden_duty');
  await expectRefusal(reset(world.people.manager, ' '), 'practice_reason');
});

async function paperOf(
  application: string,
  other: string | null = null,
): Promise<{ attachment: string; file: string }> {
  const { owner } = databases;
  const [attachment, file] = [randomUUID(), randomUUID()];
  const stored = { id: file, storage: 'local', filename_disk: `${file}.pdf`, filename_download: '通帳.pdf' };
  const [folder] = await owner`select id from directus_folders order by name limit 1`;
  await owner`insert into directus_files ${owner({ ...stored, folder: String(folder?.['id']) })}`;
  const row = {
    id: attachment,
    application,
    file,
    working_file: other,
    paper: 'passbook',
    sha256: 'b'.repeat(64),
  };
  await owner`insert into attachments ${owner({ ...row, status: 'received', scan: 'clean' })}`;
  await owner`insert into page_prints (attachment, page, print) select ${attachment}, n, n::bit(64) from generate_series(1, 3) n`;
  await owner`insert into paper_traits (attachment, made_on, author) values (${attachment}, '2026-11-20', '作成者')`;
  return { attachment, file };
}

it('keeps what goes by cascade, and the files: frozen, and in no folder that people read', async () => {
  const { app, owner } = databases;
  const [mine, theirs] = [await startCase(app, world), await startCase(app, world)];
  const also = await paperOf(theirs);
  const kept = await paperOf(mine, also.file);
  // One file that the real case has as well stays where it is.
  const real = await paperOf(realDraft, also.file);
  const [folder] = await owner<
    { folder: string }[]
  >`select folder from directus_files where id = ${real.file}`;
  const [before, number] = [await realRows(), (await reset(world.people.manager))[0]?.['number'] as number];
  expect(await realRows()).toEqual(before);
  const gone = await owner`
    select collection, count(*)::int as rows from practice_archive
     where reset = ${number} and content ->> 'attachment' = ${kept.attachment} group by 1 order by 1`;
  expect(gone).toEqual([
    { collection: 'page_prints', rows: 3 },
    { collection: 'paper_traits', rows: 1 },
  ]);
  const left = await owner`
    select (select count(*)::int from page_prints where attachment <> ${real.attachment}) as prints,
           (select count(*)::int from page_prints where attachment = ${real.attachment}) as real`;
  expect(left).toEqual([{ prints: 0, real: 3 }]);
  const files = await owner`select file, folder from practice_archive_files where reset = ${number}`;
  expect(files).toEqual([{ file: kept.file, folder: folder?.folder }]);
  expect(await owner`select folder from directus_files where id = ${kept.file}`).toEqual([{ folder: null }]);
  expect(await owner`select folder from directus_files where id = ${also.file}`).toEqual([folder]);
  const frozen = owner`delete from directus_files where id = ${kept.file}`.execute();
  await expectRefusal(frozen, 'file_frozen');
  await expectRefusal(owner`delete from practice_archive_files`.execute(), 'append_only');
  await expect(app`delete from practice_archive_files`).rejects.toThrow(/permission denied/u);
});

it('takes the practice away as a whole and leaves everything real, the rules and the chains as they were', async () => {
  const { app, owner } = databases;
  const paying = await caseIn(app, world, 'payable');
  await prepare(app, world, await openBatch(app, world), paying);
  await caseIn(app, world, 'granted');
  await app`insert into inquiries ${app(row(true, paying))}`;
  await app`insert into consultations ${app([asked(true, paying), asked(true)])}`;
  await app`insert into information_requests ${app(request(true))}`;
  const events =
    await owner`select to_jsonb(e) as row from case_events e where application = ${paying} order by seq`;
  const [before, armed] = [await realRows(), await triggers()];
  const [done] = await reset(world.people.manager);
  expect(done).toMatchObject({ number: 2, reset_by: world.people.manager, reason: '新任者の研修' });

  expect(await realRows()).toEqual(before);
  expect(await triggers()).toEqual(armed);
  expect(await owner`select id from applications where practice`).toEqual([]);
  expect(await owner`select account from ledger_balances where practice`).toEqual([]);
  const asks = await owner`select (select count(*)::int from consultations) as consultations,
    (select count(*)::int from information_requests) as requests`;
  expect(asks).toEqual([{ consultations: 1, requests: 1 }]);
  expect(await owner`select * from grant_verify_chain()`).toEqual([]);
  expect(await owner`select * from grant_verify_summaries()`).toEqual([]);
  expect(await owner`select id from programmes where practice`).toHaveLength(1);
  const kept = await owner`
    select content as row from practice_archive where collection = 'case_events' and content ->> 'application' = ${paying}
     order by (content ->> 'seq')::int`;
  expect(kept).toEqual(events);
  const [counted] = await owner`select count(*)::int as rows from practice_archive where reset = 2`;
  expect(counted?.['rows']).toBe(done?.['moved']);

  // The rules are at work again, and what was kept stays as it is.
  await expectRefusal(owner`delete from applications where id = ${realCase}`.execute(), 'case_kept');
  await expectRefusal(owner`delete from practice_archive`.execute(), 'append_only');
  await expectRefusal(owner`update practice_resets set reason = ''`.execute(), 'append_only');
  await expect(app`delete from practice_archive`).rejects.toThrow(/permission denied/u);
  await expect(app`insert into practice_resets select 9, now(), ${realCase}, 'x', 0`).rejects.toThrow(
    /permission denied/u,
  );
});

it('lets the next practice begin at once, and be begun anew again', async () => {
  const { app, owner } = databases;
  await receiveAdvance(owner, world.people.manager, 10_000_000);
  const again = await caseIn(app, world, 'payable');
  await prepare(app, world, await openBatch(app, world), again);
  const before = await realRows();
  const [done] = await reset(world.people.manager);
  expect(done).toMatchObject({ number: 3 });
  expect(await realRows()).toEqual(before);
  expect(await owner`select * from grant_verify_chain()`).toEqual([]);
});
