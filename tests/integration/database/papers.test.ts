import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acting, expectRefusal } from './act.ts';
import { caseIn, startCase, step } from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
import { type World, buildWorld } from './world.ts';

let databases: Databases;
let world: World;
beforeAll(async () => {
  databases = await openDatabase();
  world = await buildWorld(databases.owner);
});
afterAll(() => databases.close());

async function addFile(sql: Sql): Promise<string> {
  const id = randomUUID();
  await sql`insert into directus_files ${sql({
    id,
    storage: 'local',
    filename_disk: `${id}.pdf`,
    filename_download: '通帳.pdf',
  })}`;
  return id;
}

async function addPaper(
  sql: Sql,
  application: string,
  kind: object = {},
): Promise<{ id: string; file: string }> {
  const [id, file] = [randomUUID(), await addFile(sql)];
  const row = {
    id,
    application,
    file,
    paper: 'passbook',
    sha256: 'b'.repeat(64),
    status: 'received',
    scan: 'pending',
    ...kind,
  };
  await sql`insert into attachments ${sql(row)}`;
  return { id, file };
}

async function toCorrection(id: string): Promise<void> {
  const { reviewer } = world.people;
  await step(databases.app, id, { event: 'take', to: 'in_review', duty: 'reviewer', actor: reviewer });
  const to = 'correction_requested';
  await step(databases.app, id, { event: 'request_correction', to, duty: 'reviewer', actor: reviewer });
}

describe('A paper', () => {
  it('can be added to a draft and taken out of it again', async () => {
    const { app } = databases;
    const draft = await startCase(app, world);
    const { id } = await addPaper(app, draft);
    const gone = await app`delete from attachments where id = ${id}`;
    expect(gone.count).toBe(1);
  });

  it('is neither added, set aside nor deleted while the office reviews, but may be scanned', async () => {
    const { app } = databases;
    const draft = await startCase(app, world);
    const { id } = await addPaper(app, draft);
    const actor = world.people.applicant;
    await step(app, draft, { event: 'submit', to: 'submitted', duty: 'applicant', actor });
    await expectRefusal(addPaper(app, draft), 'content_locked');
    await expectRefusal(
      app`update attachments set status = 'removed' where id = ${id}`.execute(),
      'content_locked',
    );
    await expectRefusal(app`delete from attachments where id = ${id}`.execute(), 'content_locked');
    await app`update attachments set scan = 'clean', pages = 3 where id = ${id}`;
  });

  it('comes in its envelope while a new account is awaited, and nothing else is sorted out of it', async () => {
    const { app, owner } = databases;
    const id = await caseIn(app, world, 'payable');
    await owner.begin(async (trx) => {
      await trx`set local session_replication_role = replica`;
      await trx`update applications set state = 'account_correction' where id = ${id}`;
    });
    const envelope = await addPaper(app, id, { paper: 'other', unsorted: true });
    await addPaper(app, id);
    await expectRefusal(addPaper(app, id, { paper: 'wages' }), 'content_locked');
    const aside = await app`update attachments set status = 'replaced' where id = ${envelope.id}`;
    expect(aside.count).toBe(1);
  });

  it('is never exchanged for another under the same record', async () => {
    const { app } = databases;
    const { id } = await addPaper(app, await startCase(app, world));
    const file = await addFile(app);
    await expectRefusal(
      app`update attachments set file = ${file} where id = ${id}`.execute(),
      'content_locked',
    );
    await expectRefusal(
      app`update attachments set sha256 = ${'c'.repeat(64)} where id = ${id}`.execute(),
      'content_locked',
    );
  });

  it('can be added while a correction is asked for', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'submitted');
    await toCorrection(id);
    const paper = await addPaper(app, id);
    await app`update attachments set status = 'replaced' where id = ${paper.id}`;
    await expectRefusal(
      app`update attachments set status = 'received' where id = ${paper.id}`.execute(),
      'content_locked',
    );
  });
});

describe('A correction item', () => {
  it('is asked only in the request for correction', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'submitted');
    await step(app, id, { event: 'take', to: 'in_review', duty: 'reviewer', actor: world.people.reviewer });
    const correction = randomUUID();
    await app`insert into corrections ${app({ id: correction, application: id, round: 1 })}`;
    const item = { id: randomUUID(), correction, target_kind: 'field', target: 'employer_name' };
    await expectRefusal(app`insert into correction_items ${app(item)}`.execute(), 'content_locked');
    const act = { event: 'request_correction', duty: 'reviewer', actor: world.people.reviewer };
    await acting(app, act, async (trx) => {
      await trx`insert into correction_items ${trx(item)}`;
      await trx`update applications set state = 'correction_requested', version = version + 1 where id = ${id}`;
    });
    await expectRefusal(
      app`update correction_items set reason = '別の理由' where id = ${item.id}`.execute(),
      'content_locked',
    );
    const follower = { ...item, id: randomUUID(), target: 'capital', follows: true, answered_at: new Date() };
    await expectRefusal(app`insert into correction_items ${app(follower)}`.execute(), 'content_locked');
    const answering = { event: 'answer_correction', duty: 'applicant', actor: world.people.applicant };
    const add = (changes: object) =>
      acting(app, answering, (trx) => trx`insert into correction_items ${trx({ ...follower, ...changes })}`);
    await expectRefusal(add({ target: item.target }), 'item_follows');
    await expectRefusal(add({ answered_at: null }), 'item_follows');
    await expectRefusal(add({ target_kind: 'paper', target: 'passbook' }), 'item_follows');
    await expectRefusal(add({ follows: false }), 'content_locked');
    await add({});
    await expectRefusal(
      app`update correction_items set new_value = '"1"' where id = ${follower.id}`.execute(),
      'content_locked',
    );
    const excuse = (reason: string, more: object = {}) =>
      app`update correction_items set ${app({ unneeded_reason: reason, ...more })} where id = ${item.id}`.execute();
    await expectRefusal(excuse('登記のとおり'), 'item_unneeded');
    await expectRefusal(excuse('　', { answered_at: new Date() }), 'item_unneeded');
    await excuse('登記のとおり', { answered_at: new Date() });
    await expectRefusal(
      app`update correction_items set new_value = '"株式会社新"' where id = ${item.id}`.execute(),
      'item_unneeded',
    );
    await app`update correction_items set unneeded_reason = null, answered_at = null where id = ${item.id}`;
    await app`update correction_items set new_value = '"株式会社新"' where id = ${item.id}`;
    await expectRefusal(app`delete from correction_items where id = ${item.id}`.execute(), 'append_only');
    const actor = world.people.reviewer;
    await step(app, id, { event: 'resume_review', to: 'in_review', duty: 'reviewer', actor });
    await expectRefusal(
      app`update correction_items set new_value = '"あと"' where id = ${item.id}`.execute(),
      'content_locked',
    );
  });
});

