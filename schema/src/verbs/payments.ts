import { z } from 'zod';
import { amountSchema, daySchema, idSchema, instantSchema, reasonSchema } from './shapes/basic.ts';
import { attachmentShape } from './shapes/case.ts';
import { reads, writes } from './verb.ts';

const one = z.strictObject({ id: idSchema });

/** Where one payment stands for the person who asks. */
const queuedPayment = z.object({
  id: idSchema,
  receiptNumber: z.string(),
  employerName: z.string(),
  /** own: prepared or typed by this person, who may not confirm it; locked: too many entries did not agree. */
  standing: z.enum(['waiting', 'confirmed', 'locked', 'own']),
});

/** 支払の照合: what two further people type from passbook and decision, and what follows when it does not agree. */
export const paymentVerbs = {
  'payment.queue': reads('/payments/queue', ['payment_confirmer'], {
    summary: '照合する支払の一覧',
    input: z.strictObject({}),
    output: z.object({
      batches: z.array(
        z.object({
          id: idSchema,
          number: z.string(),
          transferOn: daySchema,
          payments: z.array(queuedPayment),
        }),
      ),
    }),
  }),
  'payment.evidence': reads('/payments/:id/evidence', ['payment_confirmer', 'payment_clerk', 'auditor'], {
    summary: '支払の確認資料',
    input: one,
    output: z.object({
      id: idSchema,
      applicationId: idSchema,
      receiptNumber: z.string(),
      employerName: z.string(),
      representativeName: z.string(),
      decisionNumber: z.string(),
      decidedAt: instantSchema,
      /** 支給決定額 as the decision has it; the confirmer types it. */
      decidedAmount: amountSchema,
      /** 口座名義カナ as it will stand in the bank file; compared with the passbook by eye. */
      holderKana: z.string(),
      /** Passbook copies; the confirmer types the account from these. */
      passbook: z.array(attachmentShape),
    }),
    refusals: ['NOT_FOUND'],
  }),
  'payment.confirm': writes('/payments/:id/confirm', ['payment_confirmer'], {
    summary: '口座と金額の確認',
    input: z.strictObject({
      id: idSchema,
      bankCode: z.string().max(10),
      branchCode: z.string().max(10),
      accountType: z.string().max(20),
      accountNumber: z.string().max(20),
      amount: amountSchema,
      holderAgrees: z.literal(true, {
        error: '口座名義カナが通帳の表記と同じであることを確かめ、印を付けてください。',
      }),
    }),
    output: z.object({ id: idSchema, confirmations: z.number().int(), confirmedByMe: z.boolean() }),
    refusals: ['NOT_FOUND', 'SAME_PERSON', 'BATCH_SEALED', 'GUARD_FAILED', 'CONFIRMATION_LOCKED'],
  }),
  'payment.raised': reads('/payments/raised', ['manager', 'auditor'], {
    summary: '照合が止まっている支払',
    input: z.strictObject({}),
    output: z.object({
      raised: z.array(
        z.object({
          id: idSchema,
          batchId: idSchema,
          batchNumber: z.string(),
          receiptNumber: z.string(),
          employerName: z.string(),
          personName: z.string(),
          mismatches: z.number().int(),
          lastAt: instantSchema,
        }),
      ),
    }),
  }),
  'payment.release': writes('/payments/:id/release', ['manager'], {
    summary: '止まっている照合の再開',
    input: one.extend({ reason: reasonSchema }),
    output: one,
    refusals: ['NOT_FOUND', 'GUARD_FAILED', 'SAME_PERSON'],
  }),
  'payment.reveal': writes('/payments/:id/reveal', ['payment_clerk', 'payment_confirmer'], {
    summary: '口座番号の閲覧',
    input: one.extend({ purpose: reasonSchema.max(200) }),
    output: z.object({ id: idSchema, accountNumber: z.string() }),
    refusals: ['NOT_FOUND', 'GUARD_FAILED'],
  }),
};
