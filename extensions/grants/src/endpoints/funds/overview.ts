import { addDays, civilDate, forecastNeed, lastDayOfMonths, type VerbOutput } from '@grant/schema';
import type { Knex } from 'knex';
import {
  bookDays,
  figuresOf,
  practiceOf,
  rowsOf,
  type MonthRecord,
  type RequestRecord,
  type SettlementRecord,
} from '../../adapter/store/funds.ts';
import { fromRow } from '../../adapter/row.ts';
import { namesOfPeople } from '../../adapter/store/people.ts';
import type { ActorVisit } from '../visit.ts';

type Shown = VerbOutput<'funds.show'>;

const CASES = `
  select
    (select count(*)::int from applications a where a.practice = :practice and coalesce(a.suspended_from, a.state) in
       ('received', 'submitted', 'in_review', 'correction_requested', 'recommended')) as undecided,
    (select coalesce(sum(coalesce(a.amount_total, 200000)), 0)::float8 from applications a
      where a.practice = :practice and coalesce(a.suspended_from, a.state) in
       ('received', 'submitted', 'in_review', 'correction_requested', 'recommended')) as undecided_amount,
    (select coalesce(sum(o.amount), 0)::float8 from obligations o join applications a on a.id = o.application
      where a.practice = :practice and o.status = 'open'
        and not exists (select from payments p where p.obligation = o.id and p.state = 'sealed')) as committed,
    (select count(*)::int from decisions d join applications a on a.id = d.application
      where a.practice = :practice and d.kind = 'grant') as granted,
    (select count(*)::int from decisions d join applications a on a.id = d.application
      where a.practice = :practice and d.kind = 'refuse') as refused,
    (select coalesce(sum(b.balance), 0)::float8 from ledger_balances b
      where b.practice = :practice and b.account = 'bank') as bank,
    (select coalesce(-sum(b.balance), 0)::float8 from ledger_balances b
      where b.practice = :practice and b.account = 'payable') as promised,
    grant_reserved(:practice)::float8 as reserved`;

interface Standing {
  readonly undecided: number;
  readonly undecidedAmount: number;
  readonly committed: number;
  readonly granted: number;
  readonly refused: number;
  readonly bank: number;
  readonly promised: number;
  /** 返納を約した額. */
  readonly reserved: number;
}

/** What the cases need and the account holds, and the forecast made of it. */
export async function standingOf(database: Knex, practice: boolean) {
  const answer: { rows: object[] } = await database.raw(CASES, { practice });
  const standing = fromRow<Standing>(answer.rows[0] ?? {});
  const { bank, promised, reserved } = standing;
  const available = bank - promised - reserved;
  const forecast = forecastNeed({ ...standing, available });
  return {
    balance: { bank, promised, reserved, available },
    forecast: { ...forecast, undecided: standing.undecided, scenarios: [...forecast.scenarios] },
  };
}

/** First days of the months from the first posting to today. */
export async function monthsOf(database: Knex, practice: boolean, today: string): Promise<string[]> {
  const rows = await rowsOf<{ month: string }>(
    database,
    `select to_char(m, 'YYYY-MM') as month
       from generate_series(date_trunc('month', coalesce(
         (select min(posted_on) from ledger_entries where practice = ? and account = 'bank'), ?::date)), ?::date, '1 month') m`,
    [practice, today, today],
  );
  return rows.map(({ month }) => `${month}-01`);
}

const COSTS = `
  select kind, count(*)::int as count, sum(amount)::float8 as amount,
         count(*) filter (where fee_table is null and kind in ('postage', 'transfer_fee'))::int as unpriced
    from costs where practice = ? group by kind order by kind`;

