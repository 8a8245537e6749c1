import { z } from 'zod';
import { EMPLOYER_KINDS } from '../../agency/mandate-employer.ts';
import { answerValueSchema } from '../../application/draft.ts';
import { WANTED } from '../../application/named-file.ts';
import { CASE_VERDICTS, VERDICTS } from '../../eligibility/finding.ts';
import { POST_RULES } from '../../programme/figures.ts';
import { amountSchema, daySchema, idSchema, instantSchema, stateSchema, versionSchema } from './basic.ts';
import { evidenceSchema } from './review.ts';

/** 添付書類. */
export const attachmentShape = z.object({
  id: idSchema,
  paper: z.string(),
  paperLabel: z.string(),
  originalName: z.string(),
  bytes: z.number().int(),
  pages: z.number().int().nullable(),
  mime: z.string(),
  sha256: z.string(),
  status: z.enum(['received', 'replaced', 'removed']),
  /** 仕分け待ち: a whole envelope in one file. */
  unsorted: z.boolean(),
  /** 郵送で届いた書類: it came in an envelope, whole or sorted out of one. */
  byPost: z.boolean(),
  scan: z.enum(['pending', 'clean', 'infected']),
  correctionItem: idSchema.nullable(),
  uploadedAt: instantSchema,
});

/**
 * 審査画面の添付書類. `late`: came by post after the receipt, unasked. `envelope` and `envelopePage`: the attachment it was
 * sorted out of, and its first page there. `misfiled`: it belonged to another case and was taken out.
 */
export const caseAttachmentShape = attachmentShape.extend({
  late: z.boolean(),
  misfiled: z.boolean(),
  envelope: idSchema.nullable(),
  envelopePage: z.number().int().nullable(),
});

/** 補正の対象のファイル, and whether it is to be replaced or another added. */
export const namedFileShape = z.object({
  attachmentId: idSchema,
  /** Counted from 1; null where the whole file is meant. */
  page: z.number().int().nullable(),
  /** 何枚目: its place among the received files of its kind, by arrival, when the office asked. */
  ordinal: z.number().int(),
  wanted: z.enum(WANTED),
});

/** 補正の一項目. */
export const correctionItemShape = z.object({
  id: idSchema,
  targetKind: z.enum(['field', 'paper']),
  target: z.string(),
  label: z.string(),
  reason: z.string(),
  oldValue: answerValueSchema.nullable(),
  newValue: answerValueSchema.nullable(),
  answeredAt: instantSchema.nullable(),
  /** 直す必要がない理由: why nothing was mended; null for every other answer. */
  unneededReason: z.string().nullable(),
  /** True where nobody asked for it: the answers to the others opened the question, or made it pointless. */
  follows: z.boolean(),
  /** The file the item is about; null where a paper is missing, and for a field. */
  file: namedFileShape.nullable(),
});

/** 補正. */
export const correctionShape = z.object({
  id: idSchema,
  round: z.number().int(),
  state: z.enum(['open', 'answered', 'closed']),
  dueOn: daySchema,
  note: z.string(),
  requestedAt: instantSchema,
  answeredAt: instantSchema.nullable(),
  /** 回答の到着: since when papers that came by post wait to be entered; null where none do. */
  answerArrivedAt: instantSchema.nullable(),
  /** When the desk last noted that what came by post answers a part only. */
  partNotedAt: instantSchema.nullable(),
  /** 回答日: online the day of sending; by post of the postmark or the arrival, as the programme says. Null while open. */
  answeredOn: daySchema.nullable(),
  /** 到着日・消印日 of an answer that came by post. */
  arrivedOn: daySchema.nullable(),
  postmarkOn: daySchema.nullable(),
  /** Which of the two counts for this case. */
  postRule: z.enum(POST_RULES),
  items: z.array(correctionItemShape),
});

/** 決定. */
export const decisionShape = z.object({
  kind: z.enum(['grant', 'refuse']),
  amount: amountSchema,
  number: z.string(),
  decidedAt: instantSchema,
  /** As the notice prints them: the requirement in words. */
  reasons: z.array(z.object({ requirement: z.string(), text: z.string() })),
});

/** 追加支給: proposed, decided or taken back. `number` and `decidedAt` once decided. */
export const topUpShape = z.object({
  amount: amountSchema,
  reason: z.string(),
  proposedByName: z.string(),
  proposedAt: instantSchema,
  state: z.enum(['proposed', 'declined', 'live', 'cancelled']),
  number: z.string().nullable(),
});

/** 返還の請求: the sum claimed back, and the day on which it came in. */
export const claimShape = z.object({
  amount: amountSchema,
  /** 支給額として残る額: what was paid and is not claimed back, after this claim; yen. */
  kept: amountSchema,
  reason: z.string(),
  claimedByName: z.string(),
  claimedAt: instantSchema,
  /** Null while the money is awaited. */
  repaidOn: daySchema.nullable(),
});

/** 手続代行者 of a case; `holds` is false when the mandate has ended. `principal`: 委任者, as the mandate names it. */
export const agentShape = z.object({
  name: z.string(),
  office: z.string(),
  holds: z.boolean(),
  principal: z.object({
    name: z.string(),
    corporateNumber: z.string().nullable(),
    /** 法人・個人の別; null in a mandate from before it was asked. */
    kind: z.enum(EMPLOYER_KINDS).nullable(),
  }),
});

