import { civilDate, filingDateByPost, WHOLE_ENVELOPE, type VerbOutput, type VerbParsed } from '@grant/schema';
import { idOfRequest } from '../../adapter/key-id.ts';
import { nextReceiptNumber } from '../../adapter/numbers.ts';
import { refused } from '../../adapter/refused.ts';
import { caseById } from '../../adapter/store/cases.ts';
import { draftOf } from '../../adapter/store/drafts.ts';
import { currentProgramme } from '../../adapter/store/programmes.ts';
import { begin } from '../../adapter/transition.ts';
import { work, type Unit } from '../../adapter/work.ts';
import { createDraft } from '../applicant/draft.ts';
import type { ActorVisit } from '../visit.ts';

/** Refuses days that cannot be: later than today, or a postmark after the arrival. */
export function requireDays(
  { arrivedOn, postmarkOn }: Pick<VerbParsed<'case.receive'>, 'arrivedOn' | 'postmarkOn'>,
  today: string,
): void {
  const fault = (path: string, message: string): never =>
    refused('INVALID_INPUT', { faults: [{ path, message }] });
  if (arrivedOn > today) fault('arrivedOn', '到着日は、今日以前の日にしてください。');
  if (postmarkOn && postmarkOn > arrivedOn) fault('postmarkOn', '消印の日は、到着日以前の日にしてください。');
}

// What was opened by this very request before: a retry, or the next envelope of the day after an answer was lost, which only a
// person can tell apart. Another day under the same key is another envelope, or a slip to be put right.
async function opened(
  unit: Unit,
  id: string,
  receivedOn: string,
): Promise<VerbOutput<'case.receive'> | undefined> {
  const known = await caseById(unit.trx, id);
  if (known === undefined) return undefined;
  const receiptNumber = known.receiptNumber ?? '';
  if (known.receivedOn !== receivedOn)
    refused('GUARD_FAILED', {
      event: '受付番号の発行',
      reason: `この封筒には、すでに受付番号${receiptNumber}を付けています。「入力中の郵送申請」から開いて確かめてください。別の封筒のときは、もう一度操作してください。`,
    });
  const revision = (await draftOf(unit.trx, id, 'look'))?.revision ?? 0;
  return { id, revision, receiptNumber, receivedOn: civilDate(receivedOn), already: true };
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
  const id = idOfRequest(visit.actor.id, input.idempotencyKey);
  return work(visit.office, visit.actor, async (unit) => {
    // The same request twice at the same moment waits here and then finds the case of the first.
    await unit.trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`grant.receive/${id}`]);
    const known = await opened(unit, id, receivedOn);
    if (known !== undefined) return known;
    const receiptNumber = await nextReceiptNumber(unit, programme.figures.receiptNumberSeries);
    await begin(
      unit,
      'receive',
      {
        id,
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
    return { id, revision: 0, receiptNumber, receivedOn: civilDate(receivedOn), already: false };
  });
}
