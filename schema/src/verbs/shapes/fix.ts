import { z } from 'zod';
import { instantSchema } from './basic.ts';

/** 事務局による訂正 as its applicant is told: in words, and without the reason, which is the office's own. */
export const toldFixShape = z.object({
  label: z.string(),
  before: z.string(),
  after: z.string(),
  at: instantSchema,
});
