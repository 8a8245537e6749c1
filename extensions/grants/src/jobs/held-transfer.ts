import type { Office } from '../adapter/ports.ts';
import { publicAddress } from '../adapter/setting.ts';
import { tellStaff } from './to-managers.ts';

/** 振込の停止の知らせ: a payment of a sealed batch is in doubt; whoever sends files, and who takes them back, stops it. */
export function sendHeldTransfer(
  office: Office,
  job: { readonly suspicionId: string },
  jobId: string,
): Promise<void> {
  return tellStaff(
    office,
    { jobId, kind: 'held-transfer', about: job.suspicionId },
    {
      purpose: 'メール送信（確定した支払の疑義）',
      subject: '【至急】確定した支払バッチに、不正の疑いのある支払があります',
      template: {
        name: 'grant-held-transfer',
        data: { url: `${publicAddress(office.env)}/admin/payments` },
      },
    },
    ['payment_clerk', 'manager'],
  );
}
