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
      select c.detail, c.state, c.application from consultations c join corrections r on r.consultation = c.id
       where r.id = ${correction}`;
    expect(row).toMatchObject({ state: 'with_prefecture', application: walk.id });
    expect(row?.detail).toContain('第1回の補正');
    expect(row?.detail).not.toContain(walk.answers.employerName);
    expect(row?.detail).not.toContain(walk.answers.employeeName);
    const seen = await stage.cast.by('reviewer').call('case.workbench', { id: walk.id });
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
    const attendance = shown.correction?.items.find((item) => item.targetKind === 'paper');
    const answer = async (who: 'reception' | 'applicant') => {
      const given = await stage
        .client(who)
        .post(`/grants/applications/${other.id}/correction/answer`, { version: shown.version, answers: {} });
      expect(refusalCode(given)).toBe('GUARD_FAILED');
      return JSON.stringify(given.body);
    };
    expect(await answer('reception')).toMatch(/2件あります（.*「休業期間中の所定労働日数」/u);
    await journey.attach(stage.cast, { ...other, owner: 'reception' }, 'attendance', attendance?.id);
    const one = await answer('reception');
    expect(one).toContain('1件あります（「休業期間中の所定労働日数」）');
    expect(one).toContain('「補正なしで審査再開」');
    expect(await answer('applicant')).toContain('すべての項目に回答してください。');
    const after = await desk.call('application.show', { id: other.id });
    expect(after).toMatchObject({ version: shown.version, state: 'correction_requested' });
    await stage.cast.by('reviewer').call('case.resumeReview', {
      ...(await journey.versionOf(stage.cast, other)),
      reason: '残りは届かない見込みである。',
    });
  });
});

describe('差替え', () => {
  it('sets aside the files that are named and no other of their kind; unasked the only one, and none of several', async () => {
    const desk = stage.cast.by('reception');
    type Named = (papers: readonly string[]) => string[];
    const answered = async (index: number, more: readonly string[], ...tries: (Named | null)[]) => {
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
      await journey.correctionRequested(stage.cast, made);
      const { correction, version, attachments } = await desk.call('application.show', { id: made.id });
      const papers = attachments.filter(({ paper }) => paper === 'attendance').map(({ id }) => id);
      const answers: Record<string, string> = {};
      for (const item of correction?.items ?? [])
        answers[item.id] =
          item.targetKind === 'field'
            ? '27'
            : await journey.attach(stage.cast, { ...made, owner: 'reception' }, 'attendance', item.id);
      const codes = [];
      for (const named of tries) {
        const input = { version, answers, ...(named === null ? {} : { replaces: named(papers) }) };
        const path = `/grants/applications/${made.id}/correction/answer`;
        codes.push(refusalCode(await stage.client('reception').post(path, input)));
      }
      const rows = await office.sql<{ status: string }[]>`
        select status from attachments where application = ${made.id} and paper = 'attendance' order by uploaded_at`;
      return { codes, statuses: rows.map(({ status }) => status) };
    };
    const months = ['5月', '6月'];
    const foreign = () => [crypto.randomUUID()];
    await expect(answered(941, months, foreign, (papers) => papers.slice(1, 2))).resolves.toEqual({
      codes: ['INVALID_INPUT', undefined],
      statuses: ['received', 'replaced', 'received', 'received'],
    });
    await expect(answered(942, months, null)).resolves.toEqual({
      codes: [undefined],
      statuses: ['received', 'received', 'received', 'received'],
    });
    await expect(answered(943, [], null)).resolves.toEqual({
      codes: [undefined],
      statuses: ['replaced', 'received'],
    });
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
      else
        answers[item.id] = await journey.attach(
          stage.cast,
          { ...walk, owner: 'reception' },
          item.target as Parameters<typeof journey.attach>[2],
          item.id,
        );
    }
    const answered = await desk.call('correction.answer', {
      id: walk.id,
      version: shown.version,
      answers,
    });
    expect(answered.state).toBe('in_review');
    const [event] = await office.sql`
      select actor, duty from case_events where application = ${walk.id} and event = 'answer_correction'`;
    expect(event).toEqual({ actor: office.accounts.reception?.id, duty: 'reception' });
    const { corrections } = await desk.call('case.workbench', { id: walk.id });
    expect(corrections[0]?.items.every((item) => item.newValue !== null)).toBe(true);
    expect(await remind()).toBe(0);
  });
});
