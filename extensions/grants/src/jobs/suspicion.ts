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

/**
 * 県への速報: tells every official at once that a suspicion was raised (仕様書 本文4(2)ク 速やかに報告). The mail names no firm
 * and no person; the report itself is read behind the sign-in. That it went out is noted with the suspicion.
 */
export async function reportSuspicion(
  office: Office,
  job: { readonly suspicionId: string; readonly further?: boolean },
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
  const system = await asSystem(office, 'メール送信（不正疑義の速報）');
  const mail = new office.services.MailService({
    schema: await office.getSchema(),
    accountability: system.accountability,
  });
  await sendOnce(office, { jobId, kind: 'suspicion', about: suspicion.id }, (messageId) =>
    mail.send({
      to,
      messageId,
      subject: `【${job.further === true ? '続報' : '速報'}】不正の疑いのある申請について（受付番号 ${current.receiptNumber ?? '―'}）`,
      template: {
        name: 'grant-suspicion',
        data: {
          receiptNumber: current.receiptNumber ?? '―',
          kind: suspicionKinds[suspicion.kind],
          raisedAt: writtenMoment(suspicion.raisedAt),
          state: stateLabel(current.state),
          measure: suspicionMeasures[measure],
          practice: current.practice,
          // The public host knows no suspicion; the admin app asks for the sign-in by itself.
          url: `${settingOf(office.env, 'PUBLIC_URL').replace(/\/$/, '')}/admin/doubt`,
        },
      },
    }),
  );
  if (suspicion.reportedAt !== null) return;
  await work(office, system, async (unit) => {
    const fresh = await suspicionById(unit.trx, suspicion.id, true);
    if (fresh?.state === 'raised')
      await unit.update('suspicions', fresh.id, { state: 'reported', reportedAt: now().at });
  });
}

// Those that wait, and the last job of each that failed for the last time. Such a job has one more try by the hour until the
// mail is out: it is the same job, so that a mail that is out already is not sent again.
const WAITING = `
  select s.id, (select j.id from pgboss.job j where j.name = 'suspicion' and j.data ->> 'suspicionId' = s.id::text
                   and j.state = 'failed' order by j.created_on desc limit 1) as failed
    from suspicions s join applications a on a.id = s.application
   where s.state = 'raised' and s.reported_at is null and a.practice = ?
     and not exists (select from pgboss.job j where j.name = 'suspicion' and j.data ->> 'suspicionId' = s.id::text
                        and j.state in ('created', 'retry', 'active'))
   order by s.raised_at`;

/** 県に届いていない速報: what was raised while nobody of the prefecture could be told, or no mail could be sent, goes out. */
export async function reportWaiting(office: Office): Promise<void> {
  await office.database.transaction(async (trx) => {
    await trx.raw("select pg_advisory_xact_lock(hashtextextended('grant.report-waiting', 0))");
    const answer: { rows: { id: string; failed: string | null }[] } = await trx.raw(WAITING, [
      inPractice(office.env),
    ]);
    if (answer.rows.length === 0 || (await prefectureAddresses(trx)).length === 0) return;
    for (const { id, failed } of answer.rows) {
      if (failed === null) await enqueue(trx, 'suspicion', { suspicionId: id });
      else await tryAgain(trx, 'suspicion', [failed]);
    }
  });
}
