import type { VerbOutput } from '@grant/schema';
import { isQueueRunning, mailGoesOut } from '../jobs/queue.ts';
import type { Visit } from './visit.ts';

/**
 * 稼働状況: whether the parts this process needs answer. No detail, because anybody may ask. Mail that does not go out
 * is said too, but the process serves on (200): another in its place would not send it either.
 */
export async function health(visit: Visit): Promise<VerbOutput<'health'>> {
  const needed = { database: await databaseAnswers(visit), jobs: isQueueRunning() };
  const serves = Object.values(needed).every(Boolean);
  const checks = { ...needed, mail: serves && (await mailGoesOut(visit.office)) };
  const well = serves && checks.mail;
  visit.response.status(serves ? 200 : 503);
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
