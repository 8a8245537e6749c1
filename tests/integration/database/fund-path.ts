/** Requests, statement lines and closed months, made in plain SQL the way the verbs make them. */
import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { acting, nameAct } from './act.ts';

interface Line {
  readonly account: string;
  readonly debit?: number;
  readonly credit?: number;
  readonly [more: string]: string | number | boolean | undefined;
}

/** Books one transaction by hand; answers its number. */
export async function book(sql: Sql, actor: string, on: string, lines: readonly Line[]): Promise<string> {
  const transaction = randomUUID();
  const rows = lines.map((line) => ({
    debit: 0,
    credit: 0,
    ...line,
    id: randomUUID(),
    transaction,
    posted_on: on,
    practice: true,
    summary: '試験',
  }));
  await acting(sql, { actor, money: 'ledger' }, async (trx) => {
    for (const row of rows) await trx`insert into ledger_entries ${trx(row)}`;
  });
  return transaction;
}

/** Takes a transaction back, with every line exchanged. */
export async function reverse(sql: Sql, actor: string, transaction: string, on: string): Promise<string> {
  const lines = await sql<{ account: string; debit: number; credit: number }[]>`
    select account, debit, credit from ledger_entries where transaction = ${transaction}`;
  return book(
    sql,
    actor,
    on,
    lines.map(({ account, debit, credit }) => ({
      account,
      debit: credit,
      credit: debit,
      reverses: transaction,
    })),
  );
}

export async function proposeRequest(sql: Sql, actor: string, amount: number): Promise<string> {
  const id = randomUUID();
  await acting(sql, { actor, money: 'fund' }, async (trx) => {
    await trx`insert into fund_requests ${trx({ id, number: id, amount, requested_on: '2026-11-01', state: 'draft', practice: true })}`;
  });
  return id;
}

export async function moveRequest(sql: Sql, actor: string, id: string, state: string): Promise<void> {
  await acting(sql, { actor, money: 'fund' }, async (trx) => {
    await trx`update fund_requests set state = ${state} where id = ${id}`;
  });
}

/** The money of a request arrives; `booked` differs from `amount` only where a test wants it refused. */
export async function receive(
  sql: Sql,
  actor: string,
  id: string,
  amount: number,
  booked = amount,
): Promise<void> {
  await acting(sql, { actor, money: 'fund' }, async (trx) => {
    await trx`update fund_requests set state = 'received', received_on = '2026-11-05', received_amount = ${amount} where id = ${id}`;
    await nameAct(trx, { money: 'ledger' });
    const line = {
      transaction: randomUUID(),
      posted_on: '2026-11-05',
      practice: true,
      fund_request: id,
      summary: '概算払の受入れ',
    };
    await trx`insert into ledger_entries ${trx([
      { ...line, id: randomUUID(), account: 'bank', debit: booked, credit: 0 },
      { ...line, id: randomUUID(), account: 'advance', debit: 0, credit: booked },
    ])}`;
  });
}

export interface PassbookLine {
  readonly on: string;
  readonly in?: number;
  readonly out?: number;
  readonly balance?: number;
}

export async function takeLine(sql: Sql, actor: string, line: PassbookLine): Promise<string> {
  const id = randomUUID();
  await acting(sql, { actor, money: 'statement' }, async (trx) => {
    await trx`insert into bank_statement_lines ${trx({
      id,
      posted_on: line.on,
      paid_in: line.in ?? 0,
      paid_out: line.out ?? 0,
      balance: line.balance ?? null,
      description: '試験',
      line: 1,
      practice: true,
    })}`;
  });
  return id;
}

/** Matches a line with lines of the account in the ledger. */
export async function match(
  sql: Sql,
  actor: string,
  line: string,
  transactions: readonly string[],
): Promise<void> {
  await acting(sql, { actor, money: 'statement' }, async (trx) => {
    await trx`insert into statement_matches (id, bank_statement_line, ledger_entry)
      select gen_random_uuid(), ${line}, e.id from ledger_entries e
       where e.account = 'bank' and e.transaction in ${trx(transactions)}`;
    await trx`update bank_statement_lines set state = 'matched' where id = ${line}`;
  });
}

export async function closeMonth(
  sql: Sql,
  actor: string,
  month: string,
  balance: number,
  today = '2026-12-10',
): Promise<string> {
  const id = randomUUID();
  await acting(sql, { actor, money: 'fund', today }, async (trx) => {
    await trx`insert into reconciliations ${trx({ id, month, bank_balance: balance, practice: true, state: 'closed' })}`;
  });
  return id;
}

/** Two people close a month against a passbook that says what the book says: one explained line makes up for what differs. */
export async function closeBook(
  sql: Sql,
  [actor, second]: readonly [string, string],
  month: string,
  today: string,
): Promise<void> {
  const [sums] = await sql<{ last: string; book: number; passbook: number }[]>`
    select (${month}::date + interval '1 month' - interval '1 day')::date::text as last,
      (select coalesce(sum(debit - credit), 0)::int from ledger_entries
        where practice and account = 'bank' and posted_on < ${month}::date + interval '1 month') as book,
      (select coalesce(sum(paid_in - paid_out), 0)::int from bank_statement_lines
        where practice and posted_on < ${month}::date + interval '1 month') as passbook`;
  const { last = '', book: balance = 0, passbook = 0 } = sums ?? {};
  const net = balance - passbook;
  if (net !== 0) {
    const line = await takeLine(sql, actor, {
      on: last,
      balance,
      ...(net > 0 ? { in: net } : { out: -net }),
    });
    await acting(sql, { actor, money: 'statement' }, async (trx) => {
      await trx`update bank_statement_lines set state = 'explained', remark = '試験' where id = ${line}`;
    });
  }
  const id = await closeMonth(sql, actor, month, balance, today);
  await acting(sql, { actor: second, money: 'fund' }, async (trx) => {
    await trx`update reconciliations set state = 'confirmed' where id = ${id}`;
  });
}
