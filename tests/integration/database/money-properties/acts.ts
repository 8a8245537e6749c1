/** Each event carried out in plain SQL with the product's role, by whoever tries it; the database says yes or no. */
import { createHash, randomUUID } from 'node:crypto';
import { DEFAULT_BANK_PROFILE, encodeTransferFile, transferFileSchema, unwrap } from '@grant/schema';
import type { Sql } from 'postgres';
import { acting } from '../act.ts';
import { caseIn } from '../case-path.ts';
import { book, match, moveRequest, proposeRequest, receive, reverse, takeLine } from '../fund-path.ts';
import { confirm, recordResult } from '../money-path.ts';
import { caseActs } from './case-acts.ts';
import type { EventKind } from './events.ts';
import { close, giveBack, move, settle } from './fund-acts.ts';
import { recallActs } from './recall-acts.ts';
import { oneOf, type Scene, type Try } from './scene.ts';

const openBatches = (sql: Sql) =>
  sql<
    { id: string }[]
  >`select id from payment_batches where state = 'open' order by prepared_at desc limit 6`;
/** The batches nearest to being sealed: fewest confirmations missing. */
const nearlyReady = (sql: Sql) =>
  sql<{ id: string }[]>`
    select b.id from payment_batches b join payments p on p.payment_batch = b.id and p.state = 'prepared'
     where b.state = 'open' group by b.id
     order by sum(greatest(2 - (select count(*) from confirmations c where c.payment = p.id and c.void_at is null), 0)),
              b.prepared_at limit 3`;
/** Payments that wait for a confirmation, those with one before those with none. */
const unconfirmed = (sql: Sql) =>
  sql<{ id: string }[]>`
    select p.id from payments p left join confirmations c on c.payment = p.id and c.void_at is null
     where p.state = 'prepared' group by p.id having count(c.id) < 2
     order by count(c.id) desc, p.prepared_at limit 8`;
const payments = (sql: Sql, state: string) =>
  sql<{ id: string }[]>`select id from payments where state = ${state} order by prepared_at desc limit 30`;

async function openBatch({ sql, world }: Scene, { actor }: Try): Promise<void> {
  const id = randomUUID();
  await acting(
    sql,
    { actor, money: 'prepare' },
    (trx) =>
      trx`insert into payment_batches ${trx({ id, number: id, transfer_on: '2026-12-01', bank_profile: world.bankProfile, state: 'open', practice: true })}`,
  );
}

async function redate({ sql }: Scene, { actor, pick }: Try): Promise<void> {
  const batch = await oneOf(openBatches(sql), pick);
  await acting(sql, { actor, money: 'redate' }, async (trx) => {
    await trx`update payment_batches set transfer_on = ${pick % 3 === 0 ? '2026-12-05' : '2026-12-02'}, version = version + 1
      where id = ${batch}`;
  });
}

// Any case, payable or not: most tries on the same obligation must fail.
async function prepare({ sql }: Scene, { actor, pick, other }: Try): Promise<void> {
  const batch = await oneOf(openBatches(sql), pick);
  const application = await oneOf(
    sql<
      { id: string }[]
    >`select id from applications where state in ('payable', 'in_batch', 'paid', 'account_correction')
      order by (state = 'payable') desc, id limit 40`,
    other,
  );
  await acting(sql, { actor, duty: 'payment_clerk', event: 'batch', money: 'prepare' }, async (trx) => {
    await trx`update applications set state = 'in_batch', version = version + 1 where id = ${application}`;
    await trx`insert into payments (id, obligation, application, payment_batch, bank_account, amount, state)
      select ${randomUUID()}, o.id, o.application, ${batch}, a.id, o.amount, 'prepared'
        from obligations o join bank_accounts a on a.application = o.application and a.status = 'live'
       where o.application = ${application}`;
  });
}

async function remove({ sql }: Scene, { actor, pick }: Try): Promise<void> {
  const payment = await oneOf(payments(sql, 'prepared'), pick);
  await acting(sql, { actor, duty: 'payment_clerk', event: 'unbatch', money: 'remove' }, async (trx) => {
    await trx`update payments set state = 'removed' where id = ${payment}`;
    await trx`update applications a set state = 'payable', version = a.version + 1 from payments p
      where p.id = ${payment} and a.id = p.application`;
  });
}

/** The bank's file of these payments, as the product writes it. */
function fileOf(batch: string, rows: readonly { readonly amount: number }[]): Buffer {
  const account = {
    bankCode: '0129',
    bankName: '',
    branchCode: '100',
    branchName: '',
    accountType: '1',
    accountNumber: '1234567',
  };
  // So that no two batches have the same file by chance.
  const code = String(createHash('sha256').update(batch).digest().readUInt32BE() % 1e6).padStart(6, '0');
  const file = transferFileSchema.parse({
    header: {
      ...account,
      consignorCode: '1234567890',
      consignorName: 'ﾄﾁｷﾞ',
      transferDate: '2026-12-01',
    },
    transfers: rows.map(({ amount }, place) => ({
      ...account,
      payeeName: 'ｶ)ｻﾝﾌﾟﾙ',
      amountYen: amount,
      customerCode1: code + String(place).padStart(4, '0'),
    })),
  });
  return Buffer.from(unwrap(encodeTransferFile(file, DEFAULT_BANK_PROFILE)));
}

