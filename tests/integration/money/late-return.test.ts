/** What turns out later: money that the bank said it had paid and that came back, a booking of a closed month that was wrong. */
import { addDays, civilDate, type VerbOutput } from '@grant/schema';
import * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { PATIENCE } from '../../fixtures/patience.ts';
import { formOf } from '../agency/stage.ts';
import { setStage, type Stage } from '../cases/cast.ts';
import { actOn, NEW_ACCOUNT } from './acts.ts';

const REASON = '口座が解約されていたため、受取人の銀行から資金が戻った。';

let office: Office;
let stage: Stage;
let walk: journey.Walk;
let batch: VerbOutput<'batch.show'>;
let available: number;

function show(id: string): Promise<VerbOutput<'batch.show'>> {
  return stage.cast.by('clerk').call('batch.show', { id });
}

beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
  walk = await stage.submitted();
  await journey.payable(stage.cast, walk);
  const id = await journey.inBatch(stage.cast, [walk]);
  ({ available } = await show(id));
  await journey.settled(stage.cast, id, [walk], []);
  batch = await show(id);
});
afterAll(() => office?.stop());

/** Lines of the book about the payments of the case, oldest first. */
async function booked(): Promise<readonly object[]> {
  const rows = await office.sql`
    select e.account, e.debit, e.credit, e.posted_on::text as on from ledger_entries e join payments p on p.id = e.payment
     where p.application = ${walk.id} and e.summary like '振込後の資金の返却%' order by e.account`;
  return rows.map((row) => ({ ...row }));
}

async function figurePaid(): Promise<unknown> {
  const [row] = await office.sql`
    select count::int as cases, amount::int as yen from summaries where dimension = 'money' and bucket = 'paid' and practice`;
  return { ...row };
}

