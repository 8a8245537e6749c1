import { setTimeout as pause } from 'node:timers/promises';
import { parseTrackingNumber, unwrap } from '@grant/schema';
import { refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import type { LetterRecord } from '../letter-files.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import { move, type Moved } from './events.ts';

/** 通知書の発送. */
export interface NoticeInput {
  readonly version: number;
  readonly method: 'tracked' | 'ordinary' | 'online';
  readonly trackingNumber?: string | undefined;
  readonly postedOn: string;
}

/** Records how the decision letter went out and makes the case payable. */
export async function postNotice(visit: ActorVisit, input: NoticeInput): Promise<Moved> {
  const typed = input.trackingNumber?.trim() ?? '';
  const trackingNumber = typed === '' ? null : unwrap(parseTrackingNumber(typed));
  if (input.method === 'tracked' && trackingNumber === null)
    refused('INVALID_INPUT', {
      faults: [{ path: 'trackingNumber', message: '特定記録の引受番号を入力してください。' }],
    });
  await letterMade(visit);
  return move(visit, 'post_notice', input.version, async (unit, current) => {
    const row = await unit
      .trx<object>('letters')
      .where({ application: current.id, kind: 'grant' })
      .orderBy('created_at', 'desc')
      .first();
    const letter = row === undefined ? undefined : fromRow<LetterRecord>(row);
    return {
      facts: { letterMade: letter?.state === 'made' },
      record: { method: input.method, postedOn: input.postedOn },
      after: async () => {
        await unit.create('mailings', {
          letter: letter?.id,
          application: current.id,
          method: input.method,
          trackingNumber,
          postedOn: input.postedOn,
          recordedBy: visit.actor.id,
        });
      },
    };
  });
}

const PATIENCE_MS = 8000;
const LOOK_EVERY_MS = 250;

// A letter takes a second or two after the decision; whoever is that quick need not be sent away.
async function letterMade(visit: ActorVisit): Promise<void> {
  const application = idOf(visit, 'id', '申請');
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_EVERY_MS) {
    const queued = await visit.office
      .database<{ application: string; kind: string; state: string }>('letters')
      .where({ application, kind: 'grant', state: 'queued' })
      .first('state');
    if (queued === undefined) return;
    await pause(LOOK_EVERY_MS);
  }
}
