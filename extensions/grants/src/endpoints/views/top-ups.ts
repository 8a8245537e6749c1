import type { VerbOutput } from '@grant/schema';
import type { Knex } from 'knex';
import { fromRow } from '../../adapter/row.ts';
import { nameOf } from '../../adapter/store/people.ts';

/** 追加支給 of a case as stored: the proposal in its history, and the decision that followed. */
export interface TopUpRecord {
  readonly amount: number;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly declined: boolean;
  readonly number: string | null;
  readonly status: 'live' | 'cancelled' | null;
}

// By order and not by time: the n-th proposal that was approved has the n-th decision. (A practice office lives on another
// day than the clock of the history.)
const TOP_UPS = `
  with proposed as (
    select e.*, lead(e.seq) over (order by e.seq) as next_seq from case_events e
     where e.application = :id and e.event = 'propose_top_up'
  ), answered as (
    select p.*, (select n.event from case_events n where n.application = :id and n.seq > p.seq
                    and (p.next_seq is null or n.seq < p.next_seq)
                    and n.event in ('approve_top_up', 'decline_top_up') order by n.seq limit 1) as answer
      from proposed p
  ), counted as (
    select a.*, count(*) filter (where a.answer = 'approve_top_up') over (order by a.seq) as nth from answered a
  )
  select (c.facts ->> 'amount')::int as amount, coalesce(c.reason, '') as reason, c.actor as proposed_by,
         c.at as proposed_at, coalesce(c.answer = 'decline_top_up', false) as declined, d.number, d.status
    from counted c
    left join (select number, status, row_number() over (order by decided_at, number) as nth from decisions
                where application = :id and kind = 'top_up') d on c.answer = 'approve_top_up' and d.nth = c.nth
   order by c.seq desc`;

/** 追加支給 of a case, newest first. */
export async function topUpsOf(database: Knex, application: string): Promise<TopUpRecord[]> {
  const answer: { rows: object[] } = await database.raw(TOP_UPS, { id: application });
  return answer.rows.map((row) => fromRow<TopUpRecord>(row));
}

/** The same as the case page shows it. */
export async function topUpViews(
  database: Knex,
  application: string,
): Promise<VerbOutput<'case.workbench'>['topUps']> {
  const views = [];
  for (const one of await topUpsOf(database, application))
    views.push({
      amount: one.amount,
      reason: one.reason,
      proposedByName: await nameOf(database, one.proposedBy),
      proposedAt: new Date(one.proposedAt).toISOString(),
      state: one.status ?? (one.declined ? ('declined' as const) : ('proposed' as const)),
      number: one.number,
    });
  return views;
}
