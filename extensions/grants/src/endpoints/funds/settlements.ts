import { addDays, formatWareki, type VerbOutput, type VerbParsed } from '@grant/schema';
import type { Knex } from 'knex';
import { idOfRequest } from '../../adapter/key-id.ts';
import { nextFundNumber } from '../../adapter/numbers.ts';
import { refused } from '../../adapter/refused.ts';
import {
  bookDays,
  declareFund,
  figuresOf,
  post,
  postingDay,
  practiceOf,
  recordOf,
  requirePast,
  type MonthRecord,
  type SettlementRecord,
} from '../../adapter/store/funds.ts';
import { work } from '../../adapter/work.ts';
import { idOf, type ActorVisit } from '../visit.ts';

interface One {
  readonly id: string;
}

/** 月の締め: the balance read from the passbook beside the one of the book; the database compares all three. */
export async function closeMonth(visit: ActorVisit, input: VerbParsed<'month.close'>): Promise<One> {
  const practice = await practiceOf(visit.office);
  const id = await work(visit.office, visit.actor, async (unit) => {
    await declareFund(unit, 'fund');
    return unit.create('reconciliations', {
      month: `${input.month}-01`,
      bankBalance: input.bankBalance,
      remark: input.remark ?? null,
      state: 'closed',
      practice,
    });
  });
  return { id };
}

/** 締めの確認: by another person than the one who closed. */
export async function confirmMonth(visit: ActorVisit): Promise<One> {
  const id = idOf(visit, 'id', '残高照合');
  const practice = await practiceOf(visit.office);
  const record = await recordOf<MonthRecord>(
    visit.office.database,
    'reconciliations',
    id,
    practice,
    '残高照合',
  );
  if (record.closedBy === visit.actor.id) refused('SAME_PERSON', { first: '月の締め', second: '締めの確認' });
  await work(visit.office, visit.actor, async (unit) => {
    await declareFund(unit, 'fund');
    await unit.update('reconciliations', id, { state: 'confirmed' });
  });
  return { id };
}

/**
 * 精算書の作成: the database counts the figures; only the sum to return is chosen, and for the last one not even that. The
 * period begins where the last approved one ended and is over. The same settlement under the same key (a double click, a
 * retry after a lost answer) is the one that is there; another period or sum is a settlement of its own.
 */
export async function makeSettlement(visit: ActorVisit, input: VerbParsed<'settlement.make'>): Promise<One> {
  const practice = await practiceOf(visit.office);
  const { kind, from, to, returned, idempotencyKey } = input;
  const content = { kind, from, to, returned };
  const id = idOfRequest(`settlement/${visit.actor.id}/${JSON.stringify(content)}`, idempotencyKey);
  const there = (database: Knex) => database<One>('settlements').where({ id }).first('id');
  if ((await there(visit.office.database)) !== undefined) return { id };
  const fault = (path: string, message: string): never =>
    refused('INVALID_INPUT', { faults: [{ path, message }] });
  if (input.to < input.from) fault('to', '末日は、初日以後の日にしてください。');
  if (input.to >= visit.moment.today) fault('to', '末日は、昨日以前の日にしてください。');
  const { settledUntil } = await bookDays(visit.office.database, practice);
  if (settledUntil !== null && input.from !== addDays(settledUntil, 1))
    fault('from', `初日は、前の精算の翌日（${formatWareki(addDays(settledUntil, 1))}）にしてください。`);
  const { closing } = await figuresOf(visit.office.database, practice, input.from, input.to);
  if (input.returned > closing)
    fault('returned', `返納額は、期末の残高（${closing.toLocaleString('ja-JP')}円）までにしてください。`);
  await work(visit.office, visit.actor, async (unit) => {
    // The same at the same moment waits here and then finds that of the first.
    await unit.trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`grant.settlement/${id}`]);
    if ((await there(unit.trx)) !== undefined) return;
    await declareFund(unit, 'fund');
    await unit.create('settlements', {
      id,
      number: await nextFundNumber(unit, 'S', practice),
      kind: input.kind,
      periodFrom: input.from,
      periodTo: input.to,
      returned: input.returned,
      state: 'draft',
      practice,
    });
  });
  return { id };
}

