/** 郵送の記入の不備 in plain SQL: taken in, never granted, and not to be made whole by a stroke of the pen. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acting, expectRefusal } from './act.ts';
import {
  AMOUNT,
  caseIn,
  grantCase,
  startCase,
  stateOf,
  step,
  submitCase,
  type Columns,
} from './case-path.ts';
import { openDatabase, type Databases } from './database.ts';
import { buildWorld, type World } from './world.ts';

let databases: Databases;
let world: World;
beforeAll(async () => {
  databases = await openDatabase();
  world = await buildWorld(databases.owner);
});
afterAll(() => databases.close());

/** One answer that the paper leaves open, and none. */
const open = () => databases.app.json([{ key: 'childBirthOn', note: '' }]);
const none = () => databases.app.json([]);

/** Papers as they were opened: nothing but the number. */
async function receive(): Promise<string> {
  const id = randomUUID();
  const actor = world.people.reception;
  await acting(databases.app, { event: 'receive', duty: 'reception', actor }, async (trx) => {
    await trx`insert into applications ${trx({
      id,
      state: 'received',
      channel: 'post',
      programme: world.programme,
      programme_version: world.version,
      practice: true,
      receipt_number: `P${id}`.slice(0, 30),
      received_on: '2026-11-20',
    })}`;
  });
  return id;
}

async function register(id: string, set: Columns): Promise<void> {
  const actor = world.people.reception;
  await step(databases.app, id, { event: 'register', to: 'submitted', duty: 'reception', actor, set });
}

/** A registered case under review with these columns. */
async function inReview(set: Columns): Promise<string> {
  const id = await receive();
  const employer = await world.employer();
  await register(id, { employer, employer_name: '株式会社すきま', employer_phone: '0286000001', ...set });
  const { reviewer: actor } = world.people;
  await step(databases.app, id, { event: 'take', to: 'in_review', duty: 'reviewer', actor });
  return id;
}

const recommend = (id: string, recommendation: 'grant' | 'refuse') => {
  const { reviewer: actor } = world.people;
  const set = { recommendation };
  return step(databases.app, id, { event: 'recommend', to: 'recommended', duty: 'reviewer', actor, set });
};

describe('Papers with gaps', () => {
  it('are registered with a name and a telephone or an address, and not without', async () => {
    const id = await receive();
    await expectRefusal(register(id, { gaps: open() }), 'unidentified');
    await expectRefusal(
      register(id, { gaps: open(), employer_name: ' ', employer_phone: '1' }),
      'unidentified',
    );
    await expectRefusal(register(id, { gaps: open(), employer_name: '株式会社すきま' }), 'unidentified');
    await register(id, { gaps: open(), employer_name: '株式会社すきま', employer_address: '宇都宮市' });
    expect(await stateOf(databases.app, id)).toBe('submitted');
  });

  it('are not recommended for a grant, nor without an amount, an account or the child, but for a refusal', async () => {
    const lacking = await inReview({ gaps: open(), amount_total: AMOUNT });
    await expectRefusal(recommend(lacking, 'grant'), 'answers_open');
    const hollow = await inReview({ gaps: none(), amount_total: AMOUNT });
    await expectRefusal(recommend(hollow, 'grant'), 'answers_open');
    await recommend(lacking, 'refuse');
    await expectRefusal(grantCase(databases.app, world, lacking), 'answers_open');
    expect(await stateOf(databases.app, lacking)).toBe('recommended');
  });

  it('keep their gaps until an answer closes them, whatever the door', async () => {
    const { app } = databases;
    const id = await inReview({ gaps: open() });
    await expectRefusal(
      app`update applications set gaps = ${none()} where id = ${id}`.execute(),
      'content_locked',
    );
    const { reviewer } = world.people;
    const act = { event: 'recommend', duty: 'reviewer', actor: reviewer } as const;
    await expectRefusal(
      acting(app, act, (trx) => trx`update applications set gaps = null where id = ${id}`),
      'content_locked',
    );
    const unregistered = await receive();
    await expectRefusal(
      app`update applications set gaps = ${open()} where id = ${unregistered}`.execute(),
      'content_locked',
    );
  });
});

describe('A finding that stands against a grant', () => {
  /** A case in review with one finding of this verdict, the newest of two judgements. */
  async function judged(verdict: string): Promise<{ id: string; mark: (as: string) => Promise<unknown> }> {
    const { app } = databases;
    const { reviewer: actor } = world.people;
    const id = await caseIn(app, world, 'submitted');
    let finding = '';
    for (const [index, found] of ['failed', verdict].entries()) {
      const judgement = randomUUID();
      finding = randomUUID();
      const row = { id: judgement, application: id, number: index + 1, verdict: 'eligible' };
      await app`insert into judgements ${app({ ...row, judged_at: '2026-11-20T03:00:00Z' })}`;
      await app`insert into findings ${app({ id: finding, judgement, application: id, rule: 'leave', verdict: found })}`;
    }
    await step(app, id, { event: 'take', to: 'in_review', duty: 'reviewer', actor });
    let seen = 0;
    const mark = (as: string) => {
      seen += 1;
      const set = { mark: as, mark_note: '確認', mark_version: seen };
      return acting(app, { actor }, (trx) => trx`update findings set ${app(set)} where id = ${finding}`);
    };
    return { id, mark };
  }

  it('keeps back the recommendation and the decision: 不備, 保留, or neither passed nor marked', async () => {
    const { app } = databases;
    for (const verdict of ['passed', 'failed']) {
      const { id, mark } = await judged(verdict);
      if (verdict !== 'passed') await expectRefusal(recommend(id, 'grant'), 'findings_against');
      for (const as of ['hold', 'defect']) {
        await mark(as);
        await expectRefusal(recommend(id, 'grant'), 'findings_against');
      }
      await recommend(id, 'refuse');
      await expectRefusal(grantCase(app, world, id), 'findings_against');
      expect(await stateOf(app, id)).toBe('recommended');
    }
  });

  it('does no longer once the reviewer has found it in order', async () => {
    const { app } = databases;
    const { id, mark } = await judged('to_check');
    await mark('defect');
    await mark('ok');
    await recommend(id, 'grant');
    await grantCase(app, world, id);
    expect(await stateOf(app, id)).toBe('granted');
  });
});

describe('An application filed online', () => {
  it('has no gap, from its first day on', async () => {
    const { app } = databases;
    const id = await startCase(app, world);
    await expectRefusal(
      app`update applications set gaps = ${open()} where id = ${id}`.execute(),
      'content_locked',
    );
    const { applicant: actor } = world.people;
    const set = { gaps: open(), receipt_number: 'R-online', received_on: '2026-11-20' };
    await expectRefusal(
      step(app, id, { event: 'submit', to: 'submitted', duty: 'applicant', actor, set }),
      'gaps_by_post',
    );
    await submitCase(app, world, id);
    expect(await stateOf(app, id)).toBe('submitted');
  });
});
