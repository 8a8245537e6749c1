import { PgBoss, fromKnex } from 'pg-boss';
import type { Knex } from 'knex';
import { settingOf } from '../adapter/setting.ts';
import type { Office } from '../adapter/ports.ts';
import type { MailJob } from './mail.ts';

/** 仕事の待ち行列: the jobs of the office and what each needs. Only ids and plain facts, never personal data. */
export interface Jobs {
  readonly mail: MailJob;
  readonly letter: { readonly letterId: string };
  readonly inquiry: { readonly inquiryId: string };
  readonly inquiryAnswer: { readonly inquiryId: string };
  readonly paperPrints: { readonly applicationId: string };
  readonly signals: { readonly applicationId: string };
  /** With `noteId`, the facts that were added to one that was raised before (続報); older jobs say it by `further`. */
  readonly suspicion: { readonly suspicionId: string; readonly noteId?: string; readonly further?: boolean };
  readonly heldTransfer: { readonly suspicionId: string };
  readonly storageAlarm: { readonly checkId: string };
  readonly confirmationAlarm: { readonly paymentId: string };
}

export type JobName = keyof Jobs;

/** A worker handles one job, known by the same id at every try; throwing means "again later". */
export type Workers = {
  readonly [N in JobName]: (office: Office, job: Jobs[N], jobId: string) => Promise<void>;
};

// About a day of trying with growing pauses: a mail server may be away for a night. A job whose process was killed is
// taken up again when its heartbeat has been missed, not after the quarter of an hour that a job may last.
const TERMS = {
  retryLimit: 12,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 7200,
  heartbeatSeconds: 10,
} as const;
const WATCH_SECONDS = 10;
const NAMES: readonly JobName[] = [
  'mail',
  'letter',
  'inquiry',
  'inquiryAnswer',
  'suspicion',
  'heldTransfer',
  'paperPrints',
  'signals',
  'storageAlarm',
  'confirmationAlarm',
];

let boss: PgBoss | null = null;

function connection(env: Readonly<Record<string, unknown>>) {
  const text = (name: string): string => settingOf(env, name);
  const connectionString = text('DB_CONNECTION_STRING');
  if (connectionString !== '') return { connectionString };
  return {
    host: text('DB_HOST'),
    port: Number(env['DB_PORT']),
    database: text('DB_DATABASE'),
    user: text('DB_USER'),
    password: text('DB_PASSWORD'),
  };
}

/** Starts the queue in the product's own database (schema `pgboss`) and its workers. */
export async function startJobs(office: Office, workers: Workers): Promise<void> {
  if (boss !== null) return;
  const started = new PgBoss({
    ...connection(office.env),
    schema: 'pgboss',
    application_name: 'grant-jobs',
    max: 4,
    schedule: false,
    superviseIntervalSeconds: WATCH_SECONDS,
    monitorIntervalSeconds: WATCH_SECONDS,
  });
  started.on('error', (error) => office.logger.error({ err: error }, 'job queue'));
  await started.start();
  for (const name of NAMES) {
    await started.createQueue(name, TERMS);
    // A queue that an older version made keeps its old terms otherwise.
    await started.updateQueue(name, TERMS);
    await work(started, office, workers, name);
  }
  boss = started;
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- N ties the worker to its job's shape
async function work<N extends JobName>(
  started: PgBoss,
  office: Office,
  workers: Workers,
  name: N,
): Promise<void> {
  // One job at a time: of a batch that fails in the middle all would be done again, mails that were sent included.
  let worker = '';
  const terms = { pollingIntervalSeconds: 1, batchSize: 1, includeMetadata: true } as const;
  worker = await started.work<Jobs[N], undefined, typeof terms>(name, terms, async (jobs) => {
    for (const job of jobs) {
      try {
        await workers[name](office, job.data, job.id);
      } catch (error) {
        const about = { reason: reasonOf(error), job: name, id: job.id, tries: job.retryCount + 1 };
        if (job.retryCount < job.retryLimit)
          office.logger.warn(about, 'a job failed and will be tried again');
        else office.logger.error(about, 'a job failed for the last time: somebody has to look');
        throw error;
      }
    }
    // What waits is taken at once: by the poll alone a hundred letters would take a hundred seconds.
    started.notifyWorker(worker);
  });
}

/** Why a job failed, without the addresses that mail servers like to repeat. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replaceAll(/[^\s<>]+@[^\s<>]+/g, '(address)');
}

/**
 * Puts a job into the queue inside a business transaction: it exists exactly when the business fact exists, and a
 * process that dies afterwards loses nothing.
 */
export async function enqueue<N extends JobName>(
  trx: Knex.Transaction,
  name: N,
  job: Jobs[N],
): Promise<void> {
  if (boss === null) throw new Error('the job queue is not running');
  await boss.send(name, job, { db: fromKnex(trx) });
}

/**
 * The same for the signals of many cases, each once: one that waits already is held until this transaction ends, so that
 * it sees what was written here.
 */
export async function enqueueSignals(trx: Knex.Transaction, applications: readonly string[]): Promise<void> {
  if (boss === null) throw new Error('the job queue is not running');
  if (applications.length === 0) return;
  const waiting = await trx<{ name: string; state: string; application: string }>('pgboss.job')
    .where({ name: 'signals', state: 'created' })
    .whereRaw("data ->> 'applicationId' = any(cast(? as text[]))", [[...applications]])
    .forUpdate()
    .skipLocked()
    .select<{ application: string }[]>(trx.raw("data ->> 'applicationId' as application"));
  const held = new Set(waiting.map(({ application }) => application));
  const jobs = applications.filter((id) => !held.has(id)).map((id) => ({ data: { applicationId: id } }));
  if (jobs.length > 0) await boss.insert('signals', jobs, { db: fromKnex(trx) });
}

/** One more try for jobs that failed for the last time: the same job with the same id, so that nothing is done twice. */
export async function tryAgain(trx: Knex.Transaction, name: JobName, ids: readonly string[]): Promise<void> {
  if (boss === null) throw new Error('the job queue is not running');
  await boss.retry(name, [...ids], { db: fromKnex(trx) });
}

/** Stops the workers; jobs under way finish or are tried again by the next process. */
export async function stopJobs(): Promise<void> {
  const running = boss;
  boss = null;
  if (running !== null) await running.stop({ graceful: true, timeout: 5000 });
}

/** True unless a mail waits for another try, or has failed for good and nobody has looked yet. */
export async function mailGoesOut(office: Office): Promise<boolean> {
  if (boss === null) return false;
  const stuck: unknown = await office
    .database('pgboss.job')
    .whereIn('name', ['mail', 'inquiry', 'inquiryAnswer', 'suspicion', 'heldTransfer'])
    .whereRaw("(state in ('retry', 'failed') or (state = 'active' and retry_count > 0))")
    .first('id');
  return stuck === undefined;
}

/** True while this process takes jobs. */
export function isQueueRunning(): boolean {
  return boss !== null;
}