describe('資金が振込後に戻った案件', () => {
  const input = () => ({
    paymentId: batch.payments[0]?.id ?? '',
    // A practice office takes the transfer day itself, before it has come.
    on: batch.transferOn,
    reason: REASON,
    feeLost: 880,
    feeDeducted: true,
  });

  it('is recorded by the payment clerk alone, for a payment of this case and a day after its transfer', async () => {
    const act = actOn(stage, walk);
    for (const other of ['applicant', 'reviewer', 'approver', 'confirmer', 'manager'] as const)
      expect(refusalCode(await act(other, 'record-return', input())), other).toMatch(/FORBIDDEN|NOT_FOUND/u);
    const early = await act('clerk', 'record-return', { ...input(), on: addDays(batch.transferOn, -1) });
    expect(refusalCode(early)).toBe('RESULT_DATE_OUTSIDE_WINDOW');
    const unknown = await act('clerk', 'record-return', { ...input(), paymentId: walk.id });
    expect(refusalCode(unknown)).toBe('NOT_FOUND');
    const silent = await act('clerk', 'record-return', { ...input(), reason: ' ' });
    expect(refusalCode(silent)).toBe('INVALID_INPUT');
    const freeOfCharge = await act('clerk', 'record-return', { ...input(), feeLost: 0 });
    expect(refusalCode(freeOfCharge)).toBe('INVALID_INPUT');
    expect(JSON.stringify(freeOfCharge.body)).toContain('差し引かれた手数料の額を入力');
    expect((await show(batch.id)).payments[0]?.state).toBe('paid');
    expect(await booked()).toEqual([]);
  });

  it('waits for another account; book, balance and figures say that nothing is paid', async () => {
    const amount = batch.payments[0]?.amount ?? 0;
    const answer = await actOn(stage, walk)('clerk', 'record-return', input());
    expect(answer.body).toMatchObject({ data: { state: 'account_correction' } });
    const { on } = input();
    expect(await booked()).toEqual([
      { account: 'bank', debit: amount - 880, credit: 0, on },
      { account: 'fee', debit: 880, credit: 0, on },
      { account: 'grant', debit: 0, credit: amount, on },
    ]);
    // The bank kept its fee: what may be promised is less by that, and by nothing else.
    expect((await show(batch.id)).available).toBe(available - 880);
    expect(await figurePaid()).toEqual({ cases: 0, yen: 0 });
    const results = await office.sql`
      select r.outcome, r.fee_lost, r.fee_deducted, r.reason from transfer_results r join payments p on p.id = r.payment
       where p.application = ${walk.id} order by r.outcome`;
    expect(results.map((row) => ({ ...row }))).toEqual([
      { outcome: 'failed', fee_lost: 880, fee_deducted: true, reason: REASON },
      { outcome: 'paid', fee_lost: null, fee_deducted: false, reason: null },
    ]);
    // The fee of the transfer was charged for when it went out; what the bank kept is a cost beside it.
    const costs = await office.sql`
      select c.kind, c.amount from costs c join payments p on p.id = c.payment
       where p.application = ${walk.id} order by c.kind`;
    expect(costs.map((row) => String(row['kind']))).toEqual(['reversal_fee', 'transfer_fee']);
    expect(costs[0]?.['amount']).toBe(880);
    const { payments } = await stage.cast.by('clerk').call('case.workbench', { id: walk.id });
    expect(payments.map(({ state, outcome }) => ({ state, outcome }))).toEqual([
      { state: 'failed', outcome: 'failed' },
    ]);
    await expect
      .poll(() => office.mail.messages().filter(({ subject }) => /口座/u.test(subject)).length, {
        timeout: PATIENCE,
      })
      .toBe(1);
  });

  it('is not recorded twice', async () => {
    const again = await actOn(stage, walk)('clerk', 'record-return', input());
    expect(refusalCode(again)).toBe('ILLEGAL_TRANSITION');
  });

  it('is paid once again to the new account, on the same obligation, after two people confirmed it', async () => {
    const form = formOf({ version: String(await stage.version(walk)), ...NEW_ACCOUNT }, 'passbook');
    const corrected = await stage.client('applicant').upload(`/grants/applications/${walk.id}/account`, form);
    expect(corrected.body).toMatchObject({ data: { state: 'payable' } });
    const next = await journey.inBatch(stage.cast, [walk]);
    const moved = { ...walk, answers: { ...walk.answers, ...NEW_ACCOUNT } };
    await journey.settled(stage.cast, next, [moved], []);
    const rows = await office.sql`
      select p.state, o.status, count(*) over ()::int as payments from payments p join obligations o on o.id = p.obligation
       where p.application = ${walk.id} order by p.state`;
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { state: 'failed', status: 'settled', payments: 2 },
      { state: 'paid', status: 'settled', payments: 2 },
    ]);
    expect(await figurePaid()).toEqual({ cases: 1, yen: batch.payments[0]?.amount });
    expect(await office.sql`select * from grant_verify_chain()`).toHaveLength(0);
    expect(await office.sql`select * from grant_verify_summaries()`).toHaveLength(0);
  });
});

