import { paperLabel, type Duty, type VerbParsed } from '@grant/schema';
import { recordAccess } from '../../adapter/access-log.ts';
import { found, refused } from '../../adapter/refused.ts';
import { attachmentOf, mayKnow, type AttachmentRecord } from '../../adapter/store/attachments.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { pageImage } from '../../papers/pages.ts';
import { handOut } from '../files.ts';
import { idOf, type ActorVisit } from '../visit.ts';

/** Duties that may open every paper of a case they see; the payment desk opens passbooks only. */
const ALL_PAPERS: readonly Duty[] = [
  'applicant',
  'agent',
  'reception',
  'reviewer',
  'approver',
  'manager',
  'auditor',
];

/**
 * A paper this person may see. One in which a virus was found is opened by nobody; a look by the office is on record,
 * whole file or single page alike.
 */
async function opened(visit: ActorVisit, part = ''): Promise<AttachmentRecord> {
  const application = idOf(visit, 'id', '申請');
  const id = idOf(visit, 'attachmentId', '書類');
  const { office, actor } = visit;
  await requireVisible(office, actor, 'applications', application, '申請');
  const attachment = found(await attachmentOf(office.database, application, id), '書類');
  if (!mayKnow(actor, attachment)) refused('NOT_FOUND', { what: '書類' });
  const all = ALL_PAPERS.some((duty) => actor.duties.has(duty));
  if (!all && attachment.paper !== 'passbook') refused('NOT_FOUND', { what: '書類' });
  if (attachment.scan === 'infected')
    refused('UNAVAILABLE', { what: '書類（ウイルスが見つかったため開けません。差替えを求めてください）' });
  if (attachment.uploadedBy !== actor.id)
    await recordAccess(office.database, {
      actor: actor.id,
      action: 'paper_opened',
      collection: 'attachments',
      id,
      purpose: `${paperLabel(attachment.paper)}${part}`,
    });
  return attachment;
}

/** 添付の閲覧: the bytes as they were sent. */
export async function showAttachment(visit: ActorVisit): Promise<void> {
  const attachment = await opened(visit);
  await handOut(visit, {
    file: attachment.file,
    name: attachment.originalName,
    mime: attachment.mime,
    disposition: 'inline',
  });
}

/** 頁の画像: one page as a picture. Nothing of the file itself reaches the browser, so nothing in it can act there. */
export async function showPage(visit: ActorVisit, input: VerbParsed<'attachment.page'>): Promise<void> {
  const page = Number(input.page);
  const attachment = await opened(visit, `（${String(page)}頁）`);
  const image = await pageImage(visit.office, visit.actor, attachment, { page, width: Number(input.width) });
  const { response } = visit;
  response.setHeader('Content-Type', 'image/webp');
  response.setHeader('Content-Length', String(image.length));
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  response.end(image);
}
