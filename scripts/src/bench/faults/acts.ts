/** What is going on when something dies: sealing, fetching the file, recording the results, posting to the ledger. */
import { createHash } from 'node:crypto';
import type { Sql } from 'postgres';
import type { Accounts } from '../../accounts.ts';
import type * as journey from '../../seed/journey.ts';

export const ACTS = ['seal', 'file', 'result', 'ledger'] as const;

/** Name of an act. */
export type ActName = (typeof ACTS)[number];

/** How far an act came: done with all that belongs to it, without a trace, or anything between (what is wrong, in words). */
export type Outcome = 'complete' | 'absent' | { readonly wrong: string };

/** Yen of a request for the advance. */
export const ADVANCE = 1_000_000;

/** A batch that both confirmers have confirmed, an advance on its way, and what acts on them need. */
export interface Scene {
  readonly sql: Sql;
  readonly accounts: Accounts;
  readonly cast: journey.Cast;
  readonly batch: string;
  /** An approved request for the advance. */
  readonly request: string;
}

export interface Act {
  /** Asks the office to do it; throws when the answer does not come or is a refusal. */
  run(): Promise<void>;
  /** Looks into the database what became of it. */
  outcome(): Promise<Outcome>;
}

const between = (facts: unknown): Outcome => ({ wrong: JSON.stringify(facts) });

/** Each fact true, each false, or a mixture, which must never be. */
function allOrNothing(facts: Readonly<Record<string, boolean>>): Outcome {
  const values = Object.values(facts);
  if (values.every(Boolean)) return 'complete';
  return values.some(Boolean) ? between(facts) : 'absent';
}

function seal({ sql, cast, batch }: Scene): Act {
  return {
    async run() {
      const clerk = cast.by('clerk');
      const { version, count, total, repeated } = await clerk.call('batch.show', { id: batch });
      await clerk.call('batch.seal', {
        id: batch,
        version,
        count,
        total: total ?? 0,
        repeated: repeated.flat().length,
      });
    },
    async outcome() {
      const [row] = await sql<Record<'state' | 'file' | 'payments' | 'ledger', boolean>[]>`
        select b.state = 'sealed' as state, b.file_body is not null and b.file_sha256 is not null as file,
               bool_and(p.state = 'sealed') and sum(p.amount) = b.total as payments,
               (select count(*) from ledger_entries e join payments q on q.id = e.payment
                 where q.payment_batch = b.id) > 0 as ledger
          from payment_batches b join payments p on p.payment_batch = b.id where b.id = ${batch} group by b.id`;
      return allOrNothing({ ...row });
    },
  };
}

function file({ sql, accounts, cast, batch }: Scene): Act {
  let given: Uint8Array | undefined;
  const looks = async (): Promise<number> => {
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int as count from access_log
       where action = 'transfer_file_fetched' and target_id = ${batch}
         and actor = ${accounts.clerk?.id ?? ''}`;
    return row?.count ?? 0;
  };
  return {
    async run() {
      given = await cast.by('clerk').bytes('batch.file', { id: batch });
    },
    async outcome() {
      const [row] = await sql<{ hash: string | null }[]>`
        select file_sha256 as hash from payment_batches where id = ${batch}`;
      const seen = await looks();
      if (given === undefined) return seen === 0 ? 'absent' : 'complete';
      const whole = createHash('sha256').update(given).digest('hex') === row?.hash;
      return whole && seen > 0 ? 'complete' : between({ whole, seen });
    },
  };
}

function result({ sql, cast, batch }: Scene): Act {
  return {
    async run() {
      const clerk = cast.by('clerk');
      const { payments, transferOn } = await clerk.call('batch.show', { id: batch });
      await clerk.call('batch.results', {
        id: batch,
        results: payments.map(({ id }) => ({ paymentId: id, outcome: 'paid' as const, on: transferOn })),
      });
    },
    async outcome() {
      const [row] = await sql<
        Record<'batch' | 'payments' | 'results' | 'cases' | 'events' | 'mails', boolean>[]
      >`
        select b.state = 'settled' as batch, bool_and(p.state = 'paid' and o.status = 'settled') as payments,
               count(r.id) = count(p.id) as results, bool_and(a.state = 'paid') as cases,
               bool_and((select count(*) from case_events e
                          where e.application = a.id and e.event = 'record_paid') = 1) as events,
               bool_and((select count(*) from pgboss.job j where j.name = 'mail' and j.data->>'kind' = 'paid'
                          and j.data->>'applicationId' = a.id::text) = 1) as mails
          from payment_batches b join payments p on p.payment_batch = b.id
          join obligations o on o.id = p.obligation join applications a on a.id = p.application
          left join transfer_results r on r.payment = p.id where b.id = ${batch} group by b.id`;
      return allOrNothing({ ...row });
    },
  };
}

/** The receipt of the advance: the request received, and money and debt to the prefecture in the ledger, or nothing. */
function ledger({ sql, cast, request }: Scene): Act {
  return {
    async run() {
      await cast.by('clerk').call('funds.receive', { id: request, on: cast.today, amount: ADVANCE });
    },
    async outcome() {
      const [row] = await sql<Record<'request' | 'lines' | 'bank' | 'advance', boolean>[]>`
        select r.state = 'received' and r.received_amount = ${ADVANCE} and r.received_on is not null as request,
               count(e.id) = 2 and count(distinct e.transaction) = 1 as lines,
               coalesce(sum(e.debit - e.credit) filter (where e.account = 'bank'), 0) = ${ADVANCE} as bank,
               coalesce(sum(e.credit - e.debit) filter (where e.account = 'advance'), 0) = ${ADVANCE} as advance
          from fund_requests r left join ledger_entries e on e.fund_request = r.id
         where r.id = ${request} group by r.id`;
      return allOrNothing({ ...row });
    },
  };
}

const MAKERS: Readonly<Record<ActName, (scene: Scene) => Act>> = { seal, file, result, ledger };

/** One act on the batch of the scene. */
export function actOf(name: ActName, scene: Scene): Act {
  return MAKERS[name](scene);
}
