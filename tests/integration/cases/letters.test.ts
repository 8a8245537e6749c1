import * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { readLetter } from '../../fixtures/pdf.ts';
import { setStage, type Stage } from './cast.ts';

let office: Office;
let stage: Stage;

beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
});
afterAll(() => office?.stop());

/** The letter of a case as its applicant reads it, with the number the decision got. */
async function letterOf(walk: journey.Walk) {
  const show = () => stage.cast.by('applicant').call('application.show', { id: walk.id });
  const decides = (one: { kind: string }) => one.kind === 'grant' || one.kind === 'refusal';
  await expect.poll(async () => (await show()).letters.some(decides), { timeout: 20_000 }).toBe(true);
  const shown = await show();
  const letter = shown.letters.find(decides);
  const paper = await readLetter(stage.client('applicant'), `/grants/letters/${letter?.id ?? ''}/file`);
  return { ...paper, decision: shown.decision, receiptNumber: shown.receiptNumber ?? '' };
}

describe('what the letters say, read from the paper itself', () => {
  it('grants with number, name, kind of addition, sum and the bank by its official name', async () => {
    const walk = await stage.submitted({
      firstOneMonth: 'yes',
      firstThreeMonths: 'no',
      bankCode: '0129',
      branchCode: '100',
    });
    await journey.payable(stage.cast, walk);
    const { text, pages, decision, receiptNumber } = await letterOf(walk);
    for (const words of [
      '支給決定通知書',
      decision?.number,
      receiptNumber,
      walk.answers.employerName,
      `${walk.answers.representativeName}様`,
      '300,000円',
      '基本額200,000円',
      '加算（はじめて1か月以上取得させた場合）100,000円',
      '300,000円（200,000円＋100,000円）',
      '足利銀行本店営業部普通',
      `末尾３桁${walk.answers.accountNumber?.slice(-3)}`,
    ])
      expect(text).toContain(words?.replaceAll(/\s/gu, '') ?? '');
    expect(text).not.toContain(walk.answers.accountNumber ?? '');
    expect(text).not.toContain(walk.answers.employeeName?.replaceAll(/\s/gu, '') ?? '');
    expect(pages).toBe(1);
  });

  it('refuses with number, name and every reason', async () => {
    const walk = await stage.submitted({ returnedToOriginalPost: 'no' });
    await journey.refused(stage.cast, walk);
    const { text, decision, receiptNumber } = await letterOf(walk);
    const reasons = decision?.reasons ?? [];
    expect(reasons.length).toBeGreaterThan(0);
    for (const words of [
      '不支給決定通知書',
      decision?.number,
      receiptNumber,
      walk.answers.employerName,
      '支給しないことに決定しました',
      ...reasons.flatMap(({ requirement, text: reason }) => [requirement, reason]),
    ])
      expect(text).toContain(words?.replaceAll(/\s/gu, '') ?? '');
    expect(text).not.toMatch(/\d円/u);
    const revise = async (by: 'approver' | 'approver2', more: object = {}) =>
      stage
        .client(by)
        .post(`/grants/cases/${walk.id}/revise-decision`, { version: await stage.version(walk), ...more });
    const reason = '原職復帰の届出が後に確かめられたため。';
    expect(refusalCode(await revise('approver', { reason }))).toBe('SAME_PERSON');
    expect((await revise('approver2', { reason: ' ' })).status).toBe(400);
    const revised = await revise('approver2', { reason });
    expect(revised.status, JSON.stringify(revised.body)).toBe(200);
    const show = () => stage.cast.by('applicant').call('application.show', { id: walk.id });
    expect(await show()).toMatchObject({ state: 'in_review', decision: null });
    const told = async () => (await show()).letters.find(({ kind }) => kind === 'cancel');
    await expect.poll(told, { timeout: 20_000 }).toBeDefined();
    const taken = await told();
    const paper = await readLetter(stage.client('applicant'), `/grants/letters/${taken?.id ?? ''}/file`);
    for (const words of ['不支給決定取消通知書', decision?.number, reason, '改めて審査し'])
      expect(paper.text).toContain(words ?? '-');
    await office.mail.waitFor(office.accounts.applicant?.email ?? '', { subject: '決定の取消し' });
  });
});
