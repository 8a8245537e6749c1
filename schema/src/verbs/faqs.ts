import { z } from 'zod';
import { faqMoves, faqStates, faqVerdicts, type FaqState } from '../faq.ts';
import { keysOf } from './shapes/keys.ts';
import { idempotencyKeySchema, idSchema, instantSchema, versionSchema } from './shapes/basic.ts';
import { reads, writes } from './verb.ts';

const state = z.enum(keysOf(faqStates));
const verdict = z.enum(keysOf(faqVerdicts));
const targets = [...new Set(faqMoves.map(({ to }) => to))] as [FaqState, ...FaqState[]];

const desk = z.object({
  id: idSchema,
  state,
  stateLabel: z.string(),
  version: versionSchema,
  /** The version that is on the site, 公開中の版; null when none is. Another one than `version` while it is revised. */
  liveVersion: versionSchema.nullable(),
  /** The words in hand; while `unseen`, those that the prefecture was shown last. */
  question: z.string(),
  answer: z.string(),
  categoryLabel: z.string(),
  basis: z.string().nullable(),
  /** True when this person, an official, is not shown the words in hand, since they are still being written. */
  unseen: z.boolean(),
  reviewOn: z.string().nullable(),
  /** True when 見直し日 has come. */
  reviewDue: z.boolean(),
  /** The text that was published last, on the site until `retiredAt`; null when none ever was. */
  published: z
    .object({
      version: versionSchema,
      question: z.string(),
      answer: z.string(),
      publishedAt: instantSchema,
      retiredAt: instantSchema.nullable(),
    })
    .nullable(),
  reviews: z.array(
    z.object({
      version: versionSchema,
      verdictLabel: z.string(),
      comment: z.string().nullable(),
      reviewedAt: instantSchema,
      reviewerName: z.string(),
    }),
  ),
  moves: z.array(z.object({ to: state, label: z.string(), effect: z.string() })),
  mayReview: z.boolean(),
});

/** よくある質問の操作: written by the office, approved by the prefecture, published by the manager. */
export const faqVerbs = {
  'faq.desk': reads(
    '/desk/faqs/:id',
    ['reception', 'reviewer', 'approver', 'manager', 'official', 'auditor'],
    {
      summary: 'よくある質問の確認と公開',
      input: z.strictObject({ id: idSchema }),
      output: desk,
      refusals: ['NOT_FOUND'],
    },
  ),
  'faq.review': writes('/desk/faqs/:id/review', ['official'], {
    summary: 'よくある質問への県の意見',
    input: z.strictObject({
      id: idSchema,
      /** Version that was read: an approval of another text is none. */
      version: versionSchema,
      verdict,
      comment: z.string().trim().max(2000).optional(),
      /** The same key again is the same opinion again. */
      idempotencyKey: idempotencyKeySchema.optional(),
    }),
    output: desk,
    refusals: ['NOT_FOUND', 'STALE_VERSION', 'GUARD_FAILED', 'ALREADY_RECORDED'],
  }),
  'faq.move': writes('/desk/faqs/:id/move', ['reception', 'reviewer', 'manager'], {
    summary: 'よくある質問の確認依頼・公開',
    input: z.strictObject({
      id: idSchema,
      version: versionSchema,
      /** The state that was read: the same step from another one does something else. */
      from: state,
      to: z.enum(targets),
    }),
    output: desk,
    refusals: ['NOT_FOUND', 'STALE_VERSION', 'GUARD_FAILED'],
  }),
};
