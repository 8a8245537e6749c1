/** 支払の準備: another day for a batch, who may not prepare what, and a grant taken back before it was paid. */
import * as journey from '@grant/scripts/seed/journey';
import { addDays, type VerbOutput } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { PATIENCE } from '../../fixtures/patience.ts';
import { formOf } from '../agency/stage.ts';
import { setStage, type Stage } from '../cases/cast.ts';
import { actOn, NEW_ACCOUNT } from './acts.ts';

const RECEPTION = '10000000-0000-4000-8000-000000000003';

let office: Office;
let stage: Stage;
beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
});
afterAll(() => office?.stop());

const show = (id: string): Promise<VerbOutput<'batch.show'>> =>
  stage.cast.by('clerk').call('batch.show', { id });

describe('振込日の変更', () => {
  it('goes out on another bank day at the version that was seen, and keeps its confirmations', async () => {
    const walk = await stage.submitted();
    await journey.payable(stage.cast, walk);
    const batch = await show(await journey.inBatch(stage.cast, [walk]));
    const [payment] = batch.payments;
    const { bankCode, branchCode, accountType, accountNumber } = walk.answers;
    const typed = { bankCode, branchCode, accountType, accountNumber, amount: payment?.amount };
    const entered = await stage
      .client('confirmer')
      .post(`/grants/payments/${payment?.id ?? ''}/confirm`, { ...typed, holderAgrees: true });
    expect(entered.status).toBe(200);
    const clerk = stage.client('clerk');
    const path = `/grants/batches/${batch.id}/redate`;
    const { version, transferOn, transferDay } = batch;
    expect(transferDay?.kept).toBe(true);
    const week = [1, 2, 3, 4, 5, 6, 7].map((days) => addDays(transferOn, days));
    const saturday = week.find((day) => new Date(day).getUTCDay() === 6);
    const later = week.find((day) => new Date(day).getUTCDay() === 2) ?? transferOn;
    expect(refusalCode(await clerk.post(path, { version, transferOn: saturday }))).toBe('NOT_BANK_DAY');
    const past = addDays(stage.cast.today, -7);
    expect(refusalCode(await clerk.post(path, { version, transferOn: past }))).toBe(
      'TRANSFER_DATE_OUTSIDE_WINDOW',
    );
    for (const by of ['manager', 'confirmer', 'approver'] as const)
      expect(refusalCode(await stage.client(by).post(path, { version, transferOn: later })), by).toBe(
        'FORBIDDEN',
      );
    expect(refusalCode(await clerk.post(path, { version: version + 1, transferOn: later }))).toBe(
      'STALE_VERSION',
    );
    expect((await clerk.post(path, { version, transferOn: later })).status).toBe(200);
    const moved = await show(batch.id);
    expect(moved).toMatchObject({ transferOn: later, version: version + 1, number: batch.number });
    expect(moved.payments[0]?.confirmations).toBe(1);
    // Nor by the doors of Directus.
    const direct = await office.admin.patch(`/items/payment_batches/${batch.id}`, {
      transfer_on: transferOn,
    });
    expect(refusalCode(direct)).toBe('GUARD_FAILED');
  });
});

describe('支払の準備をする人', () => {
  it('is not the one who typed the account, and is told so by the number of the case', async () => {
    const walk = await stage.submitted();
    await journey.payable(stage.cast, walk);
    const clerk = stage.client('clerk');
    // Typed from a letter by a clerk who has the duty of the reception too.
    const [row] =
      await office.sql`select role from directus_users where id = ${office.accounts.clerk?.id ?? ''}`;
    const given = await office.admin.post('/access', { role: row?.['role'] as string, policy: RECEPTION });
    const changed = await clerk.upload(
      `/grants/applications/${walk.id}/account-change`,
      formOf({ version: String(await stage.version(walk)), ...NEW_ACCOUNT }, 'passbook'),
    );
    expect(changed.status, JSON.stringify(changed.body)).toBe(200);
    await office.admin.delete(`/access/${(given.body as { data: { id: string } }).data.id}`);
    const { payable, bankProfiles } = await stage.cast.by('clerk').call('batch.payable', {});
    const listed = payable.find((one) => one.applicationId === walk.id);
    expect(listed?.obstacle).toBe('typed');
    const own = await clerk.post('/grants/batches', {
      transferOn: bankProfiles[0]?.transferOn,
      bankProfileId: bankProfiles[0]?.id,
      applicationIds: [walk.id],
    });
    expect(refusalCode(own)).toBe('SAME_PERSON');
    expect(JSON.stringify(own.body)).toContain(listed?.receiptNumber);
  });
});

describe('決定の取消し', () => {
  it('tells the applicant of a grant taken back before it was paid, by letter and by mail', async () => {
    const walk = await stage.submitted();
    await journey.payable(stage.cast, walk);
    const { decision } = await stage.cast.by('approver').call('case.workbench', { id: walk.id });
    const reason = '申請の内容に誤りがあったため。';
    const cancelled = await actOn(stage, walk)('approver2', 'cancel', { reason });
    expect(cancelled.body).toMatchObject({ data: { state: 'cancelled' } });
    const made = async () =>
      (await stage.cast.by('approver').call('case.workbench', { id: walk.id })).letters.find(
        ({ kind, madeAt }) => kind === 'cancel' && madeAt !== null,
      )?.number;
    await expect.poll(made, { timeout: PATIENCE }).toBe(`${decision?.number ?? ''}の2`);
    await office.mail.waitFor(office.accounts.applicant?.email ?? '', { subject: '決定の取消し' });
  });
});
