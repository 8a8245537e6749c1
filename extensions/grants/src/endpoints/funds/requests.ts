import type { VerbParsed } from '@grant/schema';
import type { Actor } from '../../adapter/actor.ts';
import { idOfRequest } from '../../adapter/key-id.ts';
import { nextFundNumber } from '../../adapter/numbers.ts';
import { found, refused } from '../../adapter/refused.ts';
import {
  declareFund,
  post,
  postingDay,
  practiceOf,
  recordOf,
  requirePast,
  type LineRecord,
  type RequestRecord,
} from '../../adapter/store/funds.ts';
import { work, type Unit } from '../../adapter/work.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import { tie } from './statement.ts';

interface One {
  readonly id: string;
}

/**
 * 概算払の請求の作成: numbered, waiting for another person's approval. The same request under the same key (a double click, a
 * retry after a lost answer) is the one that is there; another sum, day or purpose is a request of its own.
 */
export async function proposeRequest(visit: ActorVisit, input: VerbParsed<'funds.request'>): Promise<One> {
  const practice = await practiceOf(visit.office);
  const sum = input.forecast.reduce((total, { amount }) => total + amount, 0);
  if (sum !== input.amount)
    refused('INVALID_INPUT', {
      faults: [
        {
          path: 'forecast',
          message: `月別の見込みの合計（${sum.toLocaleString('ja-JP')}円）を請求額と同じにしてください。`,
        },
      ],
    });
  const { idempotencyKey, requestedOn, amount, purpose, bankProfileId, forecast } = input;
  const content = [requestedOn, amount, purpose, bankProfileId, forecast];
  const id = idOfRequest(`fund-request/${visit.actor.id}/${JSON.stringify(content)}`, idempotencyKey);
  return work(visit.office, visit.actor, async (unit) => {
    // The same request twice at the same moment waits here and then finds that of the first.
    await unit.trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`grant.fund-request/${id}`]);
    const there = await unit.trx<One>('fund_requests').where({ id }).first('id');
    if (there !== undefined) return { id };
    await declareFund(unit, 'fund');
    const profile = await unit
      .trx<{ id: string; practice: boolean }>('bank_profiles')
      .where({ id: bankProfileId, practice })
      .first('id');
    await unit.create('fund_requests', {
      id,
      number: await nextFundNumber(unit, 'G', practice),
      requestedOn,
      amount,
      purpose,
      forecast,
      bankProfile: found(profile, '振込先の口座').id,
      state: 'draft',
      practice,
    });
    return { id };
  });
}

async function inState(
  visit: ActorVisit,
  unit: Unit<Actor>,
  state: RequestRecord['state'],
  act: string,
): Promise<RequestRecord> {
  const id = idOf(visit, 'id', '概算払の請求');
  const practice = await practiceOf(visit.office);
  await unit.trx('fund_requests').where({ id }).forUpdate().select('id');
  const request = await recordOf<RequestRecord>(unit.trx, 'fund_requests', id, practice, '概算払の請求');
  if (request.state !== state)
    refused('GUARD_FAILED', {
      event: act,
      reason: '請求の状態が変わっています。画面を読み込み直して確かめてください。',
    });
  return request;
}

/** 請求の承認: by another person than the one who made it. */
export async function approveRequest(visit: ActorVisit): Promise<One> {
  return work(visit.office, visit.actor, async (unit) => {
    const request = await inState(visit, unit, 'draft', '請求の承認');
    if (request.preparedBy === visit.actor.id)
      refused('SAME_PERSON', { first: '概算払の請求の作成', second: '請求の承認' });
    await declareFund(unit, 'fund');
    await unit.update('fund_requests', request.id, { state: 'requested' });
    return { id: request.id };
  });
}

export async function withdrawRequest(visit: ActorVisit): Promise<One> {
  return work(visit.office, visit.actor, async (unit) => {
    const request = await inState(visit, unit, 'draft', '請求の取下げ');
    await declareFund(unit, 'fund');
    await unit.update('fund_requests', request.id, { state: 'withdrawn' });
    return { id: request.id };
  });
}

/** 受入れの記帳: the money of a request is on the account; booked and, from a line of the passbook, matched with it. */
export async function receiveFunds(visit: ActorVisit, input: VerbParsed<'funds.receive'>): Promise<One> {
  requirePast(input.on, visit.moment.today);
  return work(visit.office, visit.actor, async (unit) => {
    const request = await inState(visit, unit, 'requested', '受入れの記帳');
    if (input.amount > request.amount)
      refused('INVALID_INPUT', {
        faults: [{ path: 'amount', message: '受入額は、請求額までにしてください。' }],
      });
    await declareFund(unit, 'fund');
    await unit.update('fund_requests', request.id, {
      state: 'received',
      receivedOn: input.on,
      receivedAmount: input.amount,
    });
    const entry = await post(unit, {
      on: await postingDay(unit, request.practice, input.on),
      summary: `概算払の受入れ（${request.number}）`,
      amount: input.amount,
      debit: 'bank',
      credit: 'advance',
      practice: request.practice,
      fundRequest: request.id,
      ...(input.lineId === undefined ? {} : { line: input.lineId }),
    });
    if (input.lineId !== undefined) {
      const line = await recordOf<LineRecord & { practice: boolean }>(
        unit.trx,
        'bank_statement_lines',
        input.lineId,
        request.practice,
        '入出金明細',
      );
      await tie(unit, line.id, [entry], false);
    }
    return { id: request.id };
  });
}
