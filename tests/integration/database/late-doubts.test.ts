/** 決定の後の重複・支給停止・過年度の支給 in plain SQL: money that was rightly decided waits until somebody has looked at what was found since. */
import { randomUUID } from 'node:crypto';
import { nameKey } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acting, expectRefusal } from './act.ts';
import { caseIn, grantCase, recommendCase, stateOf, step, submitCase } from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
import { confirmedBatch, openBatch, prepare, recordResult, seal } from './money-path.ts';
import { judgeSet, openSet, settleSet } from './set-path.ts';
import { type World, buildWorld } from './world.ts';

let databases: Databases;
let world: World;
beforeAll(async () => {
  databases = await openDatabase();
  world = await buildWorld(databases.owner, 100_000_000);
});
afterAll(() => databases?.close());

async function payable(answers: Record<string, string> = {}): Promise<string> {
  const { app } = databases;
  const id = await caseIn(app, world, 'draft');
  if (Object.keys(answers).length > 0) await app`update applications set ${app(answers)} where id = ${id}`;
  await submitCase(app, world, id);
  await recommendCase(app, world, id);
  await grantCase(app, world, id);
  await step(app, id, {
    event: 'post_notice',
    to: 'payable',
    duty: 'reception',
    actor: world.people.reception,
  });
  return id;
}
async function settle(set: string, verdicts: Record<string, string>, state: string): Promise<void> {
  const { reviewer: actor } = world.people;
  for (const [application, verdict] of Object.entries(verdicts))
    await judgeSet(databases.app, set, application, { actor, verdict, reason: '確認した。' });
  await settleSet(databases.app, set, state, actor);
}
async function bar(more: Record<string, string | boolean>): Promise<string> {
  const { owner } = databases;
  const id = randomUUID();
  await owner`insert into bars ${owner({
    id,
    kind: 'employer',
    name: '株式会社サンプル',
    starts_on: '2026-11-22',
    until_on: '2031-11-21',
    reason: '別の助成金の不正受給',
    practice: true,
    ...more,
  })}`;
  return id;
}
async function look(
  application: string,
  of: string,
  { actor = world.people.manager, reason = '別の助成金の件で、この決定に影響しない。', seen = 0 } = {},
): Promise<void> {
  const [change] = await databases.owner`select max(seq)::int as seq from bar_changes where bar = ${of}`;
  await acting(databases.app, { actor }, async (trx) => {
    await trx`insert into late_looks ${trx({ application, bar: of, seen: seen || Number(change?.['seq'] ?? 0), reason })}`;
  });
}
const fetched = (batch: string) =>
  databases.app`insert into access_log (action, target_collection, target_id, purpose, at)
    values ('transfer_file_fetched', 'payment_batches', ${batch}, '取得', now())`.execute();
const prepared = async (id: string) =>
  prepare(databases.app, world, await openBatch(databases.app, world), id);

describe('A duplicate that is found after the decision', () => {
  it('keeps the payment back until its set is judged, at every step on the way out', async () => {
    const { app } = databases;
    const [id, other] = [await payable(), await caseIn(app, world, 'submitted')];
    let set = await openSet(databases.app, id, other);
    await expectRefusal(prepared(id), 'late_duplicate_open');
    await settle(set, { [id]: 'different', [other]: 'different' }, 'different');
    const { batch, payments } = await confirmedBatch(app, world, [id]);
    set = await openSet(databases.app, id, other);
    await expectRefusal(seal(app, world, batch), 'late_duplicate_open');
    await settle(set, { [id]: 'valid', [other]: 'duplicate' }, 'duplicate');
    await seal(app, world, batch);
    set = await openSet(databases.app, id, other);
    await expectRefusal(fetched(batch), 'late_duplicate_open');
    await settle(set, { [id]: 'valid', [other]: 'duplicate' }, 'duplicate');
    await fetched(batch);
    // What the bank did is recorded whatever is found meanwhile.
    await openSet(databases.app, id, other);
    await recordResult(app, world, payments[0] ?? '', 'paid');
  });

  it('keeps what was judged a duplicate from the money, and lets the decision be taken back', async () => {
    const { app } = databases;
    const { approver } = world.people;
    const [id, other] = [await payable(), await caseIn(app, world, 'submitted')];
    const set = await openSet(databases.app, id, other);
    await settle(set, { [id]: 'duplicate', [other]: 'valid' }, 'duplicate');
    await expectRefusal(prepared(id), 'late_duplicate_found');
    // A judgement in error is made anew by another person, and the money goes its way.
    await acting(
      app,
      { actor: approver, reason: '取り違えた。' },
      (trx) => trx`update duplicate_sets set state = 'open' where id = ${set}`,
    );
    await expectRefusal(prepared(id), 'late_duplicate_open');
    await settle(set, { [id]: 'different', [other]: 'different' }, 'different');
    await prepared(id);
  });

  it('is none where the decision rests on the judgement, though the set is open again for the other', async () => {
    const { app } = databases;
    const { reception, manager } = world.people;
    const [id, other] = [await caseIn(app, world, 'recommended'), await caseIn(app, world, 'recommended')];
    const set = await openSet(databases.app, id, other);
    await settle(set, { [id]: 'valid', [other]: 'duplicate' }, 'duplicate');
    await grantCase(app, world, id);
    await step(app, id, { event: 'post_notice', to: 'payable', duty: 'reception', actor: reception });
    await acting(
      app,
      { actor: manager, reason: '取り違えた。' },
      (trx) => trx`update duplicate_sets set state = 'open' where id = ${set}`,
    );
    await prepared(id);
    expect(await stateOf(app, id)).toBe('in_batch');
  });
});

