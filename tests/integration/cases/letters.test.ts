import { letterCodes } from '@grant/schema';
import * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { PATIENCE } from '../../fixtures/patience.ts';
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
  await expect.poll(async () => (await show()).letters.some(decides), { timeout: PATIENCE }).toBe(true);
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
    await expect.poll(told, { timeout: PATIENCE }).toBeDefined();
    const taken = await told();
    const paper = await readLetter(stage.client('applicant'), `/grants/letters/${taken?.id ?? ''}/file`);
    for (const words of ['不支給決定取消通知書', decision?.number, reason, '改めて審査し'])
      expect(paper.text).toContain(words ?? '-');
    await office.mail.waitFor(office.accounts.applicant?.email ?? '', { subject: '決定の取消し' });
  });

  it('tells who filed by post in full by letter, also of an address for mail that was put right', async () => {
    const answers = { ...stage.answers(), contactEmail: 'mistyped@firm.example.jp' };
    const walk = await journey.received(stage.cast, 961, answers);
    await stage.cast.by('reception').call('case.register', { id: walk.id, version: 0, revision: 1 });
    const seen = () => stage.cast.by('reception').call('case.workbench', { id: walk.id });
    const to = 'right@firm.example.jp';
    const fixed = await stage.client('reception').post(`/grants/cases/${walk.id}/staff-fix`, {
      version: (await seen()).version,
      changes: [{ key: 'contactEmail', value: to }],
      reason: '申請書の記載と照らして明らかな誤字',
    });
    expect(fixed.status).toBe(200);
    expect((await seen()).letters.filter(({ kind }) => kind === 'fix')).toHaveLength(1);
    // Nor is anybody led to pages that only an account can open.
    const { text } = await office.mail.waitFor(to, { subject: '誤記を訂正' });
    expect(text).toContain('/portal/status');
    expect(text).not.toContain('/portal/applications');
    expect(text).toContain('郵送する書面でお知らせします');
  });

  it('tells an applicant without mail of what the office put right, old and new, to be posted', async () => {
    const answers = { ...stage.answers(), contactEmail: '', representativeName: '山田 太朗' };
    const walk = await journey.received(stage.cast, 960, answers);
    await stage.cast.by('reception').call('case.register', { id: walk.id, version: 0, revision: 1 });
    const seen = () => stage.cast.by('reception').call('case.workbench', { id: walk.id });
    const fix = async (value: string, reason: string) =>
      stage.client('reception').post(`/grants/cases/${walk.id}/staff-fix`, {
        version: (await seen()).version,
        changes: [{ key: 'representativeName', value }],
        reason,
      });
    const reason = '登記の写しと照らして明らかな誤字';
    expect((await fix('山田 太郎', reason)).status).toBe(200);
    const letters = async () => (await seen()).letters.filter(({ kind }) => kind === 'fix');
    const made = async () => (await letters()).every(({ mailable }) => mailable);
    await expect.poll(made, { timeout: PATIENCE }).toBe(true);
    const [letter] = await letters();
    const { text } = await readLetter(stage.client('reception'), `/grants/letters/${letter?.id ?? ''}/file`);
    for (const words of ['訂正について（お知らせ）', '代表者の氏名', '山田太朗', '山田太郎', reason])
      expect(text).toContain(words);
    const line = async () =>
      (await stage.cast.by('reception').call('queue.list', { queue: 'to_mail' })).lines.find(
        ({ id }) => id === walk.id,
      );
    const waits = async () => (await line()) !== undefined;
    expect(await waits()).toBe(true);
    const codes = letterCodes(letter?.id ?? '');
    const posted = {
      letterId: letter?.id,
      postedOn: stage.cast.today,
      method: 'tracked',
      trackingNumber: '53100000960',
      letterCode: codes.letter,
      envelopeCode: codes.envelope,
    };
    const mailed = await stage
      .client('reception')
      .post(`/grants/cases/${walk.id}/record-mailing`, { version: (await seen()).version, ...posted });
    expect(mailed.status, JSON.stringify(mailed.body)).toBe(200);
    expect(await waits()).toBe(false);
    expect((await fix('山田 大郎', reason)).status).toBe(200);
    expect((await letters()).map(({ number }) => number?.slice(-2))).toEqual(['訂1', '訂2']);
    // So does a withdrawal that was a mistake and is taken back.
    const act = async (name: 'reception' | 'manager', path: string, input: object) => {
      const { version } = await seen();
      return stage.client(name).post(`/grants/cases/${walk.id}/${path}`, { version, ...input });
    };
    expect((await act('reception', 'withdraw', { reason: '電話の申出' })).status).toBe(200);
    const wish = { reason: '別の申請と取り違えた。', wish: '令和8年7月15日　電話' };
    expect((await act('manager', 'undo-withdrawal', wish)).status).toBe(200);
    // By its own name, in the case as in the queue of what waits to be posted.
    const told = async () => (await seen()).letters.find(({ label }) => label === '取下げの取消しのお知らせ');
    await expect.poll(async () => (await told())?.mailable, { timeout: PATIENCE }).toBe(true);
    const last = await told();
    expect([last?.kind, last?.number?.slice(-2)]).toEqual(['undone', '取1']);
    const undone = await readLetter(stage.client('reception'), `/grants/letters/${last?.id ?? ''}/file`);
    for (const words of [
      '取下げの取消しについて（お知らせ）',
      '申出（令和8年7月15日　電話）',
      '改めて申請する必要は',
    ])
      expect(undone.text).toContain(words.replaceAll(/\s/gu, ''));
    expect(undone.text).not.toContain('取り違えた');
    expect((await line())?.unposted).toContain('取下げの取消しのお知らせ');
  });
});
