import { paperLabel, papers } from '@grant/schema';
import { recordAccess } from '../../adapter/access-log.ts';
import { found } from '../../adapter/refused.ts';
import { caseById } from '../../adapter/store/cases.ts';
import { draftOf } from '../../adapter/store/drafts.ts';
import { postalDaysOf } from '../../adapter/store/postal-days.ts';
import { programmeOfCase } from '../../adapter/store/programmes.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { coverSheetPdf } from '../../letters/cover-sheet.ts';
import { dispositionOf } from '../files.ts';
import { idOf, type ActorVisit } from '../visit.ts';

/** 整理票: the sheet that lies on top of the papers of one case, with its number as a QR code. Made anew at each call. */
export async function giveCoverSheet(visit: ActorVisit): Promise<void> {
  const id = idOf(visit, 'id', '申請');
  const { office, actor, moment, response } = visit;
  await requireVisible(office, actor, 'applications', id, '申請');
  const current = found(await caseById(office.database, id), '申請');
  const number = found(current.receiptNumber ?? undefined, '受付番号');
  const programme = await programmeOfCase(office.database, current);
  const draft = await draftOf(office.database, id, 'look');
  const days = await postalDaysOf(office.database, id);
  const bytes = await coverSheetPdf({
    programmeName: programme.figures.name,
    receiptNumber: number,
    employerName: current.employerName ?? draft?.answers.employerName ?? null,
    arrivedOn: days?.arrivedOn ?? null,
    postmarkOn: days?.postmarkOn ?? null,
    receivedOn: current.receivedOn ?? moment.today,
    papers: programme.figures.requiredPapers
      .filter((code) => code !== 'mandate')
      .map((code) => (draft === undefined ? papers[code].label : paperLabel(code, draft.answers))),
    printedOn: moment.today,
    practice: current.practice,
  });
  await recordAccess(office.database, {
    actor: actor.id,
    action: 'letter_opened',
    collection: 'applications',
    id,
    purpose: '郵送申請の整理票',
  });
  response.setHeader('Content-Type', 'application/pdf');
  response.setHeader('Content-Length', String(bytes.length));
  response.setHeader(
    'Content-Disposition',
    dispositionOf({ disposition: 'inline', name: `整理票_${number}.pdf` }),
  );
  response.end(Buffer.from(bytes));
}
