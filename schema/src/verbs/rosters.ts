import { z } from 'zod';
import { ROSTER_KINDS } from '../rosters/columns.ts';
import { daySchema, idSchema, instantSchema, noteSchema, reasonSchema } from './shapes/basic.ts';
import { reads, writes } from './verb.ts';

const list = z.enum(ROSTER_KINDS, { error: '名簿の種類を選んでください。' });
const readers = ['reception', 'reviewer', 'approver', 'manager', 'auditor'] as const;
const deciders = ['reviewer', 'approver', 'manager'] as const;
const refusedRow = z.object({ line: z.number().int(), reason: z.string(), cells: z.array(z.string()) });

/** A file of a list; `completeOn` says that it is the whole list of that day, so that rows it lacks stand no more. */
const file = z.strictObject({ list, mapping: z.string().optional(), completeOn: daySchema.optional() });

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
    input: file,
    output: z.object({
      headings: z.array(z.string()),
      mapping: z.record(z.string(), z.number().int().nullable()),
      missing: z.array(z.string()),
      rows: z.number().int(),
      added: z.number().int(),
      known: z.number().int(),
      refused: z.array(refusedRow),
      /** Names of rows that would stand no more; none unless the file is the whole list. */
      ended: z.array(z.string()),
      sample: z.array(z.object({ line: z.number().int(), values: z.record(z.string(), z.string()) })),
    }),
    upload: true,
    refusals: ['FILE_TYPE_REFUSED', 'FILE_EMPTY', 'FILE_TOO_LARGE', 'GUARD_FAILED'],
  }),
  'roster.import': writes('/rosters/import', ['manager'], {
    summary: '名簿の取込み',
    input: file,
    output: z.object({
      id: idSchema,
      added: z.number().int(),
      known: z.number().int(),
      refused: z.array(refusedRow),
    }),
    upload: true,
    refusals: ['FILE_TYPE_REFUSED', 'FILE_EMPTY', 'FILE_TOO_LARGE', 'GUARD_FAILED'],
  }),
  'roster.takeBack': writes('/rosters/imports/:id/take-back', ['manager'], {
    summary: '名簿の取込みの取消し',
    input: z.strictObject({ id: idSchema, reason: reasonSchema }),
    output: z.object({ id: idSchema }),
    refusals: ['NOT_FOUND', 'GUARD_FAILED'],
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
          completeOn: daySchema.nullable(),
          takenBack: z.object({ at: instantSchema, byName: z.string(), reason: z.string() }).nullable(),
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
  'roster.unmatched': reads('/rosters/unmatched', readers, {
    summary: '照合先のない名簿の行',
    /** A part of the name in the list, as it is written there; empty for all. */
    input: z.strictObject({ name: z.string().trim().max(100).default('') }),
    output: z.object({
      /** Of all that have none; the first 200 are answered. */
      count: z.number().int(),
      rows: z.array(z.object({ id: idSchema, list, listLabel: z.string(), listed: side })),
    }),
  }),
  'roster.link': writes('/rosters/rows/:id/link', deciders, {
    summary: '名簿の行と事業主の手作業による照合',
    input: z.strictObject({
      id: idSchema,
      list,
      /** 受付番号 of a case of the employer. */
      receiptNumber: z.string().trim().min(1, '受付番号を入力してください。').max(40),
      /** The case whose employer was shown at the number; null where none was. */
      caseId: idSchema.nullable(),
      reason: reasonSchema,
    }),
    output: z.object({ id: idSchema, employerName: z.string() }),
    refusals: ['NOT_FOUND', 'GUARD_FAILED', 'CASE_UNSEEN'],
  }),
  'roster.decide': writes('/rosters/matches/:id/decide', deciders, {
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
