/** What keeps the money of a decided case back, by the doors of the office. */
import * as journey from '@grant/scripts/seed/journey';
import { expect } from 'vitest';
import { type Office, refusalCode } from '../../fixtures/office.ts';
import type { Person, Stage } from './cast.ts';

const workbench = (stage: Stage, walk: journey.Walk, name: Person) =>
  stage.cast.by(name).call('case.workbench', { id: walk.id });
const clerk = (stage: Stage) => stage.cast.by('clerk');
const obstacleOf = async (stage: Stage, walk: journey.Walk) =>
  (await clerk(stage).call('batch.payable', {})).payable.find(
    ({ applicationId }) => applicationId === walk.id,
  )?.obstacle;
const batched = async (stage: Stage, walk: journey.Walk) => {
  const [profile] = (await clerk(stage).call('batch.payable', {})).bankProfiles;
  const { transferOn, id } = profile ?? {};
  const input = { transferOn, bankProfileId: id, applicationIds: [walk.id] };
  return stage.client('clerk').post('/grants/batches', input);
};

/** A duplicate that is found after the decision is named to the clerk, and judged before anything is paid. */
export async function heldByDuplicate(stage: Stage): Promise<void> {
  const walk = await stage.submitted();
  await journey.payable(stage.cast, walk);
  expect(await obstacleOf(stage, walk)).toBeNull();
  const other = await stage.submitted({ employerPhone: walk.answers.employerPhone ?? '' });
  expect(await obstacleOf(stage, walk)).toBe('duplicate_open');
  const refused = await batched(stage, walk);
  expect(refusalCode(refused)).toBe('GUARD_FAILED');
  expect(JSON.stringify(refused.body)).toContain('重複の疑いが見つかり');
  const { late, duplicates } = await workbench(stage, walk, 'clerk');
  expect(late).toMatchObject({ doubt: 'duplicate_open', mayLook: false });
  const members = [walk, other].map(({ id }) => ({
    applicationId: id,
    verdict: 'different' as const,
    reason: '別の法人である。',
  }));
  const path = `/grants/duplicates/${duplicates[0]?.id ?? ''}/resolve`;
  expect((await stage.client('approver').post(path, { seen: duplicates[0]?.digest, members })).status).toBe(
    200,
  );
  expect(await obstacleOf(stage, walk)).toBeNull();
}

/** A bar that is entered after the decision: an approver or manager says why it does not matter, at each change of it. */
export async function heldByBar(stage: Stage): Promise<void> {
  const walk = await stage.submitted();
  await journey.payable(stage.cast, walk);
  const batchId = await journey.confirmedBatch(stage.cast, [walk]);
  const made = await stage.client('manager').post('/items/bars', {
    kind: 'employer',
    name: '旧商号',
    corporate_number: walk.answers.employerCorporateNumber,
    starts_on: '2026-04-01',
    until_on: '2031-03-31',
    reason: '別の助成金の不正受給',
  });
  expect(made.status).toBe(200);
  const { version, count, total, payments } = await clerk(stage).call('batch.show', { id: batchId });
  expect(payments).toMatchObject([{ late: 'bar', doubted: false }]);
  const seal = () => stage.client('clerk').post(`/grants/batches/${batchId}/seal`, { version, count, total });
  const refused = await seal();
  expect(refusalCode(refused)).toBe('GUARD_FAILED');
  expect(JSON.stringify(refused.body)).toContain(payments[0]?.receiptNumber);
  const { late } = await workbench(stage, walk, 'manager');
  expect(late).toMatchObject({ doubt: 'bar', mayLook: true, bars: [{ name: '旧商号' }], looks: [] });
  // A clerk learns that there is a bar, and the list of bars is not for her.
  expect((await workbench(stage, walk, 'clerk')).late).toMatchObject({
    doubt: 'bar',
    mayLook: false,
    bars: [],
  });
  const bars = late.bars.map(({ id, seen }) => ({ id, seen }));
  const standing = await stage.version(walk);
  const look = (name: Person, input: object) =>
    stage.client(name).post(`/grants/cases/${walk.id}/look-at-late`, {
      version: standing,
      bars,
      awards: [],
      reason: '別件。',
      ...input,
    });
  for (const name of ['clerk', 'reviewer', 'reception'] as const)
    expect((await look(name, {})).status).toBe(403);
  expect((await look('manager', { reason: ' ' })).status).toBe(400);
  expect(refusalCode(await look('manager', { bars: [] }))).toBe('STALE_VERSION');
  const former = bars.map(({ id, seen }) => ({ id, seen: seen - 1 }));
  expect(refusalCode(await look('manager', { bars: former }))).toBe('STALE_VERSION');
  expect(refusalCode(await look('manager', { version: standing - 1 }))).toBe('STALE_VERSION');
  expect((await look('manager', {})).status).toBe(200);
  expect(refusalCode(await look('approver', {}))).toBe('STALE_VERSION');
  expect((await workbench(stage, walk, 'approver')).late).toMatchObject({
    doubt: null,
    bars: [],
    looks: [{ of: 'bar', name: '旧商号', reason: '別件。' }],
  });
  expect((await seal()).status).toBe(200);
  // A further bar keeps the file of the sealed batch in the office.
  const id = (made.body as { data: { id: string } }).data.id;
  await stage.client('manager').patch(`/items/bars/${id}`, { until_on: '2036-03-31' });
  const file = await stage.client('clerk').get(`/grants/batches/${batchId}/file`);
  expect(refusalCode(file)).toBe('GUARD_FAILED');
  expect(JSON.stringify(file.body)).toContain('支給停止が登録され、又は始まりました');
}