describe('The file a correction is about', () => {
  it('is one of the case and of the kind of paper, and no answer sets another aside', async () => {
    const { app } = databases;
    const { applicant, reviewer } = world.people;
    const drafts = [await startCase(app, world), await startCase(app, world)];
    const papers = [];
    for (const draft of drafts) papers.push(await addPaper(app, draft), await addPaper(app, draft));
    const [first, second, foreign] = papers;
    for (const draft of drafts)
      await step(app, draft, { event: 'submit', to: 'submitted', duty: 'applicant', actor: applicant });
    const [id = ''] = drafts;
    await app`update attachments set pages = 3 where id = ${second?.id ?? ''}`;
    await step(app, id, { event: 'take', to: 'in_review', duty: 'reviewer', actor: reviewer });
    const correction = randomUUID();
    await app`insert into corrections ${app({ id: correction, application: id, round: 1, state: 'open' })}`;
    const act = { event: 'request_correction', duty: 'reviewer', actor: reviewer };
    const ask = (about: object) =>
      acting(app, act, async (trx) => {
        const item = { id: randomUUID(), correction, target_kind: 'paper', target: 'passbook', ...about };
        await trx`insert into correction_items ${trx(item)}`;
        await trx`update applications set state = 'correction_requested', version = version + 1 where id = ${id}`;
      });
    const named = { attachment: second?.id, page: 3, wanted: 'add' };
    for (const wrong of [
      { attachment: foreign?.id },
      { target: 'attendance' },
      { target_kind: 'field', target: 'employer_name' },
      { page: 4 },
      { page: 0 },
      { wanted: null },
      { wanted: 'keep' },
      { attachment: null },
    ])
      await expectRefusal(ask({ ...named, ...wrong }), 'item_file');
    await ask({ ...named, ordinal: 7 });
    const [item] =
      await app`select ordinal, page, wanted from correction_items where correction = ${correction}`;
    expect(item).toMatchObject({ page: 3, wanted: 'add' });
    const [place] = await app`
      select count(*)::int as n from attachments where application = ${id} and id <= ${second?.id ?? ''}`;
    expect(item?.['ordinal']).toBe(place?.['n']);
    const answer = { event: 'answer_correction', duty: 'applicant', actor: applicant };
    const replace = (paper: string) =>
      acting(app, answer, async (trx) => trx`update attachments set status = 'replaced' where id = ${paper}`);
    await expectRefusal(replace(first?.id ?? ''), 'replaced_unnamed');
    await replace(second?.id ?? '');
  });
});

describe('A file', () => {
  it('is free until a case refers to it and frozen from then on, also for the owner', async () => {
    const { app, owner } = databases;
    const draft = await startCase(app, world);
    const loose = await addFile(app);
    await app`update directus_files set title = '下書き' where id = ${loose}`;
    await app`delete from directus_files where id = ${loose}`;
    const { file } = await addPaper(app, draft);
    for (const sql of [app, owner]) {
      await expectRefusal(
        sql`update directus_files set modified_on = now() where id = ${file}`.execute(),
        'file_frozen',
      );
      await expectRefusal(sql`delete from directus_files where id = ${file}`.execute(), 'file_frozen');
    }
  });
});

describe('A letter', () => {
  it('stays as it was made', async () => {
    const { app } = databases;
    const application = await caseIn(app, world, 'submitted');
    const [id, file] = [randomUUID(), await addFile(app)];
    await app`insert into letters ${app({ id, application, kind: 'receipt', state: 'queued' })}`;
    await app`update letters set state = 'made', file = ${file} where id = ${id}`;
    await expectRefusal(app`update letters set number = '2' where id = ${id}`.execute(), 'append_only');
    await expectRefusal(app`delete from letters where id = ${id}`.execute(), 'append_only');
    await expectRefusal(app`delete from directus_files where id = ${file}`.execute(), 'file_frozen');
    const [kept] = await app`select count(*)::int as n from letters where id = ${id}`;
    expect(kept?.['n']).toBe(1);
  });
});
