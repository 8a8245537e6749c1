/** 問合せ、よくある質問、広報、協議記録、照会: written by those whose work it is, and kept as they were by every door. */
import type { VerbInput, VerbOutput } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { setStage, type Stage } from '../cases/cast.ts';
import { publishedAsApproved } from './faq-steps.ts';

let office: Office;
let stage: Stage;
let official: Client;
let desk: Client;
let manager: Client;

beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
  official = await office.signIn('official');
  [desk, manager] = [stage.client('reception'), stage.client('manager')];
});
afterAll(() => office?.stop());

const dataOf = (body: unknown) => (body as { data: Record<string, unknown> }).data;
const idOf = (answer: { body: unknown }): string => String(dataOf(answer.body)['id']);

let calls = 0;
const call = (changes: Partial<VerbInput<'inquiry.record'>> = {}): VerbInput<'inquiry.record'> => ({
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

describe('電話受付', () => {
  it('finds the case by number, by name in any spelling, and by telephone', async () => {
    const walk = await stage.submitted({ employerName: '株式会社髙根沢製麺', employerPhone: '028-612-3456' });
    const [one] = await office.sql`select receipt_number from applications where id = ${walk.id}`;
    const number = String(one?.['receipt_number']);
    for (const words of [
      number,
      number.slice(3, 9),
      '（株）高根沢',
      '髙根沢',
      '０２８６１２３４',
      '612-3456',
    ]) {
      const query = new URLSearchParams({ words }).toString();
      const answer = await desk.get(`/grants/desk/inquiries/cases?${query}`);
      const { cases } = dataOf(answer.body) as VerbOutput<'inquiry.lookup'>;
      expect(
        cases.map(({ id }) => id),
        words,
      ).toContain(walk.id);
      expect(JSON.stringify(cases)).not.toContain(walk.answers.employeeName);
    }
    expect((await stage.client('applicant').get('/grants/desk/inquiries/cases?words=R8')).status).toBe(403);
  });

  it('is written down once, answered or to be called back within the hours of the desk', async () => {
    const answered = call({ answer: '休業開始の前月から復帰した月までです。' });
    const first = await desk.post('/grants/desk/inquiries', answered);
    expect(first.body).toMatchObject({ data: { state: 'closed', callbackAt: null } });
    expect(idOf(await desk.post('/grants/desk/inquiries', answered))).toBe(idOf(first));
    const [row] = await office.sql`
      select q.minutes, q.answered_at is not null as answered, u.email
        from inquiries q join directus_users u on u.id = q.handled_by where q.id = ${idOf(first)}`;
    expect(row).toEqual({ minutes: 4, answered: true, email: office.accounts.reception?.email });
    // The office of the tests opens at 10:00 on a Wednesday: two hours of desk time later.
    const back = await desk.post('/grants/desk/inquiries', call({ callback: true }));
    expect(dataOf(back.body)).toMatchObject({ state: 'open' });
    expect(String(dataOf(back.body)['callbackAt'])).toMatch(/^2026-07-15T0[2-8]:/u);
    const list = dataOf((await desk.get('/grants/desk/inquiries')).body) as VerbOutput<'inquiry.desk'>;
    expect(list.inquiries.map(({ id }) => id)).toContain(idOf(back));
    expect(list.inquiries.map(({ id }) => id)).not.toContain(idOf(first));
  });

  it('takes no マイナンバー, no call-back without a number, and no impossible time', async () => {
    const tried = [
      [call({ question: '番号は1234 5678 9018です。' }), 'MY_NUMBER_FOUND'],
      [call({ callback: true, partyContact: '' }), 'GUARD_FAILED'],
      [call({ minutes: 601 }), 'INVALID_INPUT'],
    ] as const;
    for (const [input, code] of tried)
      expect(refusalCode(await desk.post('/grants/desk/inquiries', input))).toBe(code);
  });

  it('answers a portal inquiry by mail, and what was sent stays by every door', async () => {
    const asked = {
      idempotencyKey: 'inquiry-of-tests-1',
      party: 'employer',
      partyName: '株式会社とちぎ製作所',
      category: 'eligibility',
      question: '分割した休業は合計できますか。',
      email: 'toi@firm.example.jp',
    };
    await office.anonymous.post('/grants/inquiries', asked);
    const list = dataOf((await desk.get('/grants/desk/inquiries')).body) as VerbOutput<'inquiry.desk'>;
    const waiting = list.inquiries.find(({ partyContact }) => partyContact === asked.email);
    expect(waiting).toMatchObject({ mayMail: true, channel: 'portal', overdue: false });
    const id = waiting?.id ?? '';
    const input = { answer: '同じ子についての休業は合計できます。', byMail: true, minutes: 6 };
    const answer = await desk.post(`/grants/desk/inquiries/${id}/answer`, input);
    expect(dataOf(answer.body)).toEqual({ id, mailed: true });
    const mail = await office.mail.waitFor(asked.email, { subject: 'お問い合わせへの回答' });
    expect(JSON.stringify(mail)).toContain(input.answer);
    // What no mail server has taken is said to be told by telephone.
    const unsent = async () => {
      const { body } = await desk.get('/grants/desk/inquiries?state=closed');
      const answered = dataOf(body) as VerbOutput<'inquiry.desk'>;
      return [answered.unsent, answered.inquiries.find((one) => one.id === id)?.unsent];
    };
    await expect.poll(unsent).toEqual([0, false]);
    await office.sql`delete from mail_deliveries where about = ${id}`;
    await expect(unsent()).resolves.toEqual([1, true]);
    expect(refusalCode(await desk.post(`/grants/desk/inquiries/${id}/answer`, input))).toBe('GUARD_FAILED');
    expect((await desk.patch(`/items/inquiries/${id}`, { answer: '別の回答' })).status).toBe(422);
    await expect(
      office.sql`update inquiries set answer = 'x' where id = ${id}`.execute(),
    ).rejects.toMatchObject({ constraint_name: 'grant_inquiry_sent' });
  });

  it('keeps the question of the FAQ that it was answered by', async () => {
    const text = { category: 'papers', question: '写しでよいですか。', answer: 'はい。', state: 'draft' };
    const faqId = idOf(await desk.post('/items/faqs', text));
    const id = idOf(await desk.post('/grants/desk/inquiries', call({ answer: 'はい。', faqId })));
    const proposed = await desk.post(`/grants/desk/inquiries/${id}/propose-faq`, {});
    expect(refusalCode(proposed)).toBe('GUARD_FAILED');
    const [kept] = await office.sql`select faq from inquiries where id = ${id}`;
    expect(kept).toEqual({ faq: faqId });
  });

  it('becomes a draft of the FAQ in one act, and only one', async () => {
    const made = await desk.post('/grants/desk/inquiries', call({ answer: '前月分から必要です。' }));
    const inAnswered = async () => {
      const answer = await desk.get('/grants/desk/inquiries?state=closed');
      const { inquiries } = dataOf(answer.body) as VerbOutput<'inquiry.desk'>;
      expect(inquiries.filter(({ state }) => state !== 'closed')).toEqual([]);
      return inquiries.find(({ id: one }) => one === idOf(made));
    };
    await expect(inAnswered()).resolves.toMatchObject({ answer: '前月分から必要です。', faqId: null });
    const first = await desk.post(`/grants/desk/inquiries/${idOf(made)}/propose-faq`, {});
    await expect(inAnswered()).resolves.toMatchObject({ faqId: dataOf(first.body)['faqId'] });
    const again = await desk.post(`/grants/desk/inquiries/${idOf(made)}/propose-faq`, {});
    const id = String(dataOf(first.body)['faqId']);
    expect(dataOf(again.body)['faqId']).toBe(id);
    const [faq] = await office.sql`select state, question, answer, category from faqs where id = ${id}`;
    expect(faq).toEqual({
      state: 'draft',
      question: '出勤簿の写しは何か月分必要ですか。',
      answer: '前月分から必要です。',
      category: 'papers',
    });
  });

  it('is counted by category, channel, day, state, time and question, as the database counts', async () => {
    const list = dataOf((await official.get('/grants/lists/inquiries')).body) as VerbOutput<'list.show'>;
    const sheet = (name: string) => list.sheets.find((one) => one.name === name)?.rows ?? [];
    const rows = await office.sql`select category, count(*)::int as count from inquiries group by 1`;
    const [all] = await office.sql`
      select count(*)::int as count, count(*) filter (where state <> 'closed')::int as open,
             sum(minutes)::int as minutes from inquiries`;
    expect(sheet('区分別').find(([label]) => label === '必要書類')?.[1]).toBe(
      rows.find((row) => row['category'] === 'papers')?.['count'],
    );
    expect(sheet('区分別').at(-1)?.slice(0, 4)).toEqual([
      '計',
      all?.['count'],
      all?.['open'],
      all?.['minutes'],
    ]);
    expect(sheet('方法別').find(([label]) => label === '申請サイト')?.[1]).toBe(1);
    expect(sheet('日別')).toHaveLength(1);
    expect(sheet('状態別').find(([label]) => label === '対応中')?.[1]).toBe(all?.['open']);
    expect(JSON.stringify(list)).not.toContain('株式会社けやき');
    const none = dataOf((await official.get('/grants/lists/inquiries?to=2026-05-01')).body);
    expect(none['total']).toBe(0);
  });
});

describe('よくある質問', () => publishedAsApproved(() => ({ office, desk, manager, official })));

describe('協議記録', () => {
  it('is answered by the prefecture in the admin app, and every answer stays', async () => {
    const asked = { consulted_on: '2026-07-14', kind: 'interpretation', detail: '第2子の扱いについて。' };
    const id = idOf(await desk.post('/items/consultations', { ...asked, employer_name: '株式会社けやき' }));
    expect(dataOf((await official.get(`/items/consultations/${id}`)).body)).toBeUndefined();
    await desk.patch(`/items/consultations/${id}`, { state: 'with_prefecture' });
    const seen = dataOf((await official.get(`/items/consultations/${id}`)).body);
    expect(seen).toMatchObject({
      detail: asked.detail,
      asked_on: expect.stringMatching(/^\d{4}-/u) as string,
    });
    expect(seen).not.toHaveProperty('employer_name');
    expect((await official.patch(`/items/consultations/${id}`, { answer: '合算できます。' })).status).toBe(
      200,
    );
    await official.patch(`/items/consultations/${id}`, { answer: '同じ子に限り合算できます。' });
    const history = await office.sql`
      select a.answer, u.email from consultation_answers a join directus_users u on u.id = a.answered_by
       where a.consultation = ${id} order by a.answered_at`;
    const { email } = official.account ?? {};
    expect(history).toEqual([
      { answer: '合算できます。', email },
      { answer: '同じ子に限り合算できます。', email },
    ]);
    await expect(
      office.sql`delete from consultation_answers where consultation = ${id}`.execute(),
    ).rejects.toMatchObject({ constraint_name: 'grant_append_only' });
    const [{ id: version } = {}] = await office.sql`select id from programme_versions order by id limit 1`;
    const effect = { effect: '審査の手引を直した。', programme_version: version as unknown, state: 'closed' };
    expect((await desk.patch(`/items/consultations/${id}`, effect)).status).toBe(200);
    const empty = { ...asked, state: 'closed' };
    expect((await desk.post('/items/consultations', empty)).status).toBe(422);
  });
});

describe('広報', () => {
  it('adds up what was handed out and refuses more than was printed', async () => {
    const flyer = { kind: 'flyer', title: '制度のチラシ', printed: 1000, cost: 55_000 };
    const id = idOf(await desk.post('/items/pr_activities', { ...flyer, held_on: '2026-07-01' }));
    const line = (quantity: number) =>
      desk.post('/items/pr_distributions', {
        activity: id,
        distributed_on: '2026-07-02',
        place: '宇都宮商工会議所',
        quantity,
      });
    expect((await line(600)).status).toBe(200);
    const second = await line(400);
    expect(second.status).toBe(200);
    expect((await line(1)).status).toBe(422);
    expect((await desk.patch(`/items/pr_activities/${id}`, { printed: 999 })).status).toBe(422);
    const [row] = await office.sql`select distributed from pr_activities where id = ${id}`;
    expect(row?.['distributed']).toBe(1000);
    const list = dataOf((await official.get('/grants/lists/publicity')).body) as VerbOutput<'list.show'>;
    expect(JSON.stringify(list.sheets)).toContain('制度のチラシ');
    expect(list.sheets[0]?.rows.at(-1)).toEqual(expect.arrayContaining(['計', 1000, 55_000]));
    const wrong = `/items/pr_distributions/${idOf(second)}`;
    expect((await desk.patch(wrong, { quantity: 0 })).status).toBe(422);
    expect((await desk.patch(wrong, { quantity: 0, remark: '二重に記録したため取消し' })).status).toBe(200);
    const sum = async () => {
      const [{ distributed } = {}] = await office.sql`select distributed from pr_activities where id = ${id}`;
      return distributed as unknown;
    };
    await expect(sum()).resolves.toBe(600);
    await office.sql`delete from pr_distributions where activity = ${id}`;
    await expect(sum()).resolves.toBe(0);
  });
});

describe('県からの照会', () => {
  it('is due at the close of the third office day, and answered with something in hand', async () => {
    const asked = {
      title: '市町別の件数',
      detail: '7月分の市町別の申請件数',
      requested_at: '2026-07-15T01:00:00Z',
    };
    const id = idOf(await official.post('/items/information_requests', asked));
    const [row] = await office.sql`select due_at, state from information_requests where id = ${id}`;
    expect((row?.['due_at'] as Date).toISOString()).toBe('2026-07-21T08:00:00.000Z');
    expect((await manager.patch(`/items/information_requests/${id}`, { state: 'answered' })).status).toBe(
      422,
    );
    const answer = { state: 'answered', answer: '別紙のとおりです。' };
    expect((await manager.patch(`/items/information_requests/${id}`, answer)).status).toBe(200);
    const [kept] =
      await office.sql`select answered_at is not null as at from information_requests where id = ${id}`;
    expect(kept?.['at']).toBe(true);
  });
});
