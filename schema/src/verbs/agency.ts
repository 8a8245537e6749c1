import { z } from 'zod';
import { emailAddressSchema } from '../answer-shapes.ts';
import { EMPLOYER_KINDS } from '../agency/mandate-employer.ts';
import { MANDATE_END_REASONS, MANDATE_STANDINGS } from '../agency/mandate.ts';
import type { Duty } from '../lifecycle/duty.ts';
import {
  bytesSchema,
  daySchema,
  idempotencyKeySchema,
  idSchema,
  instantSchema,
  nothing,
} from './shapes/basic.ts';
import { applicationLineShape } from './shapes/case.ts';
import { agentProfileSchema } from './shapes/people.ts';
import { reads, writes } from './verb.ts';

const theAgent: readonly Duty[] = ['agent'];
const eitherSide: readonly Duty[] = ['applicant', 'agent', 'reception', 'manager'];
const readers: readonly Duty[] = [
  'applicant',
  'agent',
  'reception',
  'reviewer',
  'approver',
  'manager',
  'auditor',
];
const one = z.strictObject({ id: idSchema });

/** 委任 as its agent, its employer and the office see it. */
const mandateShape = z.object({
  id: idSchema,
  standing: z.enum(MANDATE_STANDINGS),
  standingLabel: z.string(),
  agentName: z.string(),
  agentOffice: z.string(),
  agentQualification: z.string(),
  agentRegistrationNumber: z.string(),
  employerName: z.string(),
  /** 法人・個人の別 in words; null in a mandate from before it was asked. */
  employerKindLabel: z.string().nullable(),
  corporateNumber: z.string().nullable(),
  /** Address by which the employer is asked and told; null when it gave none. */
  principalEmail: z.string().nullable(),
  /** The employer's account is known. */
  linked: z.boolean(),
  startsOn: daySchema.nullable(),
  endsOn: daySchema.nullable(),
  declaredAt: instantSchema.nullable(),
  confirmedAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
  endReason: z.string().nullable(),
  hasPaper: z.boolean(),
});

/** 手続代行の操作: the agent's profile and clients, the employer's and the desk's say over a mandate. */
export const agencyVerbs = {
  'client.list': reads('/clients', theAgent, {
    summary: '顧問先の一覧',
    input: nothing,
    output: z.object({
      /** Null until the agent has entered it. */
      profile: agentProfileSchema.nullable(),
      clients: z.array(z.object({ mandate: mandateShape, applications: z.array(applicationLineShape) })),
    }),
  }),
  'client.profile': writes('/clients/profile', theAgent, {
    summary: '手続代行者の登録事項の変更',
    input: agentProfileSchema,
    output: nothing,
  }),
  'mandate.declare': writes('/mandates', theAgent, {
    summary: '委任の届出（委任状を添えて）',
    input: z.strictObject({
      /** Chosen once by the page: the same mandate sent again under it is the same mandate. */
      idempotencyKey: idempotencyKeySchema,
      employerName: z
        .string()
        .trim()
        .min(1, { error: '事業主の名称を入力してください。' })
        .max(100, { error: '事業主の名称は100文字以内で入力してください。' }),
      /** 法人・個人の別. */
      employerKind: z.enum(EMPLOYER_KINDS, { error: '事業主が法人か個人事業主かを選んでください。' }),
      /** 法人番号: asked of a corporation, passed over for a sole proprietor. */
      corporateNumber: z.string().max(40).optional(),
      principalEmail: emailAddressSchema.optional(),
      startsOn: daySchema,
      endsOn: daySchema,
    }),
    output: z.object({ id: idSchema }),
    upload: true,
    refusals: ['FILE_TOO_LARGE', 'FILE_TYPE_REFUSED', 'GUARD_FAILED', 'TOO_MANY_REQUESTS'],
  }),
  'mandate.list': reads('/mandates', ['applicant'], {
    summary: '自分の手続きを代行する人',
    input: nothing,
    output: z.object({ mandates: z.array(mandateShape) }),
  }),
  'mandate.show': reads('/mandates/:id', readers, {
    summary: '委任の内容',
    input: one,
    output: mandateShape,
    refusals: ['NOT_FOUND'],
  }),
  'mandate.confirm': writes('/mandates/:id/confirm', ['applicant', 'reception'], {
    summary: '委任の確認',
    input: one,
    output: mandateShape,
    refusals: ['NOT_FOUND', 'GUARD_FAILED'],
  }),
  'mandate.end': writes('/mandates/:id/end', eitherSide, {
    summary: '委任の解除・辞任',
    input: z.strictObject({ id: idSchema, reason: z.enum(MANDATE_END_REASONS).exclude(['expired']) }),
    output: mandateShape,
    refusals: ['NOT_FOUND', 'GUARD_FAILED'],
  }),
  'mandate.paper': reads('/mandates/:id/paper', readers, {
    summary: '委任状の閲覧',
    input: one,
    output: bytesSchema,
    answers: 'file',
    refusals: ['NOT_FOUND'],
  }),
};
