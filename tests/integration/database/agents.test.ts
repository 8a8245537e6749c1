import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acting, expectRefusal } from './act.ts';
import { type Databases, openDatabase } from './database.ts';
import { confirmedMandate, declaredMandate } from './mandate-path.ts';
import { buildWorld, type World } from './world.ts';

let database: { readonly sql: Databases['app']; readonly owner: Databases['owner']; close(): Promise<void> };
let world: World;
let terms: { agent: string; reception: string };
beforeAll(async () => {
  const databases = await openDatabase();
  database = { sql: databases.app, owner: databases.owner, close: () => databases.close() };
  world = await buildWorld(databases.owner);
  terms = { agent: world.people.agent, reception: world.people.reception };
});
afterAll(() => database.close());

/** A draft that the agent starts for the employer of a mandate. */
async function draftUnder(mandate: string | null, today?: string): Promise<string> {
  const id = randomUUID();
  await acting(
    database.sql,
    { event: 'start', duty: 'agent', actor: terms.agent, ...(today === undefined ? {} : { today }) },
    async (trx) => {
      await trx`insert into applications ${trx({
        id,
        state: 'draft',
        channel: 'online',
        agent: terms.agent,
        mandate,
        programme: world.programme,
        programme_version: world.version,
        practice: true,
      })}`;
      await trx`insert into drafts ${trx({ id: randomUUID(), application: id, form_version: '1', answers: '{}', revision: 1 })}`;
    },
  );
  return id;
}

function end(mandate: string, actor: string, reason = 'revoked'): Promise<unknown> {
  return acting(
    database.sql,
    { actor },
    (trx) =>
      trx`update mandates set state = 'ended', end_reason = ${reason}, ended_at = now() where id = ${mandate}`,
  );
}

describe('委任', () => {
  it('begins as declared, whoever writes it', async () => {
    const { sql } = database;
    const declared = await declaredMandate(sql, terms);
    const [row] = await sql`select * from mandates where id = ${declared}`;
    await expectRefusal(
      sql`insert into mandates ${sql({ ...row, id: randomUUID(), state: 'confirmed' })}`.execute(),
      'state_fenced',
    );
  });

  it('is confirmed by the desk or the employer it names, never by its agent or a stranger', async () => {
    const { sql } = database;
    const employer = await world.person('applicant', 'principal');
    const [{ email } = { email: '' }] = await sql`select email from directus_users where id = ${employer}`;
    const declared = await declaredMandate(sql, { ...terms, principalEmail: String(email) });
    const confirm = (actor: string): Promise<unknown> =>
      acting(
        sql,
        { actor },
        (trx) => trx`update mandates set state = 'confirmed', confirmed_at = now() where id = ${declared}`,
      );
    await expectRefusal(confirm(terms.agent), 'forbidden_duty');
    await expectRefusal(confirm(world.people.applicant), 'forbidden_duty');
    await expectRefusal(confirm(world.people.reviewer), 'forbidden_duty');
    await confirm(employer);
    const [row] = await sql`select state, confirmed_by from mandates where id = ${declared}`;
    expect(row).toEqual({ state: 'confirmed', confirmed_by: employer });
  });

  it('is not rewritten once confirmed, nor revived, nor deleted', async () => {
    const { sql } = database;
    const mandate = await confirmedMandate(sql, terms);
    await expectRefusal(
      sql`update mandates set ends_on = '2100-01-01' where id = ${mandate}`.execute(),
      'content_locked',
    );
    await end(mandate, terms.reception);
    await expectRefusal(
      acting(
        sql,
        { actor: terms.reception },
        (trx) => trx`update mandates set state = 'confirmed' where id = ${mandate}`,
      ),
      'illegal_transition',
    );
    await expectRefusal(sql`delete from mandates where id = ${mandate}`.execute(), 'append_only');
  });

  it('is ended by its agent, its employer or the desk, and by nobody else', async () => {
    const mandate = await confirmedMandate(database.sql, terms);
    await expectRefusal(end(mandate, world.people.applicant), 'forbidden_duty');
    await expectRefusal(end(mandate, world.people.reviewer, 'expired'), 'forbidden_duty');
    await end(mandate, terms.agent, 'returned');
  });
});

