/** 補正の進行: texts, reminders that go once, answers that came by post, and rounds past their day. */
import * as journey from '@grant/scripts/seed/journey';
import { practicePaper } from '@grant/scripts/seed/paper';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { setStage, type Stage } from '../cases/cast.ts';

let office: Office;
let stage: Stage;
let walk: journey.Walk;
let correction: string;

beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
  walk = await stage.submitted();
  await journey.correctionRequested(stage.cast, walk);
  const [row] = await office.sql<{ id: string }[]>`select id from corrections where application = ${walk.id}`;
  correction = row?.id ?? '';
});
afterAll(() => office?.stop());

/** As if the request had been made long ago: the dates of a round are the office's own record. */
const age = (requested: string, due: string) =>
  office.sql`update corrections set requested_at = ${`${requested}T10:00:00+09:00`}, due_on = ${due} where id = ${correction}`;
const remind = async () => (await stage.cast.by('manager').call('correction.remind', {})).sent;
const mails = () =>
  office.mail
    .messages()
    .map((mail) => mail.subject)
    .filter((subject) => /期限が/u.test(subject));

describe('定型文', () => {
  it('are there from the first day, and the manager alone changes them', async () => {
    const { texts } = await stage.cast.by('reviewer').call('correction.texts', {});
    expect(texts.length).toBeGreaterThan(10);
    const id = texts[0]?.id ?? '';
    const changed = { text: '写しを1部、もう一度提出してください。' };
    const wanted = new Map(texts.map((one) => [one.defect, one.wanted]));
    expect([wanted.get('不鮮明'), wanted.get('期間の不足'), wanted.get('記入もれ')]).toEqual([
      'replace',
      'add',
      null,
    ]);
    const field = texts.find((one) => one.targetKind === 'field')?.id ?? '';
    const wrong = await stage.client('manager').patch(`/items/correction_texts/${field}`, { wanted: 'add' });
    expect(JSON.stringify(wrong.body)).toContain('書類についての定型文だけに選べます');
    expect((await stage.client('reviewer').patch(`/items/correction_texts/${id}`, changed)).status).toBe(403);
    expect((await stage.client('manager').patch(`/items/correction_texts/${id}`, changed)).status).toBe(200);
    const after = await stage.cast.by('reviewer').call('correction.texts', {});
    expect(after.texts.find((one) => one.id === id)?.text).toBe(changed.text);
  });
});

describe('督促', () => {
  it('is not sent for a request just made', async () => {
    expect(await remind()).toBe(0);
  });

  it('goes out once when its day has come, however often and from wherever it is asked', async () => {
    await age('2026-07-01', '2026-07-16');
    const sent = await Promise.all([remind(), remind(), remind()]);
    expect(sent.toSorted()).toEqual([0, 0, 1]);
    const address = office.accounts.applicant?.email ?? '';
    const mail = await office.mail.waitFor(address, { subject: '補正の期限が近づいています' });
    expect(mail.text).toContain('令和8年7月16日');
    expect(await remind()).toBe(0);
  });

  it('goes out once more on the day after, and the round stands on the list', async () => {
    await age('2026-07-01', '2026-07-14');
    expect(await remind()).toBe(1);
    const address = office.accounts.applicant?.email ?? '';
    await office.mail.waitFor(address, { subject: '補正の期限が過ぎています' });
    expect(await remind()).toBe(0);
    await expect.poll(() => mails()).toHaveLength(2);
    const { corrections } = await stage.cast.by('reviewer').call('correction.overdue', {});
    expect(corrections).toMatchObject([{ id: correction, daysOver: 1, consultation: null }]);
    const official = await office.signIn('official');
    expect((await official.get('/grants/corrections/overdue')).status).toBe(403);
  });
});

describe('期限を過ぎた補正', () => {
  it('is put to the prefecture without a name, once, and the case stays where it is', async () => {
    const consult = (who: 'reception' | 'reviewer') =>
      stage.client(who).post(`/grants/corrections/${correction}/consult`, { detail: '回答の見込みがない。' });
    expect(refusalCode(await consult('reception'))).toBe('FORBIDDEN');
    expect((await consult('reviewer')).status).toBe(200);
    expect(refusalCode(await consult('reviewer'))).toBe('GUARD_FAILED');
    const [row] = await office.sql<{ detail: string; state: string; application: string }[]>`
      select c.detail, c.state, c.kind, c.application from consultations c
        join corrections r on r.consultation = c.id where r.id = ${correction}`;
    expect(row).toMatchObject({ state: 'with_prefecture', application: walk.id, kind: 'overdue_correction' });
    expect(row?.detail).toContain('第1回の補正');
    expect(row?.detail).not.toContain(walk.answers.employerName);
    expect(row?.detail).not.toContain(walk.answers.employeeName);
    const seen = await stage.cast.by('reviewer').call('case.workbench', { id: walk.id });
    expect(seen.alongside.map(({ label }) => label)).toContain('県との協議');
    expect(seen.case.state).toBe('correction_requested');
    expect(seen.permittedEvents.map((one) => one.event)).not.toContain('refuse');
  });
});

