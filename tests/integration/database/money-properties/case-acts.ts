/** What happens to the case of a payment: taken back, changed, suspended, topped up, claimed back, another account. */
import { randomUUID } from 'node:crypto';
import type { Sql, TransactionSql } from 'postgres';
import { acting } from '../act.ts';
import { grantCase, step, type Step } from '../case-path.ts';
import { oneOf, type Scene, type Try } from './scene.ts';

type Act = (scene: Scene, attempt: Try) => Promise<unknown>;

/** One of the cases in these states that came there last; of another state when there is none, to be refused. */
async function caseOf(sql: Sql, states: readonly string[], pick: number): Promise<string> {
  const found = await sql<{ id: string; fits: boolean }[]>`
    select id, state in ${sql(states)} as fits from applications order by fits desc, state_since desc, id limit 30`;
  const fitting = found.filter(({ fits }) => fits);
  return oneOf(Promise.resolve(fitting.length > 0 ? fitting : found), pick);
}

/** Unpaid, decided. A paid case is tried as well: what was paid is not taken back but claimed. */
const DECIDED = ['granted', 'payable', 'in_batch', 'account_correction', 'paid'];

// The payment leaves its batch, and a batch that is empty then is discarded, as the verb does it.
async function leaveBatch(trx: TransactionSql, id: string): Promise<void> {
  await trx`select set_config('grant.money', 'stop', true)`;
  const left = await trx<{ batch: string }[]>`
    update payments set state = 'removed' where application = ${id} and state = 'prepared'
    returning payment_batch as batch`;
  for (const { batch } of left)
    await trx`update payment_batches b set state = 'discarded', version = version + 1
      where b.id = ${batch} and b.state = 'open'
        and not exists (select from payments p where p.payment_batch = b.id and p.state <> 'removed')`;
}

/** Ends what is decided and owed; one try in nine leaves the payment where it is. */
const takeBack =
  (event: 'cancel' | 'revise_decision', to: string, set: Step['set'] = {}): Act =>
  async ({ sql }, { actor, pick, other }) => {
    const id = await caseOf(sql, DECIDED, pick);
    await step(sql, id, {
      ...{ event, to, set, actor, duty: 'approver' },
      also: async (trx) => {
        if (other % 9 > 0) await leaveBatch(trx, id);
        await trx`update obligations set status = 'cancelled' where application = ${id} and status = 'open'`;
        await trx`update decisions set status = 'cancelled' where application = ${id} and status = 'live'`;
      },
    });
  };

/** A step with nothing beside it, from one of the states. */
const move =
  (from: readonly string[], way: Pick<Step, 'event' | 'to' | 'duty'>, more: Partial<Step> = {}): Act =>
  async ({ sql }, { actor, pick }) =>
    step(sql, await caseOf(sql, from, pick), { ...way, actor, ...more });

const suspend: Act = async ({ sql }, { actor, pick, other }) => {
  const id = await caseOf(sql, ['granted', 'payable', 'in_batch'], pick);
  const duty = other % 2 === 0 ? 'payment_clerk' : 'reviewer';
  const way = { event: 'suspend', to: 'suspended', duty, actor } as const;
  await step(sql, id, { ...way, also: (trx) => leaveBatch(trx, id) });
};

// One release in five goes where the case did not come from.
const release: Act = async ({ sql }, { actor, pick, other }) => {
  const id = await caseOf(sql, ['suspended'], pick);
  const [row] = await sql<{ from: string | null }[]>`
    select suspended_from as from from applications where id = ${id}`;
  const to = other % 5 === 0 ? 'granted' : (row?.from ?? 'payable');
  await step(sql, id, { event: 'release', to, actor, duty: other % 2 === 0 ? 'approver' : 'manager' });
};

const grant: Act = async ({ sql, world }, { actor, pick }) => {
  const id = await caseOf(sql, ['recommended'], pick);
  const [row] = await sql<{ by: string | null }[]>`
    select recommended_by as by from applications where id = ${id}`;
  const people = { ...world.people, reviewer: row?.by ?? world.people.reviewer };
  await grantCase(sql, { ...world, people }, id, { actor });
};

const proposeTopUp: Act = async ({ sql }, { actor, pick, amount }) => {
  const id = await caseOf(sql, ['paid'], pick);
  const way = { event: 'propose_top_up', to: 'top_up_proposed', duty: 'reviewer', actor } as const;
  await step(sql, id, { ...way, facts: { amount: amount % 100_000 } });
};

// One approval in seven is for another sum than was proposed.
const approveTopUp: Act = async ({ sql }, { actor, pick, other }) => {
  const id = await caseOf(sql, ['top_up_proposed'], pick);
  const [proposal] = await sql<{ by: string; yen: number }[]>`
    select actor as by, (facts ->> 'amount')::int as yen from case_events
     where application = ${id} and event = 'propose_top_up' order by seq desc limit 1`;
  const amount = (proposal?.yen ?? 1) + (other % 7 === 0 ? 1 : 0);
  const decision = randomUUID();
  await step(sql, id, {
    ...{ event: 'approve_top_up', to: 'granted', duty: 'approver', actor },
    also: async (trx) => {
      const owed = { application: id, kind: 'top_up', amount };
      await trx`insert into decisions ${trx({
        ...owed,
        id: decision,
        number: decision,
        recommended_by: proposal?.by ?? actor,
        decided_by: actor,
        decided_at: '2026-12-02T03:00:00Z',
        status: 'live',
      })}`;
      await trx`insert into obligations ${trx({ ...owed, id: randomUUID(), decision, status: 'open' })}`;
    },
  });
};

