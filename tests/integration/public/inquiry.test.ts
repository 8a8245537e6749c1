import { ensureProgramme } from '@grant/scripts/seed/programme';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VerbInput, VerbOutput } from '@grant/schema';
import { type Client, type Office, refusalCode, startOffice } from '../../fixtures/office.ts';

let office: Office;
let desk: Client;
let manager: Client;
beforeAll(async () => {
  office = await startOffice();
  await ensureProgramme(office.sql, true);
  [desk, manager] = await Promise.all([office.signIn('reception'), office.signIn('manager')]);
});
afterAll(() => office?.stop());

const asked = {
  idempotencyKey: 'inquiry-0001',
  party: 'employer',
  partyName: '株式会社とちぎ製作所 総務 花子',
  category: 'papers',
  question: '出勤簿の代わりに勤怠システムの一覧でもよいですか。',
  email: 'soumu@firm.example.jp',
};
const called = {
  idempotencyKey: 'callback-0001',
  party: 'employee',
  partyName: '宇都宮 太郎',
  category: 'eligibility',
  question: '分割して取得した場合について。',
  phone: '０２８－６００－００００',
  on: '2026-07-16',
  slot: 'morning',
};

const dataOf = (body: unknown): unknown => (body as { data: unknown }).data;
const idOf = ({ body }: { body: unknown }): string => (dataOf(body) as { id: string }).id;

let calls = 0;
const inquiryCall = (changes: Partial<VerbInput<'inquiry.record'>> = {}): VerbInput<'inquiry.record'> => ({
  idempotencyKey: `call-of-tests-${String((calls += 1))}`,
  channel: 'phone',
  party: 'employer',
  partyName: '株式会社けやき',
  partyContact: '028-600-1111',
  category: 'papers',
  question: '出勤簿の写しは何か月分必要ですか。',
  minutes: 4,
  ...changes,
});

const ask = async (key: string) => {
  await office.sql`delete from door_attempts`;
  return office.anonymous.post('/grants/inquiries', { ...asked, idempotencyKey: key });
};

