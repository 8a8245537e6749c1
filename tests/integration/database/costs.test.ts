import { randomUUID } from 'node:crypto';
import { letterCodes } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acting, expectRefusal } from './act.ts';
import { caseIn } from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
import { confirmedBatch, recordResult, seal } from './money-path.ts';
import { type World, buildWorld } from './world.ts';

let databases: Databases;
let world: World;
let clerk: string;
beforeAll(async () => {
  databases = await openDatabase();
  world = await buildWorld(databases.owner);
  clerk = world.people.payment_clerk;
  await databases.owner`update bank_profiles set bank_code = '0129'`;
});
afterAll(() => databases?.close());

describe('精算対象経費', () => {
  it('is written with each letter posted and each transfer tried, at the price of its day', async () => {
    const { app, owner } = databases;
    const price = (kind: string, effective_on: string, fee: number, bank_profile: string | null = null) =>
      owner`insert into fee_tables ${owner({ id: randomUUID(), kind, effective_on, fee, bank_profile, active: true })}`;
    await price('tracked', '2024-10-01', 320);
    await price('tracked', '2026-12-02', 350);
    await price('transfer_other', '2026-04-01', 660);
    await price('transfer_other', '2026-04-01', 440, world.bankProfile);
    await price('transfer_same', '2026-04-01', 110);
    const [letter, application] = [randomUUID(), await caseIn(app, world, 'payable')];
    await owner`insert into letters ${owner({ id: letter, application, kind: 'grant', state: 'made' })}`;
    const post = async (method: string, on: string) => {
      const id = randomUUID();
      const codes = letterCodes(letter);
      const read = method === 'online' ? {} : { letter_code: codes.letter, envelope_code: codes.envelope };
      await app`insert into mailings ${app({ id, application, letter, method, posted_on: on, ...read })}`;
      return [...(await app`select kind, amount, practice from costs where mailing = ${id}`)];
    };
    expect(await post('tracked', '2026-12-01')).toEqual([{ kind: 'postage', amount: 320, practice: true }]);
    expect(await post('tracked', '2026-12-02')).toEqual([{ kind: 'postage', amount: 350, practice: true }]);
    expect(await post('online', '2026-12-02')).toEqual([]);
    expect(await post('ordinary', '2026-12-02')).toEqual([{ kind: 'postage', amount: 0, practice: true }]);
    await price('ordinary', '2024-10-01', 110);
    await acting(app, { actor: clerk }, (trx) => trx`select grant_price_costs(true)`);
    const [priced] = await app`select amount from costs where kind = 'postage' order by amount limit 1`;
    expect(priced).toEqual({ amount: 110 });

    const { batch, payments } = await confirmedBatch(app, world, [application]);
    await seal(app, world, batch);
    await recordResult(app, world, payments[0] ?? '', 'failed', '2026-12-03');
    const [fee] = await app`select kind, amount, remark from costs where payment = ${payments[0] ?? ''}`;
    expect(fee).toEqual({ kind: 'transfer_fee', amount: 440, remark: '振込不能（手数料は返却されません）' });
  });

  it('holds what the bank kept for a transfer that came back, once, priced by no table', async () => {
    const { app } = databases;
    const application = await caseIn(app, world, 'payable');
    const { batch, payments } = await confirmedBatch(app, world, [application]);
    await seal(app, world, batch);
    const payment = payments[0] ?? '';
    await recordResult(app, world, payment, 'failed', '2026-12-03', { fee_lost: 880, fee_deducted: true });
    const kept = () =>
      app`select amount, incurred_on::text as on, remark from costs where payment = ${payment} and kind = 'reversal_fee'`;
    const noted = [{ amount: 880, on: '2026-12-03', remark: '戻った資金から差し引かれた手数料' }];
    expect([...(await kept())]).toEqual(noted);
    await acting(app, { actor: clerk }, (trx) => trx`select grant_price_costs(true)`);
    expect([...(await kept())]).toEqual(noted);
  });

  it('is not made up, changed or deleted by hand, and its price stays', async () => {
    const { app, owner } = databases;
    const made = { id: randomUUID(), incurred_on: '2026-12-01', amount: 100, practice: true };
    await expectRefusal(
      app`insert into costs ${app({ ...made, kind: 'postage', remark: 'x' })}`.execute(),
      'cost_fenced',
    );
    await expectRefusal(app`insert into costs ${app({ ...made, kind: 'other' })}`.execute(), 'cost_fenced');
    await app`insert into costs ${app({ ...made, kind: 'reversal_fee', remark: '組戻 12月3日' })}`;
    await expectRefusal(app`update costs set amount = 1`.execute(), 'append_only');
    await expectRefusal(owner`delete from costs`.execute(), 'append_only');
    await expectRefusal(owner`update fee_tables set fee = 1 where kind = 'tracked'`.execute(), 'fee_used');
    await app`update costs set remark = '領収書あり' where id = ${made.id}`;
  });
});
