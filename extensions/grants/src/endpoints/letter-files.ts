import { recordAccess } from '../adapter/access-log.ts';
import { found, refused } from '../adapter/refused.ts';
import { fromRow } from '../adapter/row.ts';
import { requireVisible } from '../adapter/visible.ts';
import type { LetterKind } from '../letters/index.ts';
import { letterNames } from '../letters/names.ts';
import { handOut } from './files.ts';
import { idOf, type ActorVisit } from './visit.ts';

/** 通知書の行. */
export interface LetterRecord {
  readonly id: string;
  readonly application: string;
  readonly kind: LetterKind;
  readonly number: string | null;
  readonly file: string | null;
  readonly sha256: string | null;
  readonly state: 'queued' | 'made';
  readonly madeAt: string | null;
  readonly createdAt: string;
  /** What it says; of which the day it bears, JST. */
  readonly data: { readonly decidedOn?: string; readonly requestedOn?: string; readonly receivedOn?: string };
}

function requireMade(letter: LetterRecord): string {
  if (letter.file !== null) return letter.file;
  refused('UNAVAILABLE', {
    what: `${letterNames[letter.kind]}（作成中です。数分後にもう一度開いてください）`,
  });
}

async function give(visit: ActorVisit, letter: LetterRecord): Promise<void> {
  const file = requireMade(letter);
  await recordAccess(visit.office.database, {
    actor: visit.actor.id,
    action: 'letter_opened',
    collection: 'letters',
    id: letter.id,
    purpose: letterNames[letter.kind],
  });
  await handOut(visit, {
    file,
    name: `${letterNames[letter.kind]}${letter.number === null ? '' : `_${letter.number}`}.pdf`,
    mime: 'application/pdf',
    disposition: 'inline',
  });
}

/** 通知書の交付: to whoever may see the letter. The case alone is not enough: a notice reaches its applicant by post first. */
export async function showLetter(visit: ActorVisit): Promise<void> {
  const id = idOf(visit, 'id', '通知書');
  await requireVisible(visit.office, visit.actor, 'letters', id, '通知書');
  const row = found(await visit.office.database<object>('letters').where({ id }).first(), '通知書');
  await give(visit, fromRow<LetterRecord>(row));
}

/** 受付票. */
export async function showReceipt(visit: ActorVisit): Promise<void> {
  const application = idOf(visit, 'id', '申請');
  await requireVisible(visit.office, visit.actor, 'applications', application, '申請');
  const row = await visit.office.database<object>('letters').where({ application, kind: 'receipt' }).first();
  const letter = fromRow<LetterRecord>(found(row, '受付票'));
  requireMade(letter);
  await requireVisible(visit.office, visit.actor, 'letters', letter.id, '受付票');
  await give(visit, letter);
}
