import type { VerbOutput } from '@grant/schema';
import { mayCall } from '../../adapter/actor.ts';
import { fromRow } from '../../adapter/row.ts';
import type { CaseRecord } from '../../adapter/store/cases.ts';
import { visibleRows } from '../../adapter/visible.ts';
import { letterNames } from '../../letters/names.ts';
import type { LetterRecord } from '../letter-files.ts';
import { mayRecordMailing } from '../review/notice.ts';
import type { ActorVisit } from '../visit.ts';

type Shown = VerbOutput<'application.show'>['letters'];
type ShownToStaff = VerbOutput<'case.workbench'>['letters'];

/** 通知書 of a case, as far as this person may see them. */
export async function letterViews(visit: ActorVisit, application: string): Promise<Shown> {
  const rows = await visibleRows(visit.office, visit.actor, 'letters', {
    fields: ['id', 'kind', 'number', 'made_at'],
    filter: { application: { _eq: application } },
    sort: ['created_at'],
    limit: -1,
  });
  const revoked: readonly string[] = await visit.office
    .database<{ id: string; application: string }>('letters')
    .where({ application })
    .whereRaw('not grant_letter_stands(decision)')
    .pluck('id');
  return rows.map((row) => {
    const { id, kind, number, madeAt } = fromRow<LetterRecord>(row);
    return { id, kind, label: letterNames[kind], number, madeAt, cancelled: revoked.includes(id) };
  });
}

interface Mailing {
  readonly letter: string;
  readonly postedOn: Exclude<ShownToStaff[number]['postedOn'], null>;
  readonly trackingNumber: string | null;
}

/** The same with how they went out, and whether this person may record that. */
export async function letterViewsForStaff(visit: ActorVisit, current: CaseRecord): Promise<ShownToStaff> {
  const rows = await visit.office
    .database<object>('mailings')
    .where({ application: current.id })
    .orderBy('posted_on');
  const mailings = rows.map((row) => fromRow<Mailing>(row));
  const sends = mayCall(visit.actor, 'case.recordMailing');
  return (await letterViews(visit, current.id)).map((letter) => {
    const last = mailings.findLast((mailing) => mailing.letter === letter.id);
    return {
      ...letter,
      postedOn: last?.postedOn ?? null,
      trackingNumber: last?.trackingNumber ?? null,
      mailable: sends && mayRecordMailing(letter, current.state),
    };
  });
}
