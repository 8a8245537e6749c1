import { z } from 'zod';
import { WANTED } from '../application/named-file.ts';
import { daySchema, idSchema, instantSchema, nothing } from './shapes/basic.ts';
import { reads, writes } from './verb.ts';

/** 補正の進行: texts to choose from, reminders, and requests past their day. */
export const correctionVerbs = {
  'correction.texts': reads('/correction-texts', ['reviewer', 'manager'], {
    summary: '補正の定型文',
    input: nothing,
    output: z.object({
      texts: z.array(
        z.object({
          id: idSchema,
          targetKind: z.enum(['field', 'paper', 'any']),
          /** Question key or paper code; null for a text that fits every one. */
          target: z.string().nullable(),
          defect: z.string(),
          text: z.string(),
          /** What is wanted of the file that is named, unless the reviewer says otherwise; null where it depends. */
          wanted: z.enum(WANTED).nullable(),
        }),
      ),
    }),
  }),
  'correction.overdue': reads(
    '/corrections/overdue',
    ['reception', 'reviewer', 'approver', 'manager', 'auditor'],
    {
      summary: '期限を過ぎた補正の一覧',
      input: z.strictObject({
        /** `next` of the answer before: goes on after what it showed, whatever has left the list since. */
        after: z.string().max(200).optional(),
      }),
      output: z.object({
        today: daySchema,
        corrections: z.array(
          z.object({
            id: idSchema,
            applicationId: idSchema,
            receiptNumber: z.string().nullable(),
            employerName: z.string().nullable(),
            channel: z.enum(['online', 'post']),
            round: z.number().int(),
            dueOn: daySchema,
            /** Calendar days since the day due. */
            daysOver: z.number().int(),
            /** Mails that reminded of it. */
            reminders: z.number().int(),
            /** 協議の記録 that was made of it, or null. */
            consultation: idSchema.nullable(),
            /** JST day since which papers that came by post wait to be entered; null where none do. */
            arrivedOn: daySchema.nullable(),
            /** 担当の審査担当, to whom it is handed; null while nobody has it. */
            assignedToName: z.string().nullable(),
          }),
        ),
        /** So many more follow after these. */
        more: z.number().int(),
        /** What to ask for them with; null when none follow. */
        next: z.string().nullable(),
        /** 電話で督促する補正: the reminder has come due, and no mail reaches the applicant; the nearest due first. */
        byPhone: z.array(
          z.object({
            id: idSchema,
            applicationId: idSchema,
            receiptNumber: z.string().nullable(),
            employerName: z.string().nullable(),
            round: z.number().int(),
            dueOn: daySchema,
            phone: z.string().nullable(),
            /** When somebody last spoke with the applicant about the case since the request, as noted at 電話受付. */
            spokenAt: instantSchema.nullable(),
          }),
        ),
        /** Whether whoever reads the list may put a round to the prefecture. */
        mayConsult: z.boolean(),
        /** Whether they may write a call down at 電話受付. */
        mayRecord: z.boolean(),
      }),
    },
  ),
  'correction.consult': writes('/corrections/:id/consult', ['reviewer', 'manager'], {
    summary: '期限を過ぎた補正についての県との協議',
    input: z.strictObject({ id: idSchema, detail: z.string().trim().min(1).max(1000) }),
    output: z.object({ id: idSchema, consultation: idSchema }),
    refusals: ['NOT_FOUND', 'GUARD_FAILED'],
  }),
  'correction.notePart': writes('/corrections/:id/part', ['reception'], {
    summary: '郵送で届いた補正の回答が一部だけであることの記録',
    input: z.strictObject({ id: idSchema }),
    output: z.object({ id: idSchema, notedAt: instantSchema }),
    refusals: ['NOT_FOUND', 'GUARD_FAILED'],
  }),
  'correction.remind': writes('/corrections/remind', ['manager'], {
    summary: '補正の督促の送信',
    input: nothing,
    output: z.object({ sent: z.number().int() }),
  }),
};