describe('取り下げられた申請の補正', () => {
  it('is waited for no longer', async () => {
    const gone = await stage.submitted();
    await journey.correctionRequested(stage.cast, gone);
    await journey.withdrawn(stage.cast, gone);
    const rounds = await office.sql`select state from corrections where application = ${gone.id}`;
    expect(rounds.map((row): unknown => row['state'])).toEqual(['closed']);
  });
});

describe('一部だけ届いた回答', () => {
  it('is refused with the names of what is still open; a paper that came stays with its item', async () => {
    const desk = stage.cast.by('reception');
    const other = await stage.submitted();
    await journey.correctionRequested(stage.cast, other);
    const shown = await desk.call('application.show', { id: other.id });
    const attendance = shown.correction?.items.find((item) => item.targetKind === 'paper')?.id ?? '';
    const answers: Record<string, string> = {};
    const answer = async (who: 'reception' | 'applicant') => {
      const days = who === 'reception' ? { arrivedOn: stage.cast.today } : {};
      const path = `/grants/applications/${other.id}/correction/answer`;
      const given = await stage.client(who).post(path, { version: shown.version, answers, ...days });
      return `${refusalCode(given) ?? ''} ${JSON.stringify(given.body)}`;
    };
    expect(await answer('reception')).toMatch(/^GUARD_FAILED .*2件あります（.*「休業期間中の所定労働日数」/u);
    const byDesk = { ...other, owner: 'reception' } as const;
    answers[attendance] = await journey.attach(stage.cast, byDesk, 'attendance', attendance);
    const one = await answer('reception');
    expect(one).toContain('1件あります（「休業期間中の所定労働日数」）');
    expect(one).toContain('「補正なしで審査再開」');
    expect(await answer('applicant')).toContain('すべての項目に回答してください。');
    const { version, state } = await desk.call('application.show', { id: other.id });
    expect([version, state]).toEqual([shown.version, 'correction_requested']);
    await stage.cast.by('reviewer').call('case.resumeReview', {
      ...(await journey.versionOf(stage.cast, other)),
      reason: '残りは届かない見込みである。',
    });
  });
});

