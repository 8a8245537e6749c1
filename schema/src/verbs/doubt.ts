import { z } from 'zod';
import { SUSPICION_KINDS, SUSPICION_OUTCOMES } from '../suspicion/kinds.ts';
import { LATE_DOUBTS } from '../suspicion/late.ts';
import { DUPLICATE_VERDICTS } from '../duplicates/verdict.ts';
import { idempotencyKeySchema, idSchema, instantSchema, reasonSchema } from './shapes/basic.ts';
import { act, seen, withReason } from './staff.ts';
import { reads, writes } from './verb.ts';

const kind = z.enum(SUSPICION_KINDS, { error: '疑いの種類を選んでください。' });
const outcome = z.enum(SUSPICION_OUTCOMES, { error: '調査の結論を選んでください。' });
const closing = z.object({ id: idSchema, state: z.string() });
const aboutCase = {
  applicationId: idSchema,
  receiptNumber: z.string().nullable(),
  employerName: z.string().nullable(),
  caseStateLabel: z.string(),
};
const named = z.strictObject({ id: idSchema });
/** The same key again is the same record again: a second press, or a retry after a lost answer, adds none. */
const once = { idempotencyKey: idempotencyKeySchema.optional() };
/** 県の指示, as it was received. */
const instruction = z.string().trim().min(1, '県の指示を入力してください。').max(2000);
const lateSeen = z.array(named.extend({ seen: z.number().int() })).max(50);
/** The number of the last 続報 that was on screen, 0 where there was none: a later one has not been read. */
const notesSeen = z.number().int().nonnegative().default(0);
/** When the proposal was made that the reader saw, null where there was none: another one has not been read. */
const onProposal = named.extend({ proposedAt: instantSchema.nullable(), notesSeen });

