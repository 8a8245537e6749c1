import { z } from 'zod';
import { gapNotesSchema } from '../application/gap-notes.ts';
import type { Duty } from '../lifecycle/duty.ts';
import type { RefusalCode } from '../refusal/catalogue.ts';
import { transitions } from '../lifecycle/table.ts';
import type { CaseEvent } from '../lifecycle/events.ts';
import { STATES } from '../lifecycle/states.ts';
import { postalAgentSchema } from './shapes/agent.ts';
import {
  alongsideSchema,
  amountSchema,
  daySchema,
  idSchema,
  instantSchema,
  noteSchema,
  permittedEventSchema,
  postalDaysSchema,
  reasonSchema,
  refusalReasonSchema,
  staffEventSchema,
  stateSchema,
  versionSchema,
} from './shapes/basic.ts';
import {
  askedFileSchema,
  awardShape,
  evidenceSchema,
  readingsShape,
  staffFixShape,
  waitShape,
} from './shapes/review.ts';
import {
  caseAfterShape,
  caseAttachmentShape,
  casePaymentShape,
  correctionShape,
  decisionShape,
  topUpShape,
  claimShape,
  duplicateShape,
  judgementShape,
  staffLetterShape,
} from './shapes/case.ts';
import { lateShape, signalShape, suspicionShape } from './shapes/doubt.ts';
import { reads, writes } from './verb.ts';

// A payment confirmer sees what is to be confirmed (`payment.evidence`), not the whole case (本文7).
const caseReaders: readonly Duty[] = [
  'reception',
  'reviewer',
  'approver',
  'payment_clerk',
  'manager',
  'official',
  'auditor',
];

/** Duties of an event, from the transition table, so that a verb never admits more people than the lifecycle. */
export function dutiesOf(...events: CaseEvent[]): readonly Duty[] {
  const rows = transitions.filter((row) => events.includes(row.event));
  return [...new Set(rows.flatMap((row) => row.duties))].filter(
    (duty) => duty !== 'applicant' && duty !== 'agent',
  );
}

/** The case and the version that was seen. */
export const seen = z.strictObject({ id: idSchema, version: versionSchema });
/** The same, with why it is done. */
export const withReason = seen.extend({ reason: reasonSchema });

/** One event on a case as a verb. */
export function act<I extends z.ZodObject>(
  path: string,
  event: CaseEvent,
  summary: string,
  input: I,
  also: CaseEvent[] = [],
  refusals: RefusalCode[] = [],
) {
  return writes(`/cases/:id/${path}`, dutiesOf(event, ...also), {
    summary,
    input,
    output: caseAfterShape,
    refusals: [
      'NOT_FOUND',
      'STALE_VERSION',
      'ILLEGAL_TRANSITION',
      'GUARD_FAILED',
      'SAME_PERSON',
      ...refusals,
    ],
  });
}

/** 発送: how and when a letter went out. */
const posting = {
  method: z.enum(['tracked', 'ordinary', 'online']),
  trackingNumber: z.string().max(30).optional(),
  postedOn: daySchema,
  /** 照合番号 read off the letter and off the label of its envelope before one went into the other; not asked online. */
  letterCode: z.string().max(40).optional(),
  envelopeCode: z.string().max(40).optional(),
};

/** 審査画面の案件: identification and progress; every answer is a further column of the same object. */
const caseShape = z.looseObject({
  id: idSchema,
  receiptNumber: z.string().nullable(),
  state: z.enum(STATES),
  stateLabel: z.string(),
  stateSince: instantSchema,
  version: versionSchema,
  channel: z.enum(['online', 'post']),
  practice: z.boolean(),
  submittedAt: instantSchema.nullable(),
  receivedOn: daySchema.nullable(),
  /** 到着日・消印日 of a postal case as they stand; null online. */
  postalDays: postalDaysSchema.nullable(),
  waitingFor: z.string(),
  suspendedFrom: stateSchema.nullable(),
  assignedToName: z.string().nullable(),
  agentName: z.string().nullable(),
  /** 委任者 as the mandate names it; null without one. */
  principalName: z.string().nullable(),
  /** 郵送申請の手続代行者 as the papers name them. */
  postalAgent: postalAgentSchema.nullable(),
  recommendation: z.enum(['grant', 'refuse']).nullable(),
  recommendationNote: z.string().nullable(),
  recommendedByName: z.string().nullable(),
  recommendedAt: instantSchema.nullable(),
  leavePeriods: z.array(
    z.object({
      part: z.number().int(),
      kind: z.string(),
      startOn: daySchema,
      endOn: daySchema,
      workedDays: z.number(),
    }),
  ),
  measures: z.array(z.object({ kind: z.string(), implementedOn: daySchema, description: z.string() })),
  /** Question key -> Japanese label, of every answer column above. */
  labels: z.record(z.string(), z.string()),
});

