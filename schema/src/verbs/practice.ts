import { z } from 'zod';
import { instantSchema, reasonSchema } from './shapes/basic.ts';
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
      cases: z.number().int(),
      batches: z.number().int(),
      inquiries: z.number().int(),
      resets: z.array(reset),
    }),
  }),
  'practice.reset': writes('/practice/reset', ['manager'], {
    summary: '練習のやり直し（練習用の記録を保管庫に移し、空の状態から始める）',
    input: z.strictObject({ reason: reasonSchema }),
    output: reset.pick({ number: true, moved: true }),
    refusals: ['GUARD_FAILED'],
  }),
};
