/**
 * What each letter says, before it is typeset. These shapes are stored in `letters.data`, so a letter can be
 * printed again byte for byte years later without asking the case what it looks like now.
 */
import { z } from 'zod';

const civilDate = z.iso.date();
const yen = z.int().min(0);

/** 宛名: where the letter goes. The postal code has no hyphen. */
const addressee = z.object({
  postalCode: z.string(),
  address: z.string(),
  building: z.string().nullable(),
  name: z.string(),
  representativeTitle: z.string(),
  representativeName: z.string(),
});

/** 問合せ先. */
const contact = z.object({ office: z.string(), phone: z.string(), hours: z.string() });

const head = {
  programmeName: z.string(),
  receiptNumber: z.string(),
  addressee,
  issuer: z.string(),
  contact,
  /** 照合番号, read before the letter goes into its envelope; letters of older versions have none. */
  code: z.string().nullable().default(null),
  /** Practice letters carry a mark that no real letter has. */
  practice: z.boolean(),
};

/** 受付票: proof of what arrived, with the hash and page count of every file. */
export const receiptLetter = z.object({
  ...head,
  /** ISO instant; printed in Japan time. */
  submittedAt: z.string(),
  receivedOn: civilDate,
  files: z.array(
    z.object({
      label: z.string(),
      name: z.string(),
      pages: z.int().nullable(),
      bytes: z.int(),
      sha256: z.string().length(64),
    }),
  ),
  nextSteps: z.array(z.string()),
});

/** 支給決定通知書. */
export const grantLetter = z.object({
  ...head,
  number: z.string(),
  decidedOn: civilDate,
  receivedOn: civilDate,
  employeeInitials: z.string(),
  leaveText: z.string(),
  amount: yen,
  breakdown: z.array(z.object({ label: z.string(), amount: yen })),
  account: z.object({
    bankName: z.string(),
    branchName: z.string(),
    accountTypeLabel: z.string(),
    last3: z.string(),
    holderKana: z.string(),
  }),
  conditions: z.array(z.string()),
  /** 追加支給: what was paid before and what of it was claimed back (yen), and why a further sum is granted; `amount` is that sum. */
  topUp: z.object({ paid: yen, claimed: yen.optional(), reason: z.string() }).optional(),
});

/** 不支給決定通知書. */
export const refusalLetter = z.object({
  ...head,
  number: z.string(),
  decidedOn: civilDate,
  receivedOn: civilDate,
  reasons: z.array(z.object({ requirement: z.string(), text: z.string() })).min(1),
  reapplyText: z.string(),
});

/** 決定取消・返還請求通知書. Yen; `claimedBefore`: what earlier claims asked for, `kept`: what stays awarded after this one. */
export const claimLetter = z.object({
  ...head,
  number: z.string(),
  decidedOn: civilDate,
  /** The decision that is cancelled, wholly or in part. */
  decision: z.object({ number: z.string(), decidedOn: civilDate }),
  paid: yen,
  claimedBefore: yen,
  amount: yen,
  kept: yen,
  reason: z.string(),
});

/** 決定取消通知書: a grant before any money went out, or a refusal. Yen; the amount of a refusal is 0. */
export const cancelLetter = z.object({
  ...head,
  number: z.string(),
  decidedOn: civilDate,
  /** The decision that is cancelled; letters of older versions cancel a grant and do not say so. */
  decision: z.object({
    kind: z.enum(['grant', 'refuse']).optional(),
    number: z.string(),
    decidedOn: civilDate,
  }),
  amount: yen,
  reason: z.string(),
});

/** 補正依頼書. */
export const correctionLetter = z.object({
  ...head,
  number: z.string(),
  requestedOn: civilDate,
  dueOn: civilDate,
  /** Whether the addressee can answer in the portal; letters drafted before this was asked could. */
  online: z.boolean().default(true),
  /** 送付先: address and name of the office. */
  postTo: z.string().default(''),
  note: z.string(),
  items: z
    .array(
      z.object({
        label: z.string(),
        present: z.string().nullable(),
        reason: z.string(),
        /** 対象のファイル and what is wanted of it, in words; letters of older versions and missing papers have none. */
        file: z.string().optional(),
        wanted: z.string().optional(),
      }),
    )
    .min(1),
});

/** 訂正のお知らせ to an applicant without mail: slips that the office put right, old and new as the form shows them. */
export const fixLetter = z.object({
  ...head,
  number: z.string(),
  fixedOn: civilDate,
  reason: z.string(),
  items: z.array(z.object({ label: z.string(), before: z.string(), after: z.string() })).min(1),
});

/** 取下げの取消しのお知らせ to an applicant without mail: a withdrawal recorded on a day, and taken back on another. */
export const undoneLetter = z.object({
  ...head,
  number: z.string(),
  withdrawnOn: civilDate,
  undoneOn: civilDate,
  reason: z.string(),
});

/** What each kind of letter says. */
export interface LetterShapes {
  receipt: z.infer<typeof receiptLetter>;
  grant: z.infer<typeof grantLetter>;
  refusal: z.infer<typeof refusalLetter>;
  correction: z.infer<typeof correctionLetter>;
  claim: z.infer<typeof claimLetter>;
  cancel: z.infer<typeof cancelLetter>;
  fix: z.infer<typeof fixLetter>;
  undone: z.infer<typeof undoneLetter>;
}

export type LetterKind = keyof LetterShapes;
export type LetterData<K extends LetterKind> = LetterShapes[K];
