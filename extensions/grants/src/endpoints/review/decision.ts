import { refusalGrounds, type VerbParsed } from '@grant/schema';
import type { Actor } from '../../adapter/actor.ts';
import { draftLetter, headOf } from '../../adapter/letters.ts';
import { nextDecisionNumber } from '../../adapter/numbers.ts';
import { found, refused } from '../../adapter/refused.ts';
import { liveAccount } from '../../adapter/store/accounts.ts';
import type { CaseRecord } from '../../adapter/store/cases.ts';
import {
  findingsOf,
  latestJudgement,
  openDuplicates,
  opposedFindings,
} from '../../adapter/store/findings.ts';
import { programmeOfCase, type ProgrammeRecord } from '../../adapter/store/programmes.ts';
import { unknownAnswersOf } from '../../adapter/unknown-answers.ts';
import type { Unit } from '../../adapter/work.ts';
import { enqueue } from '../../jobs/queue.ts';
import type { LetterData } from '../../letters/index.ts';
import type { ActorVisit } from '../visit.ts';
import { grantWords } from './grant-words.ts';
import { move, type Moved } from './events.ts';

/** 支給決定: what the approver confirms, with the amount that was seen. */
export interface GrantInput {
  readonly version: number;
  readonly amount: number;
}

interface Decision {
  readonly kind: 'grant' | 'refuse';
  readonly amount: number | null;
  /** Requirement and sentence, as they go into the letter. */
  readonly reasons: LetterData<'refusal'>['reasons'];
}

async function record(
  unit: Unit<Actor>,
  current: CaseRecord,
  programme: ProgrammeRecord,
  decision: Decision,
): Promise<{ id: string; number: string }> {
  const number = await nextDecisionNumber(unit, programme.figures.decisionNumberSeries);
  const id = await unit.create('decisions', {
    application: current.id,
    kind: decision.kind,
    number,
    amount: decision.amount,
    reasons: decision.reasons,
    recommendedBy: current.recommendedBy,
    decidedBy: unit.actor.id,
    decidedAt: unit.moment.at,
    contentHash: current.contentHash,
    status: 'live',
  });
  return { id, number };
}

// What the reviewer saw is what is decided: the approver may not decide on a case whose content moved on.
async function requireReviewed(unit: Unit, current: CaseRecord): Promise<void> {
  const review = await unit
    .trx<{ application: string; content_hash: string; reviewed_at: Date }>('reviews')
    .where({ application: current.id })
    .orderBy('reviewed_at', 'desc')
    .first('content_hash');
  if (review !== undefined && review.content_hash === current.contentHash) return;
  refused('GUARD_FAILED', {
    event: '決定',
    reason: '審査の後に申請の内容が変わっています。審査に差し戻し、確かめ直してください。',
  });
}

/** 支給決定: decision, obligation, letter and mail in one transaction; by nobody who handled the case before. */
export function grant(visit: ActorVisit, input: GrantInput): Promise<Moved> {
  return move(visit, 'grant', input.version, async (unit, current) => {
    await requireReviewed(unit, current);
    const judgement = found(await latestJudgement(unit.trx, current.id), '審査の判定');
    const programme = await programmeOfCase(unit.trx, current);
    return {
      facts: {
        recommendation: current.recommendation ?? 'refuse',
        unknownAnswers: await unknownAnswersOf(unit, current),
        opposedFindings: await opposedFindings(unit.trx, current.id),
        openDuplicates: await openDuplicates(unit.trx, current.id),
        amount: input.amount,
        judgedAmount: judgement.amountTotal ?? -1,
      },
      record: { amount: input.amount },
      alongside: async () => {
        const account = found(await liveAccount(unit.trx, current.id), '振込口座');
        const decided = await record(unit, current, programme, {
          kind: 'grant',
          amount: input.amount,
          reasons: [],
        });
        await unit.create('obligations', {
          application: current.id,
          decision: decided.id,
          amount: input.amount,
          kind: 'grant',
          status: 'open',
        });
        await draftLetter(unit, current.id, 'grant', decided.number, {
          ...headOf(programme, current, current.receiptNumber ?? ''),
          ...(await grantWords(unit, programme, current, judgement, account)),
          number: decided.number,
          decidedOn: unit.moment.today,
          receivedOn: current.receivedOn ?? unit.moment.today,
          amount: input.amount,
        });
        await enqueue(unit.trx, 'mail', { kind: 'decided', applicationId: current.id });
      },
    };
  });
}

// A rule's requirement as the judgement said it, with the figures of its programme version; any other ground by name.
async function inWords(
  unit: Unit,
  current: CaseRecord,
  reasons: VerbParsed<'case.refuse'>['reasons'],
): Promise<Decision['reasons']> {
  const judgement = await latestJudgement(unit.trx, current.id);
  const findings = judgement === undefined ? [] : await findingsOf(unit.trx, judgement.id);
  return reasons.map(({ requirement, text }) => ({
    requirement:
      findings.find(({ rule }) => rule === requirement)?.requirement ?? refusalGrounds[requirement],
    text,
  }));
}

/** 不支給決定: with reasons by requirement, letter and mail. */
export function refuseCase(visit: ActorVisit, input: VerbParsed<'case.refuse'>): Promise<Moved> {
  return move(visit, 'refuse', input.version, async (unit, current) => {
    await requireReviewed(unit, current);
    const programme = await programmeOfCase(unit.trx, current);
    const reasons = await inWords(unit, current, input.reasons);
    return {
      facts: {
        reasons: input.reasons.map((reason) => reason.text),
        openDuplicates: await openDuplicates(unit.trx, current.id),
      },
      record: { requirements: input.reasons.map((reason) => reason.requirement) },
      alongside: async () => {
        const decided = await record(unit, current, programme, {
          kind: 'refuse',
          amount: null,
          reasons,
        });
        await draftLetter(unit, current.id, 'refusal', decided.number, {
          ...headOf(programme, current, current.receiptNumber ?? ''),
          number: decided.number,
          decidedOn: unit.moment.today,
          receivedOn: current.receivedOn ?? unit.moment.today,
          reasons,
          reapplyText:
            '要件を満たした場合は、受付期間内に改めて申請することができます。ご不明な点は、事務局にお問い合わせください。',
        });
        await enqueue(unit.trx, 'mail', { kind: 'decided', applicationId: current.id });
      },
    };
  });
}
