import { z } from 'zod';
import { PAPER_CODES } from '../application/papers.ts';
import { answersSchema, answerValueSchema, unneededReasonSchema } from '../application/draft.ts';
import type { Duty } from '../lifecycle/duty.ts';
import { WAITING_FOR } from '../lifecycle/states.ts';
import {
  bytesSchema,
  daySchema,
  idempotencyKeySchema,
  idSchema,
  instantSchema,
  nothing,
  permittedEventSchema,
  publicEventSchema,
  reasonSchema,
  stateSchema,
  versionSchema,
} from './shapes/basic.ts';
import {
  agentShape,
  amountShape,
  applicationLineShape,
  attachmentShape,
  caseAfterShape,
  correctionShape,
  decisionShape,
  findingShape,
  letterShape,
  ownClaimShape,
} from './shapes/case.ts';
import { toldFixShape } from './shapes/fix.ts';
import { reads, writes } from './verb.ts';

const theApplicant: readonly Duty[] = ['applicant', 'agent'];
// The desk enters postal applications and answers for people who write by post.
const applicantOrDesk: readonly Duty[] = ['applicant', 'agent', 'reception'];
const anyReader: readonly Duty[] = [
  'applicant',
  'agent',
  'reception',
  'reviewer',
  'approver',
  'payment_clerk',
  'payment_confirmer',
  'manager',
  'official',
  'auditor',
];
const revision = z.number().int().min(0);
const one = z.strictObject({ id: idSchema });

/** 頁の画像の幅, in pixels: a thumbnail, a telephone, a desk, and a closer look. Few, so that they can be kept. */
export const PAGE_WIDTHS = ['160', '640', '1280', '2560'] as const;

const FILE_REFUSALS = [
  'FILE_EMPTY',
  'FILE_TOO_LARGE',
  'FILE_TYPE_REFUSED',
  'FILE_BROKEN',
  'FILE_MIXED',
  'FILE_TOO_COMPLEX',
  'IMAGE_TOO_MANY_PIXELS',
  'PDF_LOCKED',
  'PDF_ACTIVE',
  'PDF_EMBEDS',
  'PDF_EMPTY',
  'PDF_TOO_MANY_PAGES',
] as const;

/** 振込口座 as typed. */
export const accountAnswerSchema = z.strictObject({
  bankCode: z.string().max(10),
  branchCode: z.string().max(10),
  accountType: z.string().max(20),
  accountNumber: z.string().max(20),
  accountHolderKana: z.string().max(60),
});

/** A new account, the version seen, and beside them the passbook that shows it. */
const newAccount = {
  input: z.strictObject({
    id: idSchema,
    version: z.string().regex(/^\d{1,9}$/u),
    ...accountAnswerSchema.shape,
  }),
  output: caseAfterShape,
  upload: true,
  refusals: ['NOT_FOUND', 'STALE_VERSION', 'ILLEGAL_TRANSITION', ...FILE_REFUSALS],
} as const;