const cancelTopUp: Act = async ({ sql }, { actor, pick }) => {
  const id = await caseOf(sql, ['granted', 'payable', 'account_correction', 'in_batch'], pick);
  await step(sql, id, {
    ...{ event: 'cancel_top_up', to: 'paid', duty: 'approver', actor },
    also: async (trx) => {
      await leaveBatch(trx, id);
      await trx`update decisions d set status = 'cancelled' from obligations o
        where o.decision = d.id and d.application = ${id} and d.status = 'live' and o.status = 'open'`;
      await trx`update obligations set status = 'cancelled' where application = ${id} and status = 'open'`;
    },
  });
};

/** Another account for a case: whenever it may be changed, and once a transfer has failed. */
const newAccount =
  (event: 'change_account' | 'correct_account', from: readonly string[]): Act =>
  async ({ sql }, { actor, pick }) => {
    const id = await caseOf(sql, from, pick);
    const [row] = await sql<{ state: string }[]>`select state from applications where id = ${id}`;
    const to = event === 'correct_account' ? 'payable' : (row?.state ?? 'payable');
    await step(sql, id, {
      ...{ event, to, duty: 'reception', actor },
      also: async (trx) => {
        await trx`update bank_accounts set status = 'replaced' where application = ${id} and status = 'live'`;
        await trx`insert into bank_accounts ${trx({
          ...{ id: randomUUID(), application: id, bank_code: '0129', branch_code: '100', status: 'live' },
          ...{ account_type: 'ordinary', number_index: randomUUID(), holder_kana: 'ｶ)ﾂｷﾞ', last3: '123' },
        })}`;
      },
    });
  };

// The whole of what is kept or a part of it, with which the decisions end or stand; one in seven claims a yen too much.
const claim: Act = async ({ sql }, { actor, pick, other }) => {
  const id = await caseOf(sql, ['paid'], pick);
  const [row] = await sql<{ yen: number }[]>`select grant_kept(${id})::int as yen`;
  const before = row?.yen ?? 0;
  const amount = other % 7 === 0 ? before + 1 : other % 2 === 0 ? before : Math.ceil(before / 3);
  const kept = before - amount;
  const way = { event: 'claim_repayment', to: 'repayment_claimed', duty: 'approver', actor } as const;
  await step(sql, id, {
    ...way,
    facts: { amount, kept },
    also: async (trx) => {
      if (kept <= 0)
        await trx`update decisions set status = 'cancelled' where application = ${id} and status = 'live'`;
    },
  });
};

// Exactly what was claimed last; one in six names another sum.
const repay: Act = async ({ sql }, { actor, pick, other }) => {
  const id = await caseOf(sql, ['repayment_claimed'], pick);
  const [row] = await sql<{ kept: number; yen: number }[]>`
    select grant_kept(${id})::int as kept, coalesce((select (e.facts ->> 'amount')::int from case_events e
      where e.application = ${id} and e.event = 'claim_repayment' order by e.seq desc limit 1), 0) as yen`;
  const amount = (row?.yen ?? 0) - (other % 6 === 0 ? 1 : 0);
  const [event, to] =
    row?.kept === 0
      ? (['record_repayment', 'repaid'] as const)
      : (['record_part_repayment', 'paid'] as const);
  await step(sql, id, { event, to, duty: 'payment_clerk', actor, facts: { on: '2026-12-20', amount } });
};

// 組戻: of a payment that the bank had paid, and once in five of any other.
const returned: Act = async ({ sql }, { actor, pick, other }) => {
  const payment = await oneOf(
    sql<{ id: string }[]>`
      select id from payments where state = 'paid' or ${other % 5 === 0} order by prepared_at desc, id limit 30`,
    pick,
  );
  const act = {
    actor,
    duty: 'payment_clerk',
    event: 'record_return',
    money: 'return',
    reason: '組戻',
  } as const;
  await acting(sql, act, async (trx) => {
    const came = { outcome: 'failed', reason: '組戻', result_on: '2026-12-10' };
    const answer = { id: randomUUID(), payment, ...came };
    await trx`insert into transfer_results ${trx(answer)}`;
    await trx`update payments set state = 'failed' where id = ${payment}`;
    await trx`update obligations o set status = 'open' from payments p where p.id = ${payment} and o.id = p.obligation`;
    await trx`update applications a set state = 'account_correction', version = a.version + 1
      from payments p where p.id = ${payment} and a.id = p.application`;
  });
};

const ANEW = { recommendation: null, recommended_by: null, recommended_at: null };

export const caseActs = {
  cancel: takeBack('cancel', 'cancelled'),
  revise: takeBack('revise_decision', 'in_review', ANEW),
  recommend: move(
    ['in_review'],
    { event: 'recommend', to: 'recommended', duty: 'reviewer' },
    { set: { recommendation: 'grant' } },
  ),
  grant,
  post: move(['granted'], { event: 'post_notice', to: 'payable', duty: 'reception' }),
  suspend,
  proposeRelease: move(['suspended'], { event: 'propose_release', to: 'suspended', duty: 'reviewer' }),
  release,
  proposeTopUp,
  approveTopUp,
  declineTopUp: move(['top_up_proposed'], { event: 'decline_top_up', to: 'paid', duty: 'approver' }),
  cancelTopUp,
  changeAccount: newAccount('change_account', ['granted', 'payable', 'in_batch', 'suspended', 'paid']),
  correctAccount: newAccount('correct_account', ['account_correction', 'payable']),
  claim,
  repay,
  returned,
} satisfies Record<string, Act>;