describe('手続代行', () => {
  it('begins no case without a mandate of its own that holds on the day', async () => {
    const { sql } = database;
    const other = await world.person('agent', 'other-agent');
    await expectRefusal(draftUnder(null), 'mandate_ended');
    await expectRefusal(draftUnder(await declaredMandate(sql, terms)), 'mandate_ended');
    await expectRefusal(draftUnder(await confirmedMandate(sql, { ...terms, agent: other })), 'mandate_ended');
    const short = await confirmedMandate(sql, { ...terms, startsOn: '2026-05-01', endsOn: '2026-05-31' });
    await expectRefusal(draftUnder(short, '2026-04-30'), 'mandate_ended');
    await expectRefusal(draftUnder(short, '2026-06-01'), 'mandate_ended');
    await expect(draftUnder(short, '2026-05-31')).resolves.toBeDefined();
  });

  it('stops at once in every part of a case when the mandate ends', async () => {
    const { sql } = database;
    const mandate = await confirmedMandate(sql, terms);
    const draft = await draftUnder(mandate);
    const save = (): Promise<unknown> =>
      acting(
        sql,
        { actor: terms.agent },
        (trx) => trx`update drafts set revision = revision + 1 where application = ${draft}`,
      );
    await save();
    await end(mandate, terms.reception);
    await expectRefusal(save(), 'mandate_ended');
    for (const write of [
      () =>
        acting(
          sql,
          { actor: terms.agent },
          (trx) =>
            trx`insert into attachments ${trx({ id: randomUUID(), application: draft, paper: 'passbook', status: 'received' })}`,
        ),
      () =>
        acting(
          sql,
          { actor: terms.agent },
          (trx) =>
            trx`insert into messages ${trx({ id: randomUUID(), application: draft, direction: 'to_office', body: '連絡', sent_at: new Date() })}`,
        ),
      () =>
        acting(
          sql,
          { actor: terms.agent, event: 'withdraw', duty: 'agent', reason: '試験' },
          (trx) =>
            trx`update applications set state = 'withdrawn', version = version + 1 where id = ${draft}`,
        ),
    ])
      await expectRefusal(write(), 'mandate_ended');
  });

  it('cannot be handed to another agent or another employer in the case itself', async () => {
    const { sql } = database;
    const draft = await draftUnder(await confirmedMandate(sql, terms));
    const other = await world.person('agent', 'taker');
    await expectRefusal(
      sql`update applications set agent = ${other} where id = ${draft}`.execute(),
      'state_fenced',
    );
    await expectRefusal(
      sql`update applications set applicant = ${world.people.applicant} where id = ${draft}`.execute(),
      'state_fenced',
    );
    const elsewhere = await confirmedMandate(sql, terms);
    await expectRefusal(
      sql`update applications set mandate = ${elsewhere} where id = ${draft}`.execute(),
      'state_fenced',
    );
  });
});

