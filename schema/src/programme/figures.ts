import { z } from 'zod';
import { civilDateSchema, yenSchema } from '../answer-shapes.ts';
import { industries, pledgeTexts, valuesOf } from '../application/choices.ts';
import { PAPER_CODES } from '../application/papers.ts';

/** 通算月数の数え方. */
export const MONTH_RULES = ['hybrid', 'calendarOnly', 'days30', 'days28'] as const;
/** 加算の組合せ. */
export const ADDITION_MODES = ['highest', 'cumulative'] as const;
/** 支給回数の単位. */
export const AWARD_UNITS = ['employer_fy', 'employer', 'employee_child'] as const;
/** 郵送申請の期限: 消印 or 必着. */
export const POST_RULES = ['postmark', 'arrival'] as const;
/** 同じ申請（一致）を止める時点: at receipt, or at the decision. */
export const EXACT_DUPLICATE_RULES = ['decision', 'receipt'] as const;
/** 中小企業の範囲の表. */
export const SME_SCHEMES = ['koyou', 'kihonho', 'kihonho_seirei', 'flat300'] as const;

export type MonthRule = (typeof MONTH_RULES)[number];
export type AdditionMode = (typeof ADDITION_MODES)[number];
export type AwardUnit = (typeof AWARD_UNITS)[number];
export type PostRule = (typeof POST_RULES)[number];
export type SmeScheme = (typeof SME_SCHEMES)[number];

const text = z.string().max(200);
const count = z.number().int().min(0).max(100_000);
const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/u, { error: '時刻は時:分:秒で入力してください。' });

/** 加算の一行: a first leave of so many months earns so much. */
export const additionSchema = z.strictObject({
  code: z.enum(['first_one_month', 'first_three_months']),
  label: text,
  /** Whole months of leave needed. */
  months: z.number().int().min(1).max(24),
  amount: yenSchema,
});

/** 加算の一行. */
export type Addition = z.output<typeof additionSchema>;

/** 規模の上限: capital in yen (null: no test by capital) or regular employees; at the limit still qualifies. */
export const sizeLimitSchema = z.strictObject({
  industry: z.enum(valuesOf(industries)),
  label: text,
  capital: yenSchema.nullable(),
  employees: count,
  /** True for a special line of business inside the industry (政令特例); a person must confirm that it applies. */
  special: z.boolean(),
});

/** 規模の上限. */
export type SizeLimit = z.output<typeof sizeLimitSchema>;

/**
 * 制度の数値: every figure of a grant programme as data. One key is one column a manager edits; tables are JSON.
 * Dates are JST days, amounts whole yen, sizes bytes. A published version never changes: a case keeps its own.
 */
