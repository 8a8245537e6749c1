import * as journey from '@grant/scripts/seed/journey';
import { legalForms, type VerbOutput } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { setStage, type Stage } from './cast.ts';
import { askedFor } from './correction-steps.ts';

let office: Office;
let stage: Stage;
let walk: journey.Walk;

beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
  walk = await stage.submitted();
  await journey.inReview(stage.cast, walk);
});
afterAll(() => office?.stop());

const items = ['scheduledWorkdays', 'employerLegalForm', 'childBirthOn', 'leavePeriods'].map((target) => ({
  targetKind: 'field',
  target,
  reason: '出勤簿と照らしてください。',
}));

async function request(dueOn?: string) {
  const version = await stage.version(walk);
  return stage
    .client('reviewer')
    .post(`/grants/cases/${walk.id}/request-correction`, { version, items, note: '', dueOn });
}

it.each(['2026-07-14', '2026-07-18', '2026-07-20', '2027-04-01'])(
  '補正の期限: refuses %s, a day gone by, a Saturday, 海の日, or one after the office has ended',
  async (dueOn) => {
    expect(refusalCode(await request(dueOn))).toBe('INVALID_INPUT');
  },
);

it('refuses one field twice, which could never be answered, and names an account that is not asked by a letter', async () => {
  const version = await stage.version(walk);
  const ask = (targets: readonly string[]) =>
    stage.client('reviewer').post(`/grants/cases/${walk.id}/request-correction`, {
      version,
      note: '',
      items: targets.map((target) => ({ targetKind: 'field', target, reason: '直してください。' })),
    });
  const twice = await ask(['scheduledWorkdays', 'childBirthOn', 'scheduledWorkdays']);
  expect(refusalCode(twice)).toBe('INVALID_INPUT');
  expect(JSON.stringify(twice.body)).toContain('「休業期間中の所定労働日数」が二つあります');
  const account = await ask(['accountNumber']);
  expect(JSON.stringify(account.body)).toContain('「口座番号」は補正を求められる項目ではありません');
});

it('補正の期限: is ten office days ahead by the calendar of the programme, the holiday left out', async () => {
  const before = await stage.cast.by('reviewer').call('case.workbench', { id: walk.id });
  expect(before.correctionDueOn).toBe('2026-07-30');
  const answer = await request();
  expect(answer.status).toBe(200);
  const shown = await stage.cast.by('applicant').call('application.show', { id: walk.id });
  // 2026-07-15 is a Wednesday; 2026-07-20 is 海の日.
  expect(shown.correction?.dueOn).toBe('2026-07-30');
  // In the order in which the letter numbers them.
  expect(shown.correction?.items.map(({ target }) => target)).toEqual(items.map(({ target }) => target));
});

it('補正依頼書: says what stands there in words, no code and no date of a machine', async () => {
  const [letter] = await office.sql<{ present: string[] }[]>`
    select array(select item ->> 'present' from jsonb_array_elements((data::jsonb) -> 'items') item) as present
      from letters where application = ${walk.id} and kind = 'correction'`;
  const [days, form, birth, leave] = letter?.present ?? [];
  expect(days).toBe(walk.answers.scheduledWorkdays);
  expect(form).toBe(legalForms[walk.answers.employerLegalForm as keyof typeof legalForms]);
  expect(birth).toMatch(/^令和\d+年\d+月\d+日$/u);
  expect(leave).toMatch(/令和.+から令和/u);
});

it('補正なしで審査再開: judges on the papers that came before the round was broken off', async () => {
  const broken = await stage.submitted();
  await journey.inReview(stage.cast, broken);
  const asked = await stage.client('reviewer').post(`/grants/cases/${broken.id}/request-correction`, {
    version: await stage.version(broken),
    note: '',
    items: [{ targetKind: 'paper', target: 'attendance', reason: '読み取れません。' }, ...items],
  });
  expect(asked.status, JSON.stringify(asked.body)).toBe(200);
  const { correction } = await stage.cast.by('applicant').call('application.show', { id: broken.id });
  const paper = correction?.items.find((one) => one.targetKind === 'paper');
  await journey.attach(stage.cast, broken, 'attendance', paper?.id ?? '');
  const judged = async () => {
    const [row] = await office.sql<{ content_hash: string; number: number }[]>`
      select a.content_hash, (select max(number) from judgements j where j.application = a.id) as number
        from applications a where a.id = ${broken.id}`;
    return row;
  };
  const before = await judged();
  await stage.cast.by('reviewer').call('case.resumeReview', {
    id: broken.id,
    version: await stage.version(broken),
    reason: '残りは届かない。',
  });
  const after = await judged();
  expect(after?.number).toBe((before?.number ?? 0) + 1);
  expect(after?.content_hash).not.toBe(before?.content_hash);
});

