import { createHash } from 'node:crypto';
import { isPaperCode, paperLabel, type PaperCode, type VerbOutput } from '@grant/schema';
import type { Knex } from 'knex';
import { refused } from '../../adapter/refused.ts';
import { lockCase } from '../../adapter/transition.ts';
import { attachmentOf, liveAttachments, type AttachmentRecord } from '../../adapter/store/attachments.ts';
import type { CaseRecord } from '../../adapter/store/cases.ts';
import { programmeOfCase } from '../../adapter/store/programmes.ts';
import { readUpload, type Upload } from '../../adapter/upload.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work, type Unit } from '../../adapter/work.ts';
import { eraseFiles, keepFile } from '../../papers/files.ts';
import { inspectPaper, type Accepted } from '../../papers/inspect.ts';
import { UPLOAD_MAX_BYTES } from '../../papers/limits.ts';
import { attachmentView } from '../views/parts.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import { OPEN_STATES, requireOpen, takeOut } from './taking-out.ts';

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
      // Of several items about one kind of paper, the one that is answered.
      ...(item === null ? {} : { 'correction_items.id': item }),
    })
    .first<{ id: string } | undefined>('correction_items.id');
  if (asked !== undefined) return;
  refused('GUARD_FAILED', {
    event: '書類の追加',
    reason: '補正を求められた書類だけを追加できます。補正の依頼の内容を確かめてください。',
  });
}

type Added = VerbOutput<'attachment.add'>;
type Asked = {
  readonly paper: PaperCode;
  readonly correctionItem: string | null;
  readonly uploadKey: string | null;
  readonly replaces: string | null;
};

function askedIn(fields: Upload['fields'], application: string): Asked {
  const { paper, correctionItem, idempotencyKey, replaces } = fields;
  if (!isPaperCode(paper))
    refused('INVALID_INPUT', { faults: [{ path: 'paper', message: '書類の種類を選んでください。' }] });
  if (idempotencyKey !== undefined && !/^[\w-]{8,80}$/u.test(idempotencyKey))
    refused('INVALID_INPUT', {
      faults: [{ path: 'idempotencyKey', message: '送信の識別子が正しくありません。' }],
    });
  for (const [path, id] of Object.entries({ correctionItem, replaces }))
    if (id !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu.test(id))
      refused('INVALID_INPUT', {
        faults: [{ path, message: '補正の項目又は差し替える書類の指定が正しくありません。' }],
      });
  return {
    paper,
    correctionItem: correctionItem ?? null,
    uploadKey: idempotencyKey === undefined ? null : `${application}/${idempotencyKey}`,
    replaces: replaces ?? null,
  };
}

// A retry of what arrived, or the very same file for the same paper: the attachment that is there is the answer. Another
// file under the key of one that is there would be lost by it.
function sameAmong(
  papers: readonly AttachmentRecord[],
  asked: Asked,
  { name, sha256 }: Upload,
  besides: ReadonlySet<string | null>,
): AttachmentRecord | undefined {
  const sent = papers.find((one) => asked.uploadKey !== null && one.uploadKey === asked.uploadKey);
  if (sent !== undefined && sent.sha256 !== sha256) refused('UPLOAD_KEY_USED', { name });
  return (
    sent ??
    papers.find(
      (one) => one.paper === asked.paper && one.sha256 === sha256 && !besides.has(one.correctionItem),
    )
  );
}

// The other items of the round: one file may answer two of them, and stands at each.
async function besideItem(database: Knex, item: string | null): Promise<ReadonlySet<string | null>> {
  if (item === null) return new Set();
  const round = database('correction_items').where({ id: item }).select('correction');
  const others = await database<{ id: string }>('correction_items').whereIn('correction', round).select('id');
  return new Set(others.flatMap(({ id }) => (id === item ? [] : [id])));
}

function answerOf(papers: readonly AttachmentRecord[], record: AttachmentRecord, already: boolean): Added {
  const others = papers.filter((one) => one.sha256 === record.sha256 && one.paper !== record.paper);
  return {
    ...attachmentView(record),
    already,
    alsoAs: [...new Set(others.map((one) => paperLabel(one.paper)))],
  };
}

/**
 * 添付の追加 (multipart: `paper`, `file`; `correctionItem` when a correction asks for it, `replaces` when the file takes
 * another's place, `idempotencyKey` so that a retry is one attachment). The very same file for the same paper twice is
 * one attachment. The hash is that of the bytes as they were sent, which are kept; a picture gets a working copy beside.
 */
