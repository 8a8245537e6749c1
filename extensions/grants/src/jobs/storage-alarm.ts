import { asSystem } from '../adapter/actor.ts';
import type { Office } from '../adapter/ports.ts';
import { fromRow } from '../adapter/row.ts';
import { publicAddress } from '../adapter/setting.ts';
import { sendOnce } from './once.ts';

interface Check {
  readonly id: string;
  readonly missing: number;
  readonly changed: number;
}

const MANAGERS = `
  select distinct u.email from directus_users u, grant_duties(u.id) duty
   where duty = 'manager' and u.status = 'active' and u.email is not null`;

/** 保管の異常の知らせ: to every manager, without names or numbers of cases; those stand in the office system. */
export async function sendStorageAlarm(
  office: Office,
  job: { readonly checkId: string },
  jobId: string,
): Promise<void> {
  const row = await office.database<object>('storage_checks').where({ id: job.checkId }).first();
  if (row === undefined) return;
  const { id, missing, changed } = fromRow<Check>(row);
  const answer: { rows: { email: string }[] } = await office.database.raw(MANAGERS);
  const system = await asSystem(office, 'メール送信（書類の保管の異常）');
  const mail = new office.services.MailService({
    schema: await office.getSchema(),
    accountability: system.accountability,
  });
  const to = answer.rows.map(({ email }) => email).join(', ');
  if (to === '') return;
  const outgoing = { jobId, kind: 'storage-alarm', about: id };
  await sendOnce(office, outgoing, (messageId) =>
    mail.send({
      to,
      messageId,
      subject: '【要対応】保管している書類に異常があります',
      template: {
        name: 'grant-storage-alarm',
        data: { missing, changed, url: `${publicAddress(office.env)}/admin/content/storage_checks/${id}` },
      },
    }),
  );
}
