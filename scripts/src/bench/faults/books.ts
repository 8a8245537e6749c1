/** What must hold in the whole office whatever died when: asked in SQL, as an auditor would. */
import type { Sql } from 'postgres';

/** One question whose every row is a finding. */
type Question = readonly [name: string, ask: (sql: Sql) => Promise<readonly object[]>];

const QUESTIONS: readonly Question[] = [
  [
    'one obligation is paid twice',
    (sql) => sql`
      select obligation from payments where state in ('prepared', 'sealed', 'paid')
       group by obligation having count(*) > 1`,
  ],
  [
    'a payment and its case disagree',
    (sql) => sql`
      select p.id, p.state, a.state as case_state from payments p join applications a on a.id = p.application
       where p.state in ('prepared', 'sealed') and a.state <> 'in_batch' or p.state = 'paid' and a.state <> 'paid'`,
  ],
  [
    'a payment is not in the ledger as often as it moved',
    (sql) => sql`
      select p.id, p.state, count(e.id) as lines, sum(e.debit) as debit from payments p
        left join ledger_entries e on e.payment = p.id
       group by p.id having count(e.id) <> case p.state when 'sealed' then 2 when 'paid' then 4 else 0 end
          or coalesce(sum(e.debit), 0) <> p.amount * case p.state when 'sealed' then 1 when 'paid' then 2 else 0 end`,
  ],
  [
    'a payment has another number of results than it may',
    (sql) => sql`
      select p.id, p.state from payments p left join transfer_results r on r.payment = p.id
       group by p.id having count(r.id) <> case p.state when 'paid' then 1 else 0 end`,
  ],
  [
    'a batch is not what its payments are',
    (sql) => sql`
      select b.id, b.state from payment_batches b join payments p on p.payment_batch = b.id and p.state <> 'removed'
       group by b.id having b.total <> sum(p.amount) or b.item_count <> count(*)
          or (b.state = 'open') <> bool_and(p.state = 'prepared') or (b.state = 'settled') <> bool_and(p.state = 'paid')`,
  ],
  [
    'a request and its receipt disagree',
    (sql) => sql`
      select r.id, r.state from fund_requests r left join ledger_entries e on e.fund_request = r.id and e.account = 'bank'
       group by r.id having count(e.id) <> case r.state when 'received' then 1 else 0 end
          or coalesce(sum(e.debit - e.credit), 0) <> case r.state when 'received' then r.received_amount else 0 end`,
  ],
  ['a chain or the book is broken', (sql) => sql`select * from grant_verify_chain()`],
  ['a summary differs from its cases', (sql) => sql`select * from grant_verify_summaries()`],
];

/** Every finding in words; none when the books are in order. */
export async function findings(sql: Sql): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [name, ask] of QUESTIONS)
    for (const row of await ask(sql)) found.push(`${name}: ${JSON.stringify(row)}`);
  return found;
}