export const programmeFigures = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]{1,40}$/u),
  name: text.min(1),
  fiscalYear: z.number().int().min(2020).max(2100),
  prefectureName: text.min(2),
  publicityOpensOn: civilDateSchema,
  receptionOpensOn: civilDateSchema,
  receptionClosesOn: civilDateSchema,
  receptionClosesTime: clock,
  postRule: z.enum(POST_RULES),
  officeClosesOn: civilDateSchema,
  officeOpensTime: clock,
  officeClosesTime: clock,
  officeClosures: z.array(z.string().regex(/^\d{2}-\d{2}$/u)).max(60),
  leaveStartFrom: civilDateSchema,
  returnBy: civilDateSchema,
  minimumMonths: z.number().int().min(1).max(24),
  monthRule: z.enum(MONTH_RULES),
  minWorkdays: count.nullable(),
  baseAmount: yenSchema,
  additions: z.array(additionSchema).max(2),
  additionMode: z.enum(ADDITION_MODES),
  awardLimitPer: z.enum(AWARD_UNITS),
  awardLimitCount: z.number().int().min(1).max(100),
  /** When the same leave of the same employee at the same employer is stopped, if it is filed again. */
  exactDuplicates: z.enum(EXACT_DUPLICATE_RULES),
  softDeadlineMonths: z.number().int().min(0).max(24).nullable(),
  smeScheme: z.enum(SME_SCHEMES),
  smeLimits: z.record(z.enum(SME_SCHEMES), z.array(sizeLimitSchema).max(20)),
  largeCompanyControl: z.enum(['to_check', 'failed']),
  measuresRequired: z.number().int().min(1).max(5),
  informationBy: z.enum(['leave_end', 'application']),
  childAgeLimit: z.number().int().min(1).max(6),
  returnGapDays: count,
  ordinaryPartsMax: count,
  atBirthPartsMax: count,
  atBirthDaysMax: count,
  atBirthWindowDays: count,
  employeeAgeMin: count,
  employeeAgeMax: count,
  pledges: z.array(z.enum(valuesOf(pledgeTexts))).max(20),
  requiredPapers: z.array(z.enum(PAPER_CODES)).max(30),
  correctionDays: z.number().int().min(1).max(120),
  correctionReminders: count,
  standardDays: z.number().int().min(1).max(365),
  standardAmberDays: z.number().int().min(1).max(365),
  expectedApplications: count,
  letterIssuerName: text,
  /** 事務局の名称, as letters and forms name it. */
  letterContact: text,
  /** 送付先: postal code and address; empty while there is none. */
  letterAddress: text,
  /** 問合せ先の電話番号; empty while there is none. */
  letterPhone: z.string().regex(/^(0\d{1,4}-\d{1,4}-\d{3,4})?$/u, {
    error: '電話番号は市外局番からハイフン付きで入力してください。',
  }),
  letterAppealText: z.string().max(2000),
  decisionNumberSeries: text,
  receiptNumberSeries: z.string().regex(/^[A-Z0-9-]{1,10}$/u),
  attachmentMaxBytes: z.number().int().min(1).max(104_857_600),
  attachmentTotalMaxBytes: z.number().int().min(1).max(1_073_741_824),
  attachmentsMax: z.number().int().min(1).max(500),
});

function inOrder(earlier: string, later: string): boolean {
  return earlier <= later;
}

/** 制度: the figures, with dates in their order and no table missing. */
export const programmeSchema = programmeFigures
  .refine((figures) => inOrder(figures.receptionOpensOn, figures.receptionClosesOn), {
    error: '受付開始日は受付終了日以前の日にしてください。',
    path: ['receptionClosesOn'],
  })
  .refine((figures) => inOrder(figures.publicityOpensOn, figures.receptionOpensOn), {
    error: '広報開始日は受付開始日以前の日にしてください。',
    path: ['receptionOpensOn'],
  })
  .refine((figures) => inOrder(figures.receptionClosesOn, figures.officeClosesOn), {
    error: '事務局の終了日は受付終了日以後の日にしてください。',
    path: ['officeClosesOn'],
  })
  .refine((figures) => inOrder(figures.leaveStartFrom, figures.returnBy), {
    error: '復帰の期限は休業開始の基準日以後の日にしてください。',
    path: ['returnBy'],
  })
  .refine((figures) => figures.officeOpensTime < figures.officeClosesTime, {
    error: '受付時間の終わりは始まりより後の時刻にしてください。',
    path: ['officeClosesTime'],
  })
  .refine((figures) => figures.standardAmberDays <= figures.standardDays, {
    error: '注意を促す日数は標準処理日数以下にしてください。',
    path: ['standardAmberDays'],
  })
  .refine((figures) => figures.attachmentMaxBytes <= figures.attachmentTotalMaxBytes, {
    error: '添付書類の合計の上限は、1件の上限以上にしてください。',
    path: ['attachmentTotalMaxBytes'],
  })
  .refine(
    (figures) =>
      valuesOf(industries).every((one) =>
        figures.smeLimits[figures.smeScheme].some((row) => row.industry === one && !row.special),
      ),
    { error: '選んだ方式の規模の表に、4つの業種すべての行が必要です。', path: ['smeLimits'] },
  )
  .refine((figures) => new Set(figures.additions.map((row) => row.code)).size === figures.additions.length, {
    error: '同じ加算が2行あります。1行にしてください。',
    path: ['additions'],
  });

/** 制度の一版. */
export type Programme = z.output<typeof programmeSchema>;

/** A figure's key; its column is the same word in snake_case. */
export type ProgrammeKey = keyof Programme;