it('待ち日数: leaves out the days in which the applicant had the case, in the queue as in the lists', async () => {
  const slow = await stage.submitted();
  await journey.correctionRequested(stage.cast, slow);
  // Filed on a Wednesday; on the Friday of the week after the office asked, and was answered today, three months later.
  await office.sql.begin(async (trx) => {
    await trx`set local session_replication_role = replica`;
    await trx`update applications set received_on = '2026-04-01', waiting_from = '2026-04-10',
                state_since = '2026-04-10T03:00:00Z', waiting_pauses = '[{"from":"2026-04-10"}]'
               where id = ${slow.id}`;
  });
  const wait = async () => (await stage.cast.by('reviewer').call('case.workbench', { id: slow.id })).wait;
  await expect(wait()).resolves.toMatchObject({ from: '2026-04-10' });
  const version = await stage.version(slow);
  await stage.cast.by('reviewer').call('case.resumeReview', { id: slow.id, version, reason: '届いた。' });
  const own = { days: 7, tone: 'calm' };
  await expect(wait()).resolves.toMatchObject(own);
  const { lines } = await stage.cast.by('reviewer').call('queue.list', { queue: 'mine' });
  expect(lines.find(({ id }) => id === slow.id)?.wait).toMatchObject(own);
  const late = await stage.cast.by('manager').call('queue.list', { queue: 'late' });
  expect(late.lines.map(({ id }) => id)).not.toContain(slow.id);
  const cell = async (list: string, row: (cells: readonly unknown[]) => boolean, title: string) => {
    const answer = await stage.client('manager').get(`/grants/lists/${list}`);
    const [sheet] = (answer.body as { data: VerbOutput<'list.show'> }).data.sheets;
    return sheet?.rows.find(row)?.[sheet.columns.findIndex((column) => column.title === title)];
  };
  const [number] = await office.sql`select receipt_number as r from applications where id = ${slow.id}`;
  await expect(cell('management', (row) => row.includes(number?.['r']), '標準処理日数')).resolves.toBe(7);
  await expect(
    cell('progress', (row) => row.some((one) => String(one).startsWith('要処理（')), '件数'),
  ).resolves.toBe(0);
  // 保留: the turn of the prefecture, counted from its own day.
  const reason = '出勤簿の記載に疑義があるため。';
  await stage.cast.by('reviewer').call('case.suspend', {
    id: slow.id,
    version: await stage.version(slow),
    kind: 'false_record',
    reason,
  });
  await expect(wait()).resolves.toMatchObject({ from: stage.cast.today, days: 0 });
});

const LONG = [{ kind: 'childcare', startOn: '2026-02-02', endOn: '2026-06-14', workedDays: '0' }];
const OWNER = { employerLegalForm: 'sole_owner', employerCorporateNumber: '', capital: '' };

describe('訂正に伴う項目', () => {
  const number = '4011001098993';

  it('open with the corrected kind of firm, are required, and stand in the round old beside new', async () => {
    const { answer, seen, round } = await askedFor(stage, ['employerLegalForm'], OWNER);
    const alone = await answer({ employerLegalForm: 'company' });
    expect(refusalCode(alone)).toBe('INVALID_INPUT');
    expect(JSON.stringify(alone.body)).toContain('法人番号を入力してください。');
    const wrong = { employerCorporateNumber: '123', capital: '10000000' };
    expect(refusalCode(await answer({ employerLegalForm: 'company' }, { following: wrong }))).toBe(
      'INVALID_INPUT',
    );
    const following = { employerCorporateNumber: number, capital: '10000000' };
    const whole = await answer({ employerLegalForm: 'company' }, { following });
    expect(whole.status, JSON.stringify(whole.body)).toBe(200);
    const none = { oldValue: null, follows: true, unneededReason: null };
    expect((await round())?.slice(1)).toEqual(
      expect.arrayContaining([
        { ...none, target: 'employerCorporateNumber', newValue: number },
        { ...none, target: 'capital', newValue: '10000000' },
      ]),
    );
    const { case: now } = await seen();
    expect([now['employerCorporateNumber'], now['capital'], now.state]).toEqual([
      number,
      10_000_000,
      'in_review',
    ]);
  });

  it('are no way to any other answer: what is neither asked for nor opened is refused', async () => {
    const { made, answer } = await askedFor(stage, ['employerLegalForm'], OWNER);
    const following = { employerCorporateNumber: number, capital: '10000000' };
    for (const stranger of [
      { employerName: '株式会社べつの会社' },
      { firstThreeMonths: 'yes' },
      { returnGapReason: '年次有給休暇を取得' },
      { employerLegalForm: 'sole_owner' },
      { accountNumber: '7654321' },
      { state: 'granted' },
    ]) {
      const tried = await answer(
        { employerLegalForm: 'company' },
        { following: { ...following, ...stranger } },
      );
      expect(refusalCode(tried), JSON.stringify(stranger)).toBe('INVALID_INPUT');
    }
    // Nothing opens where nothing was corrected to it.
    expect(refusalCode(await answer({ employerLegalForm: 'sole_owner' }, { following }))).toBe(
      'INVALID_INPUT',
    );
    const [row] = await office.sql`select state, employer_name from applications where id = ${made.id}`;
    expect(row).toEqual({ state: 'correction_requested', employer_name: made.answers.employerName });
  });

  it('ask for three months when the leave becomes longer, and take no implied いいえ for the answer', async () => {
    const { answer, seen, round } = await askedFor(stage, ['leavePeriods']);
    const alone = await answer({ leavePeriods: LONG });
    expect(refusalCode(alone)).toBe('INVALID_INPUT');
    expect(JSON.stringify(alone.body)).toContain('3か月以上');
    const whole = await answer({ leavePeriods: LONG }, { following: { firstThreeMonths: 'yes' } });
    expect(whole.status, JSON.stringify(whole.body)).toBe(200);
    expect((await seen()).case['firstThreeMonths']).toBe(true);
    expect(await round()).toContainEqual({
      target: 'firstThreeMonths',
      oldValue: 'no',
      newValue: 'yes',
      follows: true,
      unneededReason: null,
    });
  });

  it('close what the corrected answer does not ask: given up in sight, and no dead end where it was asked for', async () => {
    const { made, answer, seen, round } = await askedFor(stage, ['employerLegalForm', 'capital']);
    const given = await answer({ employerLegalForm: 'sole_owner' });
    expect(given.status, JSON.stringify(given.body)).toBe(200);
    const none = { newValue: null, unneededReason: null };
    const { employerCorporateNumber, capital } = made.answers;
    expect((await round())?.slice(1)).toEqual([
      { ...none, target: 'capital', oldValue: capital, follows: false },
      { ...none, target: 'employerCorporateNumber', oldValue: employerCorporateNumber, follows: true },
    ]);
    const { case: now } = await seen();
    expect([now['employerCorporateNumber'], now['capital']]).toEqual([null, null]);
  });
});

