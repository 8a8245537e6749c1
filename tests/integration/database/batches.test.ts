import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acting, expectRefusal } from './act.ts';
import { AMOUNT, caseIn, stateOf } from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
import { confirm, confirmedBatch, openBatch, prepare, recordResult, seal } from './money-path.ts';
import { type World, buildWorld } from './world.ts';

let databases: Databases;
let world: World;
beforeAll(async () => {
  databases = await openDatabase();
  world = await buildWorld(databases.owner, 100_000_000);
});
afterAll(() => databases.close());

async function payable(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push(await caseIn(databases.app, world, 'payable'));
  return ids;
}

describe('Sealing', () => {
  it('asks for two live confirmations of every payment', async () => {
    const { app } = databases;
    const batch = await openBatch(app, world);
    const [first = '', second = ''] = await payable(2);
    const payments = [await prepare(app, world, batch, first), await prepare(app, world, batch, second)];
    for (const payment of payments) await confirm(app, payment, world.secondConfirmer);
    await confirm(app, payments[0] ?? '', world.people.payment_confirmer);
    await expectRefusal(seal(app, world, batch), 'unconfirmed');
    await confirm(app, payments[1] ?? '', world.people.payment_confirmer);
    await seal(app, world, batch);
  });

  it('does not count a confirmation that was voided', async () => {
    const { app } = databases;
    const { batch, payments } = await confirmedBatch(app, world, await payable(1));
    await app`update confirmations set void_at = now() where payment = ${payments[0] ?? ''}
      and confirmer = ${world.secondConfirmer}`;
    await expectRefusal(seal(app, world, batch), 'unconfirmed');
  });

  it('asks for the count and the sum of what is in the batch', async () => {
    const { app } = databases;
    const { batch } = await confirmedBatch(app, world, await payable(2));
    await expectRefusal(seal(app, world, batch, { itemCount: 1 }), 'batch_mismatch');
    await expectRefusal(seal(app, world, batch, { total: 399_999 }), 'batch_mismatch');
    await expectRefusal(seal(app, world, await openBatch(app, world)), 'batch_mismatch');
    await expectRefusal(seal(app, world, batch, { actor: world.people.payment_confirmer }), 'forbidden_duty');
  });

  it('does not leave a payment of the batch unsealed', async () => {
    const { app } = databases;
    const { batch } = await confirmedBatch(app, world, await payable(1));
    await expectRefusal(
      acting(
        app,
        { actor: world.people.payment_clerk, money: 'seal', today: '2026-11-30' },
        (trx) =>
          trx`update payment_batches set state = 'sealed', version = version + 1, item_count = 1, total = 200000,
          file_sha256 = ${'9'.repeat(64)}, file_body = 'x' where id = ${batch}`,
      ),
      'evidence_missing',
    );
  });

  it('happens once when two clerks seal at the same moment', async () => {
    const { app } = databases;
    const { batch, payments } = await confirmedBatch(app, world, await payable(3));
    const other = await world.person('payment_clerk', 'second-clerk');
    const answers = await Promise.allSettled([
      seal(app, world, batch),
      seal(app, world, batch, { actor: other, file: 'another file' }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
    const [posted] =
      await app`select count(*)::int as n from ledger_entries where payment in ${app(payments)}`;
    expect(posted?.['n']).toBe(6);
  });

  it('does not make the same file twice', async () => {
    const { app } = databases;
    const one = await confirmedBatch(app, world, await payable(1));
    const two = await confirmedBatch(app, world, await payable(1));
    await seal(app, world, one.batch, { file: 'the same bytes' });
    await expect(seal(app, world, two.batch, { file: 'the same bytes' })).rejects.toMatchObject({
      code: '23505',
    });
  });
});

describe('A sealed batch', () => {
  it('keeps its file, its date and its payments', async () => {
    const { app } = databases;
    const { batch, payments } = await confirmedBatch(app, world, await payable(1));
    await seal(app, world, batch);
    for (const change of [
      { file_body: 'x' },
      { transfer_on: '2027-01-04' },
      { total: 1 },
      { file_sha256: '0'.repeat(64) },
    ]) {
      await expectRefusal(
        app`update payment_batches set ${app(change)} where id = ${batch}`.execute(),
        'batch_sealed',
      );
    }
    await expectRefusal(app`delete from payment_batches where id = ${batch}`.execute(), 'append_only');
    await expectRefusal(
      app`update payments set serial = 999 where id = ${payments[0] ?? ''}`.execute(),
      'batch_sealed',
    );
  });

  it('takes no further payment, also while it is being sealed', async () => {
    const { app } = databases;
    const [first = '', late = ''] = await payable(2);
    const { batch } = await confirmedBatch(app, world, [first]);
    const answers = await Promise.allSettled([seal(app, world, batch), prepare(app, world, batch, late)]);
    const sealed = answers[0]?.status === 'fulfilled';
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await stateOf(app, late)).toBe(sealed ? 'payable' : 'in_batch');
  });

  it('gives no payment back to an open state', async () => {
    const { app } = databases;
    const { batch, payments } = await confirmedBatch(app, world, await payable(1));
    await seal(app, world, batch);
    const act = { actor: world.people.payment_clerk, money: 'remove' } as const;
    await expectRefusal(
      acting(app, act, (trx) => trx`update payments set state = 'removed' where id = ${payments[0] ?? ''}`),
      'money_fenced',
    );
    await expectRefusal(
      acting(
        app,
        act,
        (trx) =>
          trx`update payment_batches set state = 'discarded', version = version + 1 where id = ${batch}`,
      ),
      'money_fenced',
    );
  });

  it('is settled when every result is in, each result once', async () => {
    const { app } = databases;
    const cases = await payable(2);
    const { batch, payments } = await confirmedBatch(app, world, cases);
    await seal(app, world, batch);
    const settle = () =>
      acting(
        app,
        { actor: world.people.payment_clerk, money: 'result' },
        (trx) => trx`update payment_batches set state = 'settled', version = version + 1 where id = ${batch}`,
      );
    await recordResult(app, world, payments[0] ?? '', 'paid');
    await expectRefusal(settle(), 'batch_mismatch');
    await expectRefusal(recordResult(app, world, payments[0] ?? '', 'failed'), 'payment_mismatch');
    await expect(recordResult(app, world, payments[0] ?? '', 'paid')).rejects.toMatchObject({
      code: '23505',
    });
    await recordResult(app, world, payments[1] ?? '', 'failed');
    await settle();
    expect(await Promise.all(cases.map((id) => stateOf(app, id)))).toEqual(['paid', 'account_correction']);
    const [paid] = await app`select count, amount from summaries
      where programme = ${world.programme} and dimension = 'money' and bucket = 'paid'`;
    expect(paid).toMatchObject({ count: 1, amount: AMOUNT });
    expect([...(await app`select * from grant_verify_summaries()`)]).toEqual([]);
  });

  it('does not let a case be paid without the result of its payment', async () => {
    const { app } = databases;
    const [id = ''] = await payable(1);
    const { batch, payments } = await confirmedBatch(app, world, [id]);
    await seal(app, world, batch);
    const act = {
      actor: world.people.payment_clerk,
      duty: 'payment_clerk',
      event: 'record_paid',
      money: 'result',
    } as const;
    await expectRefusal(
      acting(
        app,
        act,
        (trx) => trx`update applications set state = 'paid', version = version + 1 where id = ${id}`,
      ),
      'evidence_missing',
    );
    await expectRefusal(
      acting(app, act, (trx) => trx`update payments set state = 'paid' where id = ${payments[0] ?? ''}`),
      'evidence_missing',
    );
  });
});

describe('An open batch', () => {
  it('is for no day on which every bank is closed, not even from the owner of the tables', async () => {
    const { app, owner } = databases;
    // Saturday, Sunday, holidays, and the days around the New Year that fall on working days.
    for (const day of [
      '2026-11-23',
      '2027-03-22',
      '2026-12-05',
      '2026-12-06',
      '2026-12-31',
      '2027-01-01',
      '2030-01-02',
      '2028-01-03',
    ])
      await expectRefusal(openBatch(app, world, day), 'bank_closed');
    for (const day of ['2026-12-30', '2027-01-04']) {
      const batch = await openBatch(app, world, day);
      for (const closed of ['2026-12-31', '2027-01-11'])
        await expectRefusal(
          acting(
            owner,
            { actor: world.people.payment_clerk, money: 'redate' },
            (trx) =>
              trx`update payment_batches set transfer_on = ${closed}, version = version + 1 where id = ${batch}`,
          ),
          'bank_closed',
        );
    }
  });

  it('goes out on another day only by its own act, by the clerk, at the version that was seen', async () => {
    const { app, owner } = databases;
    const { batch } = await confirmedBatch(app, world, await payable(1));
    const redate = (actor: string, by: number, money: 'redate' | 'prepare' = 'redate', on = '2026-12-08') =>
      acting(
        app,
        { actor, money },
        (trx) =>
          trx`update payment_batches set transfer_on = ${on}, version = version + ${by} where id = ${batch}`,
      );
    const { payment_clerk: clerk, manager, payment_confirmer } = world.people;
    await expectRefusal(
      owner`update payment_batches set transfer_on = '2026-12-08', version = version + 1 where id = ${batch}`.execute(),
      'money_fenced',
    );
    await expectRefusal(redate(clerk, 1, 'prepare'), 'money_fenced');
    await expectRefusal(redate(manager, 1), 'forbidden_duty');
    await expectRefusal(redate(payment_confirmer, 1), 'forbidden_duty');
    await expectRefusal(redate(clerk, 0), 'stale_version');
    await redate(clerk, 1);
    await expectRefusal(seal(app, world, batch, { today: '2026-12-09' }), 'transfer_day_over');
    // Account and amount are what was confirmed; the day is not among them.
    await seal(app, world, batch);
    await expectRefusal(redate(clerk, 1, 'redate', '2026-12-09'), 'batch_sealed');
  });

  it('has no file and is discarded only when it is empty', async () => {
    const { app } = databases;
    const { batch } = await confirmedBatch(app, world, await payable(1));
    const act = { actor: world.people.payment_clerk, money: 'remove' } as const;
    await expectRefusal(
      app`update payment_batches set file_body = 'x' where id = ${batch}`.execute(),
      'batch_file',
    );
    await expectRefusal(
      acting(
        app,
        act,
        (trx) =>
          trx`update payment_batches set state = 'discarded', version = version + 1 where id = ${batch}`,
      ),
      'batch_mismatch',
    );
    const empty = await openBatch(app, world);
    await acting(
      app,
      act,
      (trx) => trx`update payment_batches set state = 'discarded', version = version + 1 where id = ${empty}`,
    );
    await expectRefusal(prepare(app, world, empty, (await payable(1))[0] ?? ''), 'batch_sealed');
  });
});
