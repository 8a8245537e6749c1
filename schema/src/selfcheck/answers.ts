import { z } from 'zod';
import { civilDateSchema, yenSchema } from '../answer-shapes.ts';
import { industries, legalForms, measureKinds, valuesOf } from '../application/choices.ts';
import { leavePeriodSchema } from '../application/application.ts';
import { LIST_LIMITS } from '../application/keys.ts';
import { PAPER_CODES } from '../application/papers.ts';

const count = z.number().int().min(0).max(1_000_000);

/**
 * 自己チェックの回答: the few answers from which the rules can say something. Yes and no are booleans, dates JST days,
 * amounts yen. Null: not asked, because the other answers settle it.
 */
export const selfCheckSchema = z.strictObject({
  legalForm: z.enum(valuesOf(legalForms)),
  regularEmployees: count,
  /** Null where the head count alone is within the limit of every industry. */
  industry: z.enum(valuesOf(industries)).nullable(),
  /** Null where capital does not decide. */
  capital: yenSchema.nullable(),
  /** 県内の事業所に勤務する雇用保険の被保険者か. */
  worksInPrefecture: z.boolean(),
  insured: z.boolean(),
  childBirthOn: civilDateSchema,
  leavePeriods: z.array(leavePeriodSchema).min(1).max(LIST_LIMITS.leavePeriods).readonly(),
  /** Done, or planned: the check reckons with a filing on that day or later. */
  returnOn: civilDateSchema,
  originalPost: z.boolean(),
  supporterRegistered: z.boolean(),
  measures: z
    .array(z.enum(valuesOf(measureKinds)))
    .max(5)
    .readonly(),
  informed: z.boolean(),
  firstOneMonth: z.boolean(),
  /** Null where the leave does not reach three months, or the first of one month is the first of three as well. */
  firstThreeMonths: z.boolean().nullable(),
  awardedThisYear: z.boolean(),
  /** Papers at hand. */
  papers: z.array(z.enum(PAPER_CODES)).max(30).readonly(),
});

/** 自己チェックの回答. */
export type SelfCheck = z.output<typeof selfCheckSchema>;
