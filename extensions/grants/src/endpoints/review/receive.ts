import { civilDate, filingDateByPost, WHOLE_ENVELOPE, type VerbOutput, type VerbParsed } from '@grant/schema';
import { nextReceiptNumber } from '../../adapter/numbers.ts';
import { refused } from '../../adapter/refused.ts';
import { currentProgramme } from '../../adapter/store/programmes.ts';
import { begin } from '../../adapter/transition.ts';
import { work } from '../../adapter/work.ts';
import { createDraft } from '../applicant/draft.ts';
import type { ActorVisit } from '../visit.ts';

function requireDays({ arrivedOn, postmarkOn }: VerbParsed<'case.receive'>, today: string): void {
  const fault = (path: string, message: string): never =>
    refused('INVALID_INPUT', { faults: [{ path, message }] });
  if (arrivedOn > today) fault('arrivedOn', '到着日は、今日以前の日にしてください。');
  if (postmarkOn && postmarkOn > arrivedOn) fault('postmarkOn', '消印の日は、到着日以前の日にしてください。');
}

/**
 * 郵送書類の受領: opens a case for papers that came by post and gives it its number, before a word is typed. Both days stand
 * in the case's history; which of them counts for the deadlines is a figure of the programme (消印・必着).
 */
export async function receivePapers(
  visit: ActorVisit,
  input: VerbParsed<'case.receive'>,
): Promise<VerbOutput<'case.receive'>> {
  requireDays(input, visit.moment.today);
  const programme = await currentProgramme(visit.office);
  const postmarkOn = input.postmarkOn ?? null;
  const receivedOn = filingDateByPost(programme.figures, { postmarkOn, arrivedOn: input.arrivedOn });
  return work(visit.office, visit.actor, async (unit) => {
    const receiptNumber = await nextReceiptNumber(unit, programme.figures.receiptNumberSeries);
    const id = await begin(
      unit,
      'receive',
      {
        programme: programme.id,
        programmeVersion: programme.versionId,
        channel: 'post',
        practice: programme.practice,
        receivedOn,
        receiptNumber,
      },
      { arrivedOn: input.arrivedOn, postmarkOn },
    );
    await createDraft(unit, id);
    await unit.create('custody_entries', {
      application: id,
      what: WHOLE_ENVELOPE,
      action: 'stored',
      place: input.place,
      recordedBy: visit.actor.id,
      recordedAt: unit.moment.at,
    });
    return { id, revision: 0, receiptNumber, receivedOn: civilDate(receivedOn) };
  });
}
