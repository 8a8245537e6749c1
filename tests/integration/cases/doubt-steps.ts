/** What holds of a suspicion after its end, at the telephone, and when the money is with the bank's file already. */
import { verbs } from '@grant/schema';
import * as journey from '@grant/scripts/seed/journey';
import { expect } from 'vitest';
import { type Answer, type Office, refusalCode } from '../../fixtures/office.ts';
import { readPdf } from '../../fixtures/pdf.ts';
import type { Person, Stage } from './cast.ts';

const latest = async (stage: Stage, walk: journey.Walk) =>
  (await stage.cast.by('reviewer').call('case.workbench', { id: walk.id })).suspicions.at(-1);

/** Beside the telephone a case under suspicion stands where it stood. */
export async function toldByTelephone(stage: Stage, walk: journey.Walk): Promise<void> {
  const words = new URLSearchParams({ words: walk.answers.employerName ?? '' }).toString();
  const answer = await stage.client('reception').get(`/grants/desk/inquiries/cases?${words}`);
  const { cases } = verbs['inquiry.lookup'].output.parse((answer.body as { data: unknown }).data);
  expect(cases.find(({ id }) => id === walk.id)).toMatchObject({ stateLabel: '審査中', ask: true });
}

/** An instruction that comes after the end is kept below the rest, and nothing above it is changed. */
export async function instructedLate(
  office: Office,
  stage: Stage,
  walk: journey.Walk,
  before: string,
): Promise<void> {
  const closed = await latest(stage, walk);
  expect(closed).toMatchObject({ state: 'cleared', may: ['answer'] });
  const note = await stage
    .client('manager')
    .post(`/grants/suspicions/${closed?.id ?? ''}/note`, { facts: '新しい事実' });
  expect(JSON.stringify(note.body)).toContain('新しい疑義として記録してください');
  const path = `/grants/suspicions/${closed?.id ?? ''}/answer`;
  expect((await stage.client('manager').post(path, { answer: '経過を確認すること。' })).status).toBe(200);
  const after = `${before}\n${stage.cast.today}　経過を確認すること。`;
  expect((await latest(stage, walk))?.prefectureAnswer).toBe(after);
  await expect(
    office.sql`update suspicions set prefecture_answer = '続けてよい。' where id = ${closed?.id ?? ''}`.execute(),
  ).rejects.toThrow();
}

/** 続報: added by whoever works on the case, in the report and by mail; nothing that was written is changed. */
export async function addedFacts(office: Office, stage: Stage, walk: journey.Walk): Promise<void> {
  const { id = '', facts } = (await latest(stage, walk)) ?? {};
  const other = await stage.submitted();
  const { receiptNumber } = (await stage.cast.by('reviewer').call('case.workbench', { id: other.id })).case;
  const since = new Date().toISOString();
  const note = (name: Parameters<Stage['client']>[0], input: object) =>
    stage.client(name).post(`/grants/suspicions/${id}/note`, input);
  const added = { facts: '従業員から電話があり、休業中も出勤したと話した。', otherNumber: receiptNumber };
  expect((await note('applicant', added)).status).toBe(403);
  expect((await note('reception', { facts: ' ' })).status).toBe(400);
  const unknown = await note('reception', { ...added, otherNumber: 'R8-999999-9' });
  expect(JSON.stringify(unknown.body)).toContain('受付番号が見つかりません');
  expect((await note('reception', added)).status).toBe(200);
  expect((await note('clerk', { facts: '口座は変わっていない。' })).status).toBe(200);
  expect(await latest(stage, walk)).toMatchObject({
    facts,
    notes: [{ facts: added.facts, other: { receiptNumber, applicationId: other.id } }, { other: null }],
  });
  for (const work of [
    office.sql`update suspicion_notes set facts = 'x' where suspicion = ${id}`,
    office.sql`delete from suspicion_notes where suspicion = ${id}`,
  ])
    await expect(work.execute()).rejects.toMatchObject({ constraint_name: 'grant_append_only' });
  await expect(
    office.sql`insert into suspicion_notes (suspicion, facts, noted_by, noted_at)
      select ${id}, 'x', id, now() from directus_users limit 1`.execute(),
  ).rejects.toMatchObject({ constraint_name: 'grant_forbidden_duty' });
  const mail = await office.mail.waitFor(office.accounts.official?.email ?? '', { subject: '続報', since });
  expect(mail.text).not.toContain('休業中も出勤');
  const report = await stage.client('manager').fetch(`/grants/suspicions/${id}/report.pdf`);
  const text = (await readPdf(new Uint8Array(await report.arrayBuffer()))).text.replaceAll(/\s/gu, '');
  for (const part of ['（続報）', '休業中も出勤したと話した', receiptNumber, '口座は変わっていない'])
    expect(text).toContain(part);
}

