import type { VerbOutput, VerbParsed } from '@grant/schema';
import { refused } from '../../adapter/refused.ts';
import { currentProgramme } from '../../adapter/store/programmes.ts';
import { begin } from '../../adapter/transition.ts';
import { work } from '../../adapter/work.ts';
import { createDraft } from '../applicant/draft.ts';
import type { ActorVisit } from '../visit.ts';

/**
 * 郵送書類の受領: opens a case for papers that came by post; the desk then types it in like a draft.
 * @param input `receivedOn`: the day that counts for the deadlines (消印 or 到着, as the programme says), JST
 */
export async function receivePapers(
  visit: ActorVisit,
  input: VerbParsed<'case.receive'>,
): Promise<VerbOutput<'case.receive'>> {
  if (input.receivedOn > visit.moment.today)
    refused('INVALID_INPUT', {
      faults: [{ path: 'receivedOn', message: '受領した日は、今日以前の日にしてください。' }],
    });
  const programme = await currentProgramme(visit.office);
  const id = await work(visit.office, visit.actor, async (unit) => {
    const application = await begin(unit, 'receive', {
      programme: programme.id,
      programmeVersion: programme.versionId,
      channel: 'post',
      practice: programme.practice,
      receivedOn: input.receivedOn,
    });
    await createDraft(unit, application);
    return application;
  });
  return { id, revision: 0 };
}
