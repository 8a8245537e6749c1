import { randomUUID } from 'node:crypto';
import { STAFF_FIXABLE_KEYS } from '@grant/schema';
import type { TransactionSql } from 'postgres';
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

const leave = (application: string) => ({
  id: randomUUID(),
  application,
  part: 1,
  kind: 'childcare',
  start_on: '2026-05-01',
  end_on: '2026-06-30',
});

describe('The answers of a case', () => {
  it('are free in a draft and locked once submitted', async () => {
    const { app } = databases;
    const draft = await startCase(app, world);
    await app`update applications set employer_name = '株式会社改名' where id = ${draft}`;
    const id = await caseIn(app, world, 'submitted');
    const answers = {
      employer_name: '別会社',
      employee_insured_number: '12345678901',
      channel: 'post',
      applicant: world.people.reception,
      pledges: '["truthful"]',
    };
    for (const [column, value] of Object.entries(answers)) {
      await expectRefusal(
        app`update applications set ${app({ [column]: value })} where id = ${id}`.execute(),
        'content_locked',
      );
    }
  });

  it('can be fixed by the office in an event of its own, which is recorded', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'submitted');
    const actor = world.people.reception;
    const fix = { event: 'staff_fix', duty: 'reception', actor, reason: '誤字の訂正' };
    await acting(
      app,
      fix,
      (trx) => trx`update applications set employer_name = '訂正後', version = version + 1 where id = ${id}`,
    );
    const [event] = await app`select event, from_state, to_state, actor, reason from case_events
      where application = ${id} order by seq desc limit 1`;
    expect(event).toEqual({
      event: 'staff_fix',
      from_state: 'submitted',
      to_state: 'submitted',
      actor,
      reason: '誤字の訂正',
    });
    const [kept] = await app`select answer, old_value, new_value, reason, fixed_by from staff_fixes
      where application = ${id}`;
    expect(kept).toMatchObject({
      answer: 'employer_name',
      new_value: '訂正後',
      reason: '誤字の訂正',
      fixed_by: actor,
    });
    expect(kept?.['old_value']).not.toBe('訂正後');
    await expectRefusal(app`update staff_fixes set old_value = '"x"'`.execute(), 'append_only');
    await expectRefusal(app`delete from staff_fixes`.execute(), 'append_only');
    const forged = { application: id, answer: 'employer_name', reason: '訂正', fixed_by: actor };
    await expectRefusal(app`insert into staff_fixes ${app(forged)}`.execute(), 'append_only');
  });

  it('are out of reach of the office where they decide about money, and the account always is', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'submitted');
    const fix = (change: (trx: TransactionSql) => Promise<unknown>, reason = '誤記') =>
      acting(app, { event: 'staff_fix', duty: 'reviewer', actor: world.people.reviewer, reason }, change);
    for (const column of ['first_one_month', 'first_three_months', 'controlled_by_large_company'])
      await expectRefusal(
        fix(
          (trx) =>
            trx`update applications set ${app({ [column]: true })}, version = version + 1 where id = ${id}`,
        ),
        'fix_outside',
      );
    await expectRefusal(
      fix(
        (trx) => trx`update applications set employer_name = '新', version = version + 1 where id = ${id}`,
        '　',
      ),
      'fix_reason',
    );
    await expectRefusal(
      fix((trx) => trx`update applications set employer_name = '新' where id = ${id}`),
      'stale_version',
    );
    await expectRefusal(
      fix((trx) => trx`insert into leave_periods ${app(leave(id))}`),
      'fix_outside',
    );
    await expectRefusal(
      fix((trx) => trx`update bank_accounts set status = 'replaced' where application = ${id}`),
      'fix_outside',
    );
  });

  it('name the same list in the database as in the rules', async () => {
    const [row] = await databases.owner`select grant_fixable() as columns`;
    const snake = (key: string) => key.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
    expect(row?.['columns']).toEqual(STAFF_FIXABLE_KEYS.map(snake));
  });

  it('cannot be fixed by a person without the duty, nor once the case is recommended', async () => {
    const { app } = databases;
    const submitted = await caseIn(app, world, 'submitted');
    const fix = (id: string, duty: string, actor: string) =>
      acting(
        app,
        { event: 'staff_fix', duty, actor },
        (trx) => trx`update applications set employer_name = '訂正後' where id = ${id}`,
      );
    await expectRefusal(fix(submitted, 'payment_clerk', world.people.payment_clerk), 'forbidden_duty');
    await expectRefusal(fix(submitted, 'reception', world.people.applicant), 'forbidden_duty');
    const recommended = await caseIn(app, world, 'recommended');
    await expectRefusal(fix(recommended, 'reviewer', world.people.reviewer), 'content_locked');
  });

  it('are not opened by naming an event that does not belong to the state', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'recommended');
    const act = { event: 'answer_correction', duty: 'applicant', actor: world.people.applicant };
    await expectRefusal(
      acting(app, act, (trx) => trx`update applications set employer_name = '別会社' where id = ${id}`),
      'content_locked',
    );
  });

  it('may change with the answer to a correction, by the person who may answer', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'submitted');
    const { reviewer, applicant } = world.people;
    await step(app, id, { event: 'take', to: 'in_review', duty: 'reviewer', actor: reviewer });
    await step(app, id, {
      event: 'request_correction',
      to: 'correction_requested',
      duty: 'reviewer',
      actor: reviewer,
    });
    const answer = { event: 'answer_correction', duty: 'applicant', actor: applicant };
    await acting(
      app,
      answer,
      (trx) => trx`update applications set employer_name = '補正後' where id = ${id}`,
    );
    await expectRefusal(
      acting(
        app,
        { ...answer, actor: reviewer },
        (trx) => trx`update applications set employer_name = '別人' where id = ${id}`,
      ),
      'forbidden_duty',
    );
  });
});