/** 職員の操作: review, correction and decision. */
export const staffVerbs = {
  'case.workbench': reads('/cases/:id', caseReaders, {
    summary: '審査画面',
    input: z.strictObject({ id: idSchema }),
    output: z.object({
      case: caseShape,
      version: versionSchema,
      judgement: judgementShape.nullable(),
      /** 名簿が判定より新しい: no grant is recommended or decided before the case was judged anew. */
      listsNewer: z.boolean(),
      /** Receipt numbers of cases of the same employer or employee that were granted after the judgement: judged anew as well. */
      awardsNewer: z.array(z.string()),
      duplicates: z.array(duplicateShape),
      /** 決定の後の重複・支給停止, while there is money to be kept back; papers that left after the decision at any time. */
      late: lateShape,
      suspicions: z.array(suspicionShape),
      signals: z.array(signalShape),
      attachments: z.array(caseAttachmentShape),
      /** 追加書類が判定より新しい: nothing is recommended or decided before the case was judged anew. */
      papersNewer: z.boolean(),
      corrections: z.array(correctionShape),
      /** 補正の期限 of a request made today; null beyond the calendar. */
      correctionDueOn: daySchema.nullable(),
      decision: decisionShape.nullable(),
      /** 追加支給: what is proposed or decided beside the first decision, newest first. */
      topUps: z.array(topUpShape),
      /** 返還の請求, newest first. */
      claims: z.array(claimShape),
      payments: z.array(casePaymentShape),
      letters: z.array(staffLetterShape),
      timeline: z.array(staffEventSchema),
      alongside: z.array(alongsideSchema),
      /** 事務局による訂正, oldest first. */
      fixes: z.array(staffFixShape),
      readings: readingsShape.nullable(),
      awards: z.array(awardShape),
      /** Whether the list of earlier years was taken in: until then nothing is known of them. */
      earlierAwardsListed: z.boolean(),
      /** 標準処理期間: whose turn it is since when, in office days. */
      wait: waitShape.nullable(),
      /** Whether the reader's duties let the messages of the case be read. */
      readsMessages: z.boolean(),
      /** Whether anybody on the applicant's side has an address that notices of the case go to. */
      reachedByMail: z.boolean(),
      permittedEvents: z.array(permittedEventSchema),
    }),
    refusals: ['NOT_FOUND'],
  }),
  'case.register': act(
    'register',
    'register',
    '郵送申請の登録',
    seen.extend({
      /** As typed in when the desk last looked at it: what another has saved since is not registered unseen. */
      revision: versionSchema,
      /** 書面のメモ: what the desk says of answers that it leaves open. */
      notes: gapNotesSchema,
    }),
  ),
  'case.take': act('take', 'take', '審査の開始', seen),
  'case.requestCorrection': act(
    'request-correction',
    'request_correction',
    '補正の依頼',
    seen.extend({
      note: noteSchema,
      dueOn: daySchema.optional(),
      items: z
        .array(
          z.strictObject({
            targetKind: z.enum(['field', 'paper']),
            target: z.string().min(1).max(60),
            reason: reasonSchema,
            /** The paper's file that is meant; `wanted`: another in its place, or one beside it. */
            file: askedFileSchema.optional(),
          }),
        )
        .min(1)
        .max(60),
    }),
  ),
  'case.resumeReview': act('resume-review', 'resume_review', '補正なしで審査再開', withReason),
  'case.recommend': act(
    'recommend',
    'recommend',
    '審査結果の上申',
    seen.extend({ recommendation: z.enum(['grant', 'refuse']), note: noteSchema }),
  ),
  'case.returnToReview': act('return-to-review', 'return_to_review', '審査への差戻し', withReason),
  'case.takeOver': act('take-over', 'take_over', '担当の引継ぎ', withReason),
  'case.judgeAnew': act('judge-anew', 'judge_anew', '判定のやり直し', seen),
  'case.grant': act('grant', 'grant', '支給決定', seen.extend({ amount: amountSchema })),
  'case.refuse': act(
    'refuse',
    'refuse',
    '不支給決定',
    seen.extend({ reasons: z.array(refusalReasonSchema).min(1).max(20) }),
  ),
  'case.postNotice': act(
    'post-notice',
    'post_notice',
    '通知書の発送',
    seen.extend(posting),
    [],
    ['POSTED_DATE_OUTSIDE_WINDOW', 'TRACKING_NUMBER_USED', 'ENVELOPE_UNREAD', 'ENVELOPE_MISMATCH'],
  ),
  'case.recordMailing': writes('/cases/:id/record-mailing', dutiesOf('post_notice'), {
    summary: '通知書・依頼書の発送の記録',
    input: seen.extend({ letterId: idSchema, ...posting }),
    output: z.object({ id: idSchema, letterId: idSchema, postedOn: daySchema }),
    refusals: [
      'NOT_FOUND',
      'STALE_VERSION',
      'GUARD_FAILED',
      'POSTED_DATE_OUTSIDE_WINDOW',
      'TRACKING_NUMBER_USED',
      'ENVELOPE_UNREAD',
      'ENVELOPE_MISMATCH',
    ],
  }),
  'case.withdraw': act('withdraw', 'withdraw', '申出による取下げ', withReason),
  'papers.check': writes('/papers/check', ['manager'], {
    summary: '書類の保管点検',
    input: z.strictObject({}),
    output: z.object({
      checkedAt: instantSchema,
      files: z.number().int(),
      missing: z.number().int(),
      changed: z.number().int(),
      erased: z.number().int(),
      faults: z.array(z.string()),
    }),
  }),
  'finding.mark': writes('/findings/:id/mark', ['reviewer'], {
    summary: '判定への判断',
    input: z.strictObject({
      id: idSchema,
      mark: z.enum(['ok', 'defect', 'hold']),
      note: noteSchema,
      /** `markVersion` of the finding as it was seen; two people never overwrite each other's mark. */
      markVersion: versionSchema,
      /** 根拠: the page of a paper that shows it. */
      evidence: evidenceSchema.nullable().optional(),
    }),
    output: z.object({
      id: idSchema,
      mark: z.enum(['ok', 'defect', 'hold']),
      note: z.string(),
      markVersion: versionSchema,
    }),
    refusals: ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'STALE_VERSION', 'GUARD_FAILED'],
  }),
};
