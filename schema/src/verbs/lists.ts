import { z } from 'zod';
import type { Duty } from '../lifecycle/duty.ts';
import { LIST_FORMATS, LIST_KINDS, lists } from '../lists/kinds.ts';
import { bytesSchema, daySchema, idSchema, instantSchema, stateSchema } from './shapes/basic.ts';
import { reads, writes } from './verb.ts';

// Whoever may read one of the lists may call; which one is asked of the table of lists when it is called.
const readers: readonly Duty[] = [...new Set(LIST_KINDS.flatMap((kind) => lists[kind].readers))];
const takers: readonly Duty[] = [...new Set(LIST_KINDS.flatMap((kind) => lists[kind].takers))];

const kind = z.enum(LIST_KINDS);

/** 一覧の絞込み; an empty one is everything. Days are JST, both included. */
const filter = {
  from: daySchema.optional(),
  to: daySchema.optional(),
  state: stateSchema.optional(),
  channel: z.enum(['online', 'post']).optional(),
  /** Part of a receipt number or of an employer's name. */
  words: z.string().trim().max(100).optional(),
};

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** 一覧と報告: looked at on the screen, and taken out as a file with a purpose, on record. */
export const listVerbs = {
  'list.kinds': reads('/lists', readers, {
    summary: '見られる一覧',
    input: z.strictObject({}),
    output: z.object({
      kinds: z.array(
        z.object({
          kind,
          label: z.string(),
          period: z.string(),
          formats: z.array(z.enum(LIST_FORMATS)),
          mayTake: z.boolean(),
        }),
      ),
    }),
  }),
  'list.show': reads('/lists/:kind', readers, {
    summary: '一覧の表示',
    input: z.strictObject({ kind, ...filter, page: z.coerce.number().int().min(1).optional() }),
    output: z.object({
      title: z.string(),
      /** What the list is of: period, state, day it was made. */
      preface: z.array(z.string()),
      madeAt: instantSchema,
      sheets: z.array(
        z.object({
          name: z.string(),
          columns: z.array(z.object({ title: z.string(), kind: z.enum(['text', 'number', 'yen']) })),
          rows: z.array(z.array(cell)),
          /** Case behind each row; empty where rows are no cases. */
          ids: z.array(idSchema),
          /** Which column is drawn as a bar beside its number. */
          bars: z.number().int().nullable(),
        }),
      ),
      total: z.number().int(),
      pages: z.number().int(),
    }),
    refusals: ['FORBIDDEN'],
  }),
  'list.take': writes('/lists/:kind/take', takers, {
    summary: '一覧の出力',
    input: z.strictObject({
      kind,
      ...filter,
      format: z.enum(LIST_FORMATS),
      purpose: z
        .string({ error: '利用目的を入力してください。' })
        .trim()
        .min(5, '利用目的を5文字以上で入力してください（提出先と使い道）。')
        .max(500, '利用目的は500文字以内で入力してください。'),
    }),
    output: bytesSchema,
    answers: 'file',
    refusals: ['FORBIDDEN', 'GUARD_FAILED'],
  }),
};