/** 申請者の操作: drafting, filing, correcting and following an application. */
export const applicantVerbs = {
  'application.list': reads('/applications', theApplicant, {
    summary: '自分の申請の一覧',
    input: nothing,
    output: z.object({ applications: z.array(applicationLineShape) }),
  }),
  'application.start': writes('/applications', theApplicant, {
    summary: '申請書の作成',
    /** `mandate` is required of an agent: for whom the application is made. */
    input: z.strictObject({ idempotencyKey: idempotencyKeySchema, mandate: idSchema.optional() }),
    output: z.object({ id: idSchema, revision }),
    refusals: ['OUTSIDE_PERIOD', 'MANDATE_ENDED', 'OTHER_CLIENT'],
  }),
  'application.show': reads('/applications/:id', applicantOrDesk, {
    summary: '申請の内容と状況',
    input: one,
    output: z.object({
      id: idSchema,
      state: stateSchema,
      stateLabel: z.string(),
      stateMeaning: z.string(),
      receiptNumber: z.string().nullable(),
      channel: z.enum(['online', 'post']),
      version: versionSchema,
      revision,
      savedAt: instantSchema.nullable(),
      submittedAt: instantSchema.nullable(),
      waitingFor: z.enum(WAITING_FOR),
      /** As typed; the account number is masked but for its last three digits. */
      answers: answersSchema,
      /** 様式の改版: what is new since the form this draft was saved under, and the keys it could not carry over. */
      formNews: z.array(z.string()),
      formDropped: z.array(z.string()),
      attachments: z.array(attachmentShape),
      correction: correctionShape.nullable(),
      decision: decisionShape.nullable(),
      payment: z.object({ state: z.string(), transferOn: daySchema.nullable() }).nullable(),
      /** 返還の請求, newest first. */
      claims: z.array(ownClaimShape),
      fixes: z.array(toldFixShape),
      timeline: z.array(publicEventSchema),
      permittedEvents: z.array(permittedEventSchema),
      letters: z.array(letterShape),
      agent: agentShape.nullable(),
      /** Where notices go (see `notices`). */
      addresses: z.object({ agent: z.string().nullable(), employer: z.string().nullable() }),
      /** Messages of the office that were not read yet. */
      unread: z.number().int(),
      canWrite: z.boolean(),
    }),
    refusals: ['NOT_FOUND'],
  }),
  'application.save': writes('/applications/:id/save', applicantOrDesk, {
    summary: '下書きの保存',
    input: z.strictObject({ id: idSchema, revision, answers: answersSchema }),
    output: z.object({ revision, savedAt: instantSchema }),
    refusals: ['NOT_FOUND', 'STALE_VERSION', 'ILLEGAL_TRANSITION'],
  }),
  'application.check': reads('/applications/:id/check', applicantOrDesk, {
    summary: '提出前の確認',
    input: one,
    output: z.object({
      missing: z.array(z.object({ key: z.string(), message: z.string() })),
      missingPapers: z.array(z.object({ paper: z.enum(PAPER_CODES), label: z.string() })),
      findings: z.array(findingShape),
      amount: amountShape.nullable(),
    }),
    refusals: ['NOT_FOUND'],
  }),
  'attachment.add': writes('/applications/:id/attachments', applicantOrDesk, {
    summary: '書類の添付',
    input: z.strictObject({
      id: idSchema,
      paper: z.enum(PAPER_CODES),
      correctionItem: idSchema.optional(),
      /** The same key again is the same file again: a retry never makes a second attachment. */
      idempotencyKey: idempotencyKeySchema.optional(),
      /** The attachment whose place the file takes. */
      replaces: idSchema.optional(),
    }),
    output: attachmentShape.extend({
      /** True when the very same file was there for this paper already; nothing was added. */
      already: z.boolean(),
      /** Labels of other papers to which the very same file is attached. */
      alsoAs: z.array(z.string()),
    }),
    upload: true,
    refusals: [
      'NOT_FOUND',
      ...FILE_REFUSALS,
      'UPLOAD_KEY_USED',
      'MY_NUMBER_FOUND',
      'GUARD_FAILED',
      'ILLEGAL_TRANSITION',
    ],
  }),
  'attachment.remove': writes('/applications/:id/attachments/:attachmentId/remove', applicantOrDesk, {
    summary: '添付の取消し',
    input: z.strictObject({
      id: idSchema,
      attachmentId: idSchema,
      /** Required of the desk, which takes out what others have sent. */
      reason: reasonSchema.optional(),
    }),
    output: nothing,
    refusals: ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'STALE_VERSION'],
  }),
  'attachment.file': reads('/applications/:id/attachments/:attachmentId/file', anyReader, {
    summary: '添付書類の閲覧',
    input: z.strictObject({ id: idSchema, attachmentId: idSchema }),
    output: bytesSchema,
    answers: 'file',
    refusals: ['NOT_FOUND'],
  }),
  'attachment.page': reads('/applications/:id/attachments/:attachmentId/pages/:page', anyReader, {
    summary: '添付書類の頁の画像',
    input: z.strictObject({
      id: idSchema,
      attachmentId: idSchema,
      /** From 1. */
      page: z.string().regex(/^[1-9]\d{0,3}$/u),
      /** Pixels; the image is at most this wide. */
      width: z.enum(PAGE_WIDTHS),
    }),
    output: bytesSchema,
    answers: 'file',
    refusals: ['NOT_FOUND', 'UNAVAILABLE'],
  }),
  'application.submit': writes('/applications/:id/submit', theApplicant, {
    summary: '申請の提出',
    input: z.strictObject({ id: idSchema, revision, idempotencyKey: idempotencyKeySchema }),
    output: z.object({ receiptNumber: z.string(), submittedAt: instantSchema }),
    refusals: [
      'NOT_FOUND',
      'STALE_VERSION',
      'GUARD_FAILED',
      'ILLEGAL_TRANSITION',
      'ALREADY_SUBMITTED',
      'PAPERS_LOST',
      'OTHER_PRINCIPAL',
    ],
  }),
  'application.receipt': reads('/applications/:id/receipt.pdf', applicantOrDesk, {
    summary: '受付票',
    input: one,
    output: bytesSchema,
    answers: 'pdf',
    refusals: ['NOT_FOUND'],
  }),
  'correction.answer': writes('/applications/:id/correction/answer', applicantOrDesk, {
    summary: '補正の回答',
    input: z.strictObject({
      id: idSchema,
      version: versionSchema,
      /** Item id -> the new answer; for a paper, the id of the attachment. */
      answers: z.record(idSchema, answerValueSchema),
      /** Item id -> why there is nothing to mend in it (直す必要がない理由); instead of an answer, never beside one. */
      unneeded: z.record(idSchema, unneededReasonSchema).optional(),
      /** Question key -> the answer to a question that is asked only because of these answers; no other is open. */
      following: z.record(z.string().max(60), answerValueSchema).optional(),
      /**
       * Ids of older files that the new ones take the place of; the others of their kind stay. Where an item names its
       * file, no other is open to it. Without `replaces` it is the files whose 差し替え was asked for, and no more.
       */
      replaces: z.array(idSchema).max(200).optional(),
      /** 到着日, JST, of an answer that came by post: the desk must say it, and nobody else may. */
      arrivedOn: daySchema.optional(),
      /** 消印の日, JST; absent or null when it cannot be read or there is none. */
      postmarkOn: daySchema.nullable().optional(),
    }),
    output: caseAfterShape,
    refusals: [
      'NOT_FOUND',
      'STALE_VERSION',
      'GUARD_FAILED',
      'ILLEGAL_TRANSITION',
      'MY_NUMBER_FOUND',
      'OTHER_PRINCIPAL',
    ],
  }),
  'application.withdraw': writes('/applications/:id/withdraw', applicantOrDesk, {
    summary: '申請の取下げ',
    input: z.strictObject({ id: idSchema, version: versionSchema, reason: reasonSchema }),
    output: caseAfterShape,
    refusals: ['NOT_FOUND', 'STALE_VERSION', 'GUARD_FAILED', 'ILLEGAL_TRANSITION'],
  }),
  'account.correct': writes('/applications/:id/account', applicantOrDesk, {
    summary: '振込口座の訂正（通帳の写しを添えて）',
    ...newAccount,
  }),
  'account.change': writes('/applications/:id/account-change', applicantOrDesk, {
    summary: '振込口座の変更（通帳の写しを添えて）',
    ...newAccount,
  }),
  'application.copy': reads('/applications/:id/copy.pdf', applicantOrDesk, {
    summary: '提出内容の控え',
    input: one,
    output: bytesSchema,
    answers: 'pdf',
    refusals: ['NOT_FOUND', 'GUARD_FAILED'],
  }),
  'letter.file': reads('/letters/:id/file', anyReader, {
    summary: '通知書の閲覧',
    input: one,
    output: bytesSchema,
    answers: 'pdf',
    refusals: ['NOT_FOUND', 'UNAVAILABLE'],
  }),
};
