import { measureOf, stateLabel, suspicionKinds, suspicionMeasures } from '@grant/schema';
import { asSystem } from '../adapter/actor.ts';
import { now } from '../adapter/clock.ts';
import type { Office } from '../adapter/ports.ts';
import { inPractice, settingOf } from '../adapter/setting.ts';
import { caseById } from '../adapter/store/cases.ts';
import { paymentStatesOf, suspicionById } from '../adapter/store/suspicions.ts';
import { work } from '../adapter/work.ts';
import { prefectureAddresses } from '../adapter/store/prefecture.ts';
import { writtenMoment } from '../letters/written.ts';
import { sendOnce } from './once.ts';
import { enqueue, tryAgain } from './queue.ts';

/** What a 続報 is among the mails that were taken. */
const NOTE_MAIL = 'suspicion-note';

/**
 * 県への速報: tells every official at once that a suspicion was raised (仕様書 本文4(2)ク 速やかに報告). The mail names no firm
 * and no person; the report itself is read behind the sign-in. That it went out is noted with the suspicion; of a 続報 it is
 * told by its line among the mails that were taken.
 */
export async function reportSuspicion(
  office: Office,
  job: { readonly suspicionId: string; readonly noteId?: string; readonly further?: boolean },
  jobId: string,
): Promise<void> {
  const suspicion = await suspicionById(office.database, job.suspicionId);
  const current =
    suspicion === undefined ? undefined : await caseById(office.database, suspicion.application);
  if (suspicion === undefined || current === undefined) return;
  const to = (await prefectureAddresses(office.database)).join(', ');
  // Nobody to tell is not "told": the suspicion stays unreported, the office sees it, and `reportWaiting` sends it.
  if (to === '') return;
  const measure = measureOf(current.state, await paymentStatesOf(office.database, current.id));
  const further = job.noteId !== undefined || job.further === true;
  const sent =
    job.noteId === undefined
      ? { kind: 'suspicion', about: suspicion.id }
      : { kind: NOTE_MAIL, about: job.noteId };
  const system = await asSystem(office, 'メール送信（不正疑義の速報）');
  const mail = new office.services.MailService({
    schema: await office.getSchema(),
    accountability: system.accountability,
  });
  await sendOnce(office, { jobId, ...sent }, (messageId) =>
    mail.send({
      to,
      messageId,
      subject: `【${further ? '続報' : '速報'}】不正の疑いのある申請について（受付番号 ${current.receiptNumber ?? '―'}）`,
      template: {
        name: 'grant-suspicion',
        data: {
          receiptNumber: current.receiptNumber ?? '―',
          kind: suspicionKinds[suspicion.kind],
          raisedAt: writtenMoment(suspicion.raisedAt),
          state: stateLabel(current.state),
          further,
          // Of one that was confirmed a letter may have told the applicant.
          running: suspicion.closedAt === null,
          // What is stopped only while it is looked into is no matter of one that has ended.
          measure:
            suspicion.closedAt === null ? suspicionMeasures[measure] : 'この疑いの調査は終わっています。',
          practice: current.practice,
          // The public host knows no suspicion; the admin app asks for the sign-in by itself.
          url: `${settingOf(office.env, 'PUBLIC_URL').replace(/\/$/, '')}/admin/doubt`,
        },
      },
    }),
  );
  if (further || suspicion.reportedAt !== null) return;
  await work(office, system, async (unit) => {
    const fresh = await suspicionById(unit.trx, suspicion.id, true);
    if (fresh?.state === 'raised')
      await unit.update('suspicions', fresh.id, { state: 'reported', reportedAt: now().at });
  });
}

// What is to be told: what was raised and not reported, and 続報 of which no mail was taken. Its jobs are those of the name
// that carry its id. 続報 of before these jobs carried it were told as they were.
const UNTOLD = `
  select s.id, null::uuid as note, a.practice, s.raised_at as at
    from suspicions s join applications a on a.id = s.application
   where s.state = 'raised' and s.reported_at is null
  union all
  select s.id, n.id, a.practice, n.noted_at
    from suspicion_notes n join suspicions s on s.id = n.suspicion join applications a on a.id = s.application
   where exists (select from pgboss.job j where j.name = 'suspicion' and j.data ->> 'noteId' = n.id::text)
     and not exists (select from mail_deliveries d where d.kind = '${NOTE_MAIL}' and d.about = n.id)`;
const ITS_JOBS = `
  from pgboss.job j where j.name = 'suspicion' and j.data ->> 'suspicionId' = u.id::text
   and j.data ->> 'noteId' is not distinct from u.note::text and j.data ->> 'further' is null`;

/** 県に届いていない速報・続報: suspicions of which something was tried to be told and is not out; SQL, one column `id`. */
export const UNSENT_REPORTS = `
  select u.id from (${UNTOLD}) u
   where exists (select ${ITS_JOBS} and (j.state in ('retry', 'failed') or j.state = 'active' and j.retry_count > 0))`;

// Those that wait, and the last job of each that failed for the last time. Such a job has one more try by the hour until the
// mail is out: it is the same job, so that a mail that is out already is not sent again.
const WAITING = `
  select u.id, u.note, (select j.id ${ITS_JOBS} and j.state = 'failed' order by j.created_on desc limit 1) as failed
    from (${UNTOLD}) u
   where u.practice = ? and not exists (select ${ITS_JOBS} and j.state in ('created', 'retry', 'active'))
   order by u.at`;

/** 県に届いていない速報・続報: what was raised or added while nobody of the prefecture could be told, or no mail could be sent, goes out. */
export async function reportWaiting(office: Office): Promise<void> {
  await office.database.transaction(async (trx) => {
    await trx.raw("select pg_advisory_xact_lock(hashtextextended('grant.report-waiting', 0))");
    const answer: { rows: { id: string; note: string | null; failed: string | null }[] } = await trx.raw(
      WAITING,
      [inPractice(office.env)],
    );
    if (answer.rows.length === 0 || (await prefectureAddresses(trx)).length === 0) return;
    for (const { id, note, failed } of answer.rows) {
      if (failed === null)
        await enqueue(trx, 'suspicion', { suspicionId: id, ...(note === null ? {} : { noteId: note }) });
      else await tryAgain(trx, 'suspicion', [failed]);
    }
  });
}