// As the verb does it: the batch is locked, then read, then sealed, in one transaction.
async function seal({ sql }: Scene, { actor, pick, other }: Try): Promise<void> {
  const batch = await oneOf(other % 4 === 0 ? openBatches(sql) : nearlyReady(sql), pick);
  await acting(sql, { actor, money: 'seal', today: '2026-11-30' }, async (trx) => {
    await trx`select from payment_batches where id = ${batch} for update`;
    const rows = await trx<{ amount: number }[]>`
      select amount from payments where payment_batch = ${batch} and state = 'prepared' order by id`;
    const bytes = rows.length === 0 ? Buffer.from(batch) : fileOf(batch, rows);
    await trx`update payment_batches set ${trx({
      state: 'sealed',
      item_count: rows.length,
      total: rows.reduce((sum, { amount }) => sum + amount, 0),
      file_sha256: createHash('sha256').update(bytes).digest('hex'),
      file_body: bytes.toString('base64'),
    })}, version = version + 1 where id = ${batch}`;
    await trx`update payments set state = 'sealed' where payment_batch = ${batch} and state = 'prepared'`;
  });
}

async function result({ sql, world }: Scene, { actor, pick, other }: Try): Promise<void> {
  const payment = await oneOf(payments(sql, other % 9 === 0 ? 'paid' : 'sealed'), pick);
  const by = { ...world, people: { ...world.people, payment_clerk: actor } };
  await recordResult(
    sql,
    by,
    payment,
    other % 4 === 0 ? 'failed' : 'paid',
    `2026-12-0${String(1 + (pick % 5))}`,
  );
}

const day = (pick: number): string =>
  `2026-${String(1 + (pick % 12)).padStart(2, '0')}-${String(1 + (pick % 28)).padStart(2, '0')}`;

async function bookByHand({ sql }: Scene, { actor, pick, other, amount }: Try): Promise<void> {
  const account = (['interest', 'fee', 'other', 'returned', 'payable'] as const)[other % 5] ?? 'interest';
  const inward = account === 'interest';
  // One in eight does not balance.
  const counter = pick % 8 === 0 ? amount + 1 : amount;
  await book(sql, actor, day(pick), [
    inward ? { account: 'bank', debit: amount } : { account: 'bank', credit: amount },
    inward ? { account, credit: counter } : { account, debit: counter },
  ]);
}

async function takeBack({ sql }: Scene, { actor, pick }: Try): Promise<void> {
  const transaction = await oneOf(
    sql<{ id: string }[]>`select transaction as id from ledger_entries where account = 'bank'
      order by recorded_at desc limit 40`,
    pick,
  );
  await reverse(sql, actor, transaction, '2026-12-20');
}

async function matchLine({ sql }: Scene, { actor, pick, other }: Try): Promise<void> {
  const line = await oneOf(
    sql<
      { id: string }[]
    >`select id from bank_statement_lines where state = 'unmatched' order by imported_at desc limit 20`,
    pick,
  );
  const [entry] = await sql<{ transaction: string }[]>`
    select e.transaction from ledger_entries e join bank_statement_lines l on l.id = ${line}
     where e.account = 'bank' order by (e.debit - e.credit = l.paid_in - l.paid_out) desc, e.id offset ${other % 2} limit 1`;
  await match(sql, actor, line, [entry?.transaction ?? randomUUID()]);
}

async function unmatch({ sql }: Scene, { actor, pick }: Try): Promise<void> {
  const line = await oneOf(
    sql<
      { id: string }[]
    >`select id from bank_statement_lines where state = 'matched' order by imported_at desc limit 20`,
    pick,
  );
  await acting(sql, { actor, money: 'statement' }, async (trx) => {
    await trx`update statement_matches set void_at = now() where bank_statement_line = ${line} and void_at is null`;
    await trx`update bank_statement_lines set state = 'unmatched' where id = ${line}`;
  });
}

// Passbook lines like those of the book, and others that nothing explains.
async function take({ sql }: Scene, { actor, pick, amount }: Try): Promise<void> {
  const [entry] = await sql<{ on: string; net: number }[]>`
    select posted_on::text as on, debit - credit as net from ledger_entries where account = 'bank'
     order by recorded_at desc offset ${pick % 20} limit 1`;
  const net = entry === undefined || pick % 6 === 0 ? amount : entry.net;
  const on = entry?.on ?? day(pick);
  await takeLine(sql, actor, net > 0 ? { on, in: net } : { on, out: -net });
}

const requests = (sql: Sql, state: string) =>
  sql<{ id: string }[]>`select id from fund_requests where state = ${state} order by id limit 20`;

export const acts: Readonly<Record<EventKind, (scene: Scene, attempt: Try) => Promise<unknown>>> = {
  newCase: ({ sql, world }) => caseIn(sql, world, 'payable'),
  openBatch,
  redate,
  prepare,
  confirm: async ({ sql }, { actor, pick, other }) =>
    confirm(sql, await oneOf(other % 6 === 0 ? payments(sql, 'prepared') : unconfirmed(sql), pick), actor),
  remove,
  seal,
  result,
  propose: ({ sql }, { actor, amount }) => proposeRequest(sql, actor, amount),
  approve: async ({ sql }, { actor, pick }) =>
    moveRequest(sql, actor, await oneOf(requests(sql, 'draft'), pick), 'requested'),
  receive: async ({ sql }, { actor, pick, other }) => {
    const id = await oneOf(requests(sql, other % 5 === 0 ? 'received' : 'requested'), pick);
    const [row] = await sql<{ amount: number }[]>`select amount from fund_requests where id = ${id}`;
    const amount = row?.amount ?? 1;
    await receive(sql, actor, id, amount, other % 7 === 0 ? amount + 1 : amount);
  },
  book: bookByHand,
  reverse: takeBack,
  takeLine: take,
  match: matchLine,
  unmatch,
  closeMonth: close,
  confirmMonth: move('reconciliations', 'closed', 'confirmed'),
  settle,
  approveSettlement: move('settlements', 'draft', 'submitted'),
  giveBack,
  ...caseActs,
  ...recallActs,
};
