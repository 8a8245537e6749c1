import { randomUUID } from 'node:crypto';
import { nameKey } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acting, expectRefusal } from './act.ts';
import { AMOUNT, caseIn, grantCase, recommendCase, stateOf, step, submitCase } from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
import { confirmedBatch, seal } from './money-path.ts';
import { type World, buildWorld } from './world.ts';

let databases: Databases;
let world: World;
beforeAll(async () => {
  databases = await openDatabase();
  world = await buildWorld(databases.owner, 100_000_000);
});
afterAll(() => databases.close());

async function raise(application: string, actor: string): Promise<string> {
  const id = randomUUID();
  await acting(
    databases.app,
    { actor },
    (trx) =>
      trx`insert into suspicions ${trx({ id, application, kind: 'other', facts: '疑い', state: 'raised' })}`,
  );
  return id;
}
const change = (id: string, actor: string, set: Record<string, string>) =>
  acting(databases.app, { actor }, (trx) => trx`update suspicions set ${trx(set)} where id = ${id}`);
const propose = (id: string, actor: string, outcome = 'cleared') =>
  change(id, actor, { proposed_outcome: outcome, proposed_reason: '確認した。' });
const close = (id: string, actor: string, state = 'cleared') => change(id, actor, { state, outcome: '終結' });

