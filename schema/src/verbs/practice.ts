import { z } from 'zod';
import { bytesSchema, idSchema, instantSchema, reasonSchema } from './shapes/basic.ts';
import { reads, writes } from './verb.ts';

const reset = z.object({
  number: z.number().int(),
  resetAt: instantSchema,
  resetByName: z.string(),
  reason: z.string(),
  /** Rows that were taken out of the books and are kept as they were. */
  moved: z.number().int(),
});

/** 練習の操作: what a practice office holds, and beginning the practice anew. */
export const practiceVerbs = {
  'practice.show': reads('/practice', ['manager', 'auditor'], {
    summary: '練習の状況',
    input: z.strictObject({}),
    output: z.object({
      /** False in an office that works with real cases: nothing can be begun anew there. */
      practice: z.boolean(),
      /** Whether whoever reads this may begin the practice anew. */
      mayReset: z.boolean(),
      cases: z.number().int(),
      batches: z.number().int(),
      inquiries: z.number().int(),
      resets: z.array(reset),
    }),
  }),
  'practice.archive': reads('/practice/archive', ['manager', 'auditor'], {
    summary: '練習の保管庫の閲覧',
    input: z.strictObject({
      reset: z.coerce.number().int().min(1),
      /** Kind of record; the first one when left out. */
      collection: z.string().max(64).optional(),
      page: z.coerce.number().int().min(1).optional(),
    }),
    output: z.object({
      collections: z.array(z.object({ collection: z.string(), label: z.string(), count: z.number().int() })),
      collection: z.string().nullable(),
      pages: z.number().int(),
      /** Records as they stood; empty fields left out, sealed ones too. */
      records: z.array(
        z.object({
          key: z.string(),
          fields: z.array(z.object({ label: z.string(), value: z.string() })),
          files: z.array(idSchema),
        }),
      ),
    }),
  }),
  'practice.file': reads('/practice/files/:id', ['manager', 'auditor'], {
    summary: '練習の保管庫の書類の閲覧',
    input: z.strictObject({ id: idSchema }),
    output: bytesSchema,
    answers: 'file',
    refusals: ['NOT_FOUND'],
  }),
  'practice.reset': writes('/practice/reset', ['manager'], {
    summary: '練習のやり直し（練習用の記録を保管庫に移し、空の状態から始める）',
    input: z.strictObject({ reason: reasonSchema }),
    output: reset.pick({ number: true, moved: true }),
    refusals: ['GUARD_FAILED'],
  }),
};