describe('A bar that is entered after the decision', () => {
  it('keeps the payment back until an approver or manager says why it does not matter, and another prepares it', async () => {
    const { app } = databases;
    const { approver, manager, reviewer, payment_clerk } = world.people;
    const id = await payable({ employer_corporate_number: '4011001098993' });
    const made = await bar({ corporate_number: '4011001098993' });
    await expectRefusal(prepared(id), 'late_bar');
    for (const actor of [reviewer, payment_clerk])
      await expectRefusal(look(id, made, { actor }), 'forbidden_duty');
    await expectRefusal(look(id, made, { reason: ' ' }), 'late_look_reason');
    await expectRefusal(look(id, made, { seen: 9_999_999 }), 'late_look_stale');
    const elsewhere = await bar({ corporate_number: '7000012050002' });
    await expectRefusal(look(id, elsewhere), 'late_look_stale');
    await look(id, made, { actor: approver });
    await expectRefusal(look(id, made, { actor: manager }), 'late_look_stale');
    for (const work of [
      app`update late_looks set reason = 'x' where application = ${id}`,
      app`delete from late_looks where application = ${id}`,
    ])
      await expectRefusal(work.execute(), 'append_only');
    const { batch } = await confirmedBatch(app, world, [id]);
    // What is said of it later counts anew, also where the batch is under way.
    await databases.owner`update bars set until_on = '2036-11-21' where id = ${made}`;
    await expectRefusal(seal(app, world, batch), 'late_bar');
    await look(id, made);
    await seal(app, world, batch);
    await bar({ kind: 'employer', corporate_number: '4011001098993' });
    await expectRefusal(fetched(batch), 'late_bar');
  });

  it('is found by name for a representative, and is none where it was over before the decision or judged', async () => {
    const { app, owner } = databases;
    const id = await payable({ representative_name: '髙﨑 一郎' });
    const person = (more: Record<string, string> = {}) =>
      bar({ kind: 'representative', name: '高崎一郎', name_key: nameKey('高崎一郎'), ...more });
    await person({ starts_on: '2020-04-01', until_on: '2026-11-20' });
    await bar({ kind: 'representative', name: '高崎一', name_key: nameKey('高崎一') });
    const late = async () =>
      (await owner<{ late: string | null }[]>`select grant_late_doubt(${id}) as late`)[0]?.late;
    await expect(late()).resolves.toBeNull();
    const made = await person();
    await expect(late()).resolves.toBe('bar');
    const judged = (number: number, judged_at: string) =>
      owner.begin(async (trx) => {
        await trx`set local session_replication_role = replica`;
        const judgement = randomUUID();
        await trx`insert into judgements ${trx({ id: judgement, application: id, number, judged_at, verdict: 'eligible' })}`;
        await trx`insert into judged_bars select ${judgement}, max(seq) from bar_changes where bar = ${made}`;
      });
    // Entered already, but to begin later: the judgement of that day did not look at it.
    await judged(1, '2026-11-20T03:00:00Z');
    await expect(late()).resolves.toBe('bar');
    await judged(2, '2026-11-22T03:00:00Z');
    await expect(late()).resolves.toBeNull();
    await prepare(app, world, await openBatch(app, world), id);
  });

  it('is not waved through by whoever prepares the payment', async () => {
    const { owner } = databases;
    const { payment_clerk } = world.people;
    const id = await payable({ employer_corporate_number: '5000012010008' });
    const made = await bar({ corporate_number: '5000012010008' });
    await look(id, made);
    // Somebody who holds both duties.
    await owner.begin(async (trx) => {
      await trx`set local session_replication_role = replica`;
      await trx`update late_looks set looked_by = ${payment_clerk} where application = ${id}`;
    });
    await expectRefusal(prepared(id), 'same_person');
    const later = await payable({ employer_corporate_number: '8000020130001' });
    const { payments } = await confirmedBatch(databases.app, world, [later]);
    const found = await bar({ corporate_number: '8000020130001' });
    await owner.begin(async (trx) => {
      await trx`set local session_replication_role = replica`;
      await trx`update payments set prepared_by = ${world.people.manager} where id = ${payments[0] ?? ''}`;
    });
    await expectRefusal(look(later, found), 'same_person');
    await look(later, found, { actor: world.people.approver });
  });

  it('on the other side is nothing to this case', async () => {
    const { owner } = databases;
    const id = await payable({ employer_corporate_number: '6000012010007' });
    const made = await bar({ corporate_number: '6000012010007', practice: false });
    await expectRefusal(look(id, made), 'late_look_stale');
    const [row] = await owner`select grant_late_doubt(${id}) as late`;
    expect(row?.['late']).toBeNull();
  });
});

