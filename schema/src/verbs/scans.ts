import { z } from 'zod';
import { PAPER_CODES } from '../application/papers.ts';
import { PAGE_WIDTHS } from './applicant.ts';
import { bytesSchema, idSchema, instantSchema, nothing, stateSchema } from './shapes/basic.ts';
import { act, seen, withReason } from './staff.ts';
import { reads, writes } from './verb.ts';

const page = z.number().int().min(1).max(1000);

/** Every page once, in order; `paper` null for pages that are no paper of the application (整理票, blank). */
const sortedRuns = z
  .array(z.strictObject({ from: page, to: page, paper: z.enum(PAPER_CODES).nullable() }))
  .min(1)
  .max(100);

/** A run of pages as it stands in a proposal or was filed. */
const part = z.object({
  from: page,
  to: page,
  /** Receipt number of the case; null for pages that belong to none. */
  receiptNumber: z.string().nullable(),
});

const scanShape = z.object({
  id: idSchema,
  originalName: z.string(),
  pages: z.number().int(),
  state: z.enum(['waiting', 'split']),
  uploadedAt: instantSchema,
  /** Pages that could not be drawn: a cover sheet among them was not read. */
  unread: z.array(page),
  /** The proposal while it waits, what was done once it is split. */
  parts: z.array(
    part.extend({
      caseId: idSchema.nullable(),
      employerName: z.string().nullable(),
      employeeName: z.string().nullable(),
      /** State of the case; what arrives for it is worked on where its state says. */
      state: stateSchema.nullable(),
      /** Why this part cannot be filed as it stands; null when it can. */
      problem: z.string().nullable(),
    }),
  ),
});

/** 読み取った書類の振り分け: one scanned file with several envelopes becomes papers of several cases. */
export const scanVerbs = {
  'case.named': reads('/named-case', ['reception', 'reviewer', 'approver', 'manager'], {
    summary: '受付番号の案件（誰の申請か）',
    input: z.strictObject({ receiptNumber: z.string().trim().min(1).max(40) }),
    output: z.object({
      /** Null when no case of this office has the number. */
      case: z
        .object({
          id: idSchema,
          receiptNumber: z.string(),
          employerName: z.string().nullable(),
          /** 対象従業員. */
          employeeName: z.string().nullable(),
          state: stateSchema,
          /** Why no pages can be bound into it; null when they can. */
          problem: z.string().nullable(),
        })
        .nullable(),
    }),
  }),
  'scan.upload': writes('/scans', ['reception'], {
    summary: '読み取ったファイルの登録（整理票の読取り）',
    input: nothing,
    output: scanShape,
    upload: true,
    refusals: [
      'FILE_TOO_LARGE',
      'FILE_TYPE_REFUSED',
      'FILE_BROKEN',
      'PDF_LOCKED',
      'PDF_ACTIVE',
      'PDF_EMBEDS',
      'PDF_EMPTY',
      'PDF_TOO_MANY_PAGES',
      'FILE_TOO_COMPLEX',
    ],
  }),
  'scan.list': reads('/scans', ['reception', 'manager'], {
    summary: '読み取ったファイルの一覧',
    input: nothing,
    output: z.object({
      scans: z.array(scanShape.omit({ parts: true, unread: true }).extend({ practice: z.boolean() })),
    }),
  }),
  'scan.show': reads('/scans/:id', ['reception', 'manager'], {
    summary: '読み取ったファイルと振り分けの案',
    input: z.strictObject({ id: idSchema }),
    output: scanShape,
    refusals: ['NOT_FOUND'],
  }),
  'scan.page': reads('/scans/:id/pages/:page', ['reception', 'manager'], {
    summary: '読み取ったファイルの頁',
    input: z.strictObject({
      id: idSchema,
      page: z.string().regex(/^[1-9]\d{0,2}$/u),
      width: z.enum(PAGE_WIDTHS),
    }),
    output: bytesSchema,
    answers: 'file',
    refusals: ['NOT_FOUND', 'UNAVAILABLE'],
  }),
  'scan.split': writes('/scans/:id/split', ['reception'], {
    summary: '読み取ったファイルの振り分け',
    input: z.strictObject({
      id: idSchema,
      /** 封筒の数, counted from the pile in hand: those whose papers are bound into a case. */
      envelopes: z.number().int().min(0).max(200),
      /** 原本の置き場所 of the envelopes that came later than the application, for the custody log; null to say it there. */
      originals: z.string().trim().min(1).max(100).nullable().default(null),
      parts: z
        .array(
          part
            .extend({
              /** The case whose employer was shown at the number; null where none was, and where there is no number. */
              caseId: idSchema.nullable(),
            })
            .strict(),
        )
        .min(1)
        .max(200),
    }),
    output: scanShape,
    refusals: [
      'NOT_FOUND',
      'STALE_VERSION',
      'PAGES_UNASSIGNED',
      'ENVELOPES_MISCOUNTED',
      'COVER_SHEET_UNKNOWN',
      'CASE_UNSEEN',
      'FILE_TOO_LARGE',
    ],
  }),
  'attachment.sort': writes('/applications/:id/attachments/:attachmentId/sort', ['reception'], {
    summary: '封筒ごとに綴じた書類の仕分け',
    input: z.strictObject({
      id: idSchema,
      attachmentId: idSchema,
      runs: sortedRuns,
    }),
    output: z.object({ attachments: z.number().int() }),
    refusals: ['NOT_FOUND', 'GUARD_FAILED', 'PAGES_UNASSIGNED'],
  }),
  'case.sortAgain': act(
    'sort-again',
    'sort_again',
    '書類の仕分け直し',
    seen.extend({
      /** The envelope, as it came. */
      attachmentId: idSchema,
      runs: sortedRuns,
    }),
    [],
    ['PAGES_UNASSIGNED'],
  ),
  'case.unbindPapers': act(
    'unbind-papers',
    'unbind_papers',
    '誤って綴じた書類の取外し',
    withReason.extend({
      /** The envelope, or a paper that was sorted out of it: it leaves whole. */
      attachmentId: idSchema,
      /** Receipt number of the case it belongs to, which is given it at once; null when there is none or nobody knows. */
      receiptNumber: z.string().trim().min(1).max(40).nullable(),
      /** The case whose employer was shown at the number; null where none was, and where there is no number. */
      caseId: idSchema.nullable().default(null),
      /** 原本の行き先, for the custody log. */
      originals: z.string().trim().min(1).max(100),
    }),
    [],
    ['COVER_SHEET_UNKNOWN', 'CASE_UNSEEN'],
  ),
};
