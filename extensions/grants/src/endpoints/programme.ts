import { instant, isOfficeOpen, receptionPhase, type VerbOutput } from '@grant/schema';
import { currentProgramme, type ProgrammeRecord } from '../adapter/store/programmes.ts';
import { refused } from '../adapter/refused.ts';
import type { Visit } from './visit.ts';

/** Shown while the reception is closed in an emergency and nobody has written a notice yet. */
const STANDARD_NOTICE =
  '都合により、申請の受付を一時停止しています。再開の時期は、このサイトでお知らせします。';

/** What somebody who comes outside the reception period can still do. `open` stands for a programme nobody published. */
const NEXT = {
  before: '受付が始まってから手続きしてください。入力済みの内容は保存されています。',
  open: '受付の準備ができていません。再開のお知らせをお待ちください。',
  closed: '受付は終了したため、新しい申請はできません。ご不明な点は事務局にお問い合わせください。',
} as const;

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
    next: NEXT[receptionPhase(figures, instant(at))],
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