describe('An award of an earlier year that is found after the decision', () => {
  const award = async (application: string, state: string, found_at: string): Promise<string> => {
    const { owner } = databases;
    const [prior_award, id] = [randomUUID(), randomUUID()];
    const row = {
      id: prior_award,
      employer_name: '旧商号',
      fiscal_year: 2024,
      leave_days: 45,
      practice: true,
    };
    await owner`insert into prior_awards ${owner(row)}`;
    await owner`insert into list_matches (id, list, prior_award, employer, score, columns, state, found_at)
      select ${id}, 'prior_award', ${prior_award}, a.employer, 90, '[]', ${state}, ${found_at}
        from applications a where a.id = ${application}`;
    return id;
  };
  const judged = async (): Promise<string> => {
    const id = await payable();
    await databases.owner.begin(async (trx) => {
      await trx`set local session_replication_role = replica`;
      await trx`insert into judgements ${trx({
        id: randomUUID(),
        application: id,
        number: 1,
        judged_at: '2026-11-20T03:00:00Z',
        verdict: 'eligible',
      })}`;
    });
    return id;
  };
  const lookAt = async (application: string, list_match: string, more: Record<string, string> = {}) => {
    const [row] = await databases.owner<
      { seen: string }[]
    >`select seen from grant_late_awards(${application})`;
    await acting(databases.app, { actor: world.people.approver }, async (trx) => {
      const said = { application, list_match, seen: row?.seen ?? '1', reason: '要件に影響しない。', ...more };
      await trx`insert into late_looks ${trx(said)}`;
    });
  };
  const say = (match: string, state: string, decided_at: string) =>
    databases.owner`update list_matches set ${databases.owner({ state, decided_at, reason: '確認した。', decided_by: world.people.reviewer })} where id = ${match}`;

  it('keeps the payment back until somebody says whose it is, or why it does not matter', async () => {
    const id = await judged();
    await award(id, 'match', '2026-11-20T02:00:00Z');
    const match = await award(id, 'open', '2026-11-25T03:00:00Z');
    await expectRefusal(prepared(id), 'late_award');
    await say(match, 'no_match', '2026-11-26T03:00:00Z');
    const { batch } = await confirmedBatch(databases.app, world, [id]);
    await say(match, 'match', '2026-11-27T03:00:00Z');
    await expectRefusal(seal(databases.app, world, batch), 'late_award');
    await expectRefusal(lookAt(id, match, { reason: ' ' }), 'late_look_reason');
    await expectRefusal(lookAt(id, match, { seen: '1' }), 'late_look_stale');
    const both = await bar({ corporate_number: '7000012050002' });
    await expectRefusal(lookAt(id, match, { bar: both }), 'late_look_stale');
    await lookAt(id, match);
    await expectRefusal(lookAt(id, match), 'late_look_stale');
    await seal(databases.app, world, batch);
    // What is said of it afterwards counts anew.
    await say(match, 'match', '2026-11-28T03:00:00Z');
    await expectRefusal(fetched(batch), 'late_award');
  });

  it('is none where it was known to the judgement, or nothing new was said of it', async () => {
    const id = await judged();
    const match = await award(id, 'open', '2026-11-19T03:00:00Z');
    await say(match, 'later', '2026-11-25T03:00:00Z');
    await prepared(id);
    expect(await stateOf(databases.app, id)).toBe('in_batch');
  });
});
