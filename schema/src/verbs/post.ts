import { z } from 'zod';
import { custodyActions, type CustodyAction } from '../post/custody.ts';
import { bytesSchema, idempotencyKeySchema, idSchema, instantSchema } from './shapes/basic.ts';
import { reads, writes } from './verb.ts';

const action = z.enum(Object.keys(custodyActions) as [CustodyAction, ...CustodyAction[]]);
const what = z.string().trim().min(1).max(100);

const custodyShape = z.object({
  /** True when this person may record steps at all. */
  mayRecord: z.boolean(),
  originals: z.array(
    z.object({
      what: z.string(),
      /** Steps that this person may record next. */
      next: z.array(action),
      /** Oldest first. */
      entries: z.array(
        z.object({
          id: idSchema,
          action,
          actionLabel: z.string(),
          place: z.string().nullable(),
          trackingNumber: z.string().nullable(),
          note: z.string().nullable(),
          recordedByName: z.string(),
          recordedAt: instantSchema,
        }),
      ),
    }),
  ),
});

/** 郵便: originals in custody, the key to the status page, and the label of an envelope. */
export const postVerbs = {
  'custody.list': reads('/custody/:id', ['reception', 'reviewer', 'approver', 'manager', 'auditor'], {
    summary: '原本の保管記録',
    input: z.strictObject({ id: idSchema }),
    output: custodyShape,
    refusals: ['NOT_FOUND'],
  }),
  'custody.record': writes('/custody/:id', ['reception', 'manager'], {
    summary: '原本の保管・返却・廃棄の記録',
    input: z.strictObject({
      id: idSchema,
      what,
      action,
      place: z.string().trim().min(1).max(100).optional(),
      trackingNumber: z.string().trim().max(30).optional(),
      note: z.string().trim().max(500).default(''),
      /** The same key again is the same entry again. */
      idempotencyKey: idempotencyKeySchema.optional(),
    }),
    output: custodyShape,
    refusals: ['NOT_FOUND', 'GUARD_FAILED', 'ALREADY_RECORDED', 'SAME_PERSON', 'TRACKING_NUMBER_FORMAT'],
  }),
  'case.statusCard': writes('/intake/:id/status-card.pdf', ['reception'], {
    summary: '申請状況の確認のご案内（照会番号の発行）',
    input: z.strictObject({
      id: idSchema,
      /** A number that was given before ends with the new one; only who says so gets another. */
      renew: z.boolean().default(false),
    }),
    output: bytesSchema,
    answers: 'pdf',
    refusals: ['NOT_FOUND', 'GUARD_FAILED', 'STATUS_PIN_GIVEN', 'LETTER_GLYPH_MISSING'],
  }),
  'letter.label': reads('/letters/:id/label.pdf', ['reception', 'payment_clerk', 'manager'], {
    summary: '封筒の宛名ラベル',
    input: z.strictObject({ id: idSchema }),
    output: bytesSchema,
    answers: 'pdf',
    refusals: ['NOT_FOUND'],
  }),
};
