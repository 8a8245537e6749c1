import { z } from 'zod';
import { STAFF_FIXABLE_KEYS } from '../application/staff-fix.ts';
import type { Duty } from '../lifecycle/duty.ts';
import { BULK_EVENTS, QUEUE_CODES } from '../lifecycle/queues.ts';
import { postalAgentSchema } from './shapes/agent.ts';
import {
  amountSchema,
  bytesSchema,
  daySchema,
  idSchema,
  reasonSchema,
  stateSchema,
  versionSchema,
} from './shapes/basic.ts';
import { caseAfterShape } from './shapes/case.ts';
import { waitShape } from './shapes/review.ts';
import { reads, writes } from './verb.ts';

const queueLine = z.object({
  id: idSchema,
  receiptNumber: z.string().nullable(),
  employerName: z.string().nullable(),
  state: stateSchema,
  stateLabel: z.string(),
  waitingForLabel: z.string(),
  wait: waitShape.nullable(),
  assignedToName: z.string().nullable(),
  verdict: z.string().nullable(),
  amount: amountSchema.nullable(),
  /** 補正の回答期限 of the open round. */
  dueOn: daySchema.nullable(),
  /** 発送していない書類: names of letters that must go by post and whose posting is not recorded. */
  unposted: z.array(z.string()),
  version: versionSchema,
  practice: z.boolean(),
  /** True when this person may do the queue's bulk act on this case, as far as can be told without doing it. */
  actable: z.boolean(),
});

// Every duty of the office, the prefecture and its auditors has dialogs to wait in.
const everybodyHere: readonly Duty[] = [
  'reception',
  'reviewer',
  'approver',
  'payment_clerk',
  'payment_confirmer',
  'manager',
  'official',
  'auditor',
];

/** 担当の机: queues, acts on several cases at once, who else is looking, slips put right for the applicant. */
export const deskVerbs = {
  'queue.list': reads(
    '/queues',
    ['reception', 'reviewer', 'approver', 'payment_clerk', 'manager', 'auditor'],
    {
      summary: '自分の番の案件',
      input: z.strictObject({
        queue: z.enum(QUEUE_CODES).optional(),
        /** So many from the beginning are passed over: the pages before this one. */
        skip: z.coerce.number().int().min(0).max(100_000).optional(),
      }),
      output: z.object({
        queues: z.array(
          z.object({
            code: z.enum(QUEUE_CODES),
            label: z.string(),
            hint: z.string(),
            count: z.number().int(),
          }),
        ),
        /** The queue whose cases follow: the one asked for, else the first of this person with a case in it. */
        queue: z.enum(QUEUE_CODES).nullable(),
        bulk: z.enum(BULK_EVENTS).nullable(),
        lines: z.array(queueLine),
        /** So many stand before these, and so many more follow. */
        before: z.number().int(),
        more: z.number().int(),
      }),
    },
  ),
  'progress.show': reads('/progress', everybodyHere, {
    summary: '待っている処理の進み具合',
    input: z.strictObject({}),
    output: z.object({
      /** Null when nothing of this person runs, or nothing that takes long. */
      running: z.object({ done: z.number().int(), total: z.number().int() }).nullable(),
    }),
  }),
  'case.bulk': writes('/queues/act', ['reception', 'reviewer', 'payment_clerk'], {
    summary: '複数の案件へのまとめての操作（1件ずつ確かめ、1件ずつ結果を返す）',
    input: z.strictObject({
      event: z.enum(BULK_EVENTS),
      items: z
        .array(
          z.strictObject({
            id: idSchema,
            version: versionSchema,
            trackingNumber: z.string().max(30).optional(),
            /** 照合番号 read off this letter and off its envelope, as for a single posting. */
            letterCode: z.string().max(40).optional(),
            envelopeCode: z.string().max(40).optional(),
          }),
        )
        .min(1)
        .max(100)
        .refine((items) => new Set(items.map((item) => item.id)).size === items.length, {
          error: '同じ案件が2回選ばれています。1回にしてください。',
        }),
      method: z.enum(['tracked', 'ordinary', 'online']).optional(),
      postedOn: daySchema.optional(),
    }),
    output: z.object({
      done: z.number().int(),
      results: z.array(
        z.object({
          id: idSchema,
          receiptNumber: z.string().nullable(),
          done: z.boolean(),
          /** 状態名 afterwards, when it was done. */
          stateLabel: z.string().nullable(),
          /** Why not: code and Japanese sentence. */
          code: z.string().nullable(),
          message: z.string().nullable(),
        }),
      ),
    }),
  }),
  'case.presence': writes(
    '/presence/:id',
    ['reception', 'reviewer', 'approver', 'payment_clerk', 'manager', 'official', 'auditor'],
    {
      summary: '閲覧中の人',
      input: z.strictObject({ id: idSchema, leaving: z.boolean().optional() }),
      output: z.object({
        /** Others who have the case open. */
        others: z.array(z.object({ name: z.string() })),
        /** As the case stands now, so that a screen learns that it shows an old one. */
        version: versionSchema,
      }),
      refusals: ['NOT_FOUND'],
    },
  ),
  'case.staffFix': writes('/cases/:id/staff-fix', ['reception', 'reviewer', 'manager'], {
    summary: '明らかな誤記の訂正（申請者に代わって）',
    input: z.strictObject({
      id: idSchema,
      version: versionSchema,
      reason: reasonSchema,
      changes: z
        .array(z.strictObject({ key: z.enum(STAFF_FIXABLE_KEYS), value: z.string().max(2000) }))
        .max(STAFF_FIXABLE_KEYS.length),
      /** 郵送申請の手続代行者, typed wrongly; null: the employer filed by itself. Absent: stays as it is. */
      agent: postalAgentSchema.nullable().optional(),
    }),
    output: caseAfterShape,
    refusals: [
      'NOT_FOUND',
      'STALE_VERSION',
      'ILLEGAL_TRANSITION',
      'GUARD_FAILED',
      'SAME_PERSON',
      'OTHER_PRINCIPAL',
    ],
  }),
  'case.reviewRecord': reads('/review-records/:id', ['reviewer', 'approver', 'manager', 'auditor'], {
    summary: '審査調書（PDF）',
    input: z.strictObject({ id: idSchema }),
    output: bytesSchema,
    answers: 'pdf',
    refusals: ['NOT_FOUND', 'GUARD_FAILED'],
  }),
};
