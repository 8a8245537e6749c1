/** 確定後の取下げ: a sealed file that never reached the bank comes back whole, by two people; nothing else moves it. */
import type { VerbOutput } from '@grant/schema';
import * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { type Person, setStage, type Stage } from '../cases/cast.ts';

const REASON = '振込指定日を誤って確定したため。銀行にはまだ送っていない。';
const ANSWER = '7月15日11時、足利銀行県庁前支店の窓口に電話し、受付がないことを確認した。';

let office: Office;
let stage: Stage;
let walks: journey.Walk[];
let batch: VerbOutput<'batch.show'>;
let before: number;

async function show(): Promise<VerbOutput<'batch.show'>> {
  return stage.cast.by('clerk').call('batch.show', { id: batch.id });
}

/** A verb on the batch at the version it has. */
async function ask(by: Person, verb: string, input: object = {}) {
  const { version } = await show();
  return stage.client(by).post(`/grants/batches/${batch.id}/${verb}`, { version, ...input });
}

const file = () => stage.client('clerk').fetch(`/grants/batches/${batch.id}/file`);
const sums = () => ({ count: batch.count, total: batch.total, bankAnswer: ANSWER });

async function states(): Promise<unknown[]> {
  const rows = await office.sql`
    select a.state as in_case, p.state as payment from payments p join applications a on a.id = p.application
     where p.payment_batch = ${batch.id}`;
  return rows.map((row) => ({ ...row }));
}

beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
  const first = await stage.submitted();
  const { bankCode, branchCode, accountType, accountNumber, accountHolderKana } = first.answers;
  const account = { bankCode, branchCode, accountType, accountNumber, accountHolderKana };
  walks = [first, await stage.submitted(account)];
  for (const walk of walks) await journey.payable(stage.cast, walk);
  const id = await journey.confirmedBatch(stage.cast, walks);
  batch = await stage.cast.by('clerk').call('batch.show', { id });
  before = batch.available;
});
afterAll(() => office?.stop());

describe('確定した支払バッチ', () => {
  it('is not sealed before somebody looked at two payments of one amount to one account', async () => {
    const { count, total, payments, repeated } = batch;
    expect(repeated).toEqual([payments.map(({ serial }) => serial)]);
    for (const seen of [{}, { repeated: 1 }, { repeated: 3 }])
      expect(refusalCode(await ask('clerk', 'seal', { count, total, ...seen }))).toBe('GUARD_FAILED');
    expect((await show()).state).toBe('open');
    expect((await ask('clerk', 'seal', { count, total, repeated: 2 })).status).toBe(200);
    batch = await show();
    expect(batch.repeated).toEqual(repeated);
  });

  it('is recalled by nobody alone', async () => {
    expect(refusalCode(await ask('manager', 'recall', sums()))).toBe('GUARD_FAILED');
    for (const other of ['manager', 'confirmer', 'approver'] as const)
      expect(refusalCode(await ask(other, 'propose-recall', { reason: REASON })), other).toMatch(
        /FORBIDDEN|NOT_FOUND/u,
      );
    expect(refusalCode(await ask('clerk', 'recall', sums()))).toBe('FORBIDDEN');
    expect((await show()).recall).toBeNull();
  });

  it('is held once the clerk asked for it: neither file nor result, until it is decided', async () => {
    expect((await file()).status).toBe(200);
    expect((await ask('clerk', 'propose-recall', { reason: REASON })).status).toBe(200);
    expect((await show()).recall).toMatchObject({ reason: REASON, answer: null });
    expect((await file()).status).toBe(422);
    const [payment] = batch.payments;
    const results = [{ paymentId: payment?.id, outcome: 'paid', on: batch.transferOn }];
    expect(refusalCode(await ask('clerk', 'results', { version: undefined, results }))).toBe('GUARD_FAILED');
    expect(refusalCode(await ask('clerk', 'propose-recall', { reason: REASON }))).toBe('GUARD_FAILED');
  });

  it('goes on when the request is dropped, byte for byte as it was', async () => {
    expect((await ask('manager', 'keep')).status).toBe(200);
    const answer = await file();
    expect(answer.status).toBe(200);
    const digest = await crypto.subtle.digest('SHA-256', await answer.arrayBuffer());
    expect(Buffer.from(digest).toString('hex')).toBe(batch.fileSha256);
  });

  it('comes back whole: every case payable, the promise taken back, the file kept and not given out', async () => {
    expect((await ask('clerk', 'propose-recall', { reason: REASON })).status).toBe(200);
    const wrong = await ask('manager', 'recall', { ...sums(), total: (batch.total ?? 0) + 1 });
    expect(refusalCode(wrong)).toBe('GUARD_FAILED');
    const stale = await ask('manager', 'recall', { ...sums(), version: 0 });
    expect(refusalCode(stale)).toBe('STALE_VERSION');
    const progress = async (by: Person) => (await stage.client(by).get('/grants/progress')).body;
    let recalling: ReturnType<typeof ask> | undefined;
    // Held up at its first payment, the act can be looked at by whoever waits for it.
    await office.sql.begin(async (trx) => {
      await trx`select 1 from payments where payment_batch = ${batch.id} for update`;
      recalling = ask('manager', 'recall', sums());
      await expect
        .poll(() => progress('manager'))
        .toEqual({ data: { running: { done: 0, total: walks.length } } });
      expect(await progress('clerk')).toEqual({ data: { running: null } });
    });
    const done = await recalling;
    await expect.poll(() => progress('manager')).toEqual({ data: { running: null } });
    expect(done?.body).toMatchObject({ data: { state: 'recalled', recall: { answer: ANSWER } } });
    expect(await states()).toEqual(walks.map(() => ({ in_case: 'payable', payment: 'removed' })));
    const after = await show();
    expect(after.available).toBe(before);
    expect(after.payments).toHaveLength(walks.length);
    expect((await file()).status).toBe(422);
    const [kept] = await office.sql`select file_sha256, file_body is not null as body from payment_batches
      where id = ${batch.id}`;
    expect(kept).toMatchObject({ file_sha256: batch.fileSha256, body: true });
    const booked =
      await office.sql`select sum(debit)::int as yen from ledger_entries where summary = '支払の確定の取下げ'`;
    expect(booked[0]?.['yen']).toBe(batch.total);
  });

  it('is recalled once, and its cases are paid once, in another batch', async () => {
    for (const verb of ['recall', 'keep', 'propose-recall'])
      expect(
        refusalCode(
          await ask(
            verb === 'recall' ? 'manager' : 'clerk',
            verb,
            verb === 'recall' ? sums() : verb === 'keep' ? {} : { reason: REASON },
          ),
        ),
        verb,
      ).toBe('GUARD_FAILED');
    const next = await journey.inBatch(stage.cast, walks);
    await journey.settled(stage.cast, next, walks, []);
    const paid = await office.sql`
      select application from payments where state = 'paid' and application = any(${walks.map(({ id }) => id)})`;
    expect(paid).toHaveLength(walks.length);
    expect(await office.sql`select * from grant_verify_chain()`).toHaveLength(0);
    expect(await office.sql`select * from grant_verify_summaries()`).toHaveLength(0);
  });
});