/** What became known after the proposal was read by nobody who made it: it is proposed anew before it ends. */
export async function closedWhenRead(
  act: (name: Person, path: string, input: object) => Promise<Answer>,
  proposal: object,
  proposed: () => Promise<object>,
): Promise<void> {
  const before = await proposed();
  const close = (seen: object) => act('approver', 'close', { reason: '確認した。', ...seen });
  const propose = (seen: object) => act('reviewer', 'propose', { ...proposal, ...seen });
  expect((await act('clerk', 'note', { facts: '別の従業員からも電話があった。' })).status).toBe(200);
  // From a screen that is older than the note.
  for (const tried of [await close(before), await propose(before)]) {
    expect(refusalCode(tried)).toBe('STALE_VERSION');
    expect(JSON.stringify(tried.body)).toContain(
      '画面を読み込み直し、続報を読んでから、もう一度操作してください。',
    );
  }
  const unread = await close(await proposed());
  expect(JSON.stringify(unread.body)).toContain('結論の提案の後に続報が記録されています');
  expect((await propose(await proposed())).status).toBe(200);
  expect((await close(await proposed())).status).toBe(200);
}

/** The number of the last 続報 that is on a screen opened now; 0 where there is none. */
export const notesSeen = async (stage: Stage, walk: journey.Walk): Promise<number> =>
  (await latest(stage, walk))?.notes.at(-1)?.seq ?? 0;

/** Of a suspended case neither the first nor the second person speaks from a screen that is older than a 続報. */
export async function releasedWhenRead(stage: Stage, walk: journey.Walk): Promise<void> {
  const post = async (name: Person, path: string, input: object) =>
    stage
      .client(name)
      .post(`/grants/cases/${walk.id}/${path}`, { version: await stage.version(walk), ...input });
  const propose = (seen: object) =>
    post('approver', 'propose-release', { outcome: 'cleared', reason: '原本と合う。', ...seen });
  const release = (seen: object) => post('manager', 'release', { reason: '確認した。', ...seen });
  const noted = async (facts: string) => {
    const path = `/grants/suspicions/${(await latest(stage, walk))?.id ?? ''}/note`;
    expect((await stage.client('reception').post(path, { facts })).status).toBe(200);
    return { notesSeen: await notesSeen(stage, walk) };
  };
  const first = await noted('従業員から電話があった。');
  expect(refusalCode(await propose({}))).toBe('STALE_VERSION');
  expect((await latest(stage, walk))?.proposal).toBeNull();
  expect((await propose(first)).status).toBe(200);
  const second = await noted('従業員が出勤していたと話した。');
  expect(refusalCode(await release(first))).toBe('STALE_VERSION');
  expect(JSON.stringify((await release(second)).body)).toContain('結論の提案の後に続報が記録されています');
}