describe('委任者', () => {
  const number = '4011001098993';
  const another = '5010401067252';
  const firm = (corporate: string | null) => ({
    employer_legal_form: corporate === null ? 'sole_owner' : 'company',
    employer_corporate_number: corporate,
    employer_name: '株式会社サンプル',
  });
  const write = (id: string, event: string, set: Record<string, string | null>): Promise<unknown> =>
    acting(
      database.sql,
      { actor: terms.agent, event, duty: 'agent', reason: '試験' },
      (trx) => trx`update applications set ${trx(set)}, version = version + 1 where id = ${id}`,
    );
  const file = async (id: string, corporate: string | null): Promise<unknown> => {
    const receipt = { receipt_number: `R${id}`.slice(0, 30), received_on: '2026-11-20', state: 'submitted' };
    const submitted = { submitted_at: '2026-11-20T03:00:00Z', content_hash: 'a'.repeat(64) };
    return write(id, 'submit', { ...receipt, ...submitted, ...firm(corporate) });
  };

  it('of a mandate with a number is the only corporation for which a case of it is filed', async () => {
    const { sql } = database;
    // As the desk may have copied it from the paper.
    const written = await confirmedMandate(sql, { ...terms, corporateNumber: '４０１１００１０９８９９３' });
    const filed = await draftUnder(written);
    await expectRefusal(file(filed, another), 'other_principal');
    await expectRefusal(file(filed, null), 'other_principal');
    await file(filed, number);
    const fix = { actor: world.people.reviewer, event: 'staff_fix', duty: 'reviewer', reason: '試験' };
    for (const corporate of [another, null])
      await expectRefusal(
        acting(
          sql,
          fix,
          (trx) =>
            trx`update applications set ${trx(firm(corporate))}, version = version + 1 where id = ${filed}`,
        ),
        'other_principal',
      );
    const dropped = await draftUnder(written);
    await write(dropped, 'withdraw', { state: 'withdrawn' });
  });

  it('of a case filed before that stays who it was, and every slip that tells nobody apart is put right', async () => {
    const { owner, sql } = database;
    const filed = await draftUnder(await confirmedMandate(sql, { ...terms, corporateNumber: number }));
    await owner`alter table applications disable trigger grant_keep_principal`;
    await file(filed, another);
    await owner`alter table applications enable trigger grant_keep_principal`;
    const fix = (set: Record<string, string | null>) =>
      acting(
        sql,
        { actor: world.people.reviewer, event: 'staff_fix', duty: 'reviewer', reason: '試験' },
        (trx) => trx`update applications set ${trx(set)}, version = version + 1 where id = ${filed}`,
      );
    await fix({ employer_name: '株式会社正しい名', employer_address: '栃木県宇都宮市塙田1-1-20' });
    await fix({ employer_legal_form: 'medical' });
    await fix({ employer_corporate_number: '５０１０４０１０６７２５２' });
    for (const set of [
      { employer_corporate_number: '7000012050002' },
      { employer_corporate_number: null },
      { employer_legal_form: 'sole_owner' },
      { employer_legal_form: 'sole_owner', employer_corporate_number: number },
    ])
      await expectRefusal(fix(set), 'other_principal');
    await fix(firm(number));
    await expectRefusal(fix({ employer_legal_form: 'sole_owner' }), 'other_principal');
  });

  it('of a mandate without one is told by nobody but a person', async () => {
    for (const corporate of [another, null])
      await expect(
        file(await draftUnder(await confirmedMandate(database.sql, terms)), corporate),
      ).resolves.toBeDefined();
  });
});

describe('連絡', () => {
  it('is written in the name of whoever acts, stays as written, and is read once', async () => {
    const { sql } = database;
    const draft = await draftUnder(await confirmedMandate(sql, terms));
    const id = randomUUID();
    await acting(
      sql,
      { actor: terms.agent },
      (trx) =>
        trx`insert into messages ${trx({ id, application: draft, direction: 'to_office', body: '連絡', author: world.people.applicant, sent_at: new Date() })}`,
    );
    const [row] = await sql`select author from messages where id = ${id}`;
    expect(row?.['author']).toBe(terms.agent);
    await expectRefusal(sql`update messages set body = '別' where id = ${id}`.execute(), 'append_only');
    await sql`update messages set read_at = now() where id = ${id}`;
    await expectRefusal(sql`update messages set read_at = null where id = ${id}`.execute(), 'append_only');
    await expectRefusal(sql`delete from messages where id = ${id}`.execute(), 'append_only');
  });

  it('of a stranger or in the name of the office is refused', async () => {
    const { sql } = database;
    const draft = await draftUnder(await confirmedMandate(sql, terms));
    const write = (actor: string, direction: string): Promise<unknown> =>
      acting(
        sql,
        { actor },
        (trx) =>
          trx`insert into messages ${trx({ id: randomUUID(), application: draft, direction, body: '連絡', sent_at: new Date() })}`,
      );
    await expectRefusal(write(world.people.applicant, 'to_office'), 'forbidden_duty');
    await expectRefusal(write(terms.agent, 'to_applicant'), 'forbidden_duty');
    await write(world.people.reviewer, 'to_applicant');
  });
});
