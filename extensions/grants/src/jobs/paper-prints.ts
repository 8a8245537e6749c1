import { pdfDays, pdfMakers, type Duty } from '@grant/schema';
import { asSystem, dutiesOf } from '../adapter/actor.ts';
import { reconsider } from '../adapter/judge.ts';
import type { Office } from '../adapter/ports.ts';
import { liveAccount } from '../adapter/store/accounts.ts';
import { applicationOf } from '../adapter/store/application.ts';
import { liveAttachments, type AttachmentRecord } from '../adapter/store/attachments.ts';
import { lockCase } from '../adapter/transition.ts';
import { work } from '../adapter/work.ts';
import { readFileBytes } from '../papers/files.ts';
import { BenchError, printOnBench } from '../papers/workshop.ts';

const PDF = 'application/pdf';

const FILERS: ReadonlySet<string> = new Set<Duty>(['applicant', 'agent']);

/** 事務局で作成したファイル: put there by staff, not by whoever applies. */
async function officeMade(office: Office, { uploadedBy }: AttachmentRecord): Promise<boolean> {
  if (uploadedBy === null) return false;
  return [...(await dutiesOf(office, uploadedBy))].some((duty) => !FILERS.has(duty));
}

/** What one paper gives: prints by page (null for an empty page), the days and the maker its file names. */
async function readPaper(
  office: Office,
  actor: Parameters<typeof readFileBytes>[1],
  paper: AttachmentRecord,
) {
  const content = await readFileBytes(office, actor, paper.workingFile ?? paper.file);
  const mime = paper.mime === PDF ? PDF : 'image/jpeg';
  // A page that cannot be drawn in time has no print; a person sees the paper all the same.
  const answer = await printOnBench({ mime, content }).catch((error: unknown) => {
    if (error instanceof BenchError) return null;
    throw error;
  });
  const prints = answer?.ok === true && 'prints' in answer ? answer.prints : [];
  // What the office scanned, or parted from a scan, tells of the office's own machine, and of nobody's guilt.
  const text = mime === PDF && !(await officeMade(office, paper)) ? content.toString('latin1') : '';
  return { attachment: paper.id, prints, traits: { ...pdfDays(text), ...pdfMakers(text) } };
}

/**
 * 書類の印: after a filing or a correction, each new paper is drawn once and kept as prints, its days are read, and the case
 * is compared anew. Not in the filing itself: an applicant does not wait for it.
 */
export async function printPapers(office: Office, job: { readonly applicationId: string }): Promise<void> {
  const all = await liveAttachments(office.database, job.applicationId);
  const known: { attachment: string }[] = await office
    .database('paper_traits')
    .whereIn(
      'attachment',
      all.map((paper) => paper.id),
    )
    .select('attachment');
  const done = new Set(known.map((row) => row.attachment));
  const system = await asSystem(office, '書類の照合');
  const read: Awaited<ReturnType<typeof readPaper>>[] = [];
  for (const paper of all)
    if (!done.has(paper.id) && paper.scan !== 'infected') read.push(await readPaper(office, system, paper));
  if (read.length === 0) return;
  await work(office, system, async (unit) => {
    const current = await lockCase(unit, job.applicationId);
    for (const { attachment, prints, traits } of read) {
      const { madeOn, changedOn, author, producer } = traits;
      await unit
        .trx('paper_traits')
        .insert({ attachment, made_on: madeOn, changed_on: changedOn, author, producer })
        .onConflict('attachment')
        .ignore();
      for (const [index, print] of prints.entries())
        if (print !== null)
          await unit
            .trx('page_prints')
            .insert({ attachment, page: index + 1, print })
            .onConflict()
            .ignore();
    }
    const application = await applicationOf(unit.trx, current);
    const account = await liveAccount(unit.trx, current.id);
    if (current.receiptNumber !== null && current.state !== 'received' && current.state !== 'withdrawn')
      await reconsider(unit, current, application, account?.numberIndex ?? null);
  });
}
