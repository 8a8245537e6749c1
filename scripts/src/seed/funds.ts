/**
 * The practice advance: two requests paid by the prefecture, one on its way, one to approve; prices of post and bank; a
 * passbook with two lines left to settle; May closed by two people and June waiting for the second.
 */
import { randomUUID } from 'node:crypto';
import type { Sql, TransactionSql } from 'postgres';
import type { SeedContext } from '../office.ts';
import { signIn, type Caller } from './caller.ts';

interface Keepers {
  readonly clerk: string;
  readonly manager: string;
}

interface SeedRequest {
  readonly number: string;
  readonly requestedOn: string;
  readonly amount: number;
  readonly purpose: string;
  readonly forecast: readonly { readonly month: string; readonly amount: number }[];
  /** null: asked for, nothing received yet. */
  readonly receivedOn: string | null;
}

const REQUESTS: readonly SeedRequest[] = [
  {
    number: 'PG2026-001',
    requestedOn: '2026-04-20',
    amount: 60_000_000,
    purpose: '5月から7月までの奨励金の支給（練習）',
    forecast: [
      { month: '2026-05', amount: 10_000_000 },
      { month: '2026-06', amount: 20_000_000 },
      { month: '2026-07', amount: 30_000_000 },
    ],
    receivedOn: '2026-05-01',
  },
  {
    number: 'PG2026-002',
    requestedOn: '2026-06-01',
    amount: 40_000_000,
    purpose: '8月から9月までの奨励金の支給（練習）',
    forecast: [
      { month: '2026-08', amount: 20_000_000 },
      { month: '2026-09', amount: 20_000_000 },
    ],
    receivedOn: '2026-06-15',
  },
  {
    number: 'PG2026-003',
    requestedOn: '2026-07-10',
    amount: 15_000_000,
    purpose: '10月の奨励金の支給（練習）',
    forecast: [{ month: '2026-10', amount: 15_000_000 }],
    receivedOn: null,
  },
];

/** Made-up prices in the shape of the real ones; each office enters those of its own contract. */
const FEES = [
  { kind: 'tracked', fee: 320, weight_max: 50, source: '定形50gまで110円と特定記録210円（2024年10月1日）' },
  { kind: 'ordinary', fee: 110, weight_max: 50, source: '定形50gまで（2024年10月1日）' },
  { kind: 'transfer_same', fee: 110, weight_max: null, source: '練習用の例' },
  { kind: 'transfer_other', fee: 550, weight_max: null, source: '練習用の例' },
  { kind: 'reversal', fee: 880, weight_max: null, source: '練習用の例' },
];

/** What the bank exports; the last two lines are left for whoever practises. */
const PASSBOOK = [
  'お取引日,お取扱内容,お引出し（円）,お預入れ（円）,差引残高（円）',
  '2026/05/01,振込 トチギケン,,60000000,60000000',
  '2026/06/15,振込 トチギケン,,40000000,100000000',
  '2026/07/10,決算利息,,812,100000812',
  '2026/07/13,組戻手数料,880,,99999932',
  '',
].join('\r\n');

async function act(trx: TransactionSql, actor: string, money: 'fund' | 'ledger'): Promise<void> {
  await trx`select set_config('grant.actor', ${actor}, true), set_config('grant.money', ${money}, true)`;
}

async function fileRequest(
  trx: TransactionSql,
  { clerk, manager }: Keepers,
  profile: string,
  request: SeedRequest,
): Promise<void> {
  const id = randomUUID();
  await act(trx, clerk, 'fund');
  await trx`insert into fund_requests ${trx({
    id,
    number: request.number,
    requested_on: request.requestedOn,
    amount: request.amount,
    purpose: request.purpose,
    forecast: trx.json(request.forecast as never),
    bank_profile: profile,
    state: 'draft',
    practice: true,
  })}`;
  await act(trx, manager, 'fund');
  await trx`update fund_requests set state = 'requested' where id = ${id}`;
  if (request.receivedOn === null) return;
  await act(trx, clerk, 'fund');
  await trx`update fund_requests set state = 'received', received_on = ${request.receivedOn},
    received_amount = amount where id = ${id}`;
  await act(trx, clerk, 'ledger');
  const entry = {
    transaction: randomUUID(),
    posted_on: request.receivedOn,
    summary: `概算払の受入れ（${request.number}）`,
    fund_request: id,
    practice: true,
  };
  await trx`insert into ledger_entries ${trx([
    { ...entry, id: randomUUID(), account: 'bank', debit: request.amount, credit: 0 },
    { ...entry, id: randomUUID(), account: 'advance', debit: 0, credit: request.amount },
  ])}`;
}

/** Money on the practice account and prices, before the first case is paid. */
export async function ensureAdvance(sql: Sql, keepers: Keepers): Promise<void> {
  const [present] = await sql`select id from fund_requests where practice limit 1`;
  const [profile] = await sql<{ id: string }[]>`select id from bank_profiles where practice limit 1`;
  if (present !== undefined || profile === undefined) return;
  await sql.begin(async (trx) => {
    for (const request of REQUESTS) await fileRequest(trx, keepers, profile.id, request);
    await trx`insert into fee_tables ${trx(
      FEES.map((fee) => ({ id: randomUUID(), effective_on: '2024-10-01', active: true, ...fee })),
    )}`;
  });
}

/** The passbook taken in, May and June closed, a settlement and a request to approve; through the verbs, as people do. */
export async function ensureBook({ sql, url, accounts }: SeedContext): Promise<void> {
  const { clerk: clerkAccount, manager: managerAccount } = accounts;
  const [present] = await sql`select id from bank_statement_lines where practice limit 1`;
  const [profile] = await sql<{ id: string }[]>`select id from bank_profiles where practice limit 1`;
  if (present !== undefined || profile === undefined) return;
  if (clerkAccount === undefined || managerAccount === undefined) return;
  const clerk: Caller = await signIn(url, clerkAccount);
  const manager: Caller = await signIn(url, managerAccount);
  const bytes = new Uint8Array(new TextEncoder().encode(PASSBOOK));
  await clerk.call('statement.import', {}, { name: 'meisai.csv', type: 'text/csv', bytes });
  const may = await clerk.call('month.close', { month: '2026-05', bankBalance: 60_000_000 });
  await manager.call('month.confirm', { id: may.id });
  await clerk.call('month.close', { month: '2026-06', bankBalance: 100_000_000 });
  await clerk.call('settlement.make', {
    kind: 'periodic',
    from: '2026-05-01',
    to: '2026-06-30',
    returned: 0,
  });
  await clerk.call('funds.request', {
    amount: 12_000_000,
    requestedOn: '2026-07-14',
    purpose: '11月の奨励金の支給（練習）',
    bankProfileId: profile.id,
    forecast: [{ month: '2026-11', amount: 12_000_000 }],
  });
}
