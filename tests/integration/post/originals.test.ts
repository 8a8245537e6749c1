/** 郵送: originals in custody, and the status page of who applied by post. */
import { randomUUID } from 'node:crypto';
import * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { readPdf } from '../../fixtures/pdf.ts';
import { setStage, type Stage } from '../cases/cast.ts';

let office: Office;
let stage: Stage;
let id: string;
let receiptNumber: string;

beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
  const opened = await stage.cast.by('reception').call('case.receive', {
    arrivedOn: '2026-07-15',
    place: '鍵付き書庫 2段目',
  });
  ({ id, receiptNumber } = opened);
});
afterAll(() => office?.stop());

const WHOLE = '申請書類一式';
const record = (who: 'reception' | 'manager' | 'reviewer', input: object) =>
  stage.client(who).post(`/grants/custody/${id}`, { what: WHOLE, ...input });

describe('原本の保管', () => {
  it('begins when the envelope is opened, at the place that was said', async () => {
    const { originals } = await stage.cast.by('reviewer').call('custody.list', { id });
    expect(originals).toMatchObject([
      { what: WHOLE, next: [], entries: [{ action: 'stored', place: '鍵付き書庫 2段目' }] },
    ]);
    const { alongside } = await stage.cast.by('reviewer').call('case.workbench', { id });
    expect(alongside).toMatchObject([{ label: '原本の保管', note: `${WHOLE}　鍵付き書庫 2段目` }]);
  });

  it('takes each step in its order, by the desk alone, and destroys with two people', async () => {
    expect(refusalCode(await record('reviewer', { action: 'moved', place: '審査席' }))).toBe('FORBIDDEN');
    expect(refusalCode(await record('reception', { action: 'destroyed', place: '裁断' }))).toBe(
      'GUARD_FAILED',
    );
    expect(refusalCode(await record('reception', { action: 'moved' }))).toBe('INVALID_INPUT');
    // Moved once, however often it is said; moved elsewhere under the same key is for a person to tell.
    const moved = { action: 'moved', place: '審査席', idempotencyKey: 'moved-once-1' };
    for (const answer of await Promise.all([record('reception', moved), record('reception', moved)]))
      expect(answer.status).toBe(200);
    const elsewhere = await record('reception', { ...moved, place: '棚B' });
    expect(refusalCode(elsewhere)).toBe('ALREADY_RECORDED');
    const lying = await stage.cast.by('reception').call('custody.list', { id });
    expect(lying.originals[0]?.entries.map(({ action }) => action)).toEqual(['stored', 'moved']);
    expect((await record('reception', { action: 'disposal_asked', place: '裁断' })).status).toBe(200);
    expect(refusalCode(await record('reception', { action: 'destroyed', place: '裁断' }))).toBe(
      'SAME_PERSON',
    );
    const { originals } = await stage.cast.by('reception').call('custody.list', { id });
    expect(originals[0]?.next).toEqual(['moved']);
    expect((await record('manager', { action: 'destroyed', place: '裁断' })).status).toBe(200);
  });

  it('keeps the number of what was sent back', async () => {
    const paper = { what: '住民票の原本' };
    expect((await record('reception', { ...paper, action: 'stored', place: '棚A' })).status).toBe(200);
    expect(refusalCode(await record('reception', { ...paper, action: 'returned' }))).toBe('INVALID_INPUT');
    const sent = await record('reception', {
      ...paper,
      action: 'returned',
      trackingNumber: '531-00-12345-1',
    });
    expect(sent.status).toBe(200);
    const { originals } = await stage.cast.by('manager').call('custody.list', { id });
    const own = originals.find((one) => one.what === paper.what);
    expect(own?.entries.at(-1)).toMatchObject({ action: 'returned', trackingNumber: '53100123451' });
  });

  it('keeps who took an original at the counter', async () => {
    const paper = { what: '登記事項証明書の原本' };
    expect((await record('reception', { ...paper, action: 'stored', place: '棚A' })).status).toBe(200);
    const handed = await record('reception', { ...paper, action: 'returned', place: '欅 太郎' });
    expect(handed.status).toBe(200);
    const { originals } = await stage.cast.by('manager').call('custody.list', { id });
    const own = originals.find((one) => one.what === paper.what);
    expect(own?.entries.at(-1)).toMatchObject({ action: 'returned', place: '欅 太郎', trackingNumber: null });
  });

  it.each(['admin', 'reception', 'manager'] as const)(
    'cannot be written, changed or removed past its verb by any door of Directus, as %s',
    async (who) => {
      const all = () => office.sql`select * from custody_entries order by recorded_at`;
      const before = await all();
      const entry = String(before[0]?.['id']);
      const row = { application: id, what: '偽の原本', action: 'stored', place: '棚B' };
      const change = { place: '棚Z', action: 'returned', tracking_number: '53100123451' };
      const client = who === 'admin' ? office.admin : stage.client(who);
      const form = new FormData();
      form.set(
        'file',
        new Blob([JSON.stringify([row, { id: entry, ...change }])], { type: 'application/json' }),
        'rows.json',
      );
      const graph = (mutation: string) => client.post('/graphql', { query: `mutation { ${mutation} }` });
      const doors = [
        await client.post('/items/custody_entries', row),
        await client.post('/items/custody_entries', [row, row]),
        await client.patch(`/items/custody_entries/${entry}`, change),
        await client.patch('/items/custody_entries', { keys: [entry], data: change }),
        await client.patch('/items/custody_entries', [{ id: entry, ...change }]),
        await client.delete(`/items/custody_entries/${entry}`),
        await client.delete('/items/custody_entries', [entry]),
        await client.upload('/utils/import/custody_entries', form),
      ];
      // Whoever has no such right is told so; whoever has every right is shown the way.
      for (const answer of doors) expect([400, 403, 422]).toContain(answer.status);
      if (who === 'admin')
        expect(doors.map((answer) => refusalCode(answer))).toEqual(doors.map(() => 'GUARD_FAILED'));
      for (const answer of [
        await graph(
          `create_custody_entries_item(data: { what: "偽", action: "stored", place: "棚B" }) { id }`,
        ),
        await graph(`update_custody_entries_item(id: "${entry}", data: { place: "棚Z" }) { id }`),
        await graph(`delete_custody_entries_item(id: "${entry}") { id }`),
      ])
        expect(JSON.stringify(answer.body)).toContain('errors');
      const revisions = await office.sql<{ id: number }[]>`
        select id from directus_revisions where collection = 'custody_entries'`;
      for (const revision of revisions)
        expect((await client.post(`/utils/revert/${String(revision.id)}`)).status).toBeGreaterThanOrEqual(
          400,
        );
      await expect(all()).resolves.toEqual(before);
    },
  );

  it('cannot be written past its steps in plain SQL either, and is never changed', async () => {
    const row = { application: id, what: '偽の原本', action: 'stored', place: '棚B' };
    const [actor, manager] = [office.accounts.reception?.id ?? '', office.accounts.manager?.id ?? ''];
    const plain = (values: object, by: string) =>
      office.sql.begin(async (trx) => {
        await trx`select set_config('grant.actor', ${by}, true)`;
        // A recorder named by the writer does not count: the trigger writes who acts.
        await trx`insert into custody_entries ${trx({ id: randomUUID(), recorded_by: manager, recorded_at: new Date(), ...row, ...values })}`;
      });
    await expect(plain({ action: 'destroyed' }, actor)).rejects.toThrow(/custody_step/u);
    await expect(plain({}, office.accounts.reviewer?.id ?? '')).rejects.toThrow(/forbidden_duty/u);
    await plain({}, actor);
    await expect(plain({ action: 'returned', place: ' ' }, actor)).rejects.toThrow(/custody_step/u);
    await expect(plain({ action: 'returned', place: null }, actor)).rejects.toThrow(/custody_step/u);
    await plain({ action: 'disposal_asked' }, actor);
    await expect(plain({ action: 'destroyed' }, actor)).rejects.toThrow(/same_person/u);
    await expect(office.sql`update custody_entries set place = 'x'`.execute()).rejects.toThrow(
      /append_only/u,
    );
    await expect(office.sql`delete from custody_entries`.execute()).rejects.toThrow(/append_only/u);
  });
});