describe('A suspicion', () => {
  it('freezes the decision until two people, neither of whom raised it, have closed it', async () => {
    const { app } = databases;
    const { clerk, manager, approver, reviewer } = { ...world.people, clerk: world.people.payment_clerk };
    const id = await caseIn(app, world, 'recommended');
    const suspicion = await raise(id, manager);
    await expectRefusal(grantCase(app, world, id), 'doubt_open');
    await expectRefusal(close(suspicion, approver), 'doubt_fenced');
    await expectRefusal(propose(suspicion, manager), 'same_person');
    await expectRefusal(propose(suspicion, clerk), 'forbidden_duty');
    await propose(suspicion, reviewer);
    await expectRefusal(close(suspicion, manager), 'same_person');
    await expectRefusal(close(suspicion, approver, 'confirmed'), 'doubt_fenced');
    await expectRefusal(grantCase(app, world, id), 'doubt_open');
    await close(suspicion, approver);
    await grantCase(app, world, id, { actor: await world.person('approver') });
    expect(await stateOf(app, id)).toBe('granted');
  });

  it('is not closed by whoever proposed, not taken back, and begins open', async () => {
    const { app } = databases;
    const { manager, approver } = world.people;
    const id = await caseIn(app, world, 'submitted');
    const suspicion = await raise(id, manager);
    await propose(suspicion, approver);
    await expectRefusal(close(suspicion, approver), 'same_person');
    await expectRefusal(change(suspicion, approver, { facts: '別の事実' }), 'doubt_fenced');
    await expectRefusal(change(suspicion, approver, { raised_by: approver }), 'doubt_fenced');
    await expectRefusal(app`delete from suspicions where id = ${suspicion}`, 'append_only');
    await close(suspicion, await world.person('manager'));
    await expectRefusal(change(suspicion, approver, { state: 'raised' }), 'doubt_fenced');
    const closed = { id: randomUUID(), application: id, kind: 'other', facts: '疑い', state: 'cleared' };
    await expectRefusal(
      acting(app, { actor: manager }, (trx) => trx`insert into suspicions ${trx(closed)}`),
      'doubt_fenced',
    );
  });

  it('keeps a confirmed fraud from the money, and lets the refusal through', async () => {
    const { app } = databases;
    const { manager, approver, reviewer } = world.people;
    const id = await caseIn(app, world, 'recommended');
    const suspicion = await raise(id, manager);
    await propose(suspicion, reviewer, 'confirmed');
    await close(suspicion, approver, 'confirmed');
    await expectRefusal(grantCase(app, world, id), 'doubt_open');
    const refusal = {
      id: randomUUID(),
      application: id,
      kind: 'refuse',
      number: randomUUID(),
      status: 'live',
    };
    await step(app, id, {
      event: 'refuse',
      to: 'refused',
      duty: 'approver',
      actor: approver,
      also: async (trx) => {
        const people = { recommended_by: reviewer, decided_by: approver, decided_at: '2026-11-21T03:00:00Z' };
        await trx`insert into decisions ${trx({ ...refusal, ...people })}`;
      },
    });
    expect(await stateOf(app, id)).toBe('refused');
  });

  it('confirmed by mistake is opened again by another person with a reason, and closed anew by two', async () => {
    const { app } = databases;
    const { manager, approver, reviewer } = world.people;
    const id = await caseIn(app, world, 'recommended');
    const suspicion = await raise(id, reviewer);
    await propose(suspicion, manager, 'confirmed');
    await close(suspicion, approver, 'confirmed');
    const third = await world.person('approver');
    const gone = { proposed_outcome: null, proposed_reason: null, proposed_by: null, proposed_at: null };
    const reopen = (actor: string, reason: string, more: Record<string, string | null> = {}) =>
      acting(app, { actor, reason }, async (trx) => {
        const set = { state: 'raised', ...gone, outcome: null, closed_by: null, closed_at: null, ...more };
        await trx`update suspicions set ${trx(set)} where id = ${suspicion}`;
      });
    for (const one of [manager, approver]) await expectRefusal(reopen(one, '誤り'), 'same_person');
    await expectRefusal(reopen(reviewer, '誤り'), 'forbidden_duty');
    await expectRefusal(reopen(third, ' '), 'reopening_reason');
    await expectRefusal(reopen(third, '誤り', { state: 'cleared' }), 'doubt_fenced');
    await expectRefusal(reopen(third, '誤り', { facts: '別の事実' }), 'doubt_fenced');
    await expectRefusal(reopen(third, '誤り', { outcome: '終結' }), 'doubt_fenced');
    await reopen(third, '別の事業主の記録と取り違えたため');
    await expectRefusal(grantCase(app, world, id, { actor: third }), 'doubt_open');
    const [kept] = await app`select * from suspicion_reopenings where suspicion = ${suspicion}`;
    expect(kept).toMatchObject({
      reopened_by: third,
      reason: '別の事業主の記録と取り違えたため',
      before: { state: 'confirmed', outcome: '終結', closed_by: approver, proposed_by: manager },
    });
    await expectRefusal(app`delete from suspicion_reopenings`.execute(), 'append_only');
    await propose(suspicion, manager);
    await close(suspicion, approver);
    await grantCase(app, world, id, { actor: third });
    expect(await stateOf(app, id)).toBe('granted');
  });

  it('keeps a batch from being sealed', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'payable');
    const { batch } = await confirmedBatch(app, world, [id]);
    await raise(id, world.people.payment_clerk);
    await expectRefusal(seal(app, world, batch), 'doubt_open');
  });

  it('keeps a batch from being sealed that is raised after its payments were looked at', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'payable');
    const { batch, payments } = await confirmedBatch(app, world, [id]);
    const late = acting(
      app,
      { actor: world.people.payment_clerk, money: 'seal', today: '2026-11-30' },
      async (trx) => {
        await trx`update payments set state = 'sealed' where payment_batch = ${batch}`;
        await raise(id, world.people.manager);
        await trx`update payment_batches set ${trx({
          state: 'sealed',
          item_count: payments.length,
          total: AMOUNT,
          file_sha256: 'f'.repeat(64),
          file_body: 'file',
        })}, version = version + 1 where id = ${batch}`;
      },
    );
    await expectRefusal(late, 'doubt_open');
  });

  it('lets a suspended case be withdrawn as it could be before, and no decided one', async () => {
    const { app } = databases;
    const { manager, applicant } = world.people;
    const suspend = { event: 'suspend', to: 'suspended', duty: 'manager', actor: manager } as const;
    const withdraw = { event: 'withdraw', to: 'withdrawn', duty: 'applicant', actor: applicant } as const;
    const open = await caseIn(app, world, 'submitted');
    await step(app, open, suspend);
    await step(app, open, withdraw);
    expect(await stateOf(app, open)).toBe('withdrawn');
    const decided = await caseIn(app, world, 'granted');
    await step(app, decided, suspend);
    await expectRefusal(step(app, decided, withdraw), 'illegal_transition');
  });

  it('ends a correction under way with the suspension', async () => {
    const { app } = databases;
    const { manager, reviewer } = world.people;
    const id = await caseIn(app, world, 'submitted');
    await step(app, id, { event: 'take', to: 'in_review', duty: 'reviewer', actor: reviewer });
    const ask = {
      event: 'request_correction',
      to: 'correction_requested',
      duty: 'reviewer',
      actor: reviewer,
    } as const;
    await step(app, id, ask);
    await step(app, id, { event: 'suspend', to: 'suspended', duty: 'manager', actor: manager });
    const [row] = await app`select suspended_from from applications where id = ${id}`;
    expect(row?.['suspended_from']).toBe('in_review');
  });
});

