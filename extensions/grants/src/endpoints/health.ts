import type { VerbOutput } from '@grant/schema';
import { isQueueRunning } from '../jobs/queue.ts';
import type { Visit } from './visit.ts';

/** 稼働状況: whether the parts this process needs answer. No detail, because anybody may ask. */
export async function health(visit: Visit): Promise<VerbOutput<'health'>> {
  const checks = { database: await databaseAnswers(visit), jobs: isQueueRunning() };
  const well = Object.values(checks).every(Boolean);
  visit.response.status(well ? 200 : 503);
  return { status: well ? 'ok' : 'degraded', checks };
}

async function databaseAnswers(visit: Visit): Promise<boolean> {
  try {
    await visit.office.database.raw('select 1');
    return true;
  } catch (error) {
    visit.office.logger.error({ err: error }, 'the database does not answer');
    return false;
  }
}
