import { instant, isOfficeOpen, receptionPhase, type VerbOutput } from '@grant/schema';
import { currentProgramme, type ProgrammeRecord } from '../adapter/store/programmes.ts';
import { refused } from '../adapter/refused.ts';
import type { Visit } from './visit.ts';

/** Shown while the reception is closed in an emergency and nobody has written a notice yet. */
const STANDARD_NOTICE =
  '都合により、申請の受付を一時停止しています。再開の時期は、このサイトでお知らせします。';

/** 受付中か: open by its dates, published, and not closed in an emergency. */
export function isReceiving(programme: ProgrammeRecord, at: string): boolean {
  return (
    programme.status === 'published' &&
    !programme.emergencyClosed &&
    receptionPhase(programme.figures, instant(at)) === 'open'
  );
}

/** Refuses what may only be begun inside the reception period. */
export function requireReceiving(programme: ProgrammeRecord, at: string): void {
  if (isReceiving(programme, at)) return;
  const { figures, emergencyClosed } = programme;
  if (emergencyClosed) refused('UNAVAILABLE', { what: '申請の受付' });
  refused('OUTSIDE_PERIOD', {
    what: '申請の受付',
    from: figures.receptionOpensOn,
    to: figures.receptionClosesOn,
    found: receptionPhase(figures, instant(at)) === 'before' ? '受付開始前です' : '受付は終了しました',
  });
}

/** 制度の概要と受付状況. */
export async function showProgramme(visit: Visit): Promise<VerbOutput<'programme.show'>> {
  const programme = await currentProgramme(visit.office);
  const at = instant(visit.moment.at);
  const desk = isOfficeOpen(programme.figures, at);
  return {
    figures: programme.figures,
    version: programme.version,
    phase: receptionPhase(programme.figures, at),
    receptionOpen: isReceiving(programme, visit.moment.at),
    emergencyClosed: programme.emergencyClosed,
    // A notice that was written down and not yet put up is nobody's business.
    emergencyNotice: programme.emergencyClosed ? programme.emergencyNotice?.trim() || STANDARD_NOTICE : null,
    deskOpen: desk.ok && desk.value && visit.moment.today <= programme.figures.officeClosesOn,
    practice: programme.practice,
    now: visit.moment.at,
  };
}
