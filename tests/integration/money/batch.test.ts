import * as journey from '@grant/scripts/seed/journey';
import type { VerbOutput } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { formOf } from '../agency/stage.ts';
import { setStage, type Stage } from '../cases/cast.ts';
import { actOn, bothNotices, codesOn, NEW_ACCOUNT } from './acts.ts';
import { withNewKey } from './new-key.ts';

const CONFIRMER = '10000000-0000-4000-8000-000000000007';

const TOP_UP = 50_000;

let office: Office;
let stage: Stage;
let walk: journey.Walk;
let batch: VerbOutput<'batch.show'>;

beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
  walk = await stage.submitted();
  await journey.payable(stage.cast, walk);
  batch = await show(await journey.inBatch(stage.cast, [walk]));
});
afterAll(() => office?.stop());

function show(id: string): Promise<VerbOutput<'batch.show'>> {
  return stage.cast.by('clerk').call('batch.show', { id });
}

function confirm(by: Client, changes: Record<string, unknown> = {}) {
  const { bankCode, branchCode, accountType, accountNumber } = walk.answers;
  const [payment] = batch.payments;
  const typed = { bankCode, branchCode, accountType, accountNumber, amount: payment?.amount };
  return by.post(`/grants/payments/${payment?.id ?? ''}/confirm`, {
    ...typed,
    holderAgrees: true,
    ...changes,
  });
}

function seal(changes: Record<string, unknown> = {}) {
  const { id, version, count, total } = batch;
  return stage.client('clerk').post(`/grants/batches/${id}/seal`, { version, count, total, ...changes });
}

