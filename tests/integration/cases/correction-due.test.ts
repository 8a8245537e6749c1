import * as journey from '@grant/scripts/seed/journey';
import { legalForms, type VerbOutput } from '@grant/schema';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { setStage, type Stage } from './cast.ts';

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