export async function addAttachment(visit: ActorVisit): Promise<Added> {
  const { office, actor } = visit;
  const application = idOf(visit, 'id', '申請');
  await requireVisible(office, actor, 'applications', application, '申請');
  const upload = await readUpload(visit.request);
  const asked = askedIn(upload.fields, application);
  const there = await liveAttachments(office.database, application);
  const besides = await besideItem(office.database, asked.correctionItem);
  const same = sameAmong(there, asked, upload, besides);
  // Nothing is opened or stored for a file that is there; what it was to replace goes all the same.
  if (same !== undefined) {
    if (asked.replaces !== null && asked.replaces !== same.id) await clear(visit, application, asked);
    return answerOf(there, same, asked.uploadKey === null || same.uploadKey !== asked.uploadKey);
  }
  const accepted = await inspectPaper(upload.name, upload.content);
  const files = await store(visit, upload, accepted);
  let erased: readonly (string | null)[] = [files.file, files.workingFile];
  try {
    const added = await work(office, actor, async (unit) => {
      const current = await lockCase(unit, application);
      requireOpen(current);
      const papers = await liveAttachments(unit.trx, application);
      const twin = sameAmong(papers, asked, upload, besides);
      if (twin !== undefined) {
        const gone = asked.replaces === twin.id ? [] : await makeWay(unit, current, asked);
        return { answer: answerOf(papers, twin, true), erased: [...erased, ...gone] };
      }
      await requireAskedFor(unit, current, asked.correctionItem, asked.paper);
      const freed = await makeWay(unit, current, asked);
      await requireRoom(unit, current, upload);
      // Only an answer to a correction belongs to one.
      const correctionItem = current.state === 'correction_requested' ? asked.correctionItem : null;
      const record = await write(
        unit,
        application,
        { ...asked, correctionItem },
        { upload, accepted, files },
      );
      return { answer: answerOf(papers, record, false), erased: freed };
    });
    ({ erased } = added);
    return added.answer;
  } finally {
    await eraseFiles(office, actor, erased);
  }
}

interface Arrived {
  readonly upload: Upload;
  readonly accepted: Accepted;
  readonly files: { readonly file: string; readonly workingFile: string | null };
}

async function write(
  unit: Unit,
  application: string,
  { paper, correctionItem, uploadKey }: Asked,
  { upload, accepted, files }: Arrived,
): Promise<AttachmentRecord> {
  const row = {
    application,
    paper,
    ...files,
    workingSha256: accepted.copy === null ? null : createHash('sha256').update(accepted.copy).digest('hex'),
    originalName: upload.name,
    sha256: upload.sha256,
    bytes: upload.content.length,
    pages: accepted.pages,
    mime: accepted.mime,
    status: 'received',
    unsorted: false,
    envelope: null,
    envelopePage: null,
    scan: 'pending',
    correctionItem,
    uploadKey,
    uploadedBy: unit.actor.id,
    uploadedAt: unit.moment.at,
  } as const;
  return { id: await unit.create('attachments', row), ...row };
}

async function store({ office, actor }: ActorVisit, upload: Upload, { mime, copy }: Accepted) {
  const { name, content } = upload;
  const file = await keepFile(office, actor, { name, mime, content });
  if (copy === null) return { file, workingFile: null };
  try {
    const workingFile = await keepFile(office, actor, {
      name: `${name}（作業用）.jpg`,
      mime: 'image/jpeg',
      content: copy,
    });
    return { file, workingFile };
  } catch (error) {
    await eraseFiles(office, actor, [file]);
    throw error;
  }
}

// Takes out what the file is to replace; returns the files to erase. Gone already: the new file stands for itself.
async function makeWay(
  unit: Unit,
  current: CaseRecord,
  { replaces, paper }: Asked,
): Promise<readonly (string | null)[]> {
  const old = replaces === null ? undefined : await attachmentOf(unit.trx, current.id, replaces);
  return old?.status === 'received' && old.paper === paper ? takeOut(unit, current, old, 'replaced') : [];
}

// The file that takes the place is there already, so only the old one is left to go.
async function clear({ office, actor }: ActorVisit, application: string, asked: Asked): Promise<void> {
  const freed = await work(office, actor, async (unit) => {
    const current = await lockCase(unit, application);
    // A late retry, after filing: its case is the office's now.
    return OPEN_STATES.includes(current.state) ? makeWay(unit, current, asked) : [];
  });
  await eraseFiles(office, actor, freed);
}
