import { eventLabel, stateLabel, type VerbParsed } from '@grant/schema';
import { found, refused } from '../../adapter/refused.ts';
import { liveAttachments } from '../../adapter/store/attachments.ts';
import { caseById } from '../../adapter/store/cases.ts';
import { draftOf } from '../../adapter/store/drafts.ts';
import { programmeOfCase } from '../../adapter/store/programmes.ts';
import { lockCase } from '../../adapter/transition.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work, type Unit } from '../../adapter/work.ts';
import { receiveCase } from '../applicant/submit.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import type { Moved } from './events.ts';

// Pages that nobody has sorted are papers that nobody would look for once the case is registered.
async function requireSorted(unit: Unit, application: string): Promise<void> {
  const unsorted = (await liveAttachments(unit.trx, application)).filter((paper) => paper.unsorted);
  if (unsorted.length === 0) return;
  const names = unsorted.map((paper) => `「${paper.originalName}」`).join('、');
  refused('GUARD_FAILED', {
    event: eventLabel('register'),
    reason: `仕分けていない書類があります（${names}）。頁ごとに書類の種類を選んで仕分けてから、登録してください。`,
  });
}

/**
 * 郵送申請の登録: what the desk typed in from paper is taken in as an application filed online, with the day of receipt that
 * the desk recorded (消印 or 到着, as the programme says). No gap keeps it out, as long as the papers say whose they are.
 */
export async function registerCase(visit: ActorVisit, input: VerbParsed<'case.register'>): Promise<Moved> {
  const id = idOf(visit, 'id', '申請');
  await requireVisible(visit.office, visit.actor, 'applications', id, '申請');
  await work(visit.office, visit.actor, async (unit) => {
    const current = await lockCase(unit, id, input.version);
    const draft = found(await draftOf(unit.trx, id, 'lock'), '入力した申請内容');
    if (draft.revision !== input.revision) refused('STALE_VERSION', { what: '入力した申請内容' });
    await requireSorted(unit, id);
    const programme = await programmeOfCase(unit.trx, {
      programme: current.programme,
      programmeVersion: null,
    });
    await receiveCase(unit, current, draft, {
      event: 'register',
      programme,
      receptionOpen: true,
      filedOn: current.receivedOn ?? unit.moment.today,
      submitKey: null,
      notes: input.notes,
    });
  });
  const { state, version } = found(await caseById(visit.office.database, id), '申請');
  return { id, state, stateLabel: stateLabel(state), version };
}