/** An award of an earlier year that is listed after the decision: whose it is, or why it does not matter, is said before anything is paid. */
export async function heldByAward(stage: Stage, taken: (csv: string) => Promise<void>): Promise<void> {
  const walk = await stage.submitted();
  await journey.payable(stage.cast, walk);
  const { employerCorporateNumber: number = '', employerName = '' } = walk.answers;
  await taken(`年度,事業主名,法人番号,休業日数\nR6,昔の商号,${number},45\n`);
  expect(await obstacleOf(stage, walk)).toBe('award');
  expect(JSON.stringify((await batched(stage, walk)).body)).toContain('過年度の支給が名簿に見つかりました');
  const { late } = await workbench(stage, walk, 'approver');
  const [award] = late.awards;
  expect(late).toMatchObject({ doubt: 'award', mayLook: true, bars: [] });
  expect(award).toMatchObject({ name: '昔の商号', fiscalYear: 2024, leaveDays: 45, certain: true });
  expect((await workbench(stage, walk, 'clerk')).late).toMatchObject({ mayLook: false, awards: [{}] });
  const look = async (awards: object[]) =>
    stage.client('approver').post(`/grants/cases/${walk.id}/look-at-late`, {
      version: await stage.version(walk),
      bars: [],
      awards,
      reason: '「はじめて」の申告はない。',
    });
  const seen = { id: award?.id, seen: award?.seen };
  expect(refusalCode(await look([]))).toBe('STALE_VERSION');
  expect(refusalCode(await look([{ ...seen, seen: 1 }]))).toBe('STALE_VERSION');
  expect((await look([seen])).status).toBe(200);
  expect((await workbench(stage, walk, 'clerk')).late.looks).toMatchObject([{ of: 'award' }]);
  expect(await obstacleOf(stage, walk)).toBeNull();
  // By its name only: a person says that it is another firm.
  await taken(`年度,事業主名,休業日数\nR5,${employerName.replace('株式会社', '（株）')},45\n`);
  expect(await obstacleOf(stage, walk)).toBe('award');
  const { awards } = (await workbench(stage, walk, 'approver')).late;
  expect(awards).toMatchObject([{ fiscalYear: 2023, certain: false }]);
  const said = await stage.client('reviewer').post(`/grants/rosters/matches/${awards[0]?.id ?? ''}/decide`, {
    verdict: 'no_match',
    reason: '所在地が違う。',
    seen: { state: 'open', decidedAt: null },
  });
  expect(said.status, JSON.stringify(said.body)).toBe(200);
  expect(await obstacleOf(stage, walk)).toBeNull();
}

/** A bar that was entered before the judgement and begins after it: nothing is decided until the case was judged anew. */
export async function heldByBegunBar(stage: Stage, sql: Office['sql']): Promise<void> {
  const walk = await stage.submitted();
  await journey.recommended(stage.cast, walk);
  const entered = await stage.client('manager').post('/items/bars', {
    kind: 'representative',
    name: walk.answers.representativeName,
    starts_on: stage.cast.today,
    until_on: '2031-03-31',
    reason: '別の助成金の不正受給',
  });
  expect(entered.status).toBe(200);
  // As if the case had been judged the day before, when the bar stood on the list already.
  await sql.begin(async (trx) => {
    await trx`set local session_replication_role = replica`;
    await trx`update judgements set judged_at = judged_at - interval '1 day' where application = ${walk.id}`;
    await trx`update judged_bars b set seen = (select max(seq) from bar_changes)
       from judgements j where j.id = b.judgement and j.application = ${walk.id}`;
  });
  const seen = await workbench(stage, walk, 'approver');
  expect(seen.listsNewer).toBe(true);
  const act = async (path: string, input: object) =>
    stage
      .client('approver')
      .post(`/grants/cases/${walk.id}/${path}`, { version: await stage.version(walk), ...input });
  const refused = await act('grant', { amount: seen.judgement?.amount?.total ?? 0 });
  expect(JSON.stringify(refused.body)).toContain('支給停止が始まった場合を含みます');
  expect((await act('return-to-review', { reason: '支給停止の確認' })).status).toBe(200);
  const anew = await workbench(stage, walk, 'reviewer');
  expect(anew.listsNewer).toBe(false);
  expect(anew.judgement?.findings.find((one) => one.rule === 'bar_list')?.verdict).not.toBe('passed');
}
