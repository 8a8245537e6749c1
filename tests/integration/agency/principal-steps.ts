/** 委任者: what an agent files under a mandate, held against whose mandate it is. */
import { verbs, type Answers } from '@grant/schema';
import { signIn } from '@grant/scripts/seed/caller';
import * as journey from '@grant/scripts/seed/journey';
import { expect } from 'vitest';
import { refusalCode, type Answer, type Client, type Office } from '../../fixtures/office.ts';
import type { Stage } from '../cases/cast.ts';
import { declare, formOf, mandated, read, startUnder } from './stage.ts';

interface Filing {
  readonly office: Office;
  readonly stage: Stage;
  readonly agent: Client;
}

const SOLE: Answers = { employerLegalForm: 'sole_owner', employerCorporateNumber: '', capital: '' };
const wordsOf = (answer: Answer): string => JSON.stringify(answer.body);

async function agencyOf({ office, stage }: Filing): Promise<journey.Cast> {
  const account = office.accounts.agent;
  if (account === undefined) throw new Error('no account of an agent');
  const caller = await signIn(office.url, account);
  return { ...stage.cast, by: (name) => (name === 'agent' ? caller : stage.cast.by(name)) };
}

/** A draft under a mandate with these answers and every paper. */
async function drafted(filing: Filing, mandate: string, key: string, answers: Answers) {
  const { agent } = filing;
  const cast = await agencyOf(filing);
  const id = await startUnder(agent, mandate, key);
  const show = async () => read('application.show', await agent.get(`/grants/applications/${id}`));
  const save = async (changes: Answers) => {
    const { revision } = await show();
    const saved = await agent.post(`/grants/applications/${id}/save`, { revision, answers: changes });
    expect(saved.status, wordsOf(saved)).toBe(200);
  };
  await save(answers);
  await journey.attachAll(cast, { id, index: 0, answers, owner: 'agent' });
  const check = async () =>
    verbs['application.check'].output.parse(
      ((await agent.get(`/grants/applications/${id}/check`)).body as { data: unknown }).data,
    );
  const submit = async () =>
    agent.post(`/grants/applications/${id}/submit`, {
      revision: (await show()).revision,
      idempotencyKey: crypto.randomUUID(),
    });
  const seen = () => filing.stage.cast.by('reviewer').call('case.workbench', { id });
  return { id, cast, show, save, check, submit, seen };
}

const firmOf = ({ employerName = '', employerCorporateNumber = '' }: Answers) => ({
  employerName,
  employerCorporateNumber,
});

/** Another firm's application under a mandate with a number: told at the field, refused at filing, never lost. */
export async function otherFirmRefused(filing: Filing): Promise<void> {
  const { office, stage, agent } = filing;
  const [client, other] = [stage.answers(), stage.answers()];
  const { employerName, employerCorporateNumber: corporateNumber } = firmOf(client);
  const mandate = await mandated(office, agent, { employerName, corporateNumber });
  const { id, show, save, check, submit, seen } = await drafted(filing, mandate, 'wrong-card-1', other);
  const whose = `委任者「${employerName}」（法人番号 ${corporateNumber}）`;
  expect((await check()).missing).toEqual([
    { key: 'employerCorporateNumber', message: expect.stringContaining(whose) as string },
  ]);
  const tried = await submit();
  expect([tried.status, refusalCode(tried)]).toEqual([409, 'OTHER_PRINCIPAL']);
  expect(wordsOf(tried)).toContain(whose);
  expect((await show()).answers).toMatchObject(firmOf(other));
  expect((await show()).agent?.principal).toEqual({
    name: employerName,
    corporateNumber,
    kind: 'corporation',
  });
  // The next draft from the same card is of its client alone: nothing of the firm typed by mistake.
  const next = read(
    'application.show',
    await agent.get(`/grants/applications/${await startUnder(agent, mandate, 'wrong-card-2')}`),
  );
  expect(next.answers).toEqual({ employerName, employerCorporateNumber: corporateNumber });
  await save(SOLE);
  expect((await check()).missing[0]?.key).toBe('employerLegalForm');
  expect(refusalCode(await submit())).toBe('OTHER_PRINCIPAL');
  for (const door of [
    await agent.patch(`/items/applications/${id}`, { employer_corporate_number: corporateNumber }),
    await agent.post('/graphql', {
      query: `mutation { update_applications_item(id: "${id}", data: { employer_corporate_number: "${corporateNumber}" }) { id } }`,
    }),
  ])
    expect(wordsOf(door)).toContain('errors');
  const { employerLegalForm, capital } = client;
  await save({ employerLegalForm, capital, employerCorporateNumber: corporateNumber });
  // A new name under the number of the mandate is the same corporation.
  const filed = await submit();
  expect(filed.status, wordsOf(filed)).toBe(200);
  const bench = await seen();
  expect(bench.case.principalName).toBe(employerName);
  expect(bench.judgement?.findings.some(({ rule }) => rule === 'principal')).toBe(false);
}