describe('差替え', () => {
  type Pick = (papers: readonly string[]) => readonly string[];
  type Ask = (papers: readonly string[]) => readonly (object | undefined)[];
  const MONTHS = ['5月', '6月'];

  async function filed(index: number, more: readonly string[]) {
    const made = await journey.draft(stage.cast, index, stage.answers());
    await journey.attachAll(stage.cast, made);
    for (const month of more)
      await stage.cast
        .by('applicant')
        .call(
          'attachment.add',
          { id: made.id, paper: 'attendance' },
          { name: `出勤簿${month}.pdf`, type: 'application/pdf', bytes: practicePaper([made.id, month]) },
        );
    await journey.submit(stage.cast, made);
    await journey.inReview(stage.cast, made);
    const { attachments } = await stage.cast.by('reviewer').call('case.workbench', { id: made.id });
    const papers = attachments.filter(({ paper }) => paper === 'attendance').map(({ id }) => id);
    const other = attachments.find(({ paper }) => paper !== 'attendance')?.id ?? '';
    return { made, papers, other };
  }
  async function request(made: journey.Walk, files: readonly (object | undefined)[], target = 'attendance') {
    const items = files.map((file) => ({
      targetKind: target === 'attendance' ? 'paper' : 'field',
      target,
      reason: '確かめてください。',
      ...(file === undefined ? {} : { file }),
    }));
    const input = { version: await stage.version(made), note: '', items };
    return stage.client('reviewer').post(`/grants/cases/${made.id}/request-correction`, input);
  }
  async function answered(index: number, more: readonly string[], ask: Ask, ...tries: (Pick | null)[]) {
    const desk = stage.cast.by('reception');
    const { made, papers } = await filed(index, more);
    expect((await request(made, ask(papers))).status).toBe(200);
    const { correction, version } = await desk.call('application.show', { id: made.id });
    const answers: Record<string, string> = {};
    const byDesk = { ...made, owner: 'reception' } as const;
    for (const { id } of correction?.items ?? [])
      answers[id] = await journey.attach(stage.cast, byDesk, 'attendance', id);
    const codes = [];
    for (const chosen of tries) {
      const input = {
        version,
        answers,
        arrivedOn: stage.cast.today,
        ...(chosen === null ? {} : { replaces: chosen(papers) }),
      };
      const path = `/grants/applications/${made.id}/correction/answer`;
      codes.push(refusalCode(await stage.client('reception').post(path, input)));
    }
    const rows = await office.sql<{ status: string }[]>`
      select status from attachments where application = ${made.id} and paper = 'attendance' order by uploaded_at`;
    return { codes, statuses: rows.map(({ status }) => status).join(' ') };
  }

  it('without a file named sets aside what is chosen and no other of its kind, and nothing unasked', async () => {
    const none: Ask = () => [undefined];
    const foreign = () => [crypto.randomUUID()];
    await expect(answered(941, MONTHS, none, foreign, (papers) => papers.slice(1, 2))).resolves.toEqual({
      codes: ['INVALID_INPUT', undefined],
      statuses: 'received replaced received received',
    });
    await expect(answered(943, [], none, null)).resolves.toEqual({
      codes: [undefined],
      statuses: 'received received',
    });
  });

  it('of a file that is named sets aside that very file where 差し替え was asked for, and none for 追加', async () => {
    const name =
      (wanted: 'replace' | 'add', ...at: number[]): Ask =>
      (papers) =>
        at.map((index) => ({ attachmentId: papers[index], page: 1, wanted }));
    const first: Pick = (papers) => papers.slice(0, 1);
    await expect(answered(942, MONTHS, name('replace', 1), first, null)).resolves.toEqual({
      codes: ['INVALID_INPUT', undefined],
      statuses: 'received replaced received received',
    });
    await expect(answered(944, MONTHS, name('add', 1), null)).resolves.toEqual({
      codes: [undefined],
      statuses: 'received received received received',
    });
    // One file brought for two items stands at each.
    await expect(answered(945, MONTHS, name('replace', 0, 2), null)).resolves.toEqual({
      codes: [undefined],
      statuses: 'replaced received replaced received received',
    });
  });

  it('is asked only of a page that the case has, of that kind of paper, and nobody changes it afterwards', async () => {
    const { made, papers, other } = await filed(946, MONTHS);
    const [paper = ''] = papers;
    const file = { attachmentId: paper, wanted: 'replace' };
    const refused = [
      await request(made, [{ ...file, attachmentId: other }]),
      await request(made, [{ ...file, attachmentId: crypto.randomUUID() }]),
      await request(made, [{ ...file, page: 99 }]),
      await request(made, [{ attachmentId: paper }]),
      await request(made, [file], 'scheduledWorkdays'),
    ];
    expect(refused.map(refusalCode)).toEqual(refused.map(() => 'INVALID_INPUT'));
    const second = { attachmentId: papers[1], page: 1, wanted: 'add' };
    expect((await request(made, [second])).status).toBe(200);
    const shown = await stage.cast.by('applicant').call('application.show', { id: made.id });
    const [item] = shown.correction?.items ?? [];
    expect(item).toMatchObject({ oldValue: '出勤簿5月.pdf', file: { ...second, ordinal: 2 } });
    const [letter] = await office.sql<{ item: unknown }[]>`
      select (data::jsonb) -> 'items' -> 0 as item from letters where application = ${made.id} and kind = 'correction'`;
    expect(letter?.item).toMatchObject({
      file: '2枚目のファイル『出勤簿5月.pdf』の1ページ',
      wanted: 'この書類はそのままとし、別の書類を追加で提出してください（追加）。',
    });
    const change = { attachment: paper, wanted: 'replace' };
    for (const who of ['reviewer', 'manager', 'administrator', 'applicant'] as const) {
      const client = await office.signIn(who);
      expect(
        (await client.patch(`/items/correction_items/${item?.id ?? ''}`, change)).status,
      ).toBeGreaterThan(399);
      const query = `mutation { update_correction_items_item(id: "${item?.id ?? ''}", data: { wanted: "replace" }) { id } }`;
      const answer = await client.post('/graphql', { query });
      expect(JSON.stringify(answer.body)).toContain('errors');
    }
    const id = item?.id ?? '';
    const [kept] = await office.sql`select attachment, wanted from correction_items where id = ${id}`;
    expect(kept).toEqual({ attachment: papers[1], wanted: 'add' });
  });
});

describe('郵送による回答', () => {
  it('is entered by the desk item by item, and the next round begins anew', async () => {
    const desk = stage.cast.by('reception');
    const listed = await desk.call('intake.list', {});
    expect(listed.corrections.map((one) => one.id)).toContain(walk.id);
    const shown = await desk.call('application.show', { id: walk.id });
    const answers: Record<string, string> = {};
    for (const item of shown.correction?.items ?? []) {
      if (item.targetKind === 'field') answers[item.id] = '27';
      else {
        const paper = item.target as Parameters<typeof journey.attach>[2];
        answers[item.id] = await journey.attach(stage.cast, { ...walk, owner: 'reception' }, paper, item.id);
      }
    }
    const input = { id: walk.id, version: shown.version, answers, arrivedOn: stage.cast.today };
    const answered = await desk.call('correction.answer', input);
    expect(answered.state).toBe('in_review');
    const [event] = await office.sql`
      select actor, duty from case_events where application = ${walk.id} and event = 'answer_correction'`;
    expect(event).toEqual({ actor: office.accounts.reception?.id, duty: 'reception' });
    const { corrections } = await desk.call('case.workbench', { id: walk.id });
    expect(corrections[0]?.items.every((item) => item.newValue !== null)).toBe(true);
    expect(await remind()).toBe(0);
  });
});
