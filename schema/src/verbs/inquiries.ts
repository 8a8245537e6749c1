import { z } from 'zod';
import type { Duty } from '../lifecycle/duty.ts';
import {
  INQUIRY_MINUTES_MAX,
  faqCategories,
  inquiryCategories,
  inquiryChannels,
  inquiryParties,
  inquiryStates,
} from '../inquiry.ts';
import { daySchema, idempotencyKeySchema, idSchema, instantSchema } from './shapes/basic.ts';
import { keysOf } from './shapes/keys.ts';
import { reads, writes } from './verb.ts';

/** Whoever may write inquiries down. */
const desk: readonly Duty[] = ['reception', 'reviewer', 'payment_clerk', 'manager'];

const minutes = z
  .number({ error: '所要時間を数字で入力してください。' })
  .int('所要時間は1分単位で入力してください。')
  .min(0)
  .max(INQUIRY_MINUTES_MAX, `所要時間は${INQUIRY_MINUTES_MAX}分以内で入力してください。`);

const line = z.object({
  id: idSchema,
  receivedAt: instantSchema,
  channel: z.enum(keysOf(inquiryChannels)),
  category: z.enum(keysOf(inquiryCategories)),
  partyName: z.string().nullable(),
  partyContact: z.string().nullable(),
  summary: z.string(),
  question: z.string(),
  answer: z.string().nullable(),
  state: z.enum(keysOf(inquiryStates)),
  callback: z.boolean(),
  callbackAt: instantSchema.nullable(),
  answerDueOn: daySchema.nullable(),
  overdue: z.boolean(),
  /** True when an answer can go out by mail. */
  mayMail: z.boolean(),
  mailedAt: instantSchema.nullable(),
  /** 届いていない回答: no mail server has taken its mail, though it was tried; whoever asked is told by telephone. */
  unsent: z.boolean(),
  answeredAt: instantSchema.nullable(),
  applicationId: idSchema.nullable(),
  receiptNumber: z.string().nullable(),
  faqId: idSchema.nullable(),
  minutes: z.number().int().nullable(),
  practice: z.boolean(),
  /** 訂正, the oldest first: who put right what, why, and in words what stood there before. */
  corrections: z.array(
    z.object({
      at: instantSchema,
      by: z.string().nullable(),
      reason: z.string(),
      former: z.array(z.string()),
    }),
  ),
});

/** 問合せの操作: a call is written down while it lasts, and whatever waits is answered from one list. */
export const inquiryVerbs = {
  'inquiry.desk': reads('/desk/inquiries', desk, {
    summary: '問合せの一覧',
    input: z.strictObject({
      state: z.enum(['open', 'closed', 'all']).optional(),
      /** `next` of the answer before: goes on after what it showed, whatever has left the list since. */
      after: z.string().max(200).optional(),
    }),
    output: z.object({
      inquiries: z.array(line),
      /** Of all that wait, also of those left off the list. */
      overdue: z.number().int(),
      /** Of all that were answered in the last 30 days. */
      unsent: z.number().int(),
      /** So many more follow after these. */
      more: z.number().int(),
      /** What to ask for them with; null when none follow. */
      next: z.string().nullable(),
    }),
  }),
  'inquiry.lookup': reads('/desk/inquiries/cases', desk, {
    summary: '問合せた人の申請の検索',
    input: z.strictObject({ words: z.string().trim().min(2).max(100) }),
    output: z.object({
      cases: z.array(
        z.object({
          id: idSchema,
          receiptNumber: z.string(),
          employerName: z.string(),
          phone: z.string().nullable(),
          /** 状況 as its applicant may know it. */
          stateLabel: z.string(),
          /** True where only the person in charge says how it stands. */
          ask: z.boolean(),
          /** 今の状態になった日, JST. */
          since: daySchema,
        }),
      ),
      /** So many more than are shown. */
      more: z.number().int(),
    }),
  }),
  'inquiry.record': writes('/desk/inquiries', desk, {
    summary: '電話等の問合せの記録',
    input: z.strictObject({
      /** Chosen once by the page: sent twice, it is one inquiry. */
      idempotencyKey: idempotencyKeySchema,
      channel: z.enum(['phone', 'mail', 'visit', 'post', 'other']),
      party: z.enum(keysOf(inquiryParties)),
      partyName: z.string().trim().max(100).optional(),
      partyContact: z.string().trim().max(100).optional(),
      category: z.enum(keysOf(inquiryCategories)),
      question: z
        .string({ error: '内容を入力してください。' })
        .trim()
        .min(1, '内容を入力してください。')
        .max(2000),
      answer: z.string().trim().max(4000).optional(),
      minutes: minutes.optional(),
      applicationId: idSchema.optional(),
      faqId: idSchema.optional(),
      /** True: call back; by `callbackAt`, or within the hours of the desk. */
      callback: z.boolean().optional(),
      callbackAt: instantSchema.optional(),
    }),
    output: z.object({
      id: idSchema,
      state: z.enum(keysOf(inquiryStates)),
      callbackAt: instantSchema.nullable(),
    }),
    refusals: ['MY_NUMBER_FOUND', 'NOT_FOUND', 'GUARD_FAILED'],
  }),
  'inquiry.answer': writes('/desk/inquiries/:id/answer', desk, {
    summary: '問合せへの回答',
    input: z.strictObject({
      id: idSchema,
      answer: z
        .string({ error: '回答を入力してください。' })
        .trim()
        .min(1, '回答を入力してください。')
        .max(4000),
      minutes: minutes.optional(),
      faqId: idSchema.optional(),
      byMail: z.boolean(),
    }),
    output: z.object({ id: idSchema, mailed: z.boolean() }),
    refusals: ['NOT_FOUND', 'GUARD_FAILED', 'MY_NUMBER_FOUND'],
  }),
  'inquiry.correct': writes('/desk/inquiries/:id/correct', desk, {
    summary: '回答済の問合せの訂正',
    input: z.strictObject({
      id: idSchema,
      reason: z
        .string({ error: '訂正の理由を入力してください。' })
        .trim()
        .min(1, '訂正の理由を入力してください。')
        .max(500),
      /** Only what is to be changed. An answer that went out by mail stays as it was sent. */
      category: z.enum(keysOf(inquiryCategories)).optional(),
      partyName: z.string().trim().max(100).optional(),
      question: z.string().trim().min(1, '内容を入力してください。').max(2000).optional(),
      answer: z.string().trim().min(1, '回答を入力してください。').max(4000).optional(),
      minutes: minutes.optional(),
    }),
    output: z.object({ id: idSchema }),
    refusals: ['NOT_FOUND', 'GUARD_FAILED', 'MY_NUMBER_FOUND'],
  }),
  'inquiry.propose': writes('/desk/inquiries/:id/propose-faq', ['reception', 'reviewer'], {
    summary: '問合せからよくある質問を作る',
    input: z.strictObject({ id: idSchema }),
    output: z.object({ faqId: idSchema, category: z.enum(keysOf(faqCategories)) }),
    refusals: ['NOT_FOUND'],
  }),
};
