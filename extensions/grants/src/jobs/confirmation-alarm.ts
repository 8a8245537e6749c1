import type { Office } from '../adapter/ports.ts';
import { publicAddress } from '../adapter/setting.ts';
import { tellManagers } from './to-managers.ts';

/** 照合の停止の知らせ: somebody was locked out of a payment after entries that did not agree; the manager looks into it. */
export function sendConfirmationAlarm(
  office: Office,
  job: { readonly paymentId: string },
  jobId: string,
): Promise<void> {
  return tellManagers(
    office,
    { jobId, kind: 'confirmation-alarm', about: job.paymentId },
    {
      purpose: 'メール送信（照合の停止）',
      subject: '【要対応】支払の照合が止まっています',
      template: {
        name: 'grant-confirmation-alarm',
        data: { url: `${publicAddress(office.env)}/admin/payments` },
      },
    },
  );
}
