import type { Office } from '../adapter/ports.ts';
import { fromRow } from '../adapter/row.ts';
import { publicAddress } from '../adapter/setting.ts';
import { tellManagers } from './to-managers.ts';

interface Check {
  readonly id: string;
  readonly missing: number;
  readonly changed: number;
}

/** 保管の異常の知らせ: to every manager, without names or numbers of cases; those stand in the office system. */
export async function sendStorageAlarm(
  office: Office,
  job: { readonly checkId: string },
  jobId: string,
): Promise<void> {
  const row = await office.database<object>('storage_checks').where({ id: job.checkId }).first();
  if (row === undefined) return;
  const { id, missing, changed } = fromRow<Check>(row);
  const url = `${publicAddress(office.env)}/admin/content/storage_checks/${id}`;
  await tellManagers(
    office,
    { jobId, kind: 'storage-alarm', about: id },
    {
      purpose: 'メール送信（書類の保管の異常）',
      subject: '【要対応】保管している書類に異常があります',
      template: { name: 'grant-storage-alarm', data: { missing, changed, url } },
    },
  );
}
