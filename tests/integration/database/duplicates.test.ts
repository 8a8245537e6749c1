/** 重複の判断 in plain SQL: who judges, what keeps a decision back, and who may open a judgement again. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acting, expectRefusal } from './act.ts';
import { caseIn, grantCase, recommendCase, stateOf, step, submitCase } from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
import { joinSet, judgeSet, openSet, readSet, settleSet } from './set-path.ts';
import { type World, buildWorld } from './world.ts';

let databases: Databases;
let world: World;
beforeAll(async () => {
  databases = await openDatabase();
  world = await buildWorld(databases.owner);
});
afterAll(() => databases?.close());

const setOf = (...cases: string[]) => openSet(databases.app, ...cases);
const judge = (set: string, application: string, verdict: string, reason: string, seen?: string) =>
  judgeSet(databases.app, set, application, {
    actor: world.people.reviewer,
    verdict,
    reason,
    ...(seen === undefined ? {} : { seen }),
  });
const settle = (set: string, state: string, actor = world.people.reviewer) =>
  settleSet(databases.app, set, state, actor);

describe('A set of possible duplicates', () => {
  it('keeps every decision back until each case is judged, and a duplicate from its grant', async () => {
    const { app } = databases;
    const [kept, copy] = [await caseIn(app, world, 'recommended'), await caseIn(app, world, 'recommended')];
    const set = await setOf(kept, copy);
    await expectRefusal(grantCase(app, world, kept), 'duplicate_open');
    await judge(set, kept, 'valid', '原本である。');
    await expectRefusal(settle(set, 'valid'), 'duplicate_unjudged');
    await expectRefusal(judge(set, copy, 'duplicate', ' '), 'duplicate_unjudged');
    await judge(set, copy, 'duplicate', '同じ申請である。');
    await expectRefusal(settle(set, 'duplicate', world.people.payment_clerk), 'forbidden_duty');
    await settle(set, 'duplicate');
    await expectRefusal(grantCase(app, world, copy), 'duplicate_found');
    await grantCase(app, world, kept);
    expect(await stateOf(app, kept)).toBe('granted');
  });

  it('is judged by each for what he has not judged: nobody writes over the word of another', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'submitted');
    const set = await setOf(id);
    await judge(set, id, 'different', '別件である。');
    const other = (change: object) =>
      acting(
        app,
        { actor: world.people.manager },
        (trx) =>
          trx`update duplicate_members set ${trx(change as Record<string, string | null>)} where duplicate_set = ${set}`,
      );
    await expectRefusal(other({ verdict: 'valid', reason: '原本である。' }), 'verdict_of_another');
    await expectRefusal(other({ reason: '別の理由。' }), 'verdict_of_another');
    await expectRefusal(other({ verdict: null, reason: null }), 'verdict_of_another');
    await judge(set, id, 'valid', '見直した。');
  });

  it('is judged by whoever read what it says now, and anew once it says something else', async () => {
    const { app } = databases;
    const [one, other] = [await caseIn(app, world, 'recommended'), await caseIn(app, world, 'recommended')];
    const set = await setOf(one, other);
    const before = await readSet(app, set);
    await judge(set, one, 'different', '別件である。');
    expect(await readSet(app, set)).toBe(before);
    const matches = JSON.stringify([{ rule: 'account', values: ['a'] }]);
    const rewrite = () =>
      app`update duplicate_sets set rule = 'account', matches = ${matches} where id = ${set}`;
    await rewrite();
    const judged = () =>
      app`select verdict from duplicate_members where duplicate_set = ${set} and verdict is not null`;
    expect(await judged()).toEqual([]);
    for (const stale of [before, ''])
      await expectRefusal(judge(set, other, 'different', '別件である。', stale), 'duplicate_rewritten');
    await judge(set, one, 'different', '別の口座である。');
    // Written once more as it is, it leaves what was judged; a further case is a set that nobody has read.
    await rewrite();
    expect(await judged()).toHaveLength(1);
    const seen = await readSet(app, set);
    const third = await caseIn(app, world, 'submitted');
    await joinSet(app, set, third);
    await expectRefusal(judge(set, other, 'different', '別件である。', seen), 'duplicate_rewritten');
    for (const id of [other, third]) await judge(set, id, 'different', '別件である。');
    const settled = await readSet(app, set);
    await settle(set, 'different');
    await acting(
      app,
      { actor: world.people.manager, reason: '登記を取り違えた。' },
      (trx) => trx`update duplicate_sets set state = 'open' where id = ${set}`,
    );
    await expectRefusal(judge(set, one, 'different', '別件である。', settled), 'duplicate_rewritten');
  });

  it('is not judged again or taken away', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'submitted');
    const set = await setOf(id);
    await judge(set, id, 'different', '別件である。');
    await settle(set, 'different');
    await expectRefusal(judge(set, id, 'valid', '変更'), 'append_only');
    await expectRefusal(settle(set, 'valid'), 'append_only');
    await expectRefusal(app`delete from duplicate_members where duplicate_set = ${set}`, 'append_only');
    await expectRefusal(app`delete from duplicate_sets where id = ${set}`, 'append_only');
  });
});

describe('One leave filed twice', () => {
  const filed = async (employee_key: string): Promise<string> => {
    const id = await caseIn(databases.app, world, 'draft');
    await databases.app`update applications set ${databases.app({ employee_key, insurance_office_number: '09011234567' })} where id = ${id}`;
    await submitCase(databases.app, world, id);
    return id;
  };

  it('is not granted while it stands in no set with the other, and is once both were judged', async () => {
    const { app } = databases;
    const [first, second] = [await filed('50012000001/2026-05-01'), await filed('50012000001/2026-05-01')];
    await recommendCase(app, world, second);
    await expectRefusal(grantCase(app, world, second), 'duplicate_unseen');
    const set = await setOf(first, second);
    for (const id of [first, second]) await judge(set, id, 'valid', '別の休業である。');
    await settle(set, 'valid');
    await grantCase(app, world, second);
    expect(await stateOf(app, second)).toBe('granted');
  });

  it('is not taken in at all where the figures say so, until the first is withdrawn', async () => {
    const { app, owner } = databases;
    const { applicant } = world.people;
    const rule = (value: string) =>
      owner`update programme_versions set exact_duplicates = ${value} where id = ${world.version}`;
    await rule('receipt');
    try {
      const first = await filed('50012000002/2026-05-01');
      await expectRefusal(filed('50012000002/2026-05-01'), 'duplicate_filed');
      await filed('50012000002/2026-05-02');
      await step(app, first, { event: 'withdraw', to: 'withdrawn', duty: 'applicant', actor: applicant });
      await filed('50012000002/2026-05-01');
      // Papers that have come are registered, and stopped at the decision.
      const posted = randomUUID();
      const { reception: actor } = world.people;
      await acting(app, { event: 'receive', duty: 'reception', actor }, async (trx) => {
        await trx`insert into applications ${trx({
          id: posted,
          state: 'received',
          channel: 'post',
          programme: world.programme,
          programme_version: world.version,
          practice: true,
          receipt_number: `P${posted}`.slice(0, 30),
          received_on: '2026-11-20',
        })}`;
      });
      const columns = { employee_key: '50012000002/2026-05-01', insurance_office_number: '09011234567' };
      await step(app, posted, {
        event: 'register',
        to: 'submitted',
        duty: 'reception',
        actor,
        set: { ...columns, employer_name: '株式会社サンプル', employer_phone: '0286000001' },
      });
      expect(await stateOf(app, posted)).toBe('submitted');
    } finally {
      await rule('decision');
    }
    await filed('50012000002/2026-05-01');
  });
});

describe('A judgement that was wrong', () => {
  const reopen = (set: string, actor: string, reason = '登記を取り違えた。') =>
    acting(
      databases.app,
      { actor, reason },
      (trx) => trx`update duplicate_sets set state = 'open' where id = ${set}`,
    );
  const verdicts = async (set: string) => {
    const rows =
      await databases.app`select application, verdict from duplicate_members where duplicate_set = ${set}`;
    return new Map(rows.map((row) => [row['application'], row['verdict']]));
  };

  it('is opened again by another person with a reason, and what was judged is kept', async () => {
    const { app } = databases;
    const [one, other] = [await caseIn(app, world, 'recommended'), await caseIn(app, world, 'recommended')];
    const set = await setOf(one, other);
    await judge(set, one, 'valid', '原本である。');
    await judge(set, other, 'duplicate', '同じ申請である。');
    await settle(set, 'duplicate');
    const { approver, manager, reviewer, payment_clerk } = world.people;
    await expectRefusal(reopen(set, reviewer), 'same_person');
    await expectRefusal(reopen(set, payment_clerk), 'forbidden_duty');
    await expectRefusal(reopen(set, approver, ' '), 'reopening_reason');
    await expectRefusal(
      app`update duplicate_sets set state = 'open' where id = ${set}`.execute(),
      'forbidden_duty',
    );
    await expectRefusal(
      acting(
        app,
        { actor: approver, reason: '誤り' },
        (trx) => trx`update duplicate_sets set state = 'open', rule = 'mail' where id = ${set}`,
      ),
      'append_only',
    );
    await reopen(set, approver);
    expect([...(await verdicts(set)).values()]).toEqual([null, null]);
    const [kept] = await app`select * from duplicate_reopenings where duplicate_set = ${set}`;
    expect(kept).toMatchObject({ reopened_by: approver, reason: '登記を取り違えた。', outcome: 'duplicate' });
    expect(kept?.['judgements']).toMatchObject([
      { application: one, verdict: 'valid', reason: '原本である。', decided_by: reviewer },
      { application: other, verdict: 'duplicate', reason: '同じ申請である。', decided_by: reviewer },
    ]);
    await expectRefusal(app`update duplicate_reopenings set reason = ''`.execute(), 'append_only');
    await expectRefusal(app`delete from duplicate_reopenings`.execute(), 'append_only');
    await expectRefusal(
      app`insert into duplicate_reopenings select gen_random_uuid(), ${set}, ${manager}, now(), 'x', 'valid', '[]'`.execute(),
      'append_only',
    );
    // Until it is judged anew nothing is decided; then both may be granted.
    await expectRefusal(grantCase(app, world, other), 'duplicate_open');
    await judge(set, one, 'different', '別の従業員である。');
    await judge(set, other, 'different', '別の従業員である。');
    await settle(set, 'different');
    await grantCase(app, world, other);
    expect(await stateOf(app, other)).toBe('granted');
  });

  it('stays where a decision rests on it, and is open for the case that is not decided', async () => {
    const { app } = databases;
    const { approver, manager } = world.people;
    const [kept, copy] = [await caseIn(app, world, 'recommended'), await caseIn(app, world, 'recommended')];
    const set = await setOf(kept, copy);
    await judge(set, kept, 'valid', '原本である。');
    await judge(set, copy, 'duplicate', '同じ申請である。');
    await settle(set, 'duplicate');
    await grantCase(app, world, kept);
    await reopen(set, manager);
    const after = await verdicts(set);
    expect([after.get(kept), after.get(copy)]).toEqual(['valid', null]);
    await expectRefusal(judge(set, kept, 'different', '変更'), 'duplicate_decided');
    await judge(set, copy, 'different', '別の従業員である。');
    await settle(set, 'valid');
    await grantCase(app, world, copy);
    await expectRefusal(reopen(set, approver), 'duplicate_decided');
  });

  it('because a case was withdrawn is opened with the undoing, by whomever, but for what a decision rests on', async () => {
    const { app } = databases;
    const { manager, reception, reviewer } = world.people;
    const [back, kept] = [await caseIn(app, world, 'recommended'), await caseIn(app, world, 'recommended')];
    const [before, during] = [await setOf(back, kept), await setOf(back, kept)];
    const judged = async (set: string) => {
      for (const id of [back, kept])
        await judgeSet(app, set, id, { actor: manager, verdict: 'valid', reason: '取下げ済み' });
      await settle(set, 'valid', manager);
    };
    await judged(before);
    const withdraw = { event: 'withdraw', to: 'withdrawn', duty: 'reception', actor: reception } as const;
    await step(app, back, withdraw);
    await judged(during);
    await grantCase(app, world, kept);
    const half = await setOf(back, kept);
    await judge(half, back, 'different', '取下げ済み');
    // Until the case stands again the judgement is like any other.
    await expectRefusal(reopen(during, manager), 'same_person');
    const undo = { event: 'undo_withdrawal', to: 'recommended', duty: 'manager', actor: manager } as const;
    await step(app, back, { ...undo, facts: { mistake: 'true' } });
    const states = await app`select id, state from duplicate_sets where id in (${before}, ${during})`;
    expect(new Map(states.map((row) => [row['id'], row['state']]))).toEqual(
      new Map([
        [before, 'valid'],
        [during, 'open'],
      ]),
    );
    const after = await verdicts(during);
    expect([after.get(kept), after.get(back)]).toEqual(['valid', null]);
    expect([...(await verdicts(half)).values()]).toEqual([null, null]);
    for (const id of [back, kept]) await judge(half, id, 'different', '別の電話である。');
    await settle(half, 'different');
    await expectRefusal(grantCase(app, world, back), 'duplicate_open');
    await judge(during, back, 'duplicate', '同じ休業である。');
    await settle(during, 'duplicate');
    await expectRefusal(grantCase(app, world, back), 'duplicate_found');
    // Judged since it stands again, it is opened by another person only.
    await expectRefusal(reopen(during, reviewer), 'same_person');
  });
});
