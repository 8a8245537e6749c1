import {
  civilDateInJapan,
  dayInWords,
  filingDateByPost,
  instant,
  type CivilDate,
  type VerbParsed,
} from '@grant/schema';
import { refused } from '../../adapter/refused.ts';
import type { CaseRecord } from '../../adapter/store/cases.ts';
import { programmeOfCase } from '../../adapter/store/programmes.ts';
import type { Unit } from '../../adapter/work.ts';
import { requireDays } from '../review/receive.ts';
import type { CorrectionRecord } from '../views/parts.ts';
import type { ActorVisit } from '../visit.ts';

/** 到着日・消印日・回答日 of an answer that came by post, JST, as its event keeps them. */
interface AnswerDays {
  readonly arrivedOn: CivilDate;
  readonly postmarkOn: CivilDate | null;
  readonly answeredOn: CivilDate;
}

/**
 * The days of an answer that the desk enters; 回答日 is the postmark or the arrival, as at the intake (`post_rule`). Nothing
 * for an answer that the applicant sends.
 * @throws INVALID_INPUT for days that cannot be, for none by the desk, and for any by an applicant
 */
export async function answerDays(
  unit: Unit,
  { actor, moment }: ActorVisit,
  current: CaseRecord,
  round: Pick<CorrectionRecord, 'requestedAt'>,
  { arrivedOn, postmarkOn = null }: Pick<VerbParsed<'correction.answer'>, 'arrivedOn' | 'postmarkOn'>,
): Promise<AnswerDays | object> {
  const fault = (message: string): never =>
    refused('INVALID_INPUT', { faults: [{ path: 'arrivedOn', message }] });
  if (!actor.duties.has('reception')) {
    if (arrivedOn !== undefined || postmarkOn !== null)
      fault('到着日と消印の日は、郵送で届いた回答を事務局が入力するときだけ指定できます。');
    return {};
  }
  if (arrivedOn === undefined) return fault('回答の書類の到着日を入力してください。');
  requireDays({ arrivedOn, postmarkOn }, moment.today);
  const requestedOn = civilDateInJapan(instant(round.requestedAt));
  if (arrivedOn < requestedOn)
    fault(`到着日は、補正を依頼した日（${dayInWords(requestedOn)}）以後の日にしてください。`);
  const { figures } = await programmeOfCase(unit.trx, current);
  return { arrivedOn, postmarkOn, answeredOn: filingDateByPost(figures, { arrivedOn, postmarkOn }) };
}
