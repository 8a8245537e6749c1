import { z } from 'zod';
import { emailAddressSchema, phoneNumberSchema } from '../answer-shapes.ts';
import { callbackSlots, faqCategories, inquiryCategories, inquiryParties } from '../inquiry.ts';
import { WAITING_FOR } from '../lifecycle/states.ts';
import { PACE_CASES_MIN } from '../pace.ts';
import { keysOf } from './shapes/keys.ts';
import { reads, writes } from './verb.ts';
import {
  bytesSchema,
  daySchema,
  idempotencyKeySchema,
  idSchema,
  instantSchema,
  nothing,
} from './shapes/basic.ts';

const pace = z
  .object({
    cases: z.number().int().min(PACE_CASES_MIN),
    median: z.number().int().min(0),
    eightyPercent: z.number().int().min(0),
  })
  .nullable();

const inquiry = {
  /** Chosen once by the page: sent twice, it is one inquiry. */
  idempotencyKey: idempotencyKeySchema,
  party: z.enum(keysOf(inquiryParties)),
  partyName: z.string().trim().min(1).max(100),
  category: z.enum(keysOf(inquiryCategories)),
  question: z.string().trim().min(1).max(2000),
};

/** 公開サイトの操作: what the public pages show and take; nobody signs in for it. */
export const publicSiteVerbs = {
  'news.list': reads('/news', 'public', {
    summary: 'お知らせの一覧',
    input: nothing,
    output: z.object({
      news: z.array(
        z.object({
          id: idSchema,
          kind: z.enum(['notice', 'important', 'maintenance']),
          title: z.string(),
          body: z.string(),
          publishedAt: instantSchema,
        }),
      ),
    }),
  }),
  'faq.list': reads('/faqs', 'public', {
    summary: 'よくある質問の一覧',
    input: nothing,
    output: z.object({
      faqs: z.array(
        z.object({
          id: idSchema,
          category: z.enum(keysOf(faqCategories)),
          question: z.string(),
          answer: z.string(),
        }),
      ),
    }),
  }),
  'pace.show': reads('/pace', 'public', {
    summary: '審査と支払に要した日数の実績',
    input: nothing,
    output: z.object({ toDecision: pace, toPayment: pace }),
  }),
  'inquiry.send': writes('/inquiries', 'public', {
    summary: '問合せの送信',
    input: z.strictObject({ ...inquiry, email: emailAddressSchema }),
    output: z.object({ receivedAt: instantSchema, answerBy: daySchema }),
    refusals: ['TOO_MANY_REQUESTS', 'MY_NUMBER_FOUND', 'GUARD_FAILED'],
  }),
  'inquiry.callback': writes('/inquiries/callback', 'public', {
    summary: '電話の折返しの申込み',
    input: z.strictObject({
      ...inquiry,
      phone: phoneNumberSchema,
      on: daySchema,
      slot: z.enum(keysOf(callbackSlots)),
    }),
    output: z.object({ receivedAt: instantSchema, on: daySchema }),
    refusals: ['TOO_MANY_REQUESTS', 'MY_NUMBER_FOUND', 'OUTSIDE_PERIOD'],
  }),
  'status.show': writes('/status', 'public', {
    summary: '郵送した申請の状況の照会',
    input: z.strictObject({
      receiptNumber: z.string().trim().min(1).max(40),
      pin: z.string().trim().min(1).max(40),
    }),
    output: z.object({
      receiptNumber: z.string(),
      stateLabel: z.string(),
      /** Japanese sentence: what happens now. */
      meaning: z.string(),
      waitingFor: z.enum(WAITING_FOR),
      waitingForLabel: z.string(),
      /** The day the papers counted from, JST. */
      receivedOn: daySchema.nullable(),
      /** Day by which an open correction is to be answered, JST. */
      correctionDueOn: daySchema.nullable(),
    }),
    refusals: ['STATUS_NOT_FOUND', 'TOO_MANY_REQUESTS'],
  }),
  'download.form': reads('/downloads/application-form.pdf', 'public', {
    summary: '支給申請書（記入用）',
    input: nothing,
    output: bytesSchema,
    answers: 'pdf',
  }),
  'download.mandate': reads('/downloads/mandate-form.pdf', 'public', {
    summary: '委任状（記入用）',
    input: nothing,
    output: bytesSchema,
    answers: 'pdf',
  }),
  'download.leaflet': reads('/downloads/leaflet.pdf', 'public', {
    summary: '制度のリーフレット',
    input: nothing,
    output: bytesSchema,
    answers: 'pdf',
  }),
};
