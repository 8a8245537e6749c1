import { recordAccess } from '../adapter/access-log.ts';
import { found, refused } from '../adapter/refused.ts';
import { fromRow } from '../adapter/row.ts';
import { requireVisible } from '../adapter/visible.ts';
import { handOut } from './files.ts';
import { idOf, type ActorVisit } from './visit.ts';

/** 通知書の行. */
export interface LetterRecord {
  readonly id: string;
  readonly application: string;
  readonly kind: 'receipt' | 'grant' | 'refusal' | 'correction';
  readonly number: string | null;
  readonly file: string | null;
  readonly sha256: string | null;
  readonly state: 'queued' | 'made';
  readonly madeAt: string | null;
  readonly createdAt: string;
}

const NAMES: Readonly<Record<LetterRecord['kind'], string>> = {
  receipt: '受付票',
  grant: '支給決定通知書',
  refusal: '不支給決定通知書',
  correction: '補正依頼書',
};

async function give(visit: ActorVisit, letter: LetterRecord): Promise<void> {
  if (letter.file === null)
    refused('UNAVAILABLE', { what: `${NAMES[letter.kind]}（作成中です。数分後にもう一度開いてください）` });
  await recordAccess(visit.office.database, {
    actor: visit.actor.id,
    action: 'letter_opened',
    collection: 'letters',
    id: letter.id,
    purpose: NAMES[letter.kind],
  });
  await handOut(visit, {
    file: letter.file,
    name: `${NAMES[letter.kind]}${letter.number === null ? '' : `_${letter.number}`}.pdf`,
    mime: 'application/pdf',
    disposition: 'inline',
  });
}

/** 通知書の交付: to whoever may see the case. */
export async function showLetter(visit: ActorVisit): Promise<void> {
  const id = idOf(visit, 'id', '通知書');
  const row = found(await visit.office.database<object>('letters').where({ id }).first(), '通知書');
  const letter = fromRow<LetterRecord>(row);
  await requireVisible(visit.office, visit.actor, 'applications', letter.application, '通知書');
  await give(visit, letter);
}

/** 受付票. */
export async function showReceipt(visit: ActorVisit): Promise<void> {
  const application = idOf(visit, 'id', '申請');
  await requireVisible(visit.office, visit.actor, 'applications', application, '申請');
  const row = await visit.office.database<object>('letters').where({ application, kind: 'receipt' }).first();
  await give(visit, fromRow<LetterRecord>(found(row, '受付票')));
}
