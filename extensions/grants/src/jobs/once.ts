import { publicAddress } from '../adapter/setting.ts';
import type { Office } from '../adapter/ports.ts';

/** A mail as its job knows it: the job, its kind, and the case or inquiry it is about. */
export interface Outgoing {
  readonly jobId: string;
  readonly kind: string;
  readonly about: string;
}

/**
 * 一度だけの送信: what the mail server has taken is on record before the job ends, and a job that is tried again after
 * that sends nothing. The name of the mail (Message-ID) is the same however often its job is tried, so that a
 * repetition in the one window left, between the server's yes and the record, is recognised as such.
 */
export async function sendOnce(
  office: Office,
  { jobId, kind, about }: Outgoing,
  send: (messageId: string) => Promise<unknown>,
): Promise<void> {
  const taken: unknown = await office.database('mail_deliveries').where({ job: jobId }).first('job');
  if (taken !== undefined) return;
  const messageId = `<${jobId}@${new URL(publicAddress(office.env)).hostname}>`;
  await send(messageId);
  await office.database('mail_deliveries').insert({ job: jobId, message_id: messageId, kind, about });
}
