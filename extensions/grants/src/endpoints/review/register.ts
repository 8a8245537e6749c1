import { stateLabel, type VerbParsed } from '@grant/schema';
import { found } from '../../adapter/refused.ts';
import { caseById } from '../../adapter/store/cases.ts';
import { draftOf } from '../../adapter/store/drafts.ts';
import { programmeOfCase } from '../../adapter/store/programmes.ts';
import { lockCase } from '../../adapter/transition.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work } from '../../adapter/work.ts';
import { receiveCase } from '../applicant/submit.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import type { Moved } from './events.ts';

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
