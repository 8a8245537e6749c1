import {
  checkCustody,
  custodyActions,
  custodyNext,
  parseTrackingNumber,
  unwrap,
  type CustodyAction,
  type VerbOutput,
  type VerbParsed,
} from '@grant/schema';
import type { Knex } from 'knex';
import { idOfRequest } from '../../adapter/key-id.ts';
import { recordedBefore } from '../../adapter/recorded-once.ts';
import { fromRow } from '../../adapter/row.ts';
import { namesOfPeople } from '../../adapter/store/people.ts';
import { lockCase } from '../../adapter/transition.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work } from '../../adapter/work.ts';
import { idOf, type ActorVisit } from '../visit.ts';

/** 原本の保管記録の行. */
interface CustodyRecord {
  readonly id: string;
  readonly what: string;
  readonly action: CustodyAction;
  readonly place: string | null;
  readonly trackingNumber: string | null;
  readonly note: string | null;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

async function entriesOf(database: Knex, application: string): Promise<CustodyRecord[]> {
  const rows = await database<object>('custody_entries').where({ application }).orderBy('recorded_at');
  return rows.map((row) => fromRow<CustodyRecord>(row));
}

/** 原本の保管記録 of a case: each original with its entries, oldest first, and the steps this person may record. */
export async function listCustody(visit: ActorVisit): Promise<VerbOutput<'custody.list'>> {
  const id = idOf(visit, 'id', '申請');
  const { office, actor } = visit;
  await requireVisible(office, actor, 'applications', id, '申請');
  const entries = await entriesOf(office.database, id);
  const names = await namesOfPeople(
    office.database,
    entries.map((entry) => entry.recordedBy),
  );
  const records = actor.duties.has('reception') || actor.duties.has('manager');
  return {
    mayRecord: records,
    originals: [...new Set(entries.map((entry) => entry.what))].map((what) => {
      const own = entries.filter((entry) => entry.what === what);
      return {
        what,
        next: records ? [...custodyNext(own.at(-1) ?? null, actor.id)] : [],
        entries: own.map((entry) => ({
          ...entry,
          actionLabel: custodyActions[entry.action],
          recordedByName: names.get(entry.recordedBy) ?? '',
        })),
      };
    }),
  };
}

/** 原本の記録: one further step of one original, once for a key. The database holds the order and the two people too. */
export async function recordCustody(
  visit: ActorVisit,
  input: VerbParsed<'custody.record'>,
): Promise<VerbOutput<'custody.record'>> {
  const id = idOf(visit, 'id', '申請');
  const { office, actor } = visit;
  await requireVisible(office, actor, 'applications', id, '申請');
  const typed = input.trackingNumber ?? '';
  const trackingNumber = typed === '' ? null : unwrap(parseTrackingNumber(typed));
  const { what, action, note, place = null, idempotencyKey } = input;
  const entry = idOfRequest(`custody/${actor.id}/${id}`, idempotencyKey);
  await work(office, actor, async (unit) => {
    const step = { action, place, trackingNumber };
    const said = { application: id, what, ...step, note };
    if (await recordedBefore(unit, 'custody_entries', entry, said, '原本の記録')) return;
    await lockCase(unit, id);
    const last = (await entriesOf(unit.trx, id)).findLast((one) => one.what === what) ?? null;
    unwrap(checkCustody(last, step, actor.id));
    await unit.create('custody_entries', {
      id: entry,
      ...said,
      recordedBy: actor.id,
      recordedAt: unit.moment.at,
    });
  });
  return listCustody(visit);
}
