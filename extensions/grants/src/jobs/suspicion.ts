import { stateLabel, suspicionKinds } from '@grant/schema';
import { asSystem } from '../adapter/actor.ts';
import { now } from '../adapter/clock.ts';
import type { Office } from '../adapter/ports.ts';
import { settingOf } from '../adapter/setting.ts';
import { caseById } from '../adapter/store/cases.ts';
import { suspicionById } from '../adapter/store/suspicions.ts';
import { work } from '../adapter/work.ts';
import { writtenMoment } from '../letters/written.ts';
import { sendOnce } from './once.ts';

// Officials who may sign in, and whoever the list of contacts names for it.
const PREFECTURE = `
  select u.email from directus_users u, grant_duties(u.id) duty
   where duty = 'official' and u.status = 'active' and u.email is not null
  union
  select c.email from contacts c where c.notify_suspicion and c.email is not null
   order by email`;

/**
 * 県への速報: tells every official at once that a suspicion was raised (仕様書 本文4(2)ク 速やかに報告). The mail names no firm
 * and no person; the report itself is read behind the sign-in. That it went out is noted with the suspicion.
 */
export async function reportSuspicion(
  office: Office,
  job: { readonly suspicionId: string },
  jobId: string,
): Promise<void> {
  const suspicion = await suspicionById(office.database, job.suspicionId);
  const current =
    suspicion === undefined ? undefined : await caseById(office.database, suspicion.application);
  if (suspicion === undefined || current === undefined) return;
  const answer: { rows: { email: string }[] } = await office.database.raw(PREFECTURE);
  const to = answer.rows.map(({ email }) => email).join(', ');
  // Nobody to tell is not "told": the suspicion stays unreported, and the list of the office shows it.
  if (to === '') return;
  const system = await asSystem(office, 'メール送信（不正疑義の速報）');
  const mail = new office.services.MailService({
    schema: await office.getSchema(),
    accountability: system.accountability,
  });
  await sendOnce(office, { jobId, kind: 'suspicion', about: suspicion.id }, (messageId) =>
    mail.send({
      to,
      messageId,
      subject: `【速報】不正の疑いのある申請について（受付番号 ${current.receiptNumber ?? '―'}）`,
      template: {
        name: 'grant-suspicion',
        data: {
          receiptNumber: current.receiptNumber ?? '―',
          kind: suspicionKinds[suspicion.kind],
          raisedAt: writtenMoment(suspicion.raisedAt),
          state: stateLabel(current.state),
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
