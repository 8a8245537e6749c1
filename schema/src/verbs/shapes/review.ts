import { z } from 'zod';
import { WANTED } from '../../application/named-file.ts';
import { amountSchema, daySchema, idSchema, instantSchema } from './basic.ts';

/** 根拠: one page of one paper of the case, counted from 1. */
export const evidenceSchema = z.strictObject({
  attachmentId: idSchema,
  page: z.number().int().min(1).max(2000),
});

/** 補正の対象のファイル, as the reviewer names it; without a page the whole file is meant. */
export const askedFileSchema = z.strictObject({
  attachmentId: idSchema,
  page: evidenceSchema.shape.page.optional(),
  wanted: z.enum(WANTED),
});

/** 事務局による訂正: one answer as it was filed and as the office wrote it. */
export const staffFixShape = z.object({
  key: z.string(),
  label: z.string(),
  oldValue: z.string().nullable(),
  newValue: z.string().nullable(),
  reason: z.string(),
  byName: z.string(),
  at: instantSchema,
});

/** 読み方: every way of counting the months and of combining the additions, side by side. */
export const readingsShape = z.object({
  months: z.array(
    z.object({
      months: z.number().int(),
      /** What so many months decide, for example 加算. */
      purpose: z.string(),
      reached: z.boolean(),
      /** False when the two readings of the programme's rule disagree. */
      certain: z.boolean(),
      readings: z.array(z.object({ label: z.string(), reached: z.boolean(), counts: z.boolean() })),
    }),
  ),
  amounts: z.array(
    z.object({ mode: z.string(), label: z.string(), total: amountSchema, counts: z.boolean() }),
  ),
});

/** 過去の支給: by this office or, from the list that was taken over, in R5 to R7. */
export const awardShape = z.object({
  id: idSchema,
  source: z.enum(['decision', 'list']),
  fiscalYear: z.number().int(),
  reference: z.string(),
  employerName: z.string().nullable(),
  amount: amountSchema.nullable(),
  leaveDays: z.number().int().nullable(),
  /** Why it is shown: the number, the name or the address agrees. */
  agreed: z.string(),
});

/** 待ち: office days since the day that counts, and what that means by the programme's figures. */
export const waitShape = z.object({
  from: daySchema,
  days: z.number().int(),
  tone: z.enum(['calm', 'amber', 'red']),
});