/** 返還の請求, as whoever is to pay it back sees it. */
export const ownClaimShape = claimShape.omit({ claimedByName: true });

/** 通知書. */
export const letterShape = z.object({
  id: idSchema,
  kind: z.enum(['receipt', 'grant', 'refusal', 'correction', 'claim', 'cancel', 'fix', 'undone']),
  label: z.string(),
  number: z.string().nullable(),
  madeAt: instantSchema.nullable(),
  /** 取消済: it tells of a decision that was taken back. */
  cancelled: z.boolean(),
});

/** 通知書, as the desk that sends it needs it. */
export const staffLetterShape = letterShape.extend({
  /** The day it last went out; null when that was not recorded. */
  postedOn: daySchema.nullable(),
  trackingNumber: z.string().nullable(),
  /** True when this person may record its posting by itself (`case.recordMailing`). */
  mailable: z.boolean(),
});

/** 金額の計算. */
export const amountShape = z.object({
  base: amountSchema,
  additions: z.array(z.object({ code: z.string(), label: z.string(), amount: amountSchema })),
  total: amountSchema,
  /** The total under the other reading of how additions combine. */
  otherReading: amountSchema,
  arithmetic: z.array(z.string()),
});

/** 判定の一件. */
export const findingShape = z.object({
  rule: z.string(),
  article: z.string(),
  requirement: z.string(),
  found: z.string(),
  verdict: z.enum(VERDICTS),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
});

/** 判定 with the reviewer's mark. */
export const markedFindingShape = findingShape.extend({
  id: idSchema,
  title: z.string(),
  mark: z.enum(['ok', 'defect', 'hold']).nullable(),
  markNote: z.string().nullable(),
  /** Counts the marks of this finding; a mark names the one it saw. */
  markVersion: versionSchema,
  evidence: evidenceSchema.nullable(),
  markedByName: z.string().nullable(),
  markedAt: instantSchema.nullable(),
});

/** 審査の判定. */
export const judgementShape = z.object({
  id: idSchema,
  number: z.number().int(),
  judgedAt: instantSchema,
  verdict: z.enum(CASE_VERDICTS),
  /** Null while a paper leaves the periods or the birth open. */
  leave: z
    .object({
      months: z.number().int(),
      restDays: z.number().int(),
      days: z.number().int(),
      arithmetic: z.array(z.string()),
    })
    .nullable(),
  findings: z.array(markedFindingShape),
  /** Null while something that decides it is not known. */
  amount: amountShape.nullable(),
});

/** 重複の疑い. */
export const duplicateShape = z.object({
  id: idSchema,
  rule: z.string(),
  ruleLabel: z.string(),
  strength: z.enum(['exact', 'likely']),
  score: z.number(),
  state: z.enum(['open', 'valid', 'duplicate', 'different']),
  /** Of what the set says and of which cases: a judgement names the digest that it was made from. */
  digest: z.string(),
  reason: z.string().nullable(),
  /** Labels of the answers by which the set was found. */
  agreed: z.array(z.string()),
  members: z.array(
    z.object({
      applicationId: idSchema,
      receiptNumber: z.string().nullable(),
      employerName: z.string().nullable(),
      employeeName: z.string().nullable(),
      state: stateSchema,
      /** What a person made of this case, and why. */
      verdict: z.enum(['valid', 'duplicate', 'different']).nullable(),
      reason: z.string().nullable(),
      /** Compared answers of this case: label -> text. */
      columns: z.record(z.string(), z.string().nullable()),
    }),
  ),
  /** What was judged before the set was opened again, newest first. */
  reopenings: z.array(
    z.object({
      at: instantSchema,
      byName: z.string(),
      reason: z.string(),
      judgements: z.array(
        z.object({
          receiptNumber: z.string().nullable(),
          verdict: z.enum(['valid', 'duplicate', 'different']),
          reason: z.string(),
          byName: z.string(),
        }),
      ),
    }),
  ),
  /** Whether this reader may open it again: another person than those who judged, while no decision rests on all of it. */
  mayReopen: z.boolean(),
});

/** 支払 of a case, for staff; the account number is masked. */
export const casePaymentShape = z.object({
  id: idSchema,
  amount: amountSchema,
  state: z.enum(['prepared', 'sealed', 'paid', 'failed', 'removed']),
  batchId: idSchema,
  batchNumber: z.string(),
  transferOn: daySchema,
  outcome: z.string().nullable(),
});

/** The case after an act. */
export const caseAfterShape = z.object({
  id: idSchema,
  state: stateSchema,
  stateLabel: z.string(),
  version: versionSchema,
});

/** One line of a list of applications. */
export const applicationLineShape = z.object({
  id: idSchema,
  state: stateSchema,
  stateLabel: z.string(),
  receiptNumber: z.string().nullable(),
  employerName: z.string().nullable(),
  employeeName: z.string().nullable(),
  waitingFor: z.string(),
  waitingForLabel: z.string(),
  dueOn: daySchema.nullable(),
  updatedAt: instantSchema,
  /** 委任: for whom an agent acts; null in an applicant's own list. */
  mandate: idSchema.nullable(),
  /** Messages of the office that were not read yet. */
  unread: z.number().int(),
});