describe('締めた月の記帳の訂正', () => {
  const PASSBOOK =
    '日付,摘要,出金,入金,残高\r\n2026/05/01,振込 トチギケン,,60000000,60000000\r\n' +
    '2026/06/15,振込 トチギケン,,40000000,100000000\r\n2026/06/30,決算利息,,812,100000812\r\n';
  const clerk = () => stage.cast.by('clerk');
  const statement = () => clerk().call('statement.show', {});
  const rowOf = async (words: string) => {
    const { book } = await statement();
    const row = book.find(({ summary, reversible }) => summary.startsWith(words) && reversible);
    expect(row?.transaction, words).toBeTruthy();
    return { ...row, id: row?.transaction ?? '' };
  };
  const reverse = (id: string, input: object) =>
    stage.client('clerk').post(`/grants/funds/ledger/${id}/reverse`, { reason: '科目の誤り', ...input });
  const figures = async (from: string, to: string) => {
    const [row] = await office.sql`
      select interest::int, fees::int, received::int, closing::int from grant_fund_figures(true, ${from}, ${to})`;
    return { ...row };
  };

  beforeAll(async () => {
    const bytes = new Uint8Array(new TextEncoder().encode(PASSBOOK));
    await clerk().call('statement.import', {}, { name: 'meisai.csv', type: 'text/csv', bytes });
    const line = (await statement()).lines.find(({ paidIn }) => paidIn === 812);
    await clerk().call('statement.post', { id: line?.id ?? '', account: 'other', summary: '決算利息' });
    await clerk().call('month.close', { month: '2026-06', bankBalance: 100_000_812 });
  });

  it('is booked on the first open day with the right account, names the first, and leaves the closed month alone', async () => {
    const before = await figures('2026-06-01', '2026-06-30');
    const wrong = await rowOf('決算利息');
    expect(wrong).toMatchObject({ closed: true, accountAsked: true });
    expect((await statement()).firstOpenDay).toBe('2026-07-01');
    for (const input of [{}, { account: 'other' }])
      expect(refusalCode(await reverse(wrong.id, input))).toBe('INVALID_INPUT');
    expect((await reverse(wrong.id, { account: 'interest' })).status).toBe(200);
    const rows = await office.sql`
      select account, debit, credit, posted_on::text as on, reverses from ledger_entries
       where practice and payment is null and posted_on > '2026-06-30' order by reverses nulls first, account`;
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { account: 'bank', debit: 812, credit: 0, on: '2026-07-01', reverses: null },
      { account: 'interest', debit: 0, credit: 812, on: '2026-07-01', reverses: null },
      { account: 'bank', debit: 0, credit: 812, on: '2026-07-01', reverses: wrong.id },
      { account: 'other', debit: 812, credit: 0, on: '2026-07-01', reverses: wrong.id },
    ]);
    expect(await figures('2026-06-01', '2026-06-30')).toEqual(before);
    expect(await figures('2026-06-01', '2026-07-01')).toMatchObject({ interest: 812, fees: 0 });
    const seen = await statement();
    expect(seen.lines.map(({ state }) => state)).toEqual(['matched', 'matched', 'matched']);
    expect(seen.entries.filter(({ postedOn }) => postedOn < '2026-07-02')).toEqual([]);
    expect(refusalCode(await reverse(wrong.id, { account: 'interest' }))).toBe('GUARD_FAILED');
    // The correction explains the same line, so it is not taken back without another one either.
    const right = await rowOf('訂正：決算利息');
    expect(right.accountAsked).toBe(true);
    expect(refusalCode(await reverse(right.id, {}))).toBe('INVALID_INPUT');
  });

  it('of a receipt opens its request again, to be received on an open day', async () => {
    const receipt = await rowOf('概算払の受入れ（PG2026-002）');
    expect(receipt).toMatchObject({ closed: true, accountAsked: false });
    expect(refusalCode(await reverse(receipt.id, { account: 'interest' }))).toBe('INVALID_INPUT');
    expect((await reverse(receipt.id, {})).status).toBe(200);
    expect((await figures('2026-07-01', '2026-07-01'))['received']).toBe(-40_000_000);
    const { requests } = await clerk().call('funds.show', {});
    const request = requests.find(({ number }) => number === 'PG2026-002');
    expect(request?.state).toBe('requested');
    const again = { id: request?.id ?? '', amount: 40_000_000 };
    // It came in June; the book has it on the first open day, the request on the day it came.
    await clerk().call('funds.receive', { ...again, on: civilDate('2026-06-15') });
    const [kept] = await office.sql`select received_on::text as on from fund_requests where id = ${again.id}`;
    expect(kept).toEqual({ on: '2026-06-15' });
    expect((await figures('2026-07-01', '2026-07-01'))['received']).toBe(0);
    expect(await office.sql`select * from grant_verify_chain()`).toHaveLength(0);
  });
});