describe('支払バッチ', () => {
  it('does not take a case that is in a batch already', async () => {
    const { bankProfiles } = await stage.cast.by('clerk').call('batch.payable', {});
    const answer = await stage.client('clerk').post('/grants/batches', {
      transferOn: batch.transferOn,
      bankProfileId: bankProfiles[0]?.id,
      applicationIds: [walk.id],
    });
    expect(refusalCode(answer)).toBe('ILLEGAL_TRANSITION');
  });

  it('is not sealed before two people have confirmed every payment', async () => {
    expect(refusalCode(await seal())).toBe('GUARD_FAILED');
    expect((await confirm(stage.client('confirmer'))).status).toBe(200);
    expect(refusalCode(await seal())).toBe('GUARD_FAILED');
  });

  it('says which item differs, shows neither value, and keeps the attempt on record', async () => {
    const answer = await confirm(stage.client('confirmer2'), { accountNumber: '7654321', amount: 1 });
    expect(answer.status).toBe(400);
    const text = JSON.stringify(answer.body);
    expect(text).toContain('口座番号');
    expect(text).toContain('金額');
    expect(text).not.toContain(walk.answers.accountNumber);
    expect(text).not.toContain(String(batch.payments[0]?.amount));
    const attempts = await office.sql`
      select count(*)::int as count from access_log where action = 'confirmation_mismatch'`;
    expect(attempts[0]?.['count']).toBe(1);
  });

  it('shows a confirmer who has yet to type them neither account nor amount, by no door', async () => {
    const confirmer2 = stage.client('confirmer2');
    const path = `/grants/payments/${batch.payments[0]?.id ?? ''}`;
    const stored = batch.payments[0]?.account;
    for (const door of [`/grants/batches/${batch.id}`, '/grants/payments/queue']) {
      const seen = JSON.stringify((await confirmer2.get(door)).body);
      expect(seen).toContain(batch.payments[0]?.receiptNumber);
      for (const secret of [stored?.branchName, stored?.holderKana, String(batch.total)])
        expect(seen, door).not.toContain(secret);
    }
    const evidence = JSON.stringify((await confirmer2.get(`${path}/evidence`)).body);
    expect(evidence).not.toContain(stored?.branchName);
    expect(refusalCode(await confirmer2.post(`${path}/reveal`, { purpose: '確認' }))).toBe('GUARD_FAILED');
    const shown = await stage.client('clerk').post(`${path}/reveal`, { purpose: '銀行からの照会への回答' });
    expect(JSON.stringify(shown.body)).toContain(walk.answers.accountNumber);
    const looks = await office.sql`select purpose from access_log where action = 'account_revealed'`;
    expect(looks.map((row): unknown => row['purpose'])).toEqual(['銀行からの照会への回答']);
  });

  it('locks out who guesses, however many at once, until the manager has looked into it', async () => {
    const guesses = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        confirm(stage.client('confirmer2'), { accountNumber: String(1_000_000 + index) }),
      ),
    );
    const codes = guesses.map((guess) => refusalCode(guess));
    expect(codes.filter((code) => code === 'INVALID_INPUT')).toHaveLength(2);
    expect(codes.filter((code) => code === 'CONFIRMATION_LOCKED')).toHaveLength(6);
    // The right one now tells nothing either.
    expect(refusalCode(await confirm(stage.client('confirmer2')))).toBe('CONFIRMATION_LOCKED');
    const manager = stage.client('manager');
    const id = batch.payments[0]?.id ?? '';
    const raised = await stage.cast.by('manager').call('payment.raised', {});
    expect(raised.raised).toMatchObject([{ id, mismatches: 3 }]);
    await office.mail.waitFor(office.accounts.manager?.email ?? '', { subject: '照合が止まっています' });
    const path = `/grants/payments/${id}/release`;
    expect(refusalCode(await stage.client('confirmer').post(path, { reason: '確認済' }))).toBe('FORBIDDEN');
    expect((await manager.post(path, { reason: '通帳の写しを本人と確かめた。' })).status).toBe(200);
    expect(refusalCode(await manager.post(path, { reason: '再度' }))).toBe('GUARD_FAILED');
  });

  it('counts one person once', async () => {
    expect(refusalCode(await confirm(stage.client('confirmer')))).toBe('GUARD_FAILED');
    const [line] = (await show(batch.id)).payments;
    expect(line?.confirmations).toBe(1);
  });

  it('is not confirmed by somebody without the duty', async () => {
    expect(refusalCode(await confirm(stage.client('clerk')))).toBe('FORBIDDEN');
    expect(refusalCode(await confirm(stage.client('approver')))).toBe('FORBIDDEN');
  });

  it('is confirmed neither by its preparer nor by whoever entered the account, also with the duty, nor by an administrator', async () => {
    expect(refusalCode(await confirm(office.admin))).toBe('FORBIDDEN');
    for (const name of ['clerk', 'applicant'] as const) {
      const [role] = await office.sql`
        select role from directus_users where id = ${office.accounts[name]?.id ?? ''}`;
      const given = await office.admin.post('/access', { role: role?.['role'] as string, policy: CONFIRMER });
      expect(given.status).toBe(200);
      expect(refusalCode(await confirm(stage.client(name))), name).toBe('SAME_PERSON');
      await office.admin.delete(`/access/${(given.body as { data: { id: string } }).data.id}`);
    }
    const [line] = (await show(batch.id)).payments;
    expect(line?.confirmations).toBe(1);
  });

  it('is sealed with the right count and sum only', async () => {
    expect((await confirm(stage.client('confirmer2'))).status).toBe(200);
    expect(refusalCode(await seal({ total: (batch.total ?? 0) + 1 }))).toBe('GUARD_FAILED');
    expect(refusalCode(await seal({ version: batch.version + 1 }))).toBe('STALE_VERSION');
    expect((await seal()).status).toBe(200);
  });

  it('does not change afterwards, by any door', async () => {
    const payment = batch.payments[0]?.id ?? '';
    const answers = [
      await seal({ version: batch.version + 1 }),
      await stage.client('clerk').post(`/grants/batches/${batch.id}/remove`, { paymentId: payment }),
      await office.admin.patch(`/items/payment_batches/${batch.id}`, { total: 1 }),
      await office.admin.patch(`/items/payments/${payment}`, { amount: 1 }),
    ];
    const refused = ['BATCH_SEALED', 'BATCH_SEALED', 'GUARD_FAILED', 'GUARD_FAILED'];
    expect(answers.map(refusalCode)).toEqual(refused);
    await expect(office.sql`update payment_batches set total = 1 where id = ${batch.id}`).rejects.toThrow();
    await expect(office.sql`update payments set amount = 1 where id = ${payment}`).rejects.toThrow();
  });

  it('shows the evidence with a masked account and keeps the look on record', async () => {
    const evidence = await stage.cast
      .by('confirmer')
      .call('payment.evidence', { id: batch.payments[0]?.id ?? '' });
    expect(JSON.stringify(evidence)).not.toContain(walk.answers.accountNumber);
    expect(evidence.passbook).toHaveLength(1);
    const path = `/grants/applications/${walk.id}/attachments`;
    const passbook = await stage.client('confirmer').fetch(`${path}/${evidence.passbook[0]?.id ?? ''}/file`);
    expect(passbook.status).toBe(200);
    expect(passbook.headers.get('content-type')).toBe('application/pdf');
    const [wages] =
      await office.sql`select id from attachments where application = ${walk.id} and paper = 'wages'`;
    expect((await stage.client('confirmer').get(`${path}/${String(wages?.['id'])}/file`)).status).toBe(404);
    const looks = await office.sql`select actor from access_log where action = 'evidence_opened' order by id`;
    const lookedIn = [office.accounts.confirmer2?.id, office.accounts.confirmer?.id];
    expect(looks.map((row): unknown => row['actor'])).toEqual(lookedIn);
  });

  it('gives a failed payment back to the applicant for another account, and pays it once', async () => {
    const clerk = stage.client('clerk');
    const result = {
      paymentId: batch.payments[0]?.id,
      outcome: 'failed',
      on: batch.transferOn,
      reason: '該当口座なし',
    };
    for (const on of ['2026-07-01', '2031-10-01']) {
      const early = await clerk.post(`/grants/batches/${batch.id}/results`, { results: [{ ...result, on }] });
      expect(refusalCode(early)).toBe('RESULT_DATE_OUTSIDE_WINDOW');
    }
    expect((await clerk.post(`/grants/batches/${batch.id}/results`, { results: [result] })).status).toBe(200);
    const again = await clerk.post(`/grants/batches/${batch.id}/results`, {
      results: [{ ...result, outcome: 'paid' }],
    });
    expect(refusalCode(again)).toBe('GUARD_FAILED');
    const account = NEW_ACCOUNT;
    const form = formOf({ version: String(await stage.version(walk)), ...account }, 'passbook');
    const address = `/grants/applications/${walk.id}/account`;
    const corrected = await stage.client('applicant').upload(address, form);
    expect(corrected.body).toMatchObject({ data: { state: 'payable' } });
    const next = await journey.inBatch(stage.cast, [walk]);
    await journey.settled(stage.cast, next, [{ ...walk, answers: { ...walk.answers, ...account } }], []);
    const paid = await office.sql`
      select count(*)::int as count from payments where application = ${walk.id} and state = 'paid'`;
    expect(paid[0]?.['count']).toBe(1);
  });

  it('pays a top-up beside it, proposed and approved by two people, and never the first payment again', async () => {
    const act = actOn(stage, walk);
    const reason = '加算の額に誤りがあったため。';
    const proposed = await act('reviewer', 'propose-top-up', { amount: TOP_UP, reason });
    expect(proposed.body).toMatchObject({ data: { state: 'top_up_proposed' } });
    const wrong = await act('approver', 'approve-top-up', { amount: TOP_UP + 1 });
    expect(refusalCode(wrong)).toBe('GUARD_FAILED');
    const approved = await act('approver', 'approve-top-up', { amount: TOP_UP });
    expect(approved.body).toMatchObject({ data: { state: 'granted' } });
    const approver = await stage.cast.by('approver').call('case.workbench', { id: walk.id });
    expect(approver.permittedEvents.map(({ event }) => event)).not.toContain('cancel');
    expect(approver.topUps).toMatchObject([{ amount: TOP_UP, reason, state: 'live' }]);
    const notice = { method: 'ordinary', postedOn: stage.cast.today };
    const [ofTopUp, ofFirst] = (await bothNotices(stage, walk)).map(codesOn);
    // The notice of the first payment is in its envelope long ago: it does not pass for the one of the top-up.
    expect(refusalCode(await act('reception', 'post-notice', { ...notice, ...ofFirst }))).toBe(
      'ENVELOPE_MISMATCH',
    );
    const posted = await act('reception', 'post-notice', { ...notice, ...ofTopUp });
    expect(posted.body).toMatchObject({ data: { state: 'payable' } });
    const further = await journey.inBatch(stage.cast, [walk]);
    // A suspicion stops it in its batch; released, it is payable again and joins another.
    const stopped = await act('reviewer', 'suspend', { reason });
    expect(stopped.body).toMatchObject({ data: { state: 'suspended' } });
    expect((await show(further)).state).toBe('discarded');
    await act('approver', 'propose-release', { outcome: 'cleared', reason });
    expect((await act('manager', 'release', { reason })).body).toMatchObject({ data: { state: 'payable' } });
    const next = await journey.inBatch(stage.cast, [walk]);
    await journey.settled(stage.cast, next, [{ ...walk, answers: { ...walk.answers, ...NEW_ACCOUNT } }], []);
    const paid = await office.sql`
      select o.kind, p.amount from payments p join obligations o on o.id = p.obligation
       where p.application = ${walk.id} and p.state = 'paid' order by o.kind`;
    expect(paid.map((row) => ({ ...row }))).toEqual([
      { kind: 'grant', amount: batch.payments[0]?.amount },
      { kind: 'top_up', amount: TOP_UP },
    ]);
  });

  it('is claimed back after payment, and the clerk records the day the money came in', async () => {
    const seen = { version: await stage.version(walk), reason: '支払後に要件を満たさないことが判明した。' };
    const claim = `/grants/cases/${walk.id}/claim-repayment`;
    expect(refusalCode(await stage.client('approver').post(claim, seen))).toBe('SAME_PERSON');
    const claimed = await stage.client('approver2').post(claim, seen);
    expect(claimed.body).toMatchObject({ data: { state: 'repayment_claimed' } });
    const path = `/grants/cases/${walk.id}/record-repayment`;
    const first = batch.payments[0]?.amount ?? 0;
    const amount = first + TOP_UP;
    const on = stage.cast.today;
    const entry = { version: await stage.version(walk), reason: '納入済通知書による。', on, amount };
    for (const wrong of [{ on: '2099-01-01' }, { amount: amount - 1 }, { amount: amount + 1 }]) {
      const answer = await stage.client('clerk').post(path, { ...entry, ...wrong });
      expect(refusalCode(answer)).toBe('INVALID_INPUT');
    }
    expect(refusalCode(await stage.client('approver').post(path, entry))).toBe('FORBIDDEN');
    const repaid = await stage.client('clerk').post(path, entry);
    expect(repaid.body).toMatchObject({ data: { state: 'repaid' } });
    const [event] = await office.sql`
      select facts, reason from case_events where application = ${walk.id} and event = 'record_repayment'`;
    expect(event).toMatchObject({ reason: '納入済通知書による。', facts: { on, amount } });
    const lines = await office.sql`
      select e.account, e.debit, e.credit, e.posted_on::text as on from ledger_entries e
        join payments p on p.id = e.payment where p.application = ${walk.id} and e.summary = '奨励金の返還' order by 1, 2, 3`;
    expect(lines.map((line) => ({ ...line }))).toEqual([
      { account: 'repayment', debit: 0, credit: TOP_UP, on },
      { account: 'repayment', debit: 0, credit: first, on },
      { account: 'returned', debit: TOP_UP, credit: 0, on },
      { account: 'returned', debit: first, credit: 0, on },
    ]);
    expect(await office.sql`select * from grant_verify_chain()`).toHaveLength(0);
  });

  it('is the same file under a new key, and nothing stays sealed with the key before', async () => {
    const file = async () =>
      Buffer.from(
        await (await stage.client('clerk').fetch(`/grants/batches/${batch.id}/file`)).arrayBuffer(),
      );
    const before = await file();
    await withNewKey(office);
    expect((await file()).equals(before)).toBe(true);
  });
});