/** 重複・疑義の操作: what stops a case, and the two people who let it go on. */
export const doubtVerbs = {
  'doubt.board': reads('/doubt', ['reception', 'reviewer', 'approver', 'manager', 'auditor', 'official'], {
    summary: '疑義の一覧',
    /** Page of the cases with signals, 100 each; the first where none is given. */
    input: z.strictObject({
      page: z.coerce.number().int().min(1).max(10_000).optional(),
      /** A case: only those of its 大量申請 are listed, also one whose signals count no more. */
      group: idSchema.optional(),
    }),
    output: z.object({
      /** A prefecture official sees all of it without names; these stand in the report, whose reading is logged. */
      scope: z.enum(['office', 'official']),
      mayOpenReport: z.boolean(),
      /** False while nobody of the prefecture is named who could be told. */
      addressed: z.boolean(),
      suspicions: z.array(
        z.object({
          ...aboutCase,
          id: idSchema,
          kindLabel: z.string(),
          stateLabel: z.string(),
          raisedAt: instantSchema,
          reportedAt: instantSchema.nullable(),
          /** True while the mail of the report was tried and could not be sent. */
          unsent: z.boolean(),
          /** True when the first of two people has said what it came to. */
          proposed: z.boolean(),
        }),
      ),
      cases: z.array(
        z.object({
          ...aboutCase,
          total: z.number().int(),
          alert: z.boolean(),
          reasons: z.array(z.string()),
          /** True when a signal names another case: there is a group to look at. */
          linked: z.boolean(),
          /** Cases of the 大量申請 in which it stands, this one included; 0 where it stands in none. */
          massed: z.number().int(),
        }),
      ),
      /** The group that was asked for, with what its signal says once for all of them inside; null where all are listed. */
      group: z
        .object({
          receiptNumber: z.string().nullable(),
          size: z.number().int(),
          reason: z.string().nullable(),
        })
        .nullable(),
      /** All cases with signals, and how many pages they fill. */
      casesTotal: z.number().int(),
      casesPages: z.number().int(),
      /** Those with most cases first, 50 at most. */
      agents: z.array(
        z.object({
          name: z.string(),
          office: z.string(),
          cases: z.number().int(),
          employers: z.number().int(),
          percent: z.number().int(),
          /** One of the cases, by which the others are asked for. */
          oneCase: idSchema,
        }),
      ),
      agentsTotal: z.number().int(),
    }),
    refusals: ['NOT_FOUND'],
  }),
  'doubt.agentCases': reads(
    '/doubt/cases/:id/agent-cases',
    ['reception', 'reviewer', 'approver', 'manager', 'auditor', 'official'],
    {
      summary: '同じ手続代行者の申請（県の職員には氏名・名称を除く）',
      input: named,
      output: z.object({
        /** The newest first, 200 at most. */
        cases: z.array(
          z.object({
            ...aboutCase,
            /** Sum of the signals that count, 0 to 100. */
            signals: z.number().int(),
            /** Whole yen as judged; null where nobody can tell yet. */
            amount: z.number().int().nullable(),
          }),
        ),
        total: z.number().int(),
      }),
      refusals: ['NOT_FOUND'],
    },
  ),
  'doubt.cluster': reads(
    '/doubt/cases/:id/cluster',
    ['reception', 'reviewer', 'approver', 'manager', 'auditor', 'official'],
    {
      summary: 'つながる申請のまとまり（県の職員には氏名・名称を除く）',
      input: named,
      output: z.object({
        /** The case that was asked for first, then the nearest; each by what of the signals it hangs on the others. */
        cases: z.array(
          z.object({
            ...aboutCase,
            representativeName: z.string().nullable(),
            employerAddress: z.string().nullable(),
            agentName: z.string().nullable(),
            /** Whole yen as judged; null where nobody can tell yet. */
            amount: z.number().int().nullable(),
            links: z.array(z.object({ applicationId: idSchema, labels: z.array(z.string()) })),
          }),
        ),
        /** False where the group is larger than what is shown. */
        complete: z.boolean(),
      }),
      refusals: ['NOT_FOUND'],
    },
  ),
  'case.suspend': act(
    'suspend',
    'suspend',
    '保留（疑義調査）',
    withReason.extend({ kind: kind.default('other') }),
  ),
  'case.proposeRelease': act(
    'propose-release',
    'propose_release',
    '保留の解除の提案',
    withReason.extend({ outcome, notesSeen }),
  ),
  'case.release': act('release', 'release', '保留の解除', withReason.extend({ notesSeen })),
  'late.look': writes('/cases/:id/look-at-late', ['approver', 'manager'], {
    summary: '決定の後に見つかった支給停止・過年度の支給、外した書類の確認（決定のとおりでよいとき）',
    input: seen.extend({
      /** Every bar and every award (its match) that keeps the case back, with the change of it that was on screen. */
      bars: lateSeen,
      awards: lateSeen,
      /** 決定の後に外した書類: the envelopes, with the number of the event. */
      papers: lateSeen.default([]),
      reason: reasonSchema,
    }),
    output: z.object({ id: idSchema, late: z.enum(LATE_DOUBTS).nullable() }),
    refusals: ['NOT_FOUND', 'STALE_VERSION', 'GUARD_FAILED'],
  }),
  'suspicion.raise': writes(
    '/cases/:id/raise-suspicion',
    ['reception', 'reviewer', 'approver', 'payment_clerk', 'manager'],
    {
      summary: '不正疑義の記録（状態を変えない案件）',
      input: seen.extend({ ...once, kind, reason: reasonSchema }),
      output: z.object({ id: idSchema, suspicionId: idSchema }),
      refusals: ['NOT_FOUND', 'STALE_VERSION', 'GUARD_FAILED', 'ALREADY_RECORDED'],
    },
  ),
  'suspicion.propose': writes('/suspicions/:id/propose', ['reviewer', 'approver', 'manager'], {
    summary: '調査の結論の提案',
    input: onProposal.extend({ outcome, reason: reasonSchema }),
    output: closing,
    refusals: ['NOT_FOUND', 'STALE_VERSION', 'GUARD_FAILED', 'SAME_PERSON'],
  }),
  'suspicion.close': writes('/suspicions/:id/close', ['approver', 'manager'], {
    summary: '調査の終結（提案した人とは別の人）',
    input: onProposal.extend({ reason: reasonSchema }),
    output: closing,
    refusals: ['NOT_FOUND', 'STALE_VERSION', 'GUARD_FAILED', 'SAME_PERSON'],
  }),
  'suspicion.reopen': writes('/suspicions/:id/reopen', ['approver', 'manager'], {
    summary: '確認した不正の再調査（提案した人・終結した人とは別の人）',
    input: named.extend({ reason: reasonSchema }),
    output: closing,
    refusals: ['NOT_FOUND', 'GUARD_FAILED', 'SAME_PERSON'],
  }),
  'suspicion.answer': writes('/suspicions/:id/answer', ['reviewer', 'approver', 'manager'], {
    summary: '県の指示の記録',
    input: named.extend({ ...once, answer: instruction }),
    output: closing,
    refusals: ['NOT_FOUND', 'GUARD_FAILED', 'ALREADY_RECORDED'],
  }),
  'suspicion.note': writes(
    '/suspicions/:id/note',
    ['reception', 'reviewer', 'approver', 'payment_clerk', 'manager'],
    {
      summary: '疑義の続報の記録',
      input: named.extend({
        ...once,
        facts: reasonSchema,
        /** 受付番号 of another case that belongs to it. */
        otherNumber: z.string().trim().max(30).optional(),
      }),
      output: closing,
      refusals: ['NOT_FOUND', 'GUARD_FAILED', 'ALREADY_RECORDED'],
    },
  ),
  'signal.look': writes('/signals/:id/look', ['reviewer', 'approver', 'manager'], {
    summary: '兆候の確認',
    input: named.extend({
      /** The reason of the signal that was on screen: another one has not been looked at. */
      said: z.string().min(1).max(20_000),
      /** False: no matter, and no part of the sum. True: it counts again. */
      counts: z.boolean(),
      reason: reasonSchema,
    }),
    output: z.object({ id: idSchema, counts: z.boolean() }),
    refusals: ['NOT_FOUND', 'STALE_VERSION', 'GUARD_FAILED'],
  }),
  'suspicion.report': reads(
    '/suspicions/:id/report.pdf',
    ['reviewer', 'approver', 'payment_clerk', 'manager', 'official', 'auditor'],
    {
      summary: '不正疑義の速報',
      input: named,
      output: z.object({}),
      answers: 'pdf',
      refusals: ['NOT_FOUND'],
    },
  ),
  'duplicate.resolve': writes('/duplicates/:id/resolve', ['reviewer', 'approver', 'manager'], {
    summary: '重複の確認',
    input: z.strictObject({
      id: idSchema,
      /** Digest of the set that was on screen: what it has come to say since has not been judged. */
      seen: z.string().min(1).max(100),
      /** One judgement for each case of the set that is not judged yet. */
      members: z
        .array(
          z.strictObject({
            applicationId: idSchema,
            verdict: z.enum(DUPLICATE_VERDICTS),
            reason: reasonSchema,
          }),
        )
        .min(1)
        .max(200),
    }),
    output: z.object({ id: idSchema, state: z.enum(['open', ...DUPLICATE_VERDICTS]) }),
    refusals: ['NOT_FOUND', 'STALE_VERSION', 'GUARD_FAILED'],
  }),
  'duplicate.reopen': writes('/duplicates/:id/reopen', ['reviewer', 'approver', 'manager'], {
    summary: '重複の再確認（判断した人とは別の人）',
    input: named.extend({ reason: reasonSchema }),
    output: z.object({ id: idSchema, state: z.literal('open') }),
    refusals: ['NOT_FOUND', 'STALE_VERSION', 'GUARD_FAILED', 'SAME_PERSON'],
  }),
};
