import {
  latestJudgement,
  openDuplicates,
  opposedFindings,
  unsettledFindings,
} from '../../adapter/store/findings.ts';
import { refused } from '../../adapter/refused.ts';
import { unknownAnswersOf } from '../../adapter/unknown-answers.ts';
import type { ActorVisit } from '../visit.ts';
import { move, type Moved } from './events.ts';

/** What the reviewer says. */
export interface RecommendInput {
  readonly version: number;
  readonly recommendation: 'grant' | 'refuse';
  readonly note: string;
}

/**
 * 審査意見の上申: the review is a record of its own with the content it looked at; a case is
 * not recommended without the reviewer having settled every finding, nor for a grant with a defect or a doubt among them.
 */
export function recommend(visit: ActorVisit, input: RecommendInput): Promise<Moved> {
  return move(visit, 'recommend', input.version, async (unit, current) => {
    const judgement = await latestJudgement(unit.trx, current.id);
    const unknownAnswers = await unknownAnswersOf(unit, current);
    if (input.recommendation === 'grant' && unknownAnswers === 0 && (judgement?.amountTotal ?? 0) <= 0)
      refused('GUARD_FAILED', {
        event: '支給の上申',
        reason: '判定の支給額がありません。補正を依頼するか、不支給として上申してください。',
      });
    return {
      facts: {
        recommendation: input.recommendation,
        unknownAnswers,
        unsettledFindings: await unsettledFindings(unit.trx, current.id),
        opposedFindings: await opposedFindings(unit.trx, current.id),
        openDuplicates: await openDuplicates(unit.trx, current.id),
      },
      set: {
        recommendation: input.recommendation,
        recommendedBy: visit.actor.id,
        recommendedAt: unit.moment.at,
        recommendationNote: input.note,
      },
      record: { recommendation: input.recommendation, contentHash: current.contentHash },
      after: async () => {
        await unit.create('reviews', {
          application: current.id,
          reviewer: visit.actor.id,
          recommendation: input.recommendation,
          note: input.note,
          contentHash: current.contentHash,
          reviewedAt: unit.moment.at,
        });
      },
    };
  });
}