/** A filed case stays its principal's, whoever corrects it. */
export async function neverCorrectedToAnother(filing: Filing): Promise<void> {
  const { office, stage, agent } = filing;
  const [client, other] = [stage.answers(), stage.answers()];
  const { employerName, employerCorporateNumber: corporateNumber } = firmOf(client);
  const mandate = await mandated(office, agent, { employerName, corporateNumber });
  const { id, cast, submit, show, seen } = await drafted(filing, mandate, 'corrected-1', client);
  expect((await submit()).status).toBe(200);
  await journey.inReview(cast, { id, index: 0, answers: client, owner: 'agent' });
  const fixed = await stage.client('reviewer').post(`/grants/cases/${id}/staff-fix`, {
    version: (await seen()).version,
    reason: '明らかな誤字',
    changes: [{ key: 'employerCorporateNumber', value: other.employerCorporateNumber }],
  });
  expect([fixed.status, refusalCode(fixed)]).toEqual([409, 'OTHER_PRINCIPAL']);
  await cast.by('reviewer').call('case.requestCorrection', {
    id,
    version: (await seen()).version,
    note: '',
    items: [{ targetKind: 'field', target: 'employerCorporateNumber', reason: '確かめてください。' }],
  });
  const item = (await show()).correction?.items[0]?.id ?? '';
  const answer = async (value: string | undefined) =>
    agent.post(`/grants/applications/${id}/correction/answer`, {
      version: (await show()).version,
      answers: { [item]: value },
    });
  expect(refusalCode(await answer(other.employerCorporateNumber))).toBe('OTHER_PRINCIPAL');
  const right = await answer(corporateNumber);
  expect(right.status, wordsOf(right)).toBe(200);
}

/**
 * A case filed under another number before that was refused: its names and address are put right by the office and by a
 * correction, and by no door it is moved to a third firm.
 */
export async function slipsOfBeforePutRight(filing: Filing): Promise<void> {
  const { office, stage, agent } = filing;
  const [client, other, third] = [stage.answers(), stage.answers(), stage.answers()];
  const { employerName, employerCorporateNumber: corporateNumber } = firmOf(client);
  const mandate = await mandated(office, agent, { employerName, corporateNumber });
  const { id, cast, submit, seen } = await drafted(filing, mandate, 'before-the-rule-1', client);
  expect((await submit()).status).toBe(200);
  await office.sql.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`update applications set employer_corporate_number = ${other.employerCorporateNumber ?? ''} where id = ${id}`;
  });
  await journey.inReview(cast, { id, index: 0, answers: client, owner: 'agent' });
  const fix = async (...changes: readonly { key: string; value: string | undefined }[]) =>
    stage.client('reviewer').post(`/grants/cases/${id}/staff-fix`, {
      version: (await seen()).version,
      reason: '明らかな誤記',
      changes,
    });
  const slip = await fix(
    { key: 'employerName', value: '株式会社正しい名称' },
    { key: 'employerAddress', value: '栃木県宇都宮市塙田1-1-20' },
  );
  expect(slip.status, wordsOf(slip)).toBe(200);
  const moved = { employer_corporate_number: third.employerCorporateNumber };
  const data = JSON.stringify(moved).replace(/"(\w+)":/u, '$1:');
  const revisions = await office.sql`
    select id from directus_revisions where collection = 'applications' and item = ${id} order by id`;
  for (const door of [
    await fix({ key: 'employerCorporateNumber', value: third.employerCorporateNumber }),
    await fix(
      { key: 'employerName', value: third.employerName },
      { key: 'employerCorporateNumber', value: third.employerCorporateNumber },
    ),
    await fix({ key: 'employerLegalForm', value: 'sole_owner' }),
    await office.admin.patch(`/items/applications/${id}`, moved),
    await office.admin.patch('/items/applications', { keys: [id], data: moved }),
    await office.admin.patch('/items/applications', [{ id, ...moved }]),
    await office.admin.post('/graphql', {
      query: `mutation { update_applications_item(id: "${id}", data: ${data}) { id } }`,
    }),
    await office.admin.post('/graphql', {
      query: `mutation { update_applications_items(ids: ["${id}"], data: ${data}) { id } }`,
    }),
    await office.admin.post(`/utils/revert/${String(revisions[0]?.['id'])}`),
  ])
    expect(wordsOf(door)).toContain('errors');
  const { case: shown, judgement } = await seen();
  expect([shown['employerName'], shown['employerCorporateNumber']]).toEqual([
    '株式会社正しい名称',
    other.employerCorporateNumber,
  ]);
  expect(judgement?.findings.find(({ rule }) => rule === 'principal')?.verdict).toBe('to_check');
  const right = await fix({ key: 'employerCorporateNumber', value: corporateNumber });
  expect(right.status, wordsOf(right)).toBe(200);
}

