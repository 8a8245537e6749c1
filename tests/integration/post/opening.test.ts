/** 郵送: one envelope from its opening to the registration, with several hands at it and slips put right. */
import { randomUUID } from 'node:crypto';
import { answersSchema, paperLabel, type Answers, type VerbOutput } from '@grant/schema';
import * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { readLetter } from '../../fixtures/pdf.ts';
import { setStage, type Person, type Stage } from '../cases/cast.ts';

let office: Office;
let stage: Stage;

beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
});
afterAll(() => office?.stop());

type Hits = VerbOutput<'intake.search'>;
const desk = () => stage.cast.by('reception');

describe('an envelope', () => {
  it('prints a cover sheet with the number', async () => {
    const opened = await desk().call('case.receive', { arrivedOn: '2026-07-15' });
    const sheet = await readLetter(stage.client('reception'), `/grants/intake/${opened.id}/cover-sheet.pdf`);
    expect(sheet.pages).toBe(1);
    expect(sheet.text).toContain(opened.receiptNumber);
    const other = await stage.client('applicant').get(`/grants/intake/${opened.id}/cover-sheet.pdf`);
    expect(other.status).toBe(403);
  });

  it('numbers one envelope once, however often it is asked, and names the number to whoever asks with other days', async () => {
    const idempotencyKey = randomUUID();
    const envelope = { arrivedOn: '2026-07-15', postmarkOn: '2026-07-13', idempotencyKey };
    const [one, two] = await Promise.all([
      desk().call('case.receive', envelope),
      desk().call('case.receive', envelope),
    ]);
    // The second learns that it is the first: a retry, or another envelope of the same day.
    expect([one.already, two.already].toSorted()).toEqual([false, true]);
    expect({ ...two, already: one.already }).toEqual(one);
    const other = await stage
      .client('reception')
      .post('/grants/cases', { ...envelope, postmarkOn: '2026-07-14' });
    expect(refusalCode(other)).toBe('GUARD_FAILED');
    expect(JSON.stringify(other.body)).toContain(one.receiptNumber);
    const kept = await office.sql`select from custody_entries where application = ${one.id}`;
    expect(kept).toHaveLength(1);
  });

  it('on the other desk is found before the next one is typed in, by the keys of a registered case', async () => {
    const posted = await journey.received(
      stage.cast,
      933,
      stage.answers({
        employerName: '有限会社渡邉紙器',
        employerNameKana: 'ワタナベシキ',
        employerPhone: '0285-71-2468',
        employerAddress: '栃木県鹿沼市今宮町１６８８−１',
        contactEmail: 'soumu@watanabe-shiki.example',
      }),
    );
    const agreed = async (query: object) => {
      const search = `/grants/intake/search?${new URLSearchParams(Object.entries(query)).toString()}`;
      const answer = (await stage.client('reception').get(search)).body as { data?: Hits };
      return answer.data?.hits.find((one) => one.id === posted.id)?.agreed;
    };
    expect(await agreed({ employerName: '（有）渡辺紙器' })).toEqual(['名称が同じ']);
    expect(await agreed({ employerName: 'わたなべしき' })).toEqual(['名称が似ている']);
    expect(await agreed({ phone: '０２８５−７１−２４６８' })).toEqual(['電話番号が同じ']);
    expect(await agreed({ address: '鹿沼市今宮町1688番地1' })).toEqual(['所在地が同じ']);
    expect(await agreed({ email: 'Soumu@Watanabe-Shiki.Example' })).toEqual(['メールアドレスが同じ']);
    expect(await agreed({ address: '鹿沼市今宮町1688番地2' })).toBeUndefined();
  });

  it('is found among the first of a look-up, which says how many more there are', async () => {
    for (let envelope = 0; envelope < 8; envelope += 1)
      await desk().call('case.receive', { arrivedOn: '2026-07-15' });
    const opened = await desk().call('case.receive', { arrivedOn: '2026-07-15' });
    const [all] = await office.sql`select count(*)::int from applications where receipt_number like 'R8%'`;
    const many = await desk().call('inquiry.lookup', { words: 'R8' });
    expect([many.cases.length, many.more]).toEqual([8, Number(all?.['count']) - 8]);
    const one = await desk().call('inquiry.lookup', { words: opened.receiptNumber });
    expect([one.cases.length, one.more]).toEqual([1, 0]);
    const queue = await desk().call('queue.list', { queue: 'to_enter' });
    const next = await desk().call('queue.list', { queue: 'to_enter', skip: 1 });
    expect(next).toMatchObject({ before: 1, lines: queue.lines.slice(1), more: 0 });
    expect((await desk().call('queue.list', { queue: 'to_enter', skip: 400 })).before).toBe(0);
  });

  it('counts no envelope that was numbered by mistake and taken back before it was registered', async () => {
    // The report, the 審査管理表 and the dashboard say the same.
    const counts = async () => {
      const manager = stage.cast.by('manager');
      const { sheets } = await manager.call('list.show', { kind: 'progress' });
      const said = ['郵送', '取下げ'].map((item) =>
        Number(sheets[0]?.rows.find((row) => row[1] === item)?.[2]),
      );
      const [figures] = await office.sql<{ post: number; month: number }[]>`
        select coalesce(sum(count) filter (where dimension = 'channel' and bucket = 'post'), 0)::int as post,
               coalesce(sum(count) filter (where dimension = 'month'), 0)::int as month from summaries where practice`;
      const management = await manager.call('list.show', { kind: 'management' });
      return [...said, figures?.post ?? 0, figures?.month ?? 0, management.total];
    };
    const before = await counts();
    const { id } = await desk().call('case.receive', { arrivedOn: stage.cast.today });
    expect(await counts()).toEqual(before.map((count, place) => (place === 1 ? count : count + 1)));
    await desk().call('case.withdraw', { id, version: 0, reason: '二重に開封したため' });
    expect(await counts()).toEqual(before);
    expect([...(await office.sql`select * from grant_verify_summaries()`)]).toEqual([]);
  });
});