/** A new number for the case, as it is printed on the card. */
async function card(of = id, number = receiptNumber): Promise<string> {
  const answer = await stage.client('reception').fetch(`/grants/intake/${of}/status-card.pdf`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ renew: true }),
  });
  expect(answer.status).toBe(200);
  const { text } = await readPdf(new Uint8Array(await answer.arrayBuffer()));
  expect(text).toContain(number);
  // The sheet bears its own address once one is typed: nobody puts it into another's envelope.
  if (of !== id) expect(text).toContain('有限会社すきま商店');
  return /照会番号([0-9A-Z]{4}-[0-9A-Z]{4})/u.exec(text)?.[1] ?? '';
}
const ask = (number: string, pin: string) =>
  office.anonymous.post('/grants/status', { receiptNumber: number, pin });

describe('申請状況の照会', () => {
  it('tells state and turn for the two numbers, however they are typed, and nothing personal', async () => {
    const pin = await card();
    const answer = await ask(` ${receiptNumber.toLowerCase()} `, pin.toLowerCase().replace('-', '−'));
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      data: {
        receiptNumber,
        stateLabel: '郵送受領',
        meaning: expect.any(String) as string,
        waitingFor: 'office',
        waitingForLabel: '事務局',
        receivedOn: '2026-07-15',
        correctionDueOn: null,
      },
    });
  });

  it('gives one answer for a wrong number, an unknown case and a case without a card', async () => {
    const online = await stage.submitted();
    const { receiptNumber: other } = await stage.cast.by('applicant').call('application.show', {
      id: online.id,
    });
    const answers = [
      await ask(receiptNumber, 'ABCD-2345'),
      await ask('R8-999999-9', 'ABCD-2345'),
      await ask(other ?? '', 'ABCD-2345'),
    ];
    expect(new Set(answers.map((one) => JSON.stringify([one.status, one.body]))).size).toBe(1);
    expect(answers[0]?.status).toBe(404);
    expect(refusalCode(answers[0] ?? { status: 0, body: {}, headers: new Headers() })).toBe(
      'STATUS_NOT_FOUND',
    );
  });

  it('keeps a hash only, and a new card ends the one before', async () => {
    const old = await card();
    const pin = await card();
    expect((await ask(receiptNumber, old)).status).toBe(404);
    expect((await ask(receiptNumber, pin)).status).toBe(200);
    const rows = await office.sql`select * from status_pins where application = ${id}`;
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(pin.replace('-', ''));
    const letters =
      await office.sql`select count(*)::int as count from letters where data::text like ${`%${pin}%`}`;
    expect(letters[0]).toEqual({ count: 0 });
  });

  it('tells of papers that leave answers open what it tells of all: state, turn and the day of the correction', async () => {
    const { employerName, employerPhone } = stage.answers({ employerName: '有限会社すきま商店' });
    const gaps = await journey.received(stage.cast, 960, { employerName, employerPhone });
    const { receiptNumber: number } = await stage.cast
      .by('reception')
      .call('application.show', { id: gaps.id });
    const { lines } = await stage.cast.by('reception').call('queue.list', { queue: 'to_enter' });
    expect(lines.find(({ id: of }) => of === gaps.id)?.employerName).toBe('有限会社すきま商店');
    const pin = await card(gaps.id, number ?? '');
    const told = async () => (await ask(number ?? '', pin)).body;
    const ours = { waitingFor: 'office', correctionDueOn: null };
    await expect(told()).resolves.toMatchObject({ data: { stateLabel: '郵送受領', ...ours } });
    await stage.cast.by('reception').call('case.register', { id: gaps.id, version: 0, revision: 1 });
    await expect(told()).resolves.toMatchObject({ data: { stateLabel: '受付済', ...ours } });
    await journey.correctionRequested(stage.cast, gaps);
    const asked = await told();
    expect(asked).toMatchObject({
      data: { stateLabel: '補正依頼中', waitingFor: 'applicant', receivedOn: '2026-07-15' },
    });
    expect(asked).toMatchObject({ data: { correctionDueOn: '2026-07-30' } });
    expect(JSON.stringify(asked)).not.toMatch(/すきま|028/u);
    await stage.cast.by('reviewer').call('case.resumeReview', {
      ...(await journey.versionOf(stage.cast, gaps)),
      reason: '電話で確かめた。',
    });
    await expect(told()).resolves.toMatchObject({ data: { stateLabel: '審査中', ...ours } });
  });

  it('is made for papers that came by post only, by the desk', async () => {
    const online = await stage.submitted();
    // A number that was given stays in force unless whoever asks says that it ends.
    const again = await stage.client('reception').post(`/grants/intake/${id}/status-card.pdf`, {});
    expect(refusalCode(again)).toBe('STATUS_PIN_GIVEN');
    const refused = await stage.client('reception').post(`/grants/intake/${online.id}/status-card.pdf`, {});
    expect(refusalCode(refused)).toBe('GUARD_FAILED');
    const reviewer = await stage.client('reviewer').post(`/grants/intake/${id}/status-card.pdf`, {});
    expect(refusalCode(reviewer)).toBe('FORBIDDEN');
  });

  it('is not to be guessed: one number is tried so often and no more', async () => {
    const codes: unknown[] = [];
    for (let tried = 0; tried < 21; tried += 1)
      codes.push(refusalCode(await ask('R8-888888-8', `ABCD${String(2000 + tried)}`)));
    expect(codes).toContain('TOO_MANY_REQUESTS');
  });
});
