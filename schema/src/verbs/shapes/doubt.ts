import { z } from 'zod';
import { SUSPICION_KINDS, SUSPICION_OUTCOMES } from '../../suspicion/kinds.ts';
import { LATE_DOUBTS } from '../../suspicion/late.ts';
import { daySchema, idSchema, instantSchema } from './basic.ts';

/** 不正疑義, as the desk sees it. */
export const suspicionShape = z.object({
  id: idSchema,
  kind: z.enum(SUSPICION_KINDS),
  kindLabel: z.string(),
  state: z.enum(['raised', 'reported', 'cleared', 'confirmed']),
  stateLabel: z.string(),
  facts: z.string(),
  raisedByName: z.string(),
  raisedAt: instantSchema,
  reportedAt: instantSchema.nullable(),
  /** False while nobody of the prefecture is named who could be told. */
  addressed: z.boolean(),
  prefectureAnswer: z.string().nullable(),
  /** 続報: what became known after it was raised, oldest first. */
  notes: z.array(
    z.object({
      /** Counts upward over all suspicions of the office. */
      seq: z.number().int(),
      at: instantSchema,
      byName: z.string(),
      facts: z.string(),
      other: z.object({ receiptNumber: z.string(), applicationId: idSchema.nullable() }).nullable(),
    }),
  ),
  proposal: z
    .object({
      outcome: z.enum(SUSPICION_OUTCOMES),
      reason: z.string(),
      byName: z.string(),
      at: instantSchema,
    })
    .nullable(),
  outcome: z.string().nullable(),
  closedByName: z.string().nullable(),
  closedAt: instantSchema.nullable(),
  /** What this reader may do with it now, four eyes included. */
  may: z.array(z.enum(['propose', 'close', 'answer', 'reopen', 'note'])),
  /** 再調査: what was found before, oldest first. */
  reopenings: z.array(
    z.object({
      at: instantSchema,
      byName: z.string(),
      reason: z.string(),
      /** What it had come to, and who had closed it. */
      outcome: z.string(),
      closedByName: z.string(),
    }),
  ),
});

/** 決定の後の事実 that keeps the payment of a case back, and what was said of the bars and awards on it. */
export const lateShape = z.object({
  doubt: z.enum(LATE_DOUBTS).nullable(),
  /** 支給停止 that nobody has looked at; empty to whoever may not read the list of bars. */
  bars: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      kind: z.enum(['employer', 'representative', 'agent']),
      startsOn: daySchema,
      untilOn: daySchema,
      reason: z.string(),
      /** Which change of the bar this is. */
      seen: z.number().int(),
    }),
  ),
  /** 過年度の支給 that nobody has looked at: of this employer, or of what may be this employer. */
  awards: z.array(
    z.object({
      /** Of the match of the row with the employer. */
      id: idSchema,
      name: z.string(),
      fiscalYear: z.number().int(),
      amount: z.number().int().nullable(),
      leaveDays: z.number().int().nullable(),
      /** Whether the row is known to be of this employer. */
      certain: z.boolean(),
      seen: z.number().int(),
    }),
  ),
  /** 決定の後に外した書類 that nobody else has looked at: envelopes that belonged to another case. */
  papers: z.array(
    z.object({
      /** Of the envelope. */
      id: idSchema,
      name: z.string(),
      takenAt: instantSchema,
      takenByName: z.string(),
      reason: z.string(),
      seen: z.number().int(),
    }),
  ),
  /** Whether money is still owed, which waits. */
  owed: z.boolean(),
  /** What was said of them, oldest first. */
  looks: z.array(
    z.object({
      at: instantSchema,
      byName: z.string(),
      of: z.enum(['bar', 'award', 'papers']),
      name: z.string(),
      reason: z.string(),
    }),
  ),
  /** Whether this reader may say that they do not matter here. */
  mayLook: z.boolean(),
});

/** 疑義の兆候. */
export const signalShape = z.object({
  id: idSchema,
  code: z.string(),
  label: z.string(),
  score: z.number().int(),
  reason: z.string(),
  related: z.array(z.object({ receiptNumber: z.string(), applicationId: idSchema.nullable() })),
  foundAt: instantSchema.nullable(),
  /** False while somebody has looked at it as it stands and found it to be no matter. */
  counts: z.boolean(),
  /** The last of what was said of it, also where it has changed since. */
  look: z
    .object({ at: instantSchema, byName: z.string(), reason: z.string(), counts: z.boolean() })
    .nullable(),
  /** Whether this reader may say that it is no matter, or counts again. */
  mayLook: z.boolean(),
});