describe('two desks at one postal case', () => {
  it('register and name an agent only as both have seen it', async () => {
    const walk = await journey.received(stage.cast, 903, stage.answers());
    // The first has the gaps before it; the second saves another text, which the first has not seen.
    await desk().call('application.save', {
      id: walk.id,
      revision: 1,
      answers: { contactName: '二人目 入力' },
    });
    const unseen = { version: 0, revision: 1 };
    const register = (input: object) =>
      stage.client('reception').post(`/grants/cases/${walk.id}/register`, input);
    expect(refusalCode(await register(unseen))).toBe('STALE_VERSION');
    const agent = {
      name: '代行 一郎',
      office: '',
      qualification: '社会保険労務士',
      registrationNumber: '09310932',
      mandateEnclosed: false,
    };
    await desk().call('intake.setAgent', { id: walk.id, agent, before: null });
    const other = { ...agent, name: '代行 二郎', registrationNumber: '09310933' };
    const setAgent = (input: object) =>
      stage.client('reception').post(`/grants/intake/${walk.id}/agent`, input);
    expect(refusalCode(await setAgent({ agent: other, before: null }))).toBe('STALE_VERSION');
    expect((await desk().call('intake.agent', { id: walk.id })).agent).toEqual(agent);
    expect((await setAgent({ agent: other, before: agent })).status).toBe(200);
    expect((await register({ version: 0, revision: 2 })).status).toBe(200);
  });
});

