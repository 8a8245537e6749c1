import { setTimeout as pause } from 'node:timers/promises';
import { checkEnvelope, parseTrackingNumber, unwrap, type VerbOutput, type VerbParsed } from '@grant/schema';
import type { Actor } from '../../adapter/actor.ts';
import { found, refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { LETTER_REVOKED } from '../../adapter/post-constraints.ts';
import { lockCase } from '../../adapter/transition.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work, type Unit } from '../../adapter/work.ts';
import type { LetterRecord } from '../letter-files.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import { moveCase, type Moved } from './events.ts';

/** How and when a letter went out. */
type Posting = Pick<
  VerbParsed<'case.postNotice'>,
  'method' | 'trackingNumber' | 'postedOn' | 'letterCode' | 'envelopeCode'
>;

function trackingNumberOf({ method, trackingNumber }: Posting): string | null {
  const typed = trackingNumber?.trim() ?? '';
  if (typed !== '') return unwrap(parseTrackingNumber(typed));
  if (method === 'tracked')
    refused('INVALID_INPUT', {
      faults: [{ path: 'trackingNumber', message: '特定記録の引受番号を入力してください。' }],
    });
  return null;
}

// No letter goes out before the day it bears or on a day to come.
async function mail(unit: Unit<Actor>, letter: LetterRecord, posting: Posting): Promise<string> {
  const { decidedOn, requestedOn, receivedOn } = letter.data;
  const earliest = decidedOn ?? requestedOn ?? receivedOn ?? '';
  const latest = unit.moment.today;
  if (posting.postedOn < earliest || posting.postedOn > latest)
    refused('POSTED_DATE_OUTSIDE_WINDOW', { date: posting.postedOn, earliest, latest });
  // What goes by post was held against its envelope first: two firms' letters never cross.
  const codes = posting.method === 'online' ? null : unwrap(checkEnvelope(letter.id, posting));
  return unit.create('mailings', {
    letter: letter.id,
    letterCode: codes?.letter ?? null,
    envelopeCode: codes?.envelope ?? null,
    application: letter.application,
    method: posting.method,
    trackingNumber: trackingNumberOf(posting),
    postedOn: posting.postedOn,
    recordedBy: unit.actor.id,
  });
}

/** 通知書の発送: records how the decision letter went out and makes the case payable. */
export function postNotice(visit: ActorVisit, input: VerbParsed<'case.postNotice'>): Promise<Moved> {
  return postNoticeOf(visit, idOf(visit, 'id', '申請'), input);
}

/** 通知書の発送 of one of several cases. */
export async function postNoticeOf(
  visit: ActorVisit,
  id: string,
  input: Posting & { readonly version: number },
): Promise<Moved> {
  trackingNumberOf(input);
  await letterMade(visit, id);
  return moveCase(visit, id, 'post_notice', input.version, async (unit, current) => {
    const row = await unit
      .trx<object>('letters')
      .where({ application: current.id, kind: 'grant' })
      .whereRaw('grant_letter_stands(decision)')
      .orderBy('created_at', 'desc')
      .first();
    const letter = row === undefined ? undefined : fromRow<LetterRecord>(row);
    return {
      facts: { letterMade: letter?.state === 'made' },
      record: { method: input.method, postedOn: input.postedOn },
      after: async () => {
        await mail(unit, found(letter, '通知書'), input);
      },
    };
  });
}

/** True for a letter whose posting may be recorded by itself: made, standing, and not the one that makes its case payable. */
export function mayRecordMailing(
  letter: Pick<LetterRecord, 'kind' | 'madeAt'> & { readonly cancelled: boolean },
  caseState: string,
): boolean {
  return letter.madeAt !== null && !letter.cancelled && !(letter.kind === 'grant' && caseState === 'granted');
}

/**
 * 発送の記録: how a letter went out that moves no case: a refusal, a request for correction, a grant sent once more after
 * it came back (仕様書 本文4(2)イ: 特定記録郵便等の記録が残る方法).
 */
export async function recordMailing(
  visit: ActorVisit,
  input: VerbParsed<'case.recordMailing'>,
): Promise<VerbOutput<'case.recordMailing'>> {
  const id = idOf(visit, 'id', '申請');
  await requireVisible(visit.office, visit.actor, 'applications', id, '申請');
  await requireVisible(visit.office, visit.actor, 'letters', input.letterId, '通知書');
  return work(visit.office, visit.actor, async (unit) => {
    const current = await lockCase(unit, id, input.version);
    const row: object | undefined = await unit
      .trx<object>('letters')
      .where({ id: input.letterId, application: id })
      .first('*', unit.trx.raw('not grant_letter_stands(decision) as cancelled'));
    const letter = fromRow<LetterRecord & { readonly cancelled: boolean }>(found(row, '通知書'));
    if (letter.cancelled) refused('GUARD_FAILED', LETTER_REVOKED);
    if (!mayRecordMailing(letter, current.state))
      refused('GUARD_FAILED', {
        event: '発送の記録',
        reason:
          letter.madeAt === null
            ? '通知書がまだ作成されていません。作成が終わってから操作してください。'
            : '支給決定通知書の発送は、「通知書の発送」の操作から記録してください。',
      });
    return { id: await mail(unit, letter, input), letterId: letter.id, postedOn: input.postedOn };
  });
}

const PATIENCE_MS = 8000;
const LOOK_EVERY_MS = 250;

// A letter takes a second or two after the decision; whoever is that quick need not be sent away.
async function letterMade(visit: ActorVisit, application: string): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_EVERY_MS) {
    const queued = await visit.office
      .database<{ application: string; kind: string; state: string }>('letters')
      .where({ application, kind: 'grant', state: 'queued' })
      .whereRaw('grant_letter_stands(decision)')
      .first('state');
    if (queued === undefined) return;
    await pause(LOOK_EVERY_MS);
  }
}