describe('直す必要がない項目', () => {
  it('is answered by its reason, field or paper, never beside a new answer, and nothing changes', async () => {
    const { made, answer, seen, round } = await askedFor(stage, ['scheduledWorkdays', 'attendance']);
    const reason = '勤務カレンダーのとおりです。';
    const both = { scheduledWorkdays: reason, attendance: '4頁目に復帰した月の分があります。' };
    const codes = [
      await answer({ scheduledWorkdays: '27' }, { unneeded: both }),
      await answer({}, { unneeded: { scheduledWorkdays: reason } }),
      await answer({}, { unneeded: { ...both, attendance: '　' } }),
      await answer({}, { unneeded: { ...both, attendance: '番号は 123456789018 です。' } }),
      await answer({}, { unneeded: { ...both, employerName: reason } }),
    ].map(refusalCode);
    expect(codes).toEqual([
      'INVALID_INPUT',
      'GUARD_FAILED',
      'INVALID_INPUT',
      'INVALID_INPUT',
      'INVALID_INPUT',
    ]);
    const given = await answer({}, { unneeded: both });
    expect(given.status, JSON.stringify(given.body)).toBe(200);
    expect(await round()).toMatchObject([
      { target: 'scheduledWorkdays', newValue: null, unneededReason: reason },
      { target: 'attendance', newValue: null, unneededReason: both.attendance },
    ]);
    const { case: now } = await seen();
    expect(String(now['scheduledWorkdays'])).toBe(made.answers.scheduledWorkdays);
  });
});

describe('電話で督促する補正', () => {
  it('lists a round whose reminder is due and whom no mail reaches, with the number and the last call', async () => {
    const unreached = { ...stage.answers(), contactEmail: '' };
    const posted = await journey.received(stage.cast, 977, unreached);
    const reception = stage.cast.by('reception');
    await reception.call('case.register', { id: posted.id, version: 0, revision: 1 });
    await journey.correctionRequested(stage.cast, posted);
    const listed = async () =>
      (await reception.call('correction.overdue', {})).byPhone.filter(
        (one) => one.applicationId === posted.id,
      );
    await stage.cast.by('manager').call('correction.remind', {});
    expect(await listed()).toEqual([]);
    await office.sql`update corrections set requested_at = '2026-07-01T10:00:00+09:00', due_on = '2026-07-16'
      where application = ${posted.id}`;
    await stage.cast.by('manager').call('correction.remind', {});
    expect(await listed()).toMatchObject([{ phone: unreached.contactPhone, round: 1, spokenAt: null }]);
    await reception.call('inquiry.record', {
      idempotencyKey: crypto.randomUUID(),
      channel: 'phone',
      category: 'correction',
      party: 'employer',
      question: '補正の回答の見込みを確かめた。',
      answer: '来週に送るとのこと。',
      applicationId: posted.id,
      minutes: 5,
    });
    expect((await listed())[0]?.spokenAt).toMatch(/^2026-07-/u);
  });
});
