/** What must hold whatever happened: each property names the rows that break it; none does. */
import { decodeTransferFile, DEFAULT_BANK_PROFILE, unwrap } from '@grant/schema';
import type { Sql } from 'postgres';

type Rows = Promise<readonly object[]>;

// The file as it lies in the database, read back: its sum and count are those of the batch and of its payments.
async function filesThatDiffer(sql: Sql): Promise<readonly object[]> {
  const batches = await sql<
    { id: string; total: number; items: number; body: string; sum: number; count: number }[]
  >`
    select b.id, b.total::float8 as total, b.item_count as items, b.file_body as body,
           coalesce(sum(p.amount), 0)::float8 as sum, count(p.id)::int as count
      from payment_batches b left join payments p on p.payment_batch = b.id
       and (p.state <> 'removed' or b.state = 'recalled' and exists (select from ledger_entries e where e.payment = p.id))
     where b.state in ('sealed', 'settled', 'recalled') group by b.id`;
  return batches.flatMap(({ id, total, items, body, sum, count }) => {
    const { transfers } = unwrap(decodeTransferFile(Buffer.from(body, 'base64'), DEFAULT_BANK_PROFILE, 2026));
    const inFile = transfers.reduce((yen, { amountYen }) => yen + amountYen, 0);
    const same = inFile === total && sum === total && transfers.length === items && count === items;
    return same ? [] : [{ id, total, sum, inFile, items, count, transfers: transfers.length }];
  });
}

/** Every pair of months as a period, and each month: what does not lead from its opening to its closing balance. */
export const periodsThatDoNotAddUp = (sql: Sql): Rows => sql`
  with month as (
    select m::date as first, (m + interval '1 month')::date - 1 as last
      from generate_series((select date_trunc('month', min(posted_on)) from ledger_entries),
                           (select max(posted_on) from ledger_entries), interval '1 month') m)
  select a.first, b.last, side.practice, f.*
    from month a join month b on b.last > a.first cross join (values (true), (false)) side (practice)
   cross join lateral grant_fund_figures(side.practice, a.first, b.last) f
   where f.opening + f.received - f.sent + f.sent_back + f.interest - f.fees - f.returned <> f.closing
      or f.paid <> f.sent - f.sent_back or f.paid_count <> f.sent_count - f.sent_back_count
      or f.paid <> (select coalesce(sum((t ->> 'yen')::bigint), 0) from jsonb_array_elements(f.tiers) t)
      or f.paid_count <> (select coalesce(sum((t ->> 'count')::bigint), 0) from jsonb_array_elements(f.tiers) t)
      or exists (select from jsonb_array_elements(f.tiers) t
                  where (t ->> 'amount')::bigint * (t ->> 'count')::bigint <> (t ->> 'yen')::bigint)`;

/** Where a case may rest once it was decided. */
const STATES_WITH_MONEY = [
  ...['granted', 'payable', 'in_batch', 'paid', 'account_correction', 'top_up_proposed', 'suspended'],
  ...['in_review', 'cancelled', 'repayment_claimed', 'repaid'],
];