describe('a paper filed with the wrong case', () => {
  it('is taken out by the desk with a reason, which is kept with the file', async () => {
    const walk = await journey.received(stage.cast, 904, stage.answers());
    const id = await journey.attach(stage.cast, walk, 'attendance');
    const remove = (input: object) =>
      stage.client('reception').post(`/grants/applications/${walk.id}/attachments/${id}/remove`, input);
    expect(refusalCode(await remove({}))).toBe('INVALID_INPUT');
    expect((await remove({ reason: '別の申請の書類だったため' })).status).toBe(200);
    const [row] = await office.sql`
      select a.status, l.purpose from attachments a join access_log l on l.target_id = a.id::text
       where a.id = ${id} and l.action = 'paper_taken_out'`;
    expect(row).toMatchObject({
      status: 'removed',
      purpose: `${paperLabel('attendance')}　別の申請の書類だったため`,
    });
  });
});

describe('到着日・消印日の訂正', () => {
  const reason = '封筒の消印と照合し、入力の誤りを確認したため';
  /** Opened with a postmark before the reception began, instead of 2026-07-13. */
  async function opened(changes: Answers = {}): Promise<string> {
    const days = { arrivedOn: '2026-07-15', postmarkOn: '2026-04-13' };
    const { id } = await desk().call('case.receive', days);
    const answers = answersSchema.parse(stage.answers(changes));
    await desk().call('application.save', { id, revision: 0, answers });
    return id;
  }
  async function registered(changes?: Answers): Promise<string> {
    const id = await opened(changes);
    await desk().call('case.register', { id, version: 0, revision: 1 });
    return id;
  }
  const correct = (id: string, input: object, by: Person = 'reception') =>
    stage.client(by).post(`/grants/cases/${id}/correct-days`, {
      arrivedOn: '2026-07-15',
      postmarkOn: '2026-07-13',
      reason,
      ...input,
    });
  const seen = (id: string) => desk().call('case.workbench', { id });
  const period = async (id: string) =>
    (await seen(id)).judgement?.findings.find((one) => one.rule === 'reception_period')?.verdict;

  it('judges a registered case by the day that counts now, and keeps the days that stood before', async () => {
    const id = await registered();
    expect(await period(id)).not.toBe('passed');
    const answer = await correct(id, { version: 1 });
    expect(answer.body).toMatchObject({ data: { state: 'submitted', version: 2 } });
    expect(await period(id)).toBe('passed');
    const { case: shown, timeline, wait } = await seen(id);
    expect(shown).toMatchObject({
      receivedOn: '2026-07-13',
      postalDays: { arrivedOn: '2026-07-15', postmarkOn: '2026-07-13' },
    });
    expect(wait?.from).toBe('2026-07-13');
    expect(timeline.at(-1)).toMatchObject({ event: 'correct_days', reason });
    expect(timeline.at(-1)?.detail).toContain(
      '訂正前：到着日 令和8年7月15日（水）、消印日 令和8年4月13日（月）',
    );
    // The very same request again is done already; another one of the old version is too late.
    expect((await correct(id, { version: 1 })).body).toEqual(answer.body);
    expect(refusalCode(await correct(id, { version: 1, postmarkOn: null }))).toBe('STALE_VERSION');
    const done =
      await office.sql`select from case_events where application = ${id} and event = 'correct_days'`;
    expect(done).toHaveLength(1);
    const query = new URLSearchParams({ words: shown.receiptNumber ?? '' });
    const { sheets } = await desk().call('list.show', {
      kind: 'management',
      words: query.get('words') ?? '',
    });
    const at = (title: string) => sheets[0]?.columns.findIndex((column) => column.title === title) ?? -1;
    expect([sheets[0]?.rows[0]?.[at('受付日')], sheets[0]?.rows[0]?.[at('消印日')]]).toEqual([
      '2026-07-13',
      '2026-07-13',
    ]);
  });

  it('is done while the papers are typed in, by the manager too, and prints the new days', async () => {
    const id = await opened();
    expect((await correct(id, { version: 0, postmarkOn: null }, 'manager')).status).toBe(200);
    const { cases } = await desk().call('intake.list', {});
    expect(cases.find((one) => one.id === id)).toMatchObject({
      receivedOn: '2026-07-15',
      postmarkOn: null,
    });
    const { receiptNumber } = cases.find((one) => one.id === id) ?? {};
    const found = await desk().call('intake.list', { words: receiptNumber?.toLowerCase() ?? '' });
    expect([found.cases.map((one) => one.id), found.moreCases]).toEqual([[id], 0]);
    const sheet = await readLetter(stage.client('reception'), `/grants/intake/${id}/cover-sheet.pdf`);
    expect(sheet.text).toContain('消印判読できない・なし');
    await desk().call('case.register', { id, version: 1, revision: 1 });
    expect(await period(id)).toBe('passed');
  });

  it('is refused with a sentence: no such days, no reason, online, and from the recommendation on', async () => {
    const id = await registered({ returnedToOriginalPost: 'no' });
    const sentence = async (input: object, words: string) => {
      const answer = await correct(id, { version: 1, ...input });
      expect(refusalCode(answer)).toBe('INVALID_INPUT');
      expect(JSON.stringify(answer.body)).toContain(words);
    };
    await sentence({ arrivedOn: '2026-07-16' }, '到着日は、今日以前の日');
    await sentence({ arrivedOn: '2026-07-12' }, '消印の日は、到着日以前の日');
    await sentence({ postmarkOn: '2026-04-13' }, '今の到着日・消印日と同じ');
    await sentence({ reason: ' ' }, 'reason');
    expect((await correct(id, { version: 1 }, 'reviewer')).status).toBe(403);
    const online = await stage.submitted();
    expect(refusalCode(await correct(online.id, { version: await stage.version(online) }))).toBe(
      'GUARD_FAILED',
    );
    const { permittedEvents } = await desk().call('case.workbench', { id: online.id });
    expect(permittedEvents.map((one) => one.event)).not.toContain('correct_days');
    const walk: journey.Walk = { id, index: 905, answers: stage.answers(), owner: 'reception' };
    await journey.recommended(stage.cast, walk, 'refuse');
    const { version } = await seen(id);
    expect(refusalCode(await correct(id, { version }))).toBe('ILLEGAL_TRANSITION');
  });

  it('is the only way to another day, whoever comes by which door', async () => {
    const id = await registered();
    const received_on = '2026-07-01';
    for (const door of [
      office.admin.patch(`/items/applications/${id}`, { received_on }),
      office.admin.patch('/items/applications', { keys: [id], data: { received_on } }),
      office.admin.post('/graphql', {
        query: `mutation { update_applications_item(id: "${id}", data: { received_on: "${received_on}" }) { id } }`,
      }),
    ]) {
      const answer = await door;
      expect(JSON.stringify(answer.body)).toMatch(/errors/u);
    }
    const { reception } = office.accounts;
    const write = (facts: object, day: string) =>
      office.sql.begin(async (trx) => {
        await trx`select set_config('grant.event', 'correct_days', true), set_config('grant.duty', 'reception', true),
                         set_config('grant.actor', ${reception?.id ?? ''}, true), set_config('grant.reason', 'x', true),
                         set_config('grant.today', '2026-07-15', true), set_config('grant.facts', ${JSON.stringify(facts)}, true)`;
        await trx`update applications set received_on = ${day}, version = version + 1 where id = ${id}`;
      });
    const before = { arrivedOn: '2026-07-15', postmarkOn: '2026-04-13', receivedOn: '2026-04-13' };
    const days = { arrivedOn: '2026-07-15', postmarkOn: '2026-07-13' };
    await expect(write({ ...days, before }, '2026-07-15')).rejects.toThrow(/days_order/u);
    await expect(write({ arrivedOn: '2026-07-16', postmarkOn: null, before }, '2026-07-16')).rejects.toThrow(
      /days_order/u,
    );
    await expect(
      write({ ...days, before: { ...before, postmarkOn: '2026-07-10' } }, '2026-07-13'),
    ).rejects.toThrow(/days_fixed/u);
    const [row] = await office.sql`select received_on::text as day from applications where id = ${id}`;
    expect(row?.['day']).toBe('2026-04-13');
  });
});
