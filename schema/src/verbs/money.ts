import { z } from 'zod';
import {
  amountSchema,
  bytesSchema,
  daySchema,
  idSchema,
  instantSchema,
  reasonSchema,
  versionSchema,
} from './shapes/basic.ts';
import { LATE_DOUBTS } from '../suspicion/late.ts';
import { LOST_FEE_MAX_YEN } from '../zengin/lost-fee.ts';
import { reads, writes } from './verb.ts';

const BATCH_STATES = ['open', 'sealed', 'settled', 'discarded', 'recalled'] as const;

/** 振込先 as shown: never the whole account number. */
const maskedAccount = z.object({
  bankName: z.string(),
  branchName: z.string(),
  accountType: z.string(),
  last3: z.string(),
  holderKana: z.string(),
});

const batchLine = z.object({
  id: idSchema,
  /** 支払番号: stands in the bank file as 顧客コード1 and in the bank's answer. */
  serial: z.number().int(),
  applicationId: idSchema,
  receiptNumber: z.string(),
  employerName: z.string(),
  /** Null, like the account, to whoever has yet to type them from the papers (照合入力). */
  amount: amountSchema.nullable(),
  account: maskedAccount.nullable(),
  state: z.enum(['prepared', 'sealed', 'paid', 'failed', 'removed']),
  /** Live confirmations; two by different people are needed to seal. */
  confirmations: z.number().int(),
  confirmedByMe: z.boolean(),
  /** True while a suspicion of its case is open or was confirmed and its money has not gone. */
  doubted: z.boolean(),
  /** What was found after the decision and keeps the money back, while it has not gone; null where nothing does. */
  late: z.enum(LATE_DOUBTS).nullable(),
});

/** 支払バッチ. */
const batchShape = z.object({
  id: idSchema,
  number: z.string(),
  transferOn: daySchema,
  bankProfileName: z.string(),
  state: z.enum(BATCH_STATES),
  version: versionSchema,
  count: z.number().int(),
  /** Null to whoever has yet to type an amount of the batch. */
  total: amountSchema.nullable(),
  payments: z.array(batchLine),
  /** 同一口座・同額: 支払番号 of payments to the same account with the same amount, group by group; none while they are to be typed. */
  repeated: z.array(z.array(z.number().int())),
  fileSha256: z.string().nullable(),
  preparedByName: z.string(),
  preparedAt: instantSchema,
  /** People whose confirmations stand, by name. */
  confirmerNames: z.array(z.string()),
  /** 概算払の残高: what may still be promised now, in yen; a sealed batch is already taken off. */
  available: z.number().int(),
  sealedByName: z.string().nullable(),
  sealedAt: instantSchema.nullable(),
  /** While open: whether the bank can still carry it out on its day, and the day to offer instead; null afterwards. */
  transferDay: z.object({ kept: z.boolean(), offered: daySchema.nullable() }).nullable(),
  /** 振込データの取出し, oldest first: who took the file, and when. */
  fetches: z.array(z.object({ byName: z.string(), at: instantSchema })),
  /** 確定後の取下げ, asked for or carried out. */
  recall: z
    .object({
      reason: z.string(),
      proposedByName: z.string(),
      proposedAt: instantSchema,
      /** 銀行への確認; null until it is carried out, as are the person and the time. */
      answer: z.string().nullable(),
      recalledByName: z.string().nullable(),
      recalledAt: instantSchema.nullable(),
    })
    .nullable(),
});

/** 振込結果: what the bank answered for one payment. */
const resultShape = z.strictObject({
  paymentId: idSchema,
  outcome: z.enum(['paid', 'failed']),
  on: daySchema,
  reasonCode: z.string().max(20).optional(),
  reason: z.string().max(500).optional(),
  /** 戻らない手数料 of a failed transfer, yen. */
  feeLost: z.number().int().min(0).max(LOST_FEE_MAX_YEN).optional(),
  /** Whether the bank took that fee out of what it gave back. */
  feeDeducted: z.boolean().optional(),
});

const one = z.strictObject({ id: idSchema });
const readers = ['payment_clerk', 'payment_confirmer', 'manager', 'auditor'] as const;