async function move(
  visit: ActorVisit,
  from: readonly SettlementRecord['state'][],
  act: string,
  task: (settled: SettlementRecord, unit: Parameters<typeof declareFund>[0]) => Promise<void>,
): Promise<One> {
  const id = idOf(visit, 'id', '精算');
  const practice = await practiceOf(visit.office);
  return work(visit.office, visit.actor, async (unit) => {
    await unit.trx('settlements').where({ id }).forUpdate().select('id');
    const settled = await recordOf<SettlementRecord>(unit.trx, 'settlements', id, practice, '精算');
    if (!from.includes(settled.state))
      refused('GUARD_FAILED', {
        event: act,
        reason: '精算の状態が変わっています。画面を読み込み直して確かめてください。',
      });
    await declareFund(unit, 'fund');
    await task(settled, unit);
    return { id };
  });
}

/** 精算の承認: by another person, while the figures are still what the book says. */
export function approveSettlement(visit: ActorVisit): Promise<One> {
  return move(visit, ['draft'], '精算の承認', async (settled, unit) => {
    if (settled.preparedBy === visit.actor.id)
      refused('SAME_PERSON', { first: '精算書の作成', second: '精算の承認' });
    await unit.update('settlements', settled.id, { state: 'submitted' });
  });
}

/**
 * 精算の取下げ: a draft by whoever keeps the book; an approved one (差戻し) by a decider who did not make it, while it is the
 * last and nothing of it went back. Its period is open again.
 */
export function withdrawSettlement(visit: ActorVisit): Promise<One> {
  return move(visit, ['draft', 'submitted'], '精算の取下げ', async (settled, unit) => {
    if (settled.state === 'submitted' && settled.preparedBy === visit.actor.id)
      refused('SAME_PERSON', { first: '精算書の作成', second: '承認した精算の取下げ' });
    await unit.update('settlements', settled.id, { state: 'withdrawn' });
  });
}

/** 残額の返納: booked as one transaction that names its settlement, on a day after the period. */
export function returnBalance(visit: ActorVisit, input: VerbParsed<'settlement.return'>): Promise<One> {
  requirePast(input.on, visit.moment.today);
  return move(visit, ['submitted'], '残額の返納', async (settled, unit) => {
    if (input.on <= settled.periodTo)
      refused('INVALID_INPUT', {
        faults: [{ path: 'on', message: '返納日は、精算の対象期間より後の日にしてください。' }],
      });
    if (settled.returned === 0 || settled.returnedOn !== null)
      refused('GUARD_FAILED', {
        event: '残額の返納',
        reason:
          settled.returned === 0 ? '返納額が0円の精算です。' : 'この精算の返納は、すでに記帳されています。',
      });
    await unit.update('settlements', settled.id, { returnedOn: input.on });
    await post(unit, {
      on: await postingDay(unit, settled.practice, input.on),
      summary: `概算払の残額の返納（${settled.number}）`,
      amount: settled.returned,
      debit: 'returned',
      credit: 'bank',
      practice: settled.practice,
      settlement: settled.id,
    });
  });
}

/** 料金未定の実費に料金表を当てる. */
export async function priceCosts(visit: ActorVisit): Promise<VerbOutput<'cost.price'>> {
  const practice = await practiceOf(visit.office);
  return work(visit.office, visit.actor, async (unit) => {
    const answer: { rows: { priced: number }[] } = await unit.trx.raw(
      'select grant_price_costs(?) as priced',
      [practice],
    );
    return { priced: answer.rows[0]?.priced ?? 0 };
  });
}