/** A mandate of a corporation is declared with its 法人番号; a sole proprietor has none, and no corporation is filed under it. */
export async function askedForNumber(filing: Filing): Promise<void> {
  const { office, stage, agent } = filing;
  const { employerName, employerCorporateNumber: corporateNumber } = firmOf(stage.answers());
  // The agent's own registration comes before its first mandate.
  await declare(agent, { employerName });
  const period = { startsOn: '2026-04-01', endsOn: '2027-03-31' };
  const tell = (given: Readonly<Record<string, string>>) =>
    agent.upload(
      '/grants/mandates',
      formOf({ idempotencyKey: crypto.randomUUID(), employerName, ...period, ...given }, '1'),
    );
  const missing = '法人番号を入力してください。';
  const slip = `${(Number(corporateNumber[0]) % 9) + 1}${corporateNumber.slice(1)}`;
  for (const [given, path, words] of [
    [{}, 'employerKind', '法人か個人事業主か'],
    [{ corporateNumber }, 'employerKind', '法人か個人事業主か'],
    [{ employerKind: 'corporation' }, 'corporateNumber', missing],
    [{ employerKind: 'corporation', corporateNumber: ' ' }, 'corporateNumber', missing],
    [{ employerKind: 'corporation', corporateNumber: '401100109899' }, 'corporateNumber', '入力は12桁'],
    [{ employerKind: 'corporation', corporateNumber: slip }, 'corporateNumber', '検査数字が合いません'],
  ] as const) {
    const refused = await tell(given);
    expect([refused.status, refusalCode(refused)], wordsOf(refused)).toEqual([400, 'INVALID_INPUT']);
    expect(wordsOf(refused)).toContain(path);
    expect(wordsOf(refused)).toContain(words);
  }
  // What was typed before 個人事業主 was chosen counts for nothing.
  const owned = read('mandate.declare', await tell({ employerKind: 'sole_owner', corporateNumber })).id;
  const shown = read('mandate.show', await agent.get(`/grants/mandates/${owned}`));
  expect([shown.employerKindLabel, shown.corporateNumber]).toEqual(['個人事業主', null]);
  const [kept] = await office.sql`select employer_kind from mandates where id = ${owned}`;
  expect(kept).toEqual({ employer_kind: 'sole_owner' });
  const wide = corporateNumber.replaceAll(/\d/gu, (digit) =>
    String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfe_e0),
  );
  const firm = read('mandate.declare', await tell({ employerKind: 'corporation', corporateNumber: wide })).id;
  expect(read('mandate.show', await agent.get(`/grants/mandates/${firm}`))).toMatchObject({
    employerKindLabel: '法人',
    corporateNumber,
  });
  const desk = await office.signIn('reception');
  read('mandate.confirm', await desk.post(`/grants/mandates/${owned}/confirm`, {}));
  const { check, show, submit } = await drafted(filing, owned, 'sole-owner-1', {
    ...stage.answers(),
    employerName,
  });
  expect((await show()).answers.employerLegalForm).not.toBe('sole_owner');
  expect((await check()).missing).toEqual([
    {
      key: 'employerLegalForm',
      message: expect.stringContaining(`委任者「${employerName}」（個人事業主）`) as string,
    },
  ]);
  expect(refusalCode(await submit())).toBe('OTHER_PRINCIPAL');
  const next = await startUnder(agent, owned, 'sole-owner-2');
  expect(read('application.show', await agent.get(`/grants/applications/${next}`)).answers).toEqual({
    employerName,
    employerLegalForm: 'sole_owner',
  });
}

/** A mandate without a number, as a sole proprietor gives it: what bears another name is filed, and both names stand before the reviewer. */
export async function otherNameLooked(filing: Filing): Promise<void> {
  const { office, stage, agent } = filing;
  const answers = stage.answers({ ...SOLE, employerName: '鈴木工務店 鈴木太郎' });
  const mandate = await mandated(office, agent, { employerName: '鈴木工務店' });
  const { id, check, submit, seen } = await drafted(filing, mandate, 'trade-name-1', answers);
  const before = await check();
  expect(before.missing).toEqual([]);
  expect(before.findings.find(({ rule }) => rule === 'principal')?.verdict).toBe('to_check');
  const filed = await submit();
  expect(filed.status, wordsOf(filed)).toBe(200);
  const { case: shown, judgement } = await seen();
  expect([shown.principalName, shown['employerName']]).toEqual(['鈴木工務店', '鈴木工務店 鈴木太郎']);
  expect(judgement?.findings.find(({ rule }) => rule === 'principal')).toMatchObject({
    title: '委任者と申請事業主',
    verdict: 'to_check',
    found: expect.stringContaining(
      '委任者は「鈴木工務店」（個人事業主）、申請事業主は「鈴木工務店 鈴木太郎」（個人事業主）です。',
    ) as string,
  });
  const thread = read('message.list', await agent.get(`/grants/applications/${id}/messages`));
  expect(thread.principalName).toBe('鈴木工務店');
}