/** 支払の操作: batches, confirmation by several people, the bank file and its results. */
export const moneyVerbs = {
  'batch.create': writes('/batches', ['payment_clerk'], {
    summary: '支払バッチの作成',
    input: z.strictObject({
      transferOn: daySchema,
      bankProfileId: idSchema,
      applicationIds: z.array(idSchema).min(1).max(1000),
    }),
    output: batchShape,
    refusals: [
      'NOT_FOUND',
      'NOT_BANK_DAY',
      'TRANSFER_DATE_OUTSIDE_WINDOW',
      'ILLEGAL_TRANSITION',
      'SAME_PERSON',
      'DUPLICATE_PAYMENT',
    ],
  }),
  'batch.payable': reads('/batches/payable', ['payment_clerk', 'manager'], {
    summary: '支払待ちの一覧',
    input: z.strictObject({}),
    output: z.object({
      payable: z.array(
        z.object({
          applicationId: idSchema,
          receiptNumber: z.string(),
          employerName: z.string(),
          amount: amountSchema,
          decisionNumber: z.string(),
          decidedAt: instantSchema,
          account: maskedAccount,
          /**
           * Why it cannot be prepared by this person (granted, typed the account, or looked at a bar) or by nobody (doubt,
           * or what was found after the decision); null when it can.
           */
          obstacle: z.enum(['granted', 'typed', 'looked', 'doubt', ...LATE_DOUBTS]).nullable(),
        }),
      ),
      total: amountSchema,
      /** With a transfer date to offer; null when the calendar ends before it. */
      bankProfiles: z.array(z.object({ id: idSchema, name: z.string(), transferOn: daySchema.nullable() })),
      batches: z.array(
        z.object({
          id: idSchema,
          number: z.string(),
          transferOn: daySchema,
          state: z.enum(BATCH_STATES),
          count: z.number().int(),
          total: amountSchema,
        }),
      ),
    }),
  }),
  'batch.show': reads('/batches/:id', readers, {
    summary: '支払バッチ',
    input: one,
    output: batchShape,
    refusals: ['NOT_FOUND'],
  }),
  'batch.remove': writes('/batches/:id/remove', ['payment_clerk'], {
    summary: '支払バッチからの除外',
    input: z.strictObject({ id: idSchema, paymentId: idSchema }),
    output: batchShape,
    refusals: ['NOT_FOUND', 'BATCH_SEALED', 'GUARD_FAILED', 'ILLEGAL_TRANSITION'],
  }),
  'batch.redate': writes('/batches/:id/redate', ['payment_clerk'], {
    summary: '振込指定日の変更',
    input: z.strictObject({ id: idSchema, version: versionSchema, transferOn: daySchema }),
    output: batchShape,
    refusals: [
      'NOT_FOUND',
      'STALE_VERSION',
      'BATCH_SEALED',
      'NOT_BANK_DAY',
      'TRANSFER_DATE_OUTSIDE_WINDOW',
      'GUARD_FAILED',
    ],
  }),
  'batch.seal': writes('/batches/:id/seal', ['payment_clerk'], {
    summary: '支払バッチの確定（振込データの作成）',
    input: z.strictObject({
      id: idSchema,
      version: versionSchema,
      count: z.number().int().min(1),
      total: amountSchema,
      /** How many payments in `repeated` were looked at and found to be of decisions of their own. */
      repeated: z.number().int().min(0).default(0),
    }),
    output: batchShape,
    refusals: [
      'NOT_FOUND',
      'STALE_VERSION',
      'BATCH_SEALED',
      'GUARD_FAILED',
      'SAME_PERSON',
      'NOT_BANK_DAY',
      'ZENGIN_CHARACTER',
      'ZENGIN_TOO_LONG',
    ],
  }),
  'batch.proposeRecall': writes('/batches/:id/propose-recall', ['payment_clerk'], {
    summary: '確定した支払バッチの取下げの申出',
    input: z.strictObject({ id: idSchema, version: versionSchema, reason: reasonSchema }),
    output: batchShape,
    refusals: ['NOT_FOUND', 'STALE_VERSION', 'GUARD_FAILED'],
  }),
  'batch.keep': writes('/batches/:id/keep', ['payment_clerk', 'manager'], {
    summary: '取下げの申出の取りやめ',
    input: z.strictObject({ id: idSchema, version: versionSchema }),
    output: batchShape,
    refusals: ['NOT_FOUND', 'STALE_VERSION', 'GUARD_FAILED'],
  }),
  'batch.recall': writes('/batches/:id/recall', ['manager'], {
    summary: '確定した支払バッチの取下げ',
    input: z.strictObject({
      id: idSchema,
      version: versionSchema,
      count: z.number().int().min(1),
      total: amountSchema,
      /** How it was made sure that the bank does not have the file: who said so, and when. */
      bankAnswer: reasonSchema,
    }),
    output: batchShape,
    refusals: ['NOT_FOUND', 'STALE_VERSION', 'GUARD_FAILED', 'SAME_PERSON', 'ILLEGAL_TRANSITION'],
  }),
  'batch.file': reads('/batches/:id/file', ['payment_clerk'], {
    summary: '振込データの取得',
    input: one,
    output: bytesSchema,
    answers: 'file',
    refusals: ['NOT_FOUND', 'GUARD_FAILED'],
  }),
  'batch.sheet': reads('/batches/:id/sheet', ['payment_clerk', 'manager', 'auditor'], {
    summary: '振込データ確認票',
    input: one,
    output: bytesSchema,
    answers: 'pdf',
    refusals: ['NOT_FOUND', 'LETTER_GLYPH_MISSING'],
  }),
  'batch.readResults': writes('/batches/:id/results/read', ['payment_clerk'], {
    summary: '振込結果の一覧の読取り',
    input: one,
    /** Read, not recorded: a person looks at it first. */
    output: z.object({ results: z.array(resultShape) }),
    upload: true,
    refusals: ['NOT_FOUND', 'RESULT_LIST_FAULT', 'FILE_EMPTY', 'FILE_TOO_LARGE', 'GUARD_FAILED'],
  }),
  'batch.results': writes('/batches/:id/results', ['payment_clerk'], {
    summary: '振込結果の記録',
    input: z.strictObject({
      id: idSchema,
      results: z.array(resultShape).min(1).max(1000),
    }),
    output: batchShape,
    refusals: ['NOT_FOUND', 'GUARD_FAILED', 'ILLEGAL_TRANSITION', 'RESULT_DATE_OUTSIDE_WINDOW'],
  }),
};
