import type { Actor } from '../../adapter/actor.ts';
import type { Unit } from '../../adapter/work.ts';

/** An envelope whose originals are put away. */
interface Originals {
  /** Id of the entry, where something else names it. */
  readonly id?: string;
  readonly application: string;
  /** What it is and when it came, without the bracket at its end; at most 90 characters. */
  readonly named: string;
  readonly place: string;
  readonly note: string | null;
}

/**
 * 原本の保管の始まり: each envelope is an original of its own in the custody log, whatever became of another one whose file
 * had the same name. Must run in the unit that has locked the case.
 */
export async function storeOriginals(
  unit: Unit<Actor>,
  { named, application, ...entry }: Originals,
): Promise<void> {
  const known = await unit
    .trx<{ application: string; what: string }>('custody_entries')
    .where({ application })
    .distinct('what');
  const taken = new Set(known.map(({ what }) => what));
  let what = `${named}）`;
  for (let more = 2; taken.has(what); more += 1) what = `${named}　その${String(more)}）`;
  await unit.create('custody_entries', {
    ...entry,
    application,
    what,
    action: 'stored',
    trackingNumber: null,
    recordedBy: unit.actor.id,
    recordedAt: unit.moment.at,
  });
}
