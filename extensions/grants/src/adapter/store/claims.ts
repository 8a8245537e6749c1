import type { Knex } from 'knex';
import { fromRow } from '../row.ts';

/** 返還の請求 of a case as its history has it. Yen; `repaidOn`: day of receipt, JST, null while it is awaited. */
export interface ClaimRecord {
  readonly amount: number;
  readonly kept: number;
  readonly reason: string;
  readonly claimedBy: string;
  readonly claimedAt: Date;
  readonly repaidOn: string | null;
  /** Whether the reason was written to be told to the applicant: not before claims named their sum. */
  readonly told: boolean;
}

// A claim of before claims named their sum was for all that had been paid.
const CLAIMS = `
  with claimed as (
    select e.*, lead(e.seq) over (order by e.seq) as next_seq from case_events e
     where e.application = :id and e.event = 'claim_repayment'
  )
  select coalesce((c.facts ->> 'amount')::int, grant_claimed(c.application)::int) as amount,
         coalesce((c.facts ->> 'kept')::int, 0) as kept, coalesce(c.reason, '') as reason, c.actor as claimed_by,
         c.facts ->> 'amount' is not null as told,
         c.at as claimed_at, (select r.facts ->> 'on' from case_events r where r.application = c.application and r.seq > c.seq
            and (c.next_seq is null or r.seq < c.next_seq) and r.event in ('record_repayment', 'record_part_repayment')
          limit 1) as repaid_on
    from claimed c order by c.seq desc`;

/** 返還の請求 of a case, newest first. */
export async function claimsOf(database: Knex, application: string): Promise<ClaimRecord[]> {
  const answer: { rows: object[] } = await database.raw(CLAIMS, { id: application });
  return answer.rows.map((row) => fromRow<ClaimRecord>(row));
}

/** 支払済額 and 返還を請求した額 of a case, yen; what is paid and not claimed back is what the case keeps. */
export async function paidAndClaimed(
  database: Knex,
  application: string,
): Promise<{ readonly paidYen: number; readonly claimedYen: number }> {
  const answer: { rows: { paid: string; claimed: string }[] } = await database.raw(
    `select coalesce(sum(amount), 0) as paid, grant_claimed(:id) as claimed
       from payments where application = :id and state = 'paid'`,
    { id: application },
  );
  return { paidYen: Number(answer.rows[0]?.paid ?? 0), claimedYen: Number(answer.rows[0]?.claimed ?? 0) };
}
