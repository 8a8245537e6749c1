import type { PaperCode } from '@grant/schema';
import type { Knex } from 'knex';
import type { Actor } from '../actor.ts';
import { fromRow } from '../row.ts';

/** 添付書類の行. */
export interface AttachmentRecord {
  readonly id: string;
  readonly application: string;
  readonly paper: PaperCode;
  /** The bytes as they were sent; `sha256` and `bytes` are theirs. */
  readonly file: string;
  /** 作業用の写し of a picture: turned, freed of metadata, JPEG. Null for a PDF. */
  readonly workingFile: string | null;
  readonly workingSha256: string | null;
  readonly originalName: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly pages: number | null;
  readonly mime: string;
  readonly status: 'received' | 'replaced' | 'removed';
  /** 仕分け待ち: a whole envelope in one file, not yet parted into its papers. */
  readonly unsorted: boolean;
  /** 仕分け元: the attachment that it was sorted out of, and its first page there. */
  readonly envelope: string | null;
  readonly envelopePage: number | null;
  readonly scan: 'pending' | 'clean' | 'infected';
  readonly correctionItem: string | null;
  readonly uploadKey: string | null;
  readonly uploadedBy: string | null;
  readonly uploadedAt: string;
}

/**
 * All papers of a case in the order of every list of them: oldest first, those sorted out of one envelope at one moment by its
 * pages. The order is whole, so that no reading shows two of them the other way round.
 */
export async function attachmentsOf(database: Knex, application: string): Promise<AttachmentRecord[]> {
  const rows = await database<object>('attachments')
    .where({ application })
    .orderByRaw('uploaded_at, envelope_page nulls first, id');
  return rows.map((row) => fromRow<AttachmentRecord>(row));
}

/** Papers of a case that count, in that order. */
export async function liveAttachments(database: Knex, application: string): Promise<AttachmentRecord[]> {
  return (await attachmentsOf(database, application)).filter(({ status }) => status === 'received');
}

/**
 * Whether this person may know of a paper. What the office filed and has yet to sort may be somebody else's, and so may
 * what was taken out again: of neither do applicants and agents learn anything.
 */
export function mayKnow(
  { duties }: Pick<Actor, 'duties'>,
  { unsorted, status }: Pick<AttachmentRecord, 'unsorted' | 'status'>,
): boolean {
  const outside = duties.has('applicant') || duties.has('agent');
  return !outside || (!unsorted && status !== 'removed');
}

/** Whether a paper came in an envelope, whole or sorted out of one. */
export const cameByPost = ({
  unsorted,
  envelope,
}: Pick<AttachmentRecord, 'unsorted' | 'envelope'>): boolean => unsorted || envelope !== null;

/** An envelope with all that was ever sorted out of it, the envelope first. */
export async function envelopeFamily(
  database: Knex,
  { id, application }: Pick<AttachmentRecord, 'id' | 'application'>,
): Promise<AttachmentRecord[]> {
  const rows = await database<object>('attachments')
    .where({ application })
    .whereRaw('? in (id, envelope)', [id])
    .orderByRaw('envelope is not null, envelope_page, uploaded_at');
  return rows.map((row) => fromRow<AttachmentRecord>(row));
}

/** One paper of a case, whatever its status. */
export async function attachmentOf(
  database: Knex,
  application: string,
  id: string,
): Promise<AttachmentRecord | undefined> {
  const row = await database<object>('attachments').where({ application, id }).first();
  return row === undefined ? undefined : fromRow<AttachmentRecord>(row);
}