describe('問合せ', () => {
  it('is written down once, answered by a mail, and seen by the reception', async () => {
    const first = await office.anonymous.post('/grants/inquiries', asked);
    expect(first.body).toMatchObject({ data: { answerBy: '2026-07-21' } });
    expect((await office.anonymous.post('/grants/inquiries', asked)).status).toBe(200);
    const mail = await office.mail.waitFor(asked.email, { subject: 'お問い合わせを受け付けました' });
    expect(JSON.stringify(mail)).toContain('令和8年7月21日');
    const rows =
      await office.sql`select channel, state, callback, answer_due_on::text, summary from inquiries`;
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ channel: 'portal', state: 'open', callback: false });
    const reception = await office.signIn('reception');
    expect(JSON.stringify((await reception.get('/items/inquiries')).body)).toContain('勤怠システム');
  });

  it('stays as it was answered by every door, and is corrected with a reason that is kept with what stood before', async () => {
    const [desk, manager, official] = await Promise.all([
      office.signIn('reception'),
      office.signIn('manager'),
      office.signIn('official'),
    ]);
    const made = await desk.post('/grants/desk/inquiries', {
      idempotencyKey: 'call-to-be-corrected',
      channel: 'phone',
      party: 'employer',
      partyName: '株式会社けやき',
      category: 'papers',
      question: '出勤簿の写しは何か月分必要ですか。',
      answer: '前月分から必要です。',
      minutes: 4,
    });
    const { id } = dataOf(made.body) as VerbOutput<'inquiry.record'>;
    const kept = () =>
      office.sql`select received_at, minutes, answer, category, channel, party_name from inquiries where id = ${id}`;
    const before = await kept();
    const change = {
      received_at: '2026-07-01T01:00:00Z',
      minutes: 40,
      answer: '不要です。',
      category: 'other',
      channel: 'visit',
      party_name: '別の会社',
      state: 'open',
    };
    for (const client of [desk, manager, office.admin])
      for (const [field, value] of Object.entries(change)) {
        const form = new FormData();
        const rows = JSON.stringify([{ id, [field]: value }]);
        form.set('file', new Blob([rows], { type: 'application/json' }), 'rows.json');
        const words = `mutation { update_inquiries_item(id: "${id}", data: { ${field}: ${JSON.stringify(value)} }) { id } }`;
        for (const answer of [
          await client.patch(`/items/inquiries/${id}`, { [field]: value }),
          await client.patch('/items/inquiries', { keys: [id], data: { [field]: value } }),
          await client.patch('/items/inquiries', [{ id, [field]: value }]),
          await client.upload('/utils/import/inquiries', form),
        ])
          expect(answer.status, field).toBeGreaterThanOrEqual(400);
        expect(JSON.stringify((await client.post('/graphql', { query: words })).body), field).toContain(
          'errors',
        );
      }
    const written = { corrections: [{ reason: 'x' }] };
    await office.admin.patch(`/items/inquiries/${id}`, written);
    await expect(
      office.sql`update inquiries set answer = 'x' where id = ${id}`.execute(),
    ).rejects.toMatchObject({ constraint_name: 'grant_inquiry_closed' });
    await expect(kept()).resolves.toEqual(before);

    const correct = (who: Client, input: object) => who.post(`/grants/desk/inquiries/${id}/correct`, input);
    const right = { answer: '休業開始の前月分から必要です。', minutes: 5 };
    expect(refusalCode(await correct(desk, { ...right, reason: '　' }))).toBe('INVALID_INPUT');
    expect(refusalCode(await correct(official, { ...right, reason: '聞き違い' }))).toBe('FORBIDDEN');
    expect(refusalCode(await correct(desk, { minutes: 4, reason: '聞き違い' }))).toBe('GUARD_FAILED');
    expect((await correct(desk, { ...right, reason: '聞き違い' })).status).toBe(200);
    const answered = await desk.get('/grants/desk/inquiries?state=closed');
    const list = dataOf(answered.body) as VerbOutput<'inquiry.desk'>;
    const line = list.inquiries.find((one) => one.id === id);
    expect(line).toMatchObject({ ...right, partyName: '株式会社けやき' });
    expect(line?.corrections).toEqual([
      {
        at: expect.stringMatching(/^2026-07-15T/u) as unknown,
        by: expect.stringMatching(/./u) as unknown,
        reason: '聞き違い',
        former: ['回答：前月分から必要です。', '所要時間：4分'],
      },
    ]);
    const revisions = await office.sql`
      select id from directus_revisions where collection = 'inquiries' and item = ${id} order by id`;
    expect(
      (await office.admin.post(`/utils/revert/${String(revisions[0]?.['id'])}`)).status,
    ).toBeGreaterThanOrEqual(400);
  });

  it('may ask to be called back on one of the next office days', async () => {
    const answer = await office.anonymous.post('/grants/inquiries/callback', called);
    expect(answer.body).toMatchObject({ data: { on: '2026-07-16' } });
    const [row] = await office.sql`
      select party_contact, callback, answer_due_on::text as due, summary,
             callback_at at time zone 'Asia/Tokyo' = '2026-07-16 12:00' as noon from inquiries where callback`;
    expect({ ...row }).toEqual({
      party_contact: '028-600-0000',
      callback: true,
      due: '2026-07-16',
      noon: true,
      summary: '【折返し 9時から12時まで】分割して取得した場合について。',
    });
    const holiday = await office.anonymous.post('/grants/inquiries/callback', {
      ...called,
      idempotencyKey: 'callback-0002',
      on: '2026-07-20',
    });
    expect(refusalCode(holiday)).toBe('OUTSIDE_PERIOD');
  });

  it('takes no マイナンバー, and not too many at once', async () => {
    const number = await office.anonymous.post('/grants/inquiries', {
      ...asked,
      idempotencyKey: 'inquiry-0002',
      question: '番号は1234 5678 9018です。',
    });
    expect(refusalCode(number)).toBe('MY_NUMBER_FOUND');
    expect(await office.sql`select id from inquiries where question like '%9018%'`).toHaveLength(0);
    const sixth = await office.anonymous.post('/grants/inquiries', {
      ...asked,
      idempotencyKey: 'inquiry-0003',
    });
    expect(refusalCode(sixth)).toBe('TOO_MANY_REQUESTS');
  });

  it('is another one when words or address were put right before a retry', async () => {
    const given = { ...asked, idempotencyKey: 'inquiry-0006', email: 'ayamari@firm.example.jp' };
    for (const change of [{}, {}, { email: 'tadashii@firm.example.jp' }, { question: '別の質問です。' }]) {
      await office.sql`delete from door_attempts`;
      expect((await office.anonymous.post('/grants/inquiries', { ...given, ...change })).status).toBe(200);
    }
    const rows = await office.sql`select party_contact, question from inquiries
      where party_contact in ('ayamari@firm.example.jp', 'tadashii@firm.example.jp') order by received_at`;
    expect(rows.map((row) => [String(row['party_contact']), String(row['question'])])).toEqual([
      ['ayamari@firm.example.jp', asked.question],
      ['tadashii@firm.example.jp', asked.question],
      ['ayamari@firm.example.jp', '別の質問です。'],
    ]);
  });

  it('keeps what was put right before a retry, or says that it does not', async () => {
    const typed = inquiryCall();
    const first = await desk.post('/grants/desk/inquiries', typed);
    const [{ due } = {}] = await office.sql`
      select answer_due_on::text as due from inquiries where id = ${idOf(first)}`;
    expect(due).toBe('2026-07-21');
    const answer = '前月分から必要です。';
    const other = await manager.post('/grants/desk/inquiries', { ...typed, answer });
    expect(refusalCode(other)).toBe('GUARD_FAILED');
    const mended = await desk.post('/grants/desk/inquiries', { ...typed, answer, minutes: 6 });
    expect(dataOf(mended.body)).toEqual({ id: idOf(first), state: 'closed', callbackAt: null });
    const [row] = await office.sql`select state, answer, minutes from inquiries where id = ${idOf(first)}`;
    expect(row).toEqual({ state: 'closed', answer, minutes: 6 });
    const again = await desk.post('/grants/desk/inquiries', { ...typed, answer, minutes: 9 });
    expect(again.body).toEqual(mended.body);
    const late = await desk.post('/grants/desk/inquiries', { ...typed, answer: '別の回答' });
    expect(refusalCode(late)).toBe('GUARD_FAILED');
    const back = inquiryCall({ callback: true });
    const promise = await desk.post('/grants/desk/inquiries', back);
    const promised = dataOf(promise.body);
    expect(dataOf((await desk.post('/grants/desk/inquiries', back)).body)).toEqual(promised);
    // Another time is another day, in the list as in the promise.
    await desk.post('/grants/desk/inquiries', { ...back, callbackAt: '2026-07-23T02:00:00Z' });
    expect(
      await office.sql`select answer_due_on::text as due from inquiries where id = ${idOf(promise)}`,
    ).toEqual([{ due: '2026-07-23' }]);
  });

  it('shows a letter that nobody answered as overdue, and says what the list leaves off', async () => {
    const letter = inquiryCall({ channel: 'post', question: '郵送の質問です。' });
    const id = idOf(await desk.post('/grants/desk/inquiries', letter));
    await office.sql`update inquiries set answer_due_on = null where id = ${id}`;
    const [{ due } = {}] =
      await office.sql`select answer_due_on::text as due from inquiries where id = ${id}`;
    expect(due).toMatch(/^\d{4}-/u);
    const many = 300;
    await office.sql`
      insert into inquiries (id, received_at, channel, category, party, summary, question, state, answer_due_on, practice)
      select gen_random_uuid(), now(), 'phone', 'other', 'other', 'many', 'many', 'open', '2026-07-02', practice
        from inquiries, generate_series(1, ${many}) where id = ${id}`;
    await office.sql`update inquiries set answer_due_on = '2026-07-01' where id = ${id}`;
    const list = dataOf((await desk.get('/grants/desk/inquiries')).body) as VerbOutput<'inquiry.desk'>;
    expect(list.inquiries[0]).toMatchObject({ id, overdue: true });
    expect(list.inquiries).toHaveLength(many);
    expect(list.overdue).toBe(many + 1);
    const [{ open } = {}] = await office.sql`
      select count(*)::int as open from inquiries where state <> 'closed'`;
    expect(list.more).toBe(Number(open) - many);
    // The first and the last one shown are answered meanwhile: nobody after them is passed over.
    await office.sql`update inquiries set state = 'closed', answer = '済', answered_at = now() where id in ${office.sql([id, list.inquiries.at(-1)?.id ?? ''])}`;
    const rest = await desk.get(`/grants/desk/inquiries?after=${encodeURIComponent(list.next ?? '')}`);
    const { inquiries, more, next, overdue } = dataOf(rest.body) as VerbOutput<'inquiry.desk'>;
    expect([inquiries.length, more, next, overdue]).toEqual([list.more, 0, null, many - 1]);
    expect(inquiries.some((one) => list.inquiries.some((first) => first.id === one.id))).toBe(false);
    await office.sql`delete from inquiries where question = 'many'`;
  });

  it('leaves the question as it was once it went to the prefecture, by every door', async () => {
    const official = await office.signIn('official');
    const draft = { consulted_on: '2026-07-14', kind: 'interpretation', detail: '下書きの質問。' };
    const id = idOf(await desk.post('/items/consultations', draft));
    const path = `/items/consultations/${id}`;
    const detail = '第2子の扱いについて。';
    expect((await desk.patch(path, { detail, state: 'with_prefecture' })).status).toBe(200);
    const [revision] = await office.sql`
      select id from directus_revisions where collection = 'consultations' and item = ${id} order by id limit 1`;
    const query = `mutation { update_consultations_item(id: "${id}", data: { detail: "別" }) { id } }`;
    const holds = async (who: Client) => {
      expect(refusalCode(await who.patch(path, { detail: '別の質問でした。' }))).toBe('GUARD_FAILED');
      const batch = await who.patch('/items/consultations', { keys: [id], data: { kind: 'other' } });
      const revert = await who.post(`/utils/revert/${String(revision?.['id'])}`);
      expect([batch.status < 400, revert.status < 400]).toEqual([false, false]);
      expect((await who.post('/graphql', { query })).body).toHaveProperty('errors');
    };
    for (const who of [desk, manager, office.admin]) await holds(who);
    expect((await official.patch(path, { answer: '合算できます。' })).status).toBe(200);
    for (const who of [desk, manager, office.admin]) await holds(who);
    const [question] = await office.sql`select detail, kind from consultations where id = ${id}`;
    expect(question).toEqual({ detail, kind: draft.kind });
  });

  it('promises no answer after the last day of the office, and takes nothing once it has ended', async () => {
    const until = (day: string) =>
      office.sql.begin(async (sql) => {
        await sql`set local session_replication_role = replica`;
        await sql`update programme_versions set reception_closes_on = ${day}, office_closes_on = ${day}`;
      });
    await until('2026-07-16');
    expect((await ask('inquiry-0004')).body).toMatchObject({ data: { answerBy: '2026-07-16' } });
    await until('2026-07-14');
    const late = await ask('inquiry-0005');
    expect(refusalCode(late)).toBe('GUARD_FAILED');
    expect(JSON.stringify(late.body)).toContain('令和8年7月14日で終了しました');
    const call = { ...called, idempotencyKey: 'callback-0006' };
    const lateCall = await office.anonymous.post('/grants/inquiries/callback', call);
    expect(refusalCode(lateCall)).toBe('GUARD_FAILED');
    expect(JSON.stringify(lateCall.body)).toContain('業務は令和8年7月14日までのため');
    expect(await office.sql`select id from inquiries where party_contact = ${asked.email}`).toHaveLength(2);
  });
});
