/** Months closed, periods settled and what is left given back, in plain SQL by whoever tries it. */
import { randomUUID } from 'node:crypto';
import { acting } from '../act.ts';
import { closeBook, closeMonth } from '../fund-path.ts';
import { oneOf, type Scene, type Try } from './scene.ts';

// The months from January on; the last of the year stay open, or nothing more would happen. One in three finds the passbook
// in order; the others find it as chance left it.
export async function close({ sql, world }: Scene, { actor, pick }: Try): Promise<void> {
  const [next] = await sql<{ month: string; yen: number }[]>`
    select m::date::text as month, (select coalesce(sum(debit - credit), 0)::int from ledger_entries
       where practice and account = 'bank' and posted_on < m + interval '1 month') as yen
      from generate_series(date '2026-01-01', date '2026-08-01', '1 month') m
     where m > grant_closed_until(true) order by m limit 1`;
  const month = next?.month ?? '2026-09-01';
  if (pick % 3 !== 0) return void (await closeMonth(sql, actor, month, (next?.yen ?? 0) + (pick % 2)));
  const open = await sql<{ id: string }[]>`
    select id from bank_statement_lines
     where practice and state = 'unmatched' and posted_on < ${month}::date + interval '1 month'`;
  await acting(sql, { actor, money: 'statement' }, async (trx) => {
    for (const { id } of open)
      await trx`update bank_statement_lines set state = 'explained', remark = '試験' where id = ${id}`;
  });
  await closeBook(sql, [actor, world.people.manager], month, '2026-12-10');
}

export const move =
  (table: 'reconciliations' | 'settlements', state: string, to: string) =>
  async ({ sql }: Scene, { actor, pick }: Try): Promise<void> => {
    const id = await oneOf(
      sql<{ id: string }[]>`select id from ${sql(table)} where state = ${state} order by id limit 20`,
      pick,
    );
    await acting(
      sql,
      { actor, money: 'fund' },
      (trx) => trx`update ${trx(table)} set state = ${to} where id = ${id}`,
    );
  };

// Mostly the month after the last settled one; now and then one that overlaps or leaves a gap.
export async function settle({ sql }: Scene, { actor, amount, pick }: Try): Promise<void> {
  const id = randomUUID();
  const shift = pick % 5 === 0 ? (pick % 2 === 0 ? -1 : 2) : 0;
  const [period] = await sql<{ from: string; to: string }[]>`
    select (s.day + ${shift}::int)::text as from, (s.day + 1 + interval '1 month' - interval '1 day')::date::text as to
      from (select case when grant_settled_until(true) = '-infinity' then date '2026-01-01'
                        else grant_settled_until(true) + 1 end as day) s`;
  const row = {
    id,
    number: id,
    kind: 'periodic',
    period_from: period?.from ?? '',
    period_to: period?.to ?? '',
  };
  const returned = pick % 4 === 0 ? amount : 0;
  await acting(
    sql,
    { actor, money: 'fund' },
    (trx) => trx`insert into settlements ${trx({ ...row, returned, practice: true, state: 'draft' })}`,
  );
}

export async function giveBack({ sql }: Scene, { actor, pick }: Try): Promise<void> {
  const [settled] = await sql<{ id: string; returned: number }[]>`
    select id, returned from settlements where state = 'submitted' order by returned = 0, id offset ${pick % 5} limit 1`;
  await acting(sql, { actor, money: 'fund' }, async (trx) => {
    await trx`update settlements set returned_on = '2026-12-20' where id = ${settled?.id ?? randomUUID()}`;
    await trx`select set_config('grant.money', 'ledger', true)`;
    const line = {
      transaction: randomUUID(),
      posted_on: '2026-12-20',
      practice: true,
      settlement: settled?.id ?? null,
    };
    const yen = settled?.returned ?? 1;
    await trx`insert into ledger_entries ${trx([
      { ...line, id: randomUUID(), account: 'returned', debit: yen, credit: 0 },
      { ...line, id: randomUUID(), account: 'bank', debit: 0, credit: yen },
    ])}`;
  });
}
