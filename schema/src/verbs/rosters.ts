import { z } from 'zod';
import { ROSTER_KINDS } from '../rosters/columns.ts';
import { idSchema, instantSchema, noteSchema } from './shapes/basic.ts';
import { reads, writes } from './verb.ts';

const list = z.enum(ROSTER_KINDS, { error: '名簿の種類を選んでください。' });
const readers = ['reception', 'reviewer', 'approver', 'manager', 'auditor'] as const;
const refusedRow = z.object({ line: z.number().int(), reason: z.string(), cells: z.array(z.string()) });

/** 名簿の判断. */
export const MATCH_VERDICTS = ['match', 'no_match', 'later'] as const;

const matchState = z.enum(['open', ...MATCH_VERDICTS]);
const side = z.object({
  name: z.string(),
  corporateNumber: z.string().nullable(),
  address: z.string().nullable(),
  /** What else the row says, for people. */
  more: z.string(),
});

/** 名簿の操作: earlier awards and the supporters' register come in by file and are held against employers by people. */
export const rosterVerbs = {
  'roster.preview': writes('/rosters/preview', ['manager'], {
    summary: '名簿の取込みの確認（保存しない）',
    input: z.strictObject({ list, mapping: z.string().optional() }),
    output: z.object({
      headings: z.array(z.string()),
      mapping: z.record(z.string(), z.number().int().nullable()),
      missing: z.array(z.string()),
      rows: z.number().int(),
      added: z.number().int(),
      known: z.number().int(),
      refused: z.array(refusedRow),
      sample: z.array(z.object({ line: z.number().int(), values: z.record(z.string(), z.string()) })),
    }),
    upload: true,
    refusals: ['FILE_TYPE_REFUSED', 'FILE_EMPTY', 'FILE_TOO_LARGE', 'GUARD_FAILED'],
  }),
  'roster.import': writes('/rosters/import', ['manager'], {
    summary: '名簿の取込み',
    input: z.strictObject({ list, mapping: z.string().optional() }),
    output: z.object({
      id: idSchema,
      added: z.number().int(),
      known: z.number().int(),
      refused: z.array(refusedRow),
    }),
    upload: true,
    refusals: ['FILE_TYPE_REFUSED', 'FILE_EMPTY', 'FILE_TOO_LARGE', 'GUARD_FAILED'],
  }),
  'roster.show': reads('/rosters', readers, {
    summary: '名簿の取込みと照合の一覧',
    input: z.strictObject({ state: z.enum(['open', 'decided']).default('open') }),
    output: z.object({
      imports: z.array(
        z.object({
          id: idSchema,
          listLabel: z.string(),
          fileName: z.string(),
          added: z.number().int(),
          known: z.number().int(),
          refused: z.array(refusedRow),
          byName: z.string(),
          at: instantSchema,
        }),
      ),
      matches: z.array(
        z.object({
          id: idSchema,
          listLabel: z.string(),
          score: z.number().int(),
          columns: z.array(z.string()),
          state: matchState,
          reason: z.string().nullable(),
          decidedByName: z.string().nullable(),
          decidedAt: instantSchema.nullable(),
          listed: side,
          employer: side,
        }),
      ),
    }),
  }),
  'roster.decide': writes('/rosters/matches/:id/decide', ['reviewer', 'approver', 'manager'], {
    summary: '名簿との照合の判断',
    input: z.strictObject({
      id: idSchema,
      verdict: z.enum(MATCH_VERDICTS),
      reason: noteSchema,
      /** The judgement that stood on the screen: of two people the later one has seen the word of the other. */
      seen: z.strictObject({ state: matchState, decidedAt: instantSchema.nullable() }),
    }),
    output: z.object({ id: idSchema, state: matchState }),
    refusals: ['NOT_FOUND', 'STALE_VERSION'],
  }),
};
