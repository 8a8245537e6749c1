import type { VerbOutput, VerbParsed } from '@grant/schema';
import { refused } from '../adapter/refused.ts';
import { fromRow } from '../adapter/row.ts';
import { inPractice } from '../adapter/setting.ts';
import { namesOfPeople } from '../adapter/store/people.ts';
import { work } from '../adapter/work.ts';
import { archiveHandlers } from './practice-archive.ts';
import type { ActorVisit } from './visit.ts';

type Shown = VerbOutput<'practice.show'>;
type Counts = Pick<Shown, 'cases' | 'batches' | 'inquiries'>;

const COUNTS = `
  select (select count(*)::int from applications where practice) as cases,
         (select count(*)::int from payment_batches where practice) as batches,
         (select count(*)::int from inquiries where practice) as inquiries`;

/** 練習の状況: how much stands there, and when it was begun anew, the last first. */
async function showPractice(visit: ActorVisit): Promise<Shown> {
  const { database, env } = visit.office;
  const counted: { rows: Counts[] } = await database.raw(COUNTS);
  const rows = await database<object>('practice_resets').orderBy('number', 'desc').limit(20);
  const resets = rows.map((row) =>
    fromRow<Omit<Shown['resets'][number], 'resetByName'> & { resetBy: string }>(row),
  );
  const names = await namesOfPeople(
    database,
    resets.map(({ resetBy }) => resetBy),
  );
  return {
    practice: inPractice(env),
    mayReset: inPractice(env) && visit.actor.duties.has('manager'),
    ...(counted.rows[0] ?? { cases: 0, batches: 0, inquiries: 0 }),
    resets: resets.map(({ resetBy, ...reset }) => ({
      ...reset,
      resetByName: names.get(resetBy) ?? '（不明）',
    })),
  };
}

const EVENT = '練習のやり直し';

// PostgreSQL: a lock was not to be had in the time that was set.
const wasBusy = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === '55P03';

/**
 * 練習のやり直し: takes every practice record out of the books, in one transaction; the database keeps them word for word
 * (`practice_archive`) and touches nothing real. New practice cases come with the next start, or from whoever practises.
 */
async function resetPractice(
  visit: ActorVisit,
  { reason }: VerbParsed<'practice.reset'>,
): Promise<VerbOutput<'practice.reset'>> {
  const { office, actor } = visit;
  if (!inPractice(office.env))
    refused('GUARD_FAILED', {
      event: EVENT,
      reason: '本番の事務局では行えません。練習用の事務局で行ってください。',
    });
  try {
    return await work(office, actor, async (unit) => {
      const answer: { rows: VerbOutput<'practice.reset'>[] } = await unit.trx.raw(
        'select number, moved from grant_reset_practice(?)',
        [reason],
      );
      const [done] = answer.rows;
      if (done === undefined) throw new Error('the database did not say what it did');
      return done;
    });
  } catch (error) {
    if (!wasBusy(error)) throw error;
    return refused('GUARD_FAILED', {
      event: EVENT,
      reason: 'ほかの人が作業しています。作業が終わるのを待って、もう一度操作してください。',
    });
  }
}

export const practiceHandlers = {
  'practice.show': showPractice,
  'practice.reset': resetPractice,
  ...archiveHandlers,
};
