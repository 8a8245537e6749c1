import { Readable } from 'node:stream';
import { isPaperCode, paperLabel, type Duty, type PaperCode, type VerbOutput } from '@grant/schema';
import { recordAccess } from '../../adapter/access-log.ts';
import { elevated } from '../../adapter/actor.ts';
import { folderNamed } from '../../adapter/folders.ts';
import { found, refused } from '../../adapter/refused.ts';
import { lockCase } from '../../adapter/transition.ts';
import { attachmentOf, liveAttachments } from '../../adapter/store/attachments.ts';
import type { CaseRecord } from '../../adapter/store/cases.ts';
import { programmeOfCase } from '../../adapter/store/programmes.ts';
import { readUpload, UPLOAD_MAX_BYTES, type Upload } from '../../adapter/upload.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work, type Unit } from '../../adapter/work.ts';
import { handOut } from '../files.ts';
import { attachmentView } from '../views/parts.ts';
import { idOf, type ActorVisit } from '../visit.ts';

/** States in which a paper may be added: before submission, and when the office waits for one. */
const OPEN_STATES: readonly string[] = ['draft', 'received', 'correction_requested', 'account_correction'];

function requireOpen(current: CaseRecord): void {
  if (OPEN_STATES.includes(current.state)) return;
  refused('GUARD_FAILED', {
    event: '書類の追加・取消し',
    reason: '受付後の書類は、補正の依頼があったときに追加してください。',
  });
}

async function requireRoom(unit: Unit, current: CaseRecord, upload: Upload): Promise<void> {
  const { figures } = await programmeOfCase(unit.trx, current);
  const papers = await liveAttachments(unit.trx, current.id);
  const limit = Math.min(figures.attachmentMaxBytes, UPLOAD_MAX_BYTES);
  const total = papers.reduce((sum, paper) => sum + paper.bytes, upload.content.length);
  if (upload.content.length > limit) refused('FILE_TOO_LARGE', { name: upload.name, maxBytes: limit });
  if (total > figures.attachmentTotalMaxBytes)
    refused('FILE_TOO_LARGE', { name: '添付書類の合計', maxBytes: figures.attachmentTotalMaxBytes });
  if (papers.length >= figures.attachmentsMax)
    refused('GUARD_FAILED', {
      event: '書類の追加',
      reason: `添付できるのは${figures.attachmentsMax}件までです。不要な書類を取り消してください。`,
    });
}

async function requireAskedFor(
  unit: Unit,
  current: CaseRecord,
  item: string | null,
  paper: PaperCode,
): Promise<void> {
  if (current.state !== 'correction_requested') return;
  const asked: { id: string } | undefined = await unit
    .trx('correction_items')
    .join('corrections', 'corrections.id', 'correction_items.correction')
    .where({
      'corrections.application': current.id,
      'corrections.state': 'open',
      target_kind: 'paper',
      target: paper,
    })
    .first<{ id: string } | undefined>('correction_items.id');
  if (asked !== undefined && (item === null || asked.id === item)) return;
  refused('GUARD_FAILED', {
    event: '書類の追加',
    reason: '補正を求められた書類だけを追加できます。補正の依頼の内容を確かめてください。',
  });
}

/**
 * 添付の追加 (multipart: `paper`, `file`, and `correctionItem` when a correction asks for it). The same file for the
 * same paper twice is one attachment.
 */
export async function addAttachment(visit: ActorVisit): Promise<VerbOutput<'attachment.add'>> {
  const { office, actor } = visit;
  const application = idOf(visit, 'id', '申請');
  await requireVisible(office, actor, 'applications', application, '申請');
  const upload = await readUpload(visit.request);
  const paper = upload.fields['paper'];
  if (!isPaperCode(paper))
    refused('INVALID_INPUT', { faults: [{ path: 'paper', message: '書類の種類を選んでください。' }] });
  const file = await store(visit, upload);
  let kept = false;
  try {
    const record = await work(office, actor, async (unit) => {
      const current = await lockCase(unit, application);
      requireOpen(current);
      const twin = (await liveAttachments(unit.trx, application)).find(
        (one) => one.paper === paper && one.sha256 === upload.sha256,
      );
      if (twin !== undefined) return twin;
      await requireRoom(unit, current, upload);
      const correctionItem = upload.fields['correctionItem'] ?? null;
      await requireAskedFor(unit, current, correctionItem, paper);
      const row = {
        application,
        paper,
        file,
        originalName: upload.name,
        sha256: upload.sha256,
        bytes: upload.content.length,
        pages: upload.pages,
        mime: upload.mime,
        status: 'received',
        scan: 'pending',
        correctionItem,
        uploadedBy: actor.id,
        uploadedAt: unit.moment.at,
      } as const;
      return { id: await unit.create('attachments', row), ...row };
    });
    kept = record.file === file;
    return attachmentView(record);
  } finally {
    if (!kept) await discard(visit, file);
  }
}

async function store(visit: ActorVisit, upload: Upload): Promise<string> {
  return (await filesOf(visit)).uploadOne(Readable.from([upload.content]), {
    storage: 'local',
    folder: await folderNamed(visit.office.database, 'attachments'),
    title: upload.name,
    filename_download: upload.name,
    type: upload.mime,
  });
}

async function discard(visit: ActorVisit, file: string): Promise<void> {
  await (await filesOf(visit)).deleteOne(file);
}

async function filesOf(visit: ActorVisit) {
  return new visit.office.services.FilesService({
    schema: await visit.office.getSchema(),
    accountability: elevated(visit.actor.accountability),
  });
}

/** 添付の取消し: the paper is set aside, not erased. */
export async function removeAttachment(visit: ActorVisit): Promise<void> {
  const { office, actor } = visit;
  const application = idOf(visit, 'id', '申請');
  const id = idOf(visit, 'attachmentId', '書類');
  await requireVisible(office, actor, 'applications', application, '申請');
  await work(office, actor, async (unit) => {
    const current = await lockCase(unit, application);
    requireOpen(current);
    const attachment = found(await attachmentOf(unit.trx, application, id), '書類');
    if (attachment.status !== 'received') return;
    if (current.state !== 'draft' && attachment.uploadedAt < (current.submittedAt ?? ''))
      refused('GUARD_FAILED', {
        event: '書類の取消し',
        reason: '受付済みの書類は取り消せません。新しい書類を追加してください。',
      });
    await unit.update('attachments', id, { status: 'removed' });
  });
}

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

/** 添付の閲覧. A paper in which a virus was found is opened by nobody; a look by the office is on record. */
export async function showAttachment(visit: ActorVisit): Promise<void> {
  const application = idOf(visit, 'id', '申請');
  const id = idOf(visit, 'attachmentId', '書類');
  const { office, actor } = visit;
  await requireVisible(office, actor, 'applications', application, '申請');
  const attachment = found(await attachmentOf(office.database, application, id), '書類');
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
      purpose: paperLabel(attachment.paper),
    });
  await handOut(visit, {
    file: attachment.file,
    name: attachment.originalName,
    mime: attachment.mime,
    disposition: 'inline',
  });
}