export const properties: Readonly<Record<string, (sql: Sql) => Rows>> = {
  'never more than one live payment per obligation': (sql) => sql`
    select obligation from payments where state in ('prepared', 'sealed', 'paid') group by obligation having count(*) > 1`,
  'the ledger balances, transaction by transaction and account by account': (sql) =>
    sql`select * from grant_verify_ledger()`,
  'neither the account nor what may be promised is below zero': (sql) => sql`
    select practice from ledger_balances group by practice
    having coalesce(sum(balance) filter (where account = 'bank'), 0) < 0
        or coalesce(sum(balance) filter (where account in ('bank', 'payable')), 0) < 0`,
  'the sum of a sealed batch is that of its payments and of its file': filesThatDiffer,
  'every period leads from its opening to its closing balance, and its tiers to what was paid':
    periodsThatDoNotAddUp,
  'what is promised is what is sealed': (sql) => sql`
    select b.balance from ledger_balances b where b.practice and b.account = 'payable'
       and -b.balance <> (select coalesce(sum(p.amount), 0) from payments p where p.state = 'sealed')`,
  'every paid yen left the account once': (sql) => sql`
    select p.id from payments p left join ledger_entries e on e.payment = p.id and e.account in ('bank', 'fee')
     where p.state in ('paid', 'failed') group by p.id, p.state, p.amount
    having coalesce(sum(e.credit - e.debit), 0) <> case p.state when 'paid' then p.amount else 0 end`,
  'nobody confirms own work': (sql) => sql`
    select c.id::text from confirmations c join payments p on p.id = c.payment join bank_accounts a on a.id = p.bank_account
     where c.void_at is null and (c.confirmer = p.prepared_by or c.confirmer = a.edited_by)
    union all select id::text from fund_requests where approved_by = prepared_by
    union all select id::text from settlements where approved_by = prepared_by
    union all select id::text from reconciliations where confirmed_by = closed_by
    union all select id::text from decisions where decided_by = recommended_by
    union all select id::text from payment_batches where recalled_by in (recall_proposed_by, sealed_by)`,
  'nobody does what another person has to do after what counts of what was done before': (sql) => sql`
    select e.id::text, e.event, b.event as earlier from case_events e
      join lifecycle_four_eyes eyes on eyes.event = e.event
      join case_events b on b.application = e.application and b.event = eyes.earlier_event and b.seq < e.seq and b.actor = e.actor
     where eyes.counts = 'ever' or not exists (select from case_events s
             where s.application = e.application and s.seq > b.seq and s.seq < e.seq
               and (s.event = b.event or eyes.counts = 'standing' and s.event = 'revise_decision'))`,
  'an obligation is settled exactly by its payment, and ends only with no money on its way': (sql) => sql`
    select o.id from obligations o left join payments p on p.obligation = o.id
     group by o.id having (o.status = 'settled') <> (count(*) filter (where p.state = 'paid') = 1)
        or o.status = 'cancelled' and count(*) filter (where p.state in ('prepared', 'sealed', 'paid')) > 0`,
  'a failed payment leaves its obligation open, for another account and one further payment': (sql) => sql`
    select a.id from applications a where a.state = 'account_correction' and not exists (
      select from payments p join obligations o on o.id = p.obligation and o.status = 'open'
       where p.application = a.id and p.state = 'failed')`,
  'money is on its way for a case in a batch, and for no other': (sql) => sql`
    select a.id, a.state from applications a left join payments p on p.application = a.id and p.state in ('prepared', 'sealed')
     where a.state in ${sql(STATES_WITH_MONEY)} group by a.id having count(p.id) <> case a.state when 'in_batch' then 1 else 0 end`,
  'a paid case was paid what was decided': (sql) => sql`
    select a.id from applications a where a.state in ('paid', 'top_up_proposed')
       and (select sum(p.amount) from payments p where p.application = a.id and p.state = 'paid')
        is distinct from (select sum(d.amount) from decisions d where d.application = a.id and d.status = 'live')`,
  'never more is claimed than was paid, and what came in is what was claimed, once': (sql) => sql`
    select a.id from applications a left join payments p on p.application = a.id
      left join ledger_entries e on e.payment = p.id and e.account = 'repayment'
     group by a.id having grant_kept(a.id) < 0
        or coalesce(sum(e.credit - e.debit), 0) <> grant_claimed(a.id) - case a.state when 'repayment_claimed' then
         (select (c.facts ->> 'amount')::bigint from case_events c
           where c.application = a.id and c.event = 'claim_repayment' order by c.seq desc limit 1) else 0 end`,
  'a case is repaid exactly when it keeps nothing of what it was paid': (sql) => sql`
    select a.id from applications a where a.state = 'repaid' and grant_kept(a.id) <> 0
       or a.state = 'paid' and grant_kept(a.id) <= 0`,
  'a payment that left its batch is not in the book, sealed before or not': (sql) => sql`
    select p.id, e.account from payments p join ledger_entries e on e.payment = p.id
     where p.state = 'removed' group by p.id, e.account having sum(e.debit - e.credit) <> 0`,
  'a recalled batch holds no payment': (sql) => sql`
    select b.id from payment_batches b join payments p on p.payment_batch = b.id
     where b.state = 'recalled' and p.state <> 'removed'`,
  'no event is missing from its chain, and no summary differs from its cases': (sql) => sql`
    select to_jsonb(c)::text as broken from grant_verify_chain() c
    union all select to_jsonb(s)::text from grant_verify_summaries() s`,
  'a sealed payment has two confirmations by two others': (sql) => sql`
    select p.id from payments p where p.state in ('sealed', 'paid', 'failed') and (select count(distinct c.confirmer)
      from confirmations c where c.payment = p.id and c.void_at is null and c.confirmer <> p.prepared_by) < 2`,
  'a received request has its receipt, once': (sql) => sql`
    select r.id from fund_requests r left join ledger_entries e on e.fund_request = r.id and e.account = 'advance'
     group by r.id having coalesce(sum(e.credit - e.debit), 0) <> case r.state when 'received' then r.received_amount else 0 end`,
  'a transaction is reversed once at most': (sql) => sql`
    select reverses from ledger_entries where reverses is not null group by reverses having count(distinct transaction) > 1`,
  'a closed month is still what it was closed at': (sql) => sql`
    select r.month from reconciliations r where r.book_balance <> (select coalesce(sum(e.debit - e.credit), 0) from ledger_entries e
      where e.practice = r.practice and e.account = 'bank' and e.posted_on < r.month + interval '1 month')`,
  'a matched line is exactly its entries, and no entry explains two lines': (sql) => sql`
    select l.id from bank_statement_lines l left join statement_matches m on m.bank_statement_line = l.id and m.void_at is null
      left join ledger_entries e on e.id = m.ledger_entry
     group by l.id having (l.state = 'matched') <> (count(m.id) > 0)
        or l.state = 'matched' and sum(e.debit - e.credit) <> l.paid_in - l.paid_out
    union all select ledger_entry from statement_matches where void_at is null group by ledger_entry having count(*) > 1`,
  'the account was below zero on no day': (sql) => sql`
    select practice, day from (values (true), (false)) p (practice),
      grant_daily_balance(p.practice, '-infinity', 'infinity') where balance < 0`,
  'approved settlements follow each other, and their periods are still what was approved': (sql) => sql`
    select s.number from settlements s join settlements o on o.practice = s.practice and o.id <> s.id
     where s.state in ('submitted', 'accepted') and o.state in ('submitted', 'accepted')
       and s.period_from <= o.period_to and o.period_from <= s.period_to
    union all select s.number from settlements s, grant_fund_figures(s.practice, s.period_from, s.period_to) f
     where s.state in ('submitted', 'accepted')
       and (f.opening, f.closing, f.sent, f.sent_back) is distinct from (s.opening, s.returned::bigint + s.carried_over, s.sent, s.sent_back)`,
  'a returned settlement is booked for exactly its sum': (sql) => sql`
    select s.id from settlements s left join ledger_entries e on e.settlement = s.id and e.account = 'returned'
     group by s.id having coalesce(sum(e.debit - e.credit), 0) <> case when s.returned_on is null then 0 else s.returned end`,
};