describe('What a decision rests on', () => {
  it('is fixed from the recommendation on', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'recommended');
    await expectRefusal(
      app`update applications set amount_total = 500000 where id = ${id}`.execute(),
      'content_locked',
    );
    await expectRefusal(
      app`update applications set verdict = 'to_check' where id = ${id}`.execute(),
      'content_locked',
    );
    await expectRefusal(
      app`update applications set employer = ${await world.employer()} where id = ${id}`.execute(),
      'content_locked',
    );
  });

  it('changes before that only with an event of the case', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'submitted');
    await expectRefusal(
      app`update applications set amount_total = 500000 where id = ${id}`.execute(),
      'content_locked',
    );
    const fix = { event: 'staff_fix', duty: 'reception', actor: world.people.reception };
    await acting(app, fix, (trx) => trx`update applications set amount_total = 500000 where id = ${id}`);
    const [row] = await app`select amount_total from applications where id = ${id}`;
    expect(row?.['amount_total']).toBe(500_000);
  });

  it('has a recommendation only from the event, signed by its actor', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'submitted');
    await expectRefusal(
      app`update applications set recommendation = 'grant' where id = ${id}`.execute(),
      'state_fenced',
    );
    const recommended = await caseIn(app, world, 'recommended');
    const [row] = await app`select recommended_by from applications where id = ${recommended}`;
    expect(row?.['recommended_by']).toBe(world.people.reviewer);
    const other = world.people.manager;
    await expectRefusal(
      app`update applications set recommended_by = ${other} where id = ${recommended}`.execute(),
      'state_fenced',
    );
  });

  it('keeps its receipt number and its programme', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'submitted');
    await expectRefusal(
      app`update applications set receipt_number = 'R-2' where id = ${id}`.execute(),
      'receipt_fixed',
    );
    await expectRefusal(
      app`update applications set receipt_number = null where id = ${id}`.execute(),
      'receipt_fixed',
    );
    await expectRefusal(
      app`update applications set practice = false where id = ${id}`.execute(),
      'practice_mixed',
    );
  });
});

describe('Leave periods and measures', () => {
  it('open and close with their case', async () => {
    const { app } = databases;
    const draft = await startCase(app, world);
    await app`insert into leave_periods ${app(leave(draft))}`;
    const id = await caseIn(app, world, 'submitted');
    await expectRefusal(app`insert into leave_periods ${app(leave(id))}`.execute(), 'content_locked');
    const measure = { id: randomUUID(), application: id, kind: 'training' };
    await expectRefusal(app`insert into measures ${app(measure)}`.execute(), 'content_locked');
  });

  it('cannot be moved from an open case into a closed one', async () => {
    const { app } = databases;
    const draft = await startCase(app, world);
    const period = leave(draft);
    await app`insert into leave_periods ${app(period)}`;
    const id = await caseIn(app, world, 'recommended');
    await expectRefusal(
      app`update leave_periods set application = ${id} where id = ${period.id}`.execute(),
      'content_locked',
    );
  });

  it('cannot slip in while the case is being submitted', async () => {
    const { app } = databases;
    const id = await startCase(app, world);
    const act = { event: 'submit', duty: 'applicant', actor: world.people.applicant };
    let late: Promise<unknown> = Promise.resolve();
    await acting(app, act, async (trx) => {
      await trx`update applications set state = 'submitted', version = version + 1 where id = ${id}`;
      late = expectRefusal(app`insert into leave_periods ${app(leave(id))}`.execute(), 'content_locked');
      await trx`select pg_sleep(0.1)`;
    });
    await late;
  });
});
