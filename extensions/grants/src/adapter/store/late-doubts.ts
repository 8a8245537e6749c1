import { lateDoubts, type LateDoubt } from '@grant/schema';
import type { Knex } from 'knex';
import { fromRow } from '../row.ts';

/** What was found after the decision of a case and keeps its money back, as the database itself sees it. */
export async function lateDoubtOf(database: Knex, application: string): Promise<LateDoubt | null> {
  const answer: { rows: { late: LateDoubt | null }[] } = await database.raw(
    'select grant_late_doubt(?) as late',
    [application],
  );
  return answer.rows[0]?.late ?? null;
}

/** Whether money is still owed on a case: there is something to keep back. */
export async function isOwed(database: Knex, application: string): Promise<boolean> {
  const row: unknown = await database('obligations').where({ application, status: 'open' }).first('id');
  return row !== undefined;
}

/** 決定の後の支給停止 that nobody has looked at. Days `YYYY-MM-DD`. */
export interface LateBar {
  readonly id: string;
  readonly name: string;
  readonly kind: 'employer' | 'representative' | 'agent';
  readonly startsOn: string;
  readonly untilOn: string;
  readonly reason: string;
  /** Which change of the bar this is. */
  readonly seen: number;
}

/** Bars on a decided case that neither its judgement nor anybody since has seen as they stand, by name. */
export async function lateBarsOf(database: Knex, application: string): Promise<LateBar[]> {
  const answer: { rows: object[] } = await database.raw(
    `select b.id, b.name, b.kind, b.starts_on::text, b.until_on::text, b.reason, l.seen::int as seen
       from grant_late_bars(?) l join bars b on b.id = l.bar order by b.name, b.id`,
    [application],
  );
  return answer.rows.map((row) => fromRow<LateBar>(row));
}

/** 決定の後に見つかった過年度の支給 that nobody has looked at; money in yen. */
export interface LateAward {
  /** Of the match of the row with the employer. */
  readonly id: string;
  readonly name: string;
  readonly fiscalYear: number;
  readonly amount: number | null;
  readonly leaveDays: number | null;
  /** Whether the row is known to be of this employer. */
  readonly certain: boolean;
  /** Which change of the match this is. */
  readonly seen: number;
}

/** Awards of earlier years of which neither the judgement of a decided case nor anybody since has known, by year. */
export async function lateAwardsOf(database: Knex, application: string): Promise<LateAward[]> {
  const answer: { rows: object[] } = await database.raw(
    `select m.id, w.employer_name as name, w.fiscal_year, w.amount, w.leave_days, m.state = 'match' as certain,
            l.seen::float8 as seen
       from grant_late_awards(?) l join list_matches m on m.id = l.list_match
       join prior_awards w on w.id = m.prior_award order by w.fiscal_year, w.employer_name, m.id`,
    [application],
  );
  return answer.rows.map((row) => fromRow<LateAward>(row));
}

/** 決定の後に外した書類: an envelope that belonged to another case, at which nobody else has looked. */
export interface LostPaper {
  /** Of the envelope. */
  readonly id: string;
  readonly name: string;
  readonly takenAt: string;
  readonly takenBy: string;
  readonly reason: string;
  /** The number of the event in the history of the case. */
  readonly seen: number;
}

/** Envelopes that left a case after the decision that stands, oldest first. */
export async function lostPapersOf(database: Knex, application: string): Promise<LostPaper[]> {
  const answer: { rows: object[] } = await database.raw(
    `select a.id, a.original_name as name, e.at as taken_at, e.actor as taken_by, coalesce(e.reason, '') as reason,
            l.seen::int as seen
       from grant_lost_papers(?) l join attachments a on a.id = l.envelope
       join case_events e on e.application = a.application and e.seq = l.seen order by l.seen`,
    [application],
  );
  return answer.rows.map((row) => fromRow<LostPaper>(row));
}

/** 決定の後の事実の確認の記録. */
export interface LateLook {
  readonly lookedAt: string;
  readonly lookedBy: string;
  readonly of: 'bar' | 'award' | 'papers';
  readonly name: string;
  readonly reason: string;
}

/** Who has said of which bar, earlier award or envelope that left that it does not matter to this case, oldest first. */
export async function lateLooksOf(database: Knex, application: string): Promise<LateLook[]> {
  const answer: { rows: object[] } = await database.raw(
    `select l.looked_at, l.looked_by, l.reason, case when l.lost is not null then 'papers' when l.bar is null then 'award' else 'bar' end as of,
            coalesce(b.name, x.original_name, concat(w.fiscal_year, '年度　', w.employer_name)) as name
       from late_looks l left join bars b on b.id = l.bar left join list_matches m on m.id = l.list_match
       left join prior_awards w on w.id = m.prior_award left join attachments x on x.id = l.lost
      where l.application = ? order by l.looked_at, name`,
    [application],
  );
  return answer.rows.map((row) => fromRow<LateLook>(row));
}

/** 決定の後の事実 in a batch whose money has not gone: each payment with the sentence, in the order of the batch. */
export async function lateIn(database: Knex, batch: string): Promise<string[]> {
  const answer: { rows: { serial: string; receipt_number: string | null; late: LateDoubt }[] } =
    await database.raw(
      `select * from (
         select p.serial, a.receipt_number, grant_late_doubt(p.application) as late
           from payments p join applications a on a.id = p.application
          where p.payment_batch = ? and p.state in ('prepared', 'sealed')) one
        where late is not null order by serial::bigint`,
      [batch],
    );
  return answer.rows.map(
    ({ serial, receipt_number, late }) =>
      `支払番号${serial}（受付番号 ${receipt_number ?? ''}）：${lateDoubts[late]}`,
  );
}