describe('A bar', () => {
  const bar = (more: Record<string, string | boolean>) => ({
    id: randomUUID(),
    kind: 'employer',
    name: '株式会社サンプル',
    starts_on: '2026-04-01',
    until_on: '2029-03-31',
    reason: '不正受給',
    practice: true,
    ...more,
  });
  const numbered = async (corporate_number: string): Promise<string> => {
    const id = await caseIn(databases.app, world, 'draft');
    await databases.app`update applications set ${databases.app({ employer_corporate_number: corporate_number })} where id = ${id}`;
    await submitCase(databases.app, world, id);
    await recommendCase(databases.app, world, id);
    return id;
  };

  it('keeps its employer from a grant while it lasts, and stays on the list', async () => {
    const { app, owner } = databases;
    const id = await numbered('4011001098993');
    const row = bar({ corporate_number: '4011001098993' });
    await owner`insert into bars ${owner(row)}`;
    await expectRefusal(grantCase(app, world, id), 'barred');
    await expectRefusal(app`delete from bars where id = ${row.id}`, 'append_only');
    await owner`update bars set until_on = '2026-04-02' where id = ${row.id}`;
    await grantCase(app, world, id);
    expect(await stateOf(app, id)).toBe('granted');
  });

  it('is found for a representative or an agent in whatever spelling the judgement takes for the same', async () => {
    const { app, owner } = databases;
    const spellings = [
      '髙﨑',
      '髙 﨑',
      'ﾀｶｻｷ',
      'たかさき',
      'ゔぁん・ﾃﾞｨﾅｰ',
      '渡邉　花子',
      '辻󠄀 一',
      'Ｊｏｈｎ Smith',
    ];
    // Kana, symbols, kanji of every plane and their compatibility forms; a name has a character before and after.
    for (const [first, last] of [
      [0x20, 0x7e],
      [0x2000, 0x2fff],
      [0x3000, 0x33ff],
      [0x3400, 0x9fff],
      [0xf900, 0xffef],
      [0x20000, 0x2fa1f],
    ] as const)
      for (let point = first; point <= last; point += 1) spellings.push(`髙${String.fromCodePoint(point)}木`);
    const keys = await owner<{ name: string; key: string }[]>`
      select name, grant_person_key(name) as key from unnest(${spellings}::text[]) name`;
    expect(keys.filter(({ name, key }) => key.toUpperCase() !== nameKey(name))).toEqual([]);

    const id = await caseIn(app, world, 'recommended');
    await app`insert into judgements ${app({
      id: randomUUID(),
      application: id,
      number: 1,
      judged_at: '2026-11-20T03:00:00Z',
      verdict: 'eligible',
    })}`;
    const newer = async () =>
      (await owner<{ newer: boolean }[]>`select grant_bars_newer(${id}) as newer`)[0]?.newer;
    for (const [written, barred] of [
      ['髙﨑', '高崎'],
      ['辺', '邉'],
      ['タカサキ', 'たか さき'],
      ['ﾀｶｻｷ', 'たかさき'],
    ] as const) {
      await owner.begin(async (trx) => {
        await trx`set local session_replication_role = replica`;
        await trx`update applications set representative_name = ${written} where id = ${id}`;
      });
      await expect(newer(), written).resolves.toBe(false);
      const row = bar({ kind: 'representative', name: barred, name_key: nameKey(barred) });
      await owner`insert into bars ${owner(row)}`;
      await expect(newer(), written).resolves.toBe(true);
      await owner.begin(async (trx) => {
        await trx`set local session_replication_role = replica`;
        await trx`delete from bar_changes where bar = ${row.id}`;
        await trx`delete from bars where id = ${row.id}`;
      });
    }
  });

  it('has its days in order and names the agent it is about', async () => {
    const { owner } = databases;
    await expectRefusal(owner`insert into bars ${owner(bar({ until_on: '2026-03-31' }))}`, 'bar_dates');
    await expectRefusal(owner`insert into bars ${owner(bar({ kind: 'agent' }))}`, 'bar_agent');
  });
});
