/** 名簿の現在: what stands in a list is told by its imports; rows are kept as they came. */
import * as journey from '@grant/scripts/seed/journey';
import { verbs, type VerbName, type VerbOutput } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { setStage, type Person, type Stage } from './cast.ts';

let office: Office;
let stage: Stage;
beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
});
afterAll(() => office?.stop());

function read<N extends VerbName>(name: N, answer: Answer): VerbOutput<N> {
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return verbs[name].output.parse((answer.body as { data: unknown }).data) as VerbOutput<N>;
}
const workbench = (walk: journey.Walk, name: Person = 'reviewer') =>
  stage.cast.by(name).call('case.workbench', { id: walk.id });
const post = async (name: Person, walk: journey.Walk, path: string, input: object) =>
  stage
    .client(name)
    .post(`/grants/cases/${walk.id}/${path}`, { version: await stage.version(walk), ...input });
const findingOf = async (walk: journey.Walk, rule: string) =>
  (await workbench(walk)).judgement?.findings.find((one) => one.rule === rule);

const form = (csv: string, list: string, more: Record<string, string> = {}) => {
  const body = new FormData();
  for (const [key, value] of Object.entries({ list, ...more })) body.set(key, value);
  body.set('file', new Blob([csv], { type: 'text/csv' }), '名簿.csv');
  return body;
};
const send = (csv: string, list: string, more = {}, path = 'import') =>
  stage.client('manager').upload(`/grants/rosters/${path}`, form(csv, list, more));
const taken = async (csv: string, list = 'prior_award', more: Record<string, string> = {}) =>
  read('roster.import', await send(csv, list, more));

describe('名簿の全件と取込みの取消し', () => {
  const back = (id: string, reason = '別の年度のファイルだった。', by: Person = 'manager') =>
    stage.client(by).post(`/grants/rosters/imports/${id}/take-back`, { reason });
  const standing = async (walk: journey.Walk) => {
    const { listsNewer } = await workbench(walk);
    if (listsNewer) expect((await post('reviewer', walk, 'judge-anew', {})).status).toBe(200);
    return [listsNewer, (await findingOf(walk, 'supporter'))?.verdict];
  };

  it('end a member that a whole list lacks, and give it back when that import is taken back', async () => {
    const { employerCorporateNumber: number = '' } = stage.answers();
    const head = '名称,法人番号,登録日';
    const member = `在籍の会社,${number ?? ''},2024-06-03`;
    const first = await taken(`${head}\n${member}\n残る会社,,2024-06-03\n`, 'supporter');
    const walk = await stage.submitted({ employerCorporateNumber: number });
    await journey.inReview(stage.cast, walk);
    await expect(standing(walk)).resolves.toEqual([false, 'passed']);
    const left = `${head}\n残る会社,,2024-06-03\n`;
    // A part of the list ends nobody; a file with a line unread, or of a day to come, is no whole list.
    await taken(left, 'supporter');
    await expect(standing(walk)).resolves.toEqual([false, 'passed']);
    const asked = await send(left, 'supporter', { completeOn: '2026-07-01' }, 'preview');
    expect(read('roster.preview', asked).ended).toEqual(['在籍の会社']);
    for (const [csv, completeOn] of [
      [`${left},,2024-06-03\n`, '2026-07-01'],
      [left, '2099-01-01'],
    ] as const)
      expect(refusalCode(await send(csv, 'supporter', { completeOn }))).toBe('GUARD_FAILED');
    const whole = await taken(left, 'supporter', { completeOn: '2026-07-01' });
    await expect(standing(walk)).resolves.toEqual([true, 'to_check']);
    expect(refusalCode(await send(left, 'supporter', { completeOn: '2026-06-30' }))).toBe('GUARD_FAILED');
    expect((await back(whole.id, '理由', 'reviewer')).status).toBe(403);
    expect((await back(whole.id, ' ')).status).toBe(400);
    expect((await back(whole.id)).status).toBe(200);
    expect(refusalCode(await back(whole.id))).toBe('GUARD_FAILED');
    await expect(standing(walk)).resolves.toEqual([true, 'passed']);
    expect((await back(first.id)).status).toBe(200);
    await expect(standing(walk)).resolves.toEqual([true, 'to_check']);
    // Without any list a firm's own word passes; the same file read in again asks of it anew.
    const bare = await stage.submitted();
    await journey.inReview(stage.cast, bare);
    for (const { id } of await office.sql<{ id: string }[]>`
      select id from list_imports where list = 'supporter' and taken_back_at is null`)
      expect((await back(id)).status).toBe(200);
    await expect(standing(bare)).resolves.toEqual([true, 'passed']);
    const again = await taken(`${head}\n${member}\n残る会社,,2024-06-03\n`, 'supporter');
    await expect(standing(bare)).resolves.toEqual([true, 'to_check']);
    await expect(standing(walk)).resolves.toEqual([true, 'passed']);
    expect((await back(again.id)).status).toBe(200);
    const { imports } = read('roster.show', await stage.client('reviewer').get('/grants/rosters'));
    expect(imports.find(({ id }) => id === whole.id)).toMatchObject({
      completeOn: '2026-07-01',
      takenBack: { reason: '別の年度のファイルだった。' },
    });
  });

  it('end awards of the years that the file has, and keep every row as it came', async () => {
    const { employerCorporateNumber: number = '' } = stage.answers();
    const row = `R6,直す前の商号,${number ?? ''},45`;
    const head = '年度,事業主名,法人番号,休業日数';
    await taken(`${head}\n${row}\n`);
    const walk = await stage.submitted({ employerCorporateNumber: number });
    const verdict = async () => (await findingOf(walk, 'first_leave'))?.verdict;
    await journey.inReview(stage.cast, walk);
    await taken(`${head}\nR5,ほかの年度の商号,,45\n`, 'prior_award', { completeOn: '2026-07-01' });
    expect((await workbench(walk)).listsNewer).toBe(false);
    await expect(verdict()).resolves.toBe('to_check');
    await taken(`${head}\nR6,直した商号,,10\n`, 'prior_award', { completeOn: '2026-07-01' });
    // An older whole list of the same year would end what the newer one brought; of another year it says nothing.
    const older = await send(`${head}\nR6,前の商号,,10\n`, 'prior_award', { completeOn: '2026-06-30' });
    expect(refusalCode(older)).toBe('GUARD_FAILED');
    expect(JSON.stringify(older.body)).toContain('これより新しい日の全件');
    await taken(`${head}\nR4,もっと前の商号,,10\n`, 'prior_award', { completeOn: '2026-06-30' });
    expect((await post('reviewer', walk, 'judge-anew', {})).status).toBe(200);
    await expect(verdict()).resolves.toBe('passed');
    for (const statement of [
      'update prior_awards set leave_days = 1',
      'delete from prior_awards',
      'update supporter_members set registered_on = null',
      'delete from list_rows',
      'update list_imports set taken_back_at = null where taken_back_at is not null',
      'update list_imports set complete_on = null',
    ])
      await expect(office.sql.unsafe(statement).execute(), statement).rejects.toThrow(/append_only/u);
  });
});
