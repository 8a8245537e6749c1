/**
 * 書類の保管点検: every file that a record names is there, with the size and the hash it came or was made with. A portal
 * that lost papers without a word for months is why this is looked at every day and at every filing.
 */
import { createHash } from 'node:crypto';
import { paperLabel, type PaperCode } from '@grant/schema';
import type { AnyActor } from '../adapter/actor.ts';
import type { Office } from '../adapter/ports.ts';
import { fromRow } from '../adapter/row.ts';
import type { AttachmentRecord } from '../adapter/store/attachments.ts';
import type { LetterKind } from '../letters/index.ts';
import { letterNames } from '../letters/names.ts';
import { streamOfFile } from './files.ts';

/** What is wrong with a stored file. */
export type Flaw = 'missing' | 'changed';

/** 異常のあるファイル. */
export interface StorageFault {
  readonly flaw: Flaw;
  /** 受付番号, or that there is none yet. */
  readonly receiptNumber: string;
  readonly label: string;
  readonly name: string;
}

interface Named {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number | null;
  readonly receiptNumber: string | null;
  readonly kind: 'paper' | 'copy' | 'letter' | 'scan';
  readonly label: string;
  readonly name: string;
}

const NAMED = `
  select a.file, a.sha256, a.bytes, p.receipt_number, 'paper' as kind, a.paper as label, a.original_name as name
    from attachments a join applications p on p.id = a.application
  union all
  select a.working_file, a.working_sha256, null, p.receipt_number, 'copy', a.paper, a.original_name
    from attachments a join applications p on p.id = a.application where a.working_file is not null
  union all
  select l.file, l.sha256, null, p.receipt_number, 'letter', l.kind, coalesce(l.number, p.receipt_number)
    from letters l join applications p on p.id = l.application where l.file is not null
  union all
  select s.file, s.sha256, null, null, 'scan', '', s.original_name from scans s
  order by 4 nulls last, 5, 6`;

function labelOf({ kind, label }: Named): string {
  if (kind === 'scan') return '読み取ったファイル';
  if (kind === 'letter') return letterNames[label as LetterKind];
  const paper = paperLabel(label as PaperCode);
  return kind === 'copy' ? `${paper}（作業用の写し）` : paper;
}

/** Reads every recorded file to its end, one after the other. */
export async function checkStorage(
  office: Office,
  actor: AnyActor,
): Promise<{ files: number; faults: readonly StorageFault[] }> {
  const answer: { rows: object[] } = await office.database.raw(NAMED);
  const named = answer.rows.map((row) => fromRow<Named>(row));
  const faults: StorageFault[] = [];
  for (const one of named) {
    const flaw = await flawOf(office, actor, one);
    if (flaw !== null)
      faults.push({
        flaw,
        receiptNumber: one.receiptNumber ?? '提出前',
        label: labelOf(one),
        name: one.name,
      });
  }
  return { files: named.length, faults };
}

/** Papers of one case whose bytes are not what was recorded; for the moment of filing. */
export async function lostAmong(
  office: Office,
  actor: AnyActor,
  papers: readonly AttachmentRecord[],
): Promise<readonly AttachmentRecord[]> {
  const lost: AttachmentRecord[] = [];
  for (const paper of papers) if ((await flawOf(office, actor, paper)) !== null) lost.push(paper);
  return lost;
}

async function flawOf(
  office: Office,
  actor: AnyActor,
  { file, sha256, bytes }: Pick<Named, 'file' | 'sha256' | 'bytes'>,
): Promise<Flaw | null> {
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of await streamOfFile(office, actor, file)) {
      const part = chunk as Buffer;
      hash.update(part);
      size += part.length;
    }
  } catch (error) {
    // The storage says "forbidden" for a file that is not there; what cannot be read is as good as lost.
    office.logger.warn({ err: error, file }, 'a stored file cannot be read');
    return 'missing';
  }
  return hash.digest('hex') === sha256 && (bytes === null || bytes === size) ? null : 'changed';
}
