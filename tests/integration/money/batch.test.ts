import * as journey from '@grant/scripts/seed/journey';
import type { VerbOutput } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { setStage, type Person, type Stage } from '../cases/cast.ts';

const CONFIRMER = '10000000-0000-4000-8000-000000000007';

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

function confirm(by: Person, changes: Record<string, unknown> = {}) {
  const client: Client = stage.client(by);
  return client.post(`/grants/payments/${batch.payments[0]?.id ?? ''}/confirm`, {
    bankCode: walk.answers.bankCode,
    branchCode: walk.answers.branchCode,
    accountType: walk.answers.accountType,
    accountNumber: walk.answers.accountNumber,
    amount: batch.payments[0]?.amount,
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
    expect((await confirm('confirmer')).status).toBe(200);
    expect(refusalCode(await seal())).toBe('GUARD_FAILED');
  });

  it('says which item differs, shows neither value, and keeps the attempt on record', async () => {
    const answer = await confirm('confirmer2', { accountNumber: '7654321', amount: 1 });
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

  it('counts one person once', async () => {
    expect(refusalCode(await confirm('confirmer'))).toBe('GUARD_FAILED');
    const [line] = (await show(batch.id)).payments;
    expect(line?.confirmations).toBe(1);
  });

  it('is not confirmed by somebody without the duty', async () => {
    expect(refusalCode(await confirm('clerk'))).toBe('FORBIDDEN');
    expect(refusalCode(await confirm('approver'))).toBe('FORBIDDEN');
  });

  it('is confirmed neither by its preparer nor by whoever entered the account, also with the duty, nor by an administrator', async () => {
    const path = `/grants/payments/${batch.payments[0]?.id ?? ''}/confirm`;
    const typed = {
      bankCode: walk.answers.bankCode,
      branchCode: walk.answers.branchCode,
      accountType: walk.answers.accountType,
      accountNumber: walk.answers.accountNumber,
      amount: batch.payments[0]?.amount,
    };
    expect(refusalCode(await office.admin.post(path, typed))).toBe('FORBIDDEN');
    for (const name of ['clerk', 'applicant'] as const) {
      const [role] = await office.sql`
        select role from directus_users where id = ${office.accounts[name]?.id ?? ''}`;
      const given = await office.admin.post('/access', { role: role?.['role'] as string, policy: CONFIRMER });
      expect(given.status).toBe(200);
      expect(refusalCode(await confirm(name)), name).toBe('SAME_PERSON');
      await office.admin.delete(`/access/${(given.body as { data: { id: string } }).data.id}`);
    }
    const [line] = (await show(batch.id)).payments;
    expect(line?.confirmations).toBe(1);
  });

  it('is sealed with the right count and sum only', async () => {
    expect((await confirm('confirmer2')).status).toBe(200);
    expect(refusalCode(await seal({ total: batch.total + 1 }))).toBe('GUARD_FAILED');
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
    const looks =
      await office.sql`select count(*)::int as count from access_log where action = 'evidence_opened'`;
    expect(looks[0]?.['count']).toBe(1);
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
    const account = {
      bankCode: '0129',
      branchCode: '001',
      accountType: 'ordinary',
      accountNumber: '7777777',
      accountHolderKana: 'ﾄﾁｷﾞ',
    };
    const version = await stage.version(walk);
    const corrected = await stage
      .client('applicant')
      .post(`/grants/applications/${walk.id}/account`, { version, account });
    expect(corrected.body).toMatchObject({ data: { state: 'payable' } });
    const next = await journey.inBatch(stage.cast, [walk]);
    await journey.settled(stage.cast, next, [{ ...walk, answers: { ...walk.answers, ...account } }], []);
    const paid = await office.sql`
      select count(*)::int as count from payments where application = ${walk.id} and state = 'paid'`;
    expect(paid[0]?.['count']).toBe(1);
  });

  it('is claimed back after payment, and the clerk records the day the money came in', async () => {
    const seen = { version: await stage.version(walk), reason: '支払後に要件を満たさないことが判明した。' };
    const own = await stage.client('approver').post(`/grants/cases/${walk.id}/cancel`, seen);
    expect(refusalCode(own)).toBe('SAME_PERSON');
    const claimed = await stage.client('approver2').post(`/grants/cases/${walk.id}/cancel`, seen);
    expect(claimed.body).toMatchObject({ data: { state: 'repayment_claimed' } });
    const path = `/grants/cases/${walk.id}/record-repayment`;
    const amount = batch.payments[0]?.amount ?? 0;
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
        join payments p on p.id = e.payment where p.application = ${walk.id} and e.summary = '奨励金の返還' order by 1`;
    expect(lines.map((line) => ({ ...line }))).toEqual([
      { account: 'repayment', debit: 0, credit: amount, on },
      { account: 'returned', debit: amount, credit: 0, on },
    ]);
    expect(await office.sql`select * from grant_verify_chain()`).toHaveLength(0);
  });
});
