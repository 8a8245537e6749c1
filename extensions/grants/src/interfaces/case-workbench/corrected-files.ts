/** Which files a correction was about, and which came for it. */
import { replaceable } from '@grant/schema';
import type { Attachment, Correction } from './types.ts';

type Item = Correction['items'][number];

/** 補正後: what was brought for the item itself; else what came of its kind between request and answer. */
export function filesBrought(
  item: Item,
  { requestedAt, answeredAt }: Correction,
  attachments: readonly Attachment[],
): Attachment[] {
  const own = attachments.filter((one) => one.correctionItem === item.id && one.status !== 'removed');
  if (own.length > 0 || item.answeredAt === null) return own;
  return attachments.filter(
    (one) =>
      one.paper === item.target &&
      one.correctionItem === null &&
      !one.unsorted &&
      one.status !== 'removed' &&
      one.uploadedAt >= requestedAt &&
      one.uploadedAt <= (answeredAt ?? item.answeredAt ?? ''),
  );
}

/** 補正前: the file that is named; else those of its kind that stood there and were set aside. */
export function filesBefore(
  item: Item,
  { requestedAt }: Correction,
  attachments: readonly Attachment[],
): Attachment[] {
  if (item.file !== null) return attachments.filter((one) => one.id === item.file?.attachmentId);
  const older = attachments.map((one) => ({ ...one, status: 'received' as const }));
  const ids = new Set(replaceable(item, older, requestedAt).map((one) => one.id));
  return attachments.filter((one) => ids.has(one.id) && one.status === 'replaced');
}