/** 資金管理: balance, forecast, months, requests and settlements. The prefecture's official is shown no names. */
export async function showFunds(visit: ActorVisit): Promise<Shown> {
  const { database } = visit.office;
  const { actor, moment } = visit;
  const practice = await practiceOf(visit.office);
  const insider = ['payment_clerk', 'manager', 'approver', 'auditor'].some((duty) =>
    actor.duties.has(duty as never),
  );
  const decider = actor.duties.has('manager') || actor.duties.has('approver');
  const keeper = actor.duties.has('payment_clerk') || actor.duties.has('manager');
  const { settledUntil } = await bookDays(database, practice);
  const read = async <T>(table: string, order: string): Promise<T[]> =>
    (await database<object>(table).where({ practice }).orderBy(order, 'desc')).map((row) => fromRow<T>(row));
  const requests = await read<RequestRecord>('fund_requests', 'number');
  const settlements = await read<SettlementRecord>('settlements', 'number');
  const closed = await read<MonthRecord>('reconciliations', 'month');
  const names = await namesOfPeople(database, [
    ...requests.flatMap((one) => [one.preparedBy, one.approvedBy]),
    ...settlements.flatMap((one) => [one.preparedBy, one.approvedBy]),
    ...closed.flatMap((one) => [one.closedBy, one.confirmedBy]),
  ]);
  const nameOf = (id: string | null): string | null =>
    insider && id !== null ? (names.get(id) ?? null) : null;
  const months: Shown['months'] = [];
  for (const first of await monthsOf(database, practice, moment.today)) {
    const day = civilDate(first);
    const { received, sent, sentBack, interest, fees, returned, closing } = await figuresOf(
      database,
      practice,
      day,
      lastDayOfMonths(day, 1),
    );
    const record = closed.find(({ month }) => month === first);
    months.push({
      month: first.slice(0, 7),
      received,
      sent,
      sentBack,
      interest,
      fees,
      returned,
      closing,
      closed:
        record === undefined
          ? null
          : {
              id: record.id,
              state: record.state,
              closedByName: nameOf(record.closedBy) ?? '事務局',
              closedAt: record.closedAt,
              confirmedByName: nameOf(record.confirmedBy),
              confirmable:
                record.state === 'closed' &&
                record.closedBy !== actor.id &&
                (decider || actor.duties.has('payment_clerk')),
            },
    });
  }
  const [open] = await rowsOf<{ open: number }>(
    database,
    "select count(*)::int as open from bank_statement_lines where practice = ? and state = 'unmatched'",
    [practice],
  );
  return {
    today: civilDate(moment.today),
    practice,
    ...(await standingOf(database, practice)),
    months,
    requests: requests.map((one) => requestView(one, nameOf, decider && one.preparedBy !== actor.id)),
    settlements: settlements.map((one) => {
      const decides = decider && one.preparedBy !== actor.id;
      const last = one.periodTo === settledUntil && one.returnedOn === null;
      const withdrawable = one.state === 'draft' ? keeper : one.state === 'submitted' && decides && last;
      return { ...settlementView(one, nameOf, decides), withdrawable };
    }),
    bankProfiles: insider
      ? await database<{ id: string; name: string; practice: boolean }>('bank_profiles')
          .where({ practice })
          .select('id', 'name')
      : [],
    openLines: open?.open ?? 0,
    costs: await rowsOf<Shown['costs'][number]>(database, COSTS, [practice]),
    nextSettlement: await nextSettlement(database, practice, months[0]?.month, moment.today),
    keeper,
    insider,
  };
}

/** 次の精算の期間: from where the last one ended, or the book began, to the end of what is closed, else to yesterday. */
async function nextSettlement(
  database: Knex,
  practice: boolean,
  firstMonth: string | undefined,
  today: string,
): Promise<Shown['nextSettlement']> {
  const { settledUntil, closedUntil } = await bookDays(database, practice);
  const from =
    settledUntil === null ? civilDate(`${firstMonth ?? today.slice(0, 7)}-01`) : addDays(settledUntil, 1);
  const closed = closedUntil !== null && closedUntil >= from;
  return { from, to: closed ? closedUntil : addDays(civilDate(today), -1) };
}

type NameOf = (id: string | null) => string | null;

function requestView(one: RequestRecord, nameOf: NameOf, mayApprove: boolean): Shown['requests'][number] {
  return {
    id: one.id,
    number: one.number,
    requestedOn: civilDate(one.requestedOn),
    amount: one.amount,
    purpose: one.purpose ?? '',
    forecast: [...(one.forecast ?? [])],
    state: one.state,
    receivedOn: one.receivedOn === null ? null : civilDate(one.receivedOn),
    receivedAmount: one.receivedAmount,
    preparedByName: nameOf(one.preparedBy),
    approvedByName: nameOf(one.approvedBy),
    approvable: one.state === 'draft' && mayApprove,
  };
}

function settlementView(
  one: SettlementRecord,
  nameOf: NameOf,
  mayApprove: boolean,
): Omit<Shown['settlements'][number], 'withdrawable'> {
  return {
    id: one.id,
    number: one.number,
    kind: one.kind,
    periodFrom: civilDate(one.periodFrom),
    periodTo: civilDate(one.periodTo),
    state: one.state,
    opening: one.opening,
    received: one.received,
    sent: one.sent,
    sentCount: one.sentCount,
    sentBack: one.sentBack,
    sentBackCount: one.sentBackCount,
    paid: one.paid,
    paidCount: one.paidCount,
    interest: one.interest,
    fees: one.fees,
    repaid: one.repaid,
    returnedWithin: one.returnedWithin,
    returned: one.returned,
    carriedOver: one.carriedOver,
    returnedOn: one.returnedOn === null ? null : civilDate(one.returnedOn),
    preparedByName: nameOf(one.preparedBy),
    approvedByName: nameOf(one.approvedBy),
    approvable: one.state === 'draft' && mayApprove,
  };
}