/** Sealed, and doubted only then: the file stays in the office, and the prefecture is not told that all is stopped. */
export async function sealedInDoubt(
  office: Office,
  stage: Stage,
  walk: journey.Walk,
  batchId: string,
): Promise<void> {
  const since = new Date().toISOString();
  const raised = await stage.client('manager').post(`/grants/cases/${walk.id}/raise-suspicion`, {
    version: await stage.version(walk),
    kind: 'false_record',
    reason: '出勤簿の記載が賃金台帳と合わない。',
  });
  expect(raised.status).toBe(200);
  const { payments } = await stage.cast.by('clerk').call('batch.show', { id: batchId });
  expect(payments).toMatchObject([{ state: 'sealed', doubted: true }]);
  const file = await stage.client('clerk').get(`/grants/batches/${batchId}/file`);
  expect(refusalCode(file)).toBe('GUARD_FAILED');
  const [payment] = payments;
  const named = `支払番号${payment?.serial ?? ''}（受付番号 ${payment?.receiptNumber ?? ''}）`;
  expect(JSON.stringify(file.body)).toContain(named);
  expect(JSON.stringify(file.body)).toContain('確定した支払バッチの取下げ');
  await expect(
    office.sql`insert into access_log (action, target_collection, target_id, purpose, at)
      values ('transfer_file_fetched', 'payment_batches', ${batchId}, '取得', now())`.execute(),
  ).rejects.toMatchObject({ constraint_name: 'grant_doubt_open' });
  const addressOf = (name: 'clerk' | 'manager' | 'official') => office.accounts[name]?.email ?? '';
  for (const name of ['clerk', 'manager'] as const)
    await office.mail.waitFor(addressOf(name), { subject: '確定した支払バッチ', since });
  const sentence = 'この案件の支払は振込の手続に入っており、停止できるか確認中です。';
  const told = await office.mail.waitFor(addressOf('official'), { subject: '速報', since });
  expect(told.text).toContain(sentence);
  const path = `/grants/suspicions/${(await latest(stage, walk))?.id ?? ''}/report.pdf`;
  const report = await stage.client('manager').fetch(path);
  const { text } = await readPdf(new Uint8Array(await report.arrayBuffer()));
  expect(text.replaceAll(/\s/gu, '')).toContain(sentence);
}

/** Withdrawn out of a suspicion and filed again, by the same employer and by another: both are seen beside it. */
export async function withdrawnAndFiledAgain(stage: Stage): Promise<void> {
  const walk = await stage.submitted();
  await journey.suspended(stage.cast, walk);
  await journey.withdrawn(stage.cast, walk);
  const { bankCode, branchCode, accountType, accountNumber, employeeInsuredNumber } = walk.answers;
  const other = await stage.submitted({ bankCode, branchCode, accountType, accountNumber });
  const again = await stage.submitted({
    employerCorporateNumber: walk.answers.employerCorporateNumber ?? '',
    employeeInsuredNumber: employeeInsuredNumber ?? '',
  });
  const shown = (id: string) => stage.cast.by('reviewer').call('case.workbench', { id });
  expect((await shown(other.id)).signals.map(({ code }) => code)).toContain('shared_account');
  expect((await shown(again.id)).duplicates.map(({ state }) => state)).toContain('open');
  const refiled = await stage.submitted({
    employerCorporateNumber: walk.answers.employerCorporateNumber ?? '',
    employeeInsuredNumber: employeeInsuredNumber ?? '',
    childBirthOn: walk.answers.childBirthOn ?? '',
  });
  const { signals } = await shown(refiled.id);
  expect(signals.find(({ code }) => code === 'refiled_in_doubt')).toMatchObject({
    score: 60,
    related: [{ applicationId: walk.id }],
  });
  expect((await shown(other.id)).signals.map(({ code }) => code)).not.toContain('refiled_in_doubt');
  // No longer than it is doubted.
  const { id = '' } = (await latest(stage, walk)) ?? {};
  const end = { outcome: 'cleared', reason: '原本と合う。' };
  const act = (name: Person, path: string, input: object) =>
    stage.client(name).post(`/grants/${path}`, input);
  expect((await act('approver', `suspicions/${id}/propose`, { ...end, proposedAt: null })).status).toBe(200);
  const proposedAt = (await latest(stage, walk))?.proposal?.at;
  const reason = '確認した。';
  expect((await act('manager', `suspicions/${id}/close`, { reason, proposedAt })).status).toBe(200);
  const alike = async () => (await shown(other.id)).signals.some(({ code }) => code === 'shared_account');
  await expect.poll(alike, { timeout: 120_000 }).toBe(false);
}
