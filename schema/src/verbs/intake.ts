import { z } from 'zod';
import { postalAgentSchema } from './shapes/agent.ts';
import {
  bytesSchema,
  daySchema,
  idempotencyKeySchema,
  idSchema,
  stateSchema,
  versionSchema,
} from './shapes/basic.ts';
import { act, withReason } from './staff.ts';
import { reads, writes } from './verb.ts';

const typed = z.string().trim().max(100);

/** 郵送受付: papers that came by post, from the opened envelope to the registered application. */
export const intakeVerbs = {
  'intake.agent': reads('/intake/:id/agent', ['reception', 'manager'], {
    summary: '郵送申請の手続代行者',
    input: z.strictObject({ id: idSchema }),
    output: z.object({ agent: postalAgentSchema.nullable() }),
    refusals: ['NOT_FOUND'],
  }),
  'intake.setAgent': writes('/intake/:id/agent', ['reception'], {
    summary: '郵送申請の手続代行者の記録',
    input: z.strictObject({
      id: idSchema,
      /** Null: the employer filed by itself. */
      agent: postalAgentSchema.nullable(),
      /** As it was recorded when the desk began to type; what another has recorded since is not written over unseen. */
      before: postalAgentSchema.nullable(),
    }),
    output: z.object({ agent: postalAgentSchema.nullable() }),
    refusals: ['NOT_FOUND', 'STALE_VERSION', 'GUARD_FAILED'],
  }),
  'case.receive': writes('/cases', ['reception'], {
    summary: '郵送書類の受領（受付番号の発行）',
    input: z.strictObject({
      /** 到着した日, JST. */
      arrivedOn: daySchema,
      /** 消印の日, JST; absent or null when it cannot be read. */
      postmarkOn: daySchema.nullable().optional(),
      /** 原本の置き場所: the first entry of the custody log. */
      place: z.string().trim().min(1).max(100).default('郵送受付の棚'),
      /** The same key again is the same envelope again: a second Enter, or a retry, gets the number that was given. */
      idempotencyKey: idempotencyKeySchema.optional(),
    }),
    output: z.object({
      id: idSchema,
      revision: versionSchema,
      receiptNumber: z.string(),
      /** 申請日: 消印 or 到着, as the programme says. */
      receivedOn: daySchema,
      /** This key had its number before: a retry of the same envelope, or the first sending of the next one. */
      already: z.boolean(),
    }),
    refusals: ['INVALID_INPUT', 'GUARD_FAILED'],
  }),
  /**
   * `wish`: when and how the applicant asked for it. `mistake`: nobody had asked for the withdrawal, the office recorded it
   * wrongly; not for what the applicant or the agent withdrew. One of the two must be said.
   */
  'case.undoWithdrawal': act(
    'undo-withdrawal',
    'undo_withdrawal',
    '取下げの取消し',
    withReason.extend({
      wish: z.string().max(200, '申出の日と方法は200字以内で入力してください。').default(''),
      mistake: z.boolean().default(false),
    }),
  ),
  'case.correctDays': act(
    'correct-days',
    'correct_days',
    '郵送申請の到着日・消印日の訂正',
    withReason.extend({
      /** 到着した日, JST. */
      arrivedOn: daySchema,
      /** 消印の日, JST; null when it cannot be read. */
      postmarkOn: daySchema.nullable(),
    }),
    [],
    ['INVALID_INPUT'],
  ),
  'intake.list': reads('/intake', ['reception', 'manager'], {
    summary: '入力中の郵送申請の一覧',
    /** Part of a receipt number or of a name. */
    input: z.strictObject({ words: typed.optional() }),
    output: z.object({
      postRule: z.enum(['postmark', 'arrival']),
      cases: z.array(
        z.object({
          id: idSchema,
          receiptNumber: z.string().nullable(),
          receivedOn: daySchema.nullable(),
          arrivedOn: daySchema.nullable(),
          postmarkOn: daySchema.nullable(),
          employerName: z.string().nullable(),
          attachments: z.number().int(),
        }),
      ),
      /** So many more are being typed in than are listed. */
      moreCases: z.number().int(),
      /** Cases whose correction may still be answered by post, those that came by post first. */
      corrections: z.array(
        z.object({
          id: idSchema,
          receiptNumber: z.string().nullable(),
          employerName: z.string().nullable(),
          channel: z.enum(['online', 'post']),
          dueOn: daySchema,
          /** JST day since which papers that came by post wait to be entered; null where none do. These come first. */
          arrivedOn: daySchema.nullable(),
        }),
      ),
      moreCorrections: z.number().int(),
    }),
  }),
  'intake.search': reads('/intake/search', ['reception', 'manager'], {
    summary: '入力前の重複の確認',
    input: z.strictObject({
      employerName: typed.optional(),
      corporateNumber: typed.optional(),
      phone: typed.optional(),
      /** 所在地. */
      address: z.string().trim().max(200).optional(),
      email: typed.optional(),
      /** 育休取得者の氏名, in any spelling that people use for one. */
      employeeName: typed.optional(),
      /** 雇用保険被保険者番号. */
      insuredNumber: typed.optional(),
    }),
    output: z.object({
      /** Applications of every channel, and awards of earlier years; the likeliest first. */
      hits: z.array(
        z.object({
          source: z.enum(['application', 'prior_award']),
          id: idSchema,
          receiptNumber: z.string().nullable(),
          employerName: z.string().nullable(),
          employeeName: z.string().nullable(),
          state: stateSchema.nullable(),
          stateLabel: z.string(),
          channel: z.enum(['online', 'post']).nullable(),
          /** What agrees, in Japanese. */
          agreed: z.array(z.string()),
        }),
      ),
    }),
  }),
  'case.coverSheet': reads('/intake/:id/cover-sheet.pdf', ['reception', 'manager'], {
    summary: '郵送申請の整理票',
    input: z.strictObject({ id: idSchema }),
    output: bytesSchema,
    answers: 'pdf',
    refusals: ['NOT_FOUND', 'LETTER_GLYPH_MISSING'],
  }),
};
