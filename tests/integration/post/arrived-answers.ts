/** 郵送による補正の回答: what comes in an envelope while a correction is open, until the desk has entered it. */
import * as journey from '@grant/scripts/seed/journey';
import { expect, it } from 'vitest';
import { type Office, refusalCode } from '../../fixtures/office.ts';
import { readPdf } from '../../fixtures/pdf.ts';
import type { Stage } from '../cases/cast.ts';
import { runsOf, type Envelopes } from './envelopes.ts';

interface At {
  readonly office: Office;
  readonly stage: Stage;
  readonly desk: Envelopes;
}

export function arrivedAnswers(at: () => At): void {
  /** A case in which two months of one kind of paper are asked for. */
  async function askedTwice() {
    const { stage } = at();
    const walk = await stage.submitted();
    await journey.inReview(stage.cast, walk);
    await stage.cast.by('reviewer').call('case.requestCorrection', {
      id: walk.id,
      version: await stage.version(walk),
      note: '',
      items: ['5月分が不鮮明です。', '6月分がありません。'].map((reason) => ({
        targetKind: 'paper' as const,
        target: 'attendance',
        reason,
      })),
    });
    const { correction } = await stage.cast.by('reception').call('application.show', { id: walk.id });
    const [may = '', june = ''] = (correction?.items ?? []).map(({ id }) => id);
    return { walk, may, june };
  }
  /** The papers of a kind that came in this envelope, as it was sorted. */
  async function sheets(walk: journey.Walk, envelope: string): Promise<string[]> {
    const { attachments } = await at().desk.seen(walk);
    return attachments.filter((one) => one.envelope === envelope).map(({ id }) => id);
  }
  const answer = async (
    by: 'reception' | 'applicant',
    walk: journey.Walk,
    answers: Readonly<Record<string, string>>,
    more: object = {},
  ) =>
    at()
      .stage.client(by)
      .post(`/grants/applications/${walk.id}/correction/answer`, {
        version: await at().stage.version(walk),
        answers,
        ...(by === 'reception' ? { arrivedOn: at().stage.cast.today } : {}),
        ...more,
      });
  /** A correction asked for long ago, whose day has passed. */
  async function overdue() {
    const { office, stage } = at();
    const walk = await stage.submitted();
    await journey.correctionRequested(stage.cast, walk);
    const [row] = await office.sql<{ id: string }[]>`
      update corrections set requested_at = '2026-07-01T10:00:00+09:00', due_on = '2026-07-10'
       where application = ${walk.id} returning id`;
    return { walk, round: row?.id ?? '' };
  }
  const reminded = async ({ id }: journey.Walk): Promise<number> => {
    await at().stage.cast.by('manager').call('correction.remind', {});
    const rows = await at().office.sql`
      select job from mail_deliveries where about = ${id} and kind in ('correction-reminder', 'correction-overdue')`;
    return rows.length;
  };

  it('answers no item that the desk did not say it answers, and one sheet not two of one kind unsaid', async () => {
    const { walk, may, june } = await askedTwice();
    const envelope = await at().desk.come(walk, '5月の出勤簿の封筒.pdf');
    expect((await at().desk.sort(walk, envelope, ['attendance'])).status).toBe(200);
    const [sheet = ''] = await sheets(walk, envelope);
    const short = await answer('reception', walk, { [may]: sheet });
    expect(refusalCode(short)).toBe('GUARD_FAILED');
    expect(JSON.stringify(short.body)).toContain('回答していない補正の項目が1件あります');
    expect(JSON.stringify((await answer('reception', walk, {})).body)).toContain('項目が2件あります');
    expect(JSON.stringify((await answer('applicant', walk, {})).body)).toContain('項目が2件あります');
    const [row] = await at().office.sql`
      select count(i.answered_at)::int as answered from corrections c join correction_items i on i.correction = c.id
       where c.application = ${walk.id}`;
    expect([row?.['answered'], (await at().desk.seen(walk)).case.state]).toEqual([0, 'correction_requested']);
    expect((await answer('reception', walk, { [may]: sheet, [june]: sheet })).status).toBe(200);
  });

  it('keeps reminders and the prefecture away until the desk has entered it, and is the turn of the office', async () => {
    const { office, stage, desk } = at();
    const { walk, round } = await overdue();
    const envelope = await desk.come(walk, '回答の封筒.pdf');
    const today = stage.cast.today;
    const reception = stage.cast.by('reception');
    const queued = async (by: 'reception' | 'reviewer', queue: 'arrived_answers' | 'overdue_corrections') =>
      (await stage.cast.by(by).call('queue.list', { queue })).lines.find(({ id }) => id === walk.id);
    expect(await queued('reception', 'arrived_answers')).toMatchObject({
      waitingForLabel: '事務局',
      wait: { from: today },
    });
    expect(await queued('reviewer', 'overdue_corrections')).toBeUndefined();
    const { corrections } = await reception.call('intake.list', {});
    expect(corrections.find(({ id }) => id === walk.id)).toMatchObject({ arrivedOn: today });
    const late = await stage.cast.by('reviewer').call('correction.overdue', {});
    expect(late.corrections.find(({ id }) => id === round)).toMatchObject({ arrivedOn: today });
    expect(await reminded(walk)).toBe(0);
    const consult = () =>
      stage.client('reviewer').post(`/grants/corrections/${round}/consult`, { detail: '見込みがない。' });
    const early = await consult();
    expect(refusalCode(early)).toBe('GUARD_FAILED');
    expect(JSON.stringify(early.body)).toContain('回答の書類が郵送で届いています');
    await expect(
      office.sql`update corrections set consultation = ${crypto.randomUUID()} where id = ${round}`,
    ).rejects.toThrow(/answer_arrived/u);
    const own = () => stage.cast.by('applicant').call('application.show', { id: walk.id });
    expect(await own()).toMatchObject({
      waitingFor: 'office',
      stateMeaning: '回答の書類が届きました。事務局で入力します。',
    });
    const { applications } = await stage.cast.by('applicant').call('application.list', {});
    expect(applications.find(({ id }) => id === walk.id)).toMatchObject({
      waitingFor: 'office',
      dueOn: null,
    });
    expect((await desk.seen(walk)).case.waitingFor).toBe('office');

    // 一部だけ届いた: the rest is waited for as before.
    const part = (by: 'reception' | 'reviewer') =>
      stage.client(by).post(`/grants/corrections/${round}/part`, {});
    expect(JSON.stringify((await part('reception')).body)).toContain('仕分けていない書類があります');
    await expect(
      office.sql`update corrections set part_noted_at = now() where id = ${round}`,
    ).rejects.toThrow(/answer_part/u);
    expect((await desk.sort(walk, envelope, ['attendance'])).status).toBe(200);
    expect(await queued('reception', 'arrived_answers')).toBeDefined();
    expect(refusalCode(await part('reviewer'))).toBe('FORBIDDEN');
    expect((await part('reception')).status).toBe(200);
    expect(refusalCode(await part('reception'))).toBe('GUARD_FAILED');
    expect(await queued('reception', 'arrived_answers')).toBeUndefined();
    expect(await queued('reviewer', 'overdue_corrections')).toBeDefined();
    expect((await own()).waitingFor).toBe('applicant');
    expect(await reminded(walk)).toBe(1);
    expect((await consult()).status).toBe(200);
  });

  it('is told by the status page as the turn of the office', async () => {
    const { stage, desk } = at();
    const reception = stage.cast.by('reception');
    const walk = await journey.received(stage.cast, 975, stage.answers());
    await journey.attachAll(stage.cast, walk);
    await reception.call('case.register', { id: walk.id, version: 0, revision: 1 });
    const { receiptNumber } = await reception.call('application.show', { id: walk.id });
    const card = await stage.client('reception').fetch(`/grants/intake/${walk.id}/status-card.pdf`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ renew: true }),
    });
    const { text } = await readPdf(new Uint8Array(await card.arrayBuffer()));
    const pin = /照会番号([0-9A-Z]{4}-[0-9A-Z]{4})/u.exec(text)?.[1] ?? '';
    const status = async () =>
      (await at().office.anonymous.post('/grants/status', { receiptNumber, pin })).body;
    await journey.correctionRequested(stage.cast, walk);
    expect(await status()).toMatchObject({ data: { waitingFor: 'applicant' } });
    await desk.come(walk, '郵送の申請への回答.pdf');
    expect(await status()).toMatchObject({
      data: {
        waitingFor: 'office',
        meaning: '回答の書類が届きました。事務局で入力します。',
        correctionDueOn: null,
      },
    });
  });

  it('is no answer where pages of an older envelope are sorted anew', async () => {
    const { stage, desk } = at();
    const walk = await stage.submitted();
    await journey.inReview(stage.cast, walk);
    const envelope = await desk.come(walk, '依頼の前の封筒.pdf');
    expect((await desk.sort(walk, envelope, ['wages'])).status).toBe(200);
    await stage.cast.by('reviewer').call('case.requestCorrection', {
      id: walk.id,
      version: await stage.version(walk),
      note: '',
      items: [{ targetKind: 'paper', target: 'attendance', reason: '確かめてください。' }],
    });
    const runs = runsOf(['attendance']);
    expect((await desk.act('reception', walk, 'sort-again', { attachmentId: envelope, runs })).status).toBe(
      200,
    );
    expect((await desk.seen(walk)).corrections[0]).toMatchObject({ state: 'open', answerArrivedAt: null });
  });

  it('counts from its postmark or arrival, not from the day on which the desk types it', async () => {
    const { office, stage, desk } = at();
    const { walk } = await overdue();
    // Away since the request, as its history says.
    await office.sql.begin(async (trx) => {
      await trx`set local session_replication_role = replica`;
      await trx`update applications set waiting_pauses = '[{"from": "2026-07-01"}]' where id = ${walk.id}`;
    });
    const { correction } = await stage.cast.by('reception').call('application.show', { id: walk.id });
    const envelope = await desk.come(walk, '期限までの消印の封筒.pdf');
    expect((await desk.sort(walk, envelope, ['attendance'])).status).toBe(200);
    const [sheet = ''] = await sheets(walk, envelope);
    const answers = Object.fromEntries(
      (correction?.items ?? []).map(({ id, targetKind }) => [id, targetKind === 'paper' ? sheet : '27']),
    );
    const days = { arrivedOn: '2026-07-13', postmarkOn: '2026-07-09' };
    for (const wrong of [
      { arrivedOn: undefined },
      { arrivedOn: '2026-06-30' },
      { arrivedOn: '2099-01-01' },
      { arrivedOn: '2026-07-13', postmarkOn: '2026-07-14' },
    ])
      expect(refusalCode(await answer('reception', walk, answers, wrong))).toBe('INVALID_INPUT');
    expect(refusalCode(await answer('applicant', walk, answers, days))).toBe('INVALID_INPUT');
    const past = (duty: 'reception' | 'applicant', facts: object) =>
      office.sql.begin(async (trx) => {
        await trx`select set_config('grant.event', 'answer_correction', true), set_config('grant.duty', ${duty}, true),
                         set_config('grant.actor', ${office.accounts[duty]?.id ?? ''}, true),
                         set_config('grant.facts', ${JSON.stringify({ round: 1, ...facts })}, true)`;
        await trx`update applications set state = 'in_review', version = version + 1, waiting_for = 'office' where id = ${walk.id}`;
      });
    await expect(past('reception', {})).rejects.toThrow(/answer_days/u);
    await expect(past('reception', { ...days, answeredOn: '2026-07-13' })).rejects.toThrow(/answer_days/u);
    await expect(past('applicant', { answeredOn: '2026-07-09' })).rejects.toThrow(/answer_days/u);

    expect((await answer('reception', walk, answers, days)).status).toBe(200);
    const { corrections, timeline, case: now } = await desk.seen(walk);
    expect(corrections[0]).toMatchObject({ ...days, answeredOn: '2026-07-09', dueOn: '2026-07-10' });
    expect(timeline.at(-1)?.detail).toBe(
      '到着日 令和8年7月13日（月）、消印日 令和8年7月9日（木）、回答日 令和8年7月9日（木）',
    );
    const [row] = await office.sql`select waiting_pauses as pauses from applications where id = ${walk.id}`;
    expect(row?.['pauses']).toEqual([{ from: '2026-07-01', to: '2026-07-13' }]);
    const { sheets: lists } = await stage.cast
      .by('manager')
      .call('list.show', { kind: 'management', words: now.receiptNumber ?? '' });
    const place = lists[0]?.columns.findIndex(({ title }) => title === '補正回答日') ?? -1;
    expect(lists[0]?.rows[0]?.[place]).toBe('2026-07-09');
  });
}
