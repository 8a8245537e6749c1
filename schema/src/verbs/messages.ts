import { z } from 'zod';
import type { Duty } from '../lifecycle/duty.ts';
import { idempotencyKeySchema, idSchema, instantSchema, nothing } from './shapes/basic.ts';
import { reads, writes } from './verb.ts';

const theApplicant: readonly Duty[] = ['applicant', 'agent'];
const theOffice: readonly Duty[] = ['reception', 'reviewer'];
const officeReaders: readonly Duty[] = [...theOffice, 'approver', 'manager', 'auditor'];
const one = z.strictObject({ id: idSchema });

const MESSAGE_MAX = 2000;
const written = z.strictObject({
  id: idSchema,
  /** Chosen once by the page: the same words sent again under it are the same message. */
  idempotencyKey: idempotencyKeySchema,
  body: z
    .string()
    .trim()
    .min(1, { error: '連絡の内容を入力してください。' })
    .max(MESSAGE_MAX, { error: `連絡の内容は${String(MESSAGE_MAX)}文字以内で入力してください。` }),
});

/** 連絡の一件. The applicant sees the office as one; the office sees which of its people wrote. */
const messageShape = z.object({
  id: idSchema,
  direction: z.enum(['to_office', 'to_applicant']),
  body: z.string(),
  authorName: z.string(),
  sentAt: instantSchema,
  readAt: instantSchema.nullable(),
});
const thread = z.object({ messages: z.array(messageShape), canWrite: z.boolean() });

/** 事務局との連絡: one thread for each case, written from both sides. */
export const messageVerbs = {
  'message.list': reads('/applications/:id/messages', theApplicant, {
    summary: '事務局との連絡',
    input: one,
    output: thread.extend({
      employerName: z.string().nullable(),
      /** 委任者, where somebody acts for an employer. */
      principalName: z.string().nullable(),
    }),
    refusals: ['NOT_FOUND'],
  }),
  'message.send': writes('/applications/:id/messages', theApplicant, {
    summary: '事務局への連絡',
    input: written,
    output: messageShape,
    refusals: ['NOT_FOUND', 'GUARD_FAILED', 'TOO_MANY_REQUESTS'],
  }),
  'message.read': writes('/applications/:id/messages/read', theApplicant, {
    summary: '連絡を読んだことの記録',
    input: one,
    output: nothing,
    refusals: ['NOT_FOUND'],
  }),
  'case.messages': reads('/threads/:id', officeReaders, {
    summary: '申請者との連絡',
    input: one,
    output: thread,
    refusals: ['NOT_FOUND'],
  }),
  'case.writeMessage': writes('/threads/:id', theOffice, {
    summary: '申請者への連絡',
    input: written,
    output: messageShape,
    refusals: ['NOT_FOUND', 'GUARD_FAILED'],
  }),
  'case.readMessages': writes('/threads/:id/read', theOffice, {
    summary: '申請者からの連絡を読んだことの記録',
    input: one,
    output: nothing,
    refusals: ['NOT_FOUND'],
  }),
};
