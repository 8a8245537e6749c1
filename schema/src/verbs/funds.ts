import { z } from 'zod';
import {
  amountSchema,
  bytesSchema,
  daySchema,
  idempotencyKeySchema,
  idSchema,
  reasonSchema,
} from './shapes/basic.ts';
import { fundsShape, monthSchema, statementShape } from './shapes/funds.ts';
import { reads, writes } from './verb.ts';

const keepers = ['payment_clerk', 'manager'] as const;
const deciders = ['manager', 'approver'] as const;
/** 県担当者 sees what holds no personal data: requests, settlements, the balance. */
const watchers = ['payment_clerk', 'manager', 'approver', 'auditor', 'official'] as const;
const staff = ['payment_clerk', 'manager', 'approver', 'auditor'] as const;

/** Accounts a person books on. */
const byHandSchema = z.enum(['interest', 'fee', 'other']);

const positive = amountSchema.min(1).max(2_000_000_000);
const one = z.strictObject({ id: idSchema });

/** 資金管理の操作: 概算払の請求・受入れ・照合・精算・返納と実費. */
export const fundVerbs = {
  'funds.show': reads('/funds', watchers, {
    summary: '資金管理',
    input: z.strictObject({}),
    output: fundsShape,
    refusals: ['NOT_FOUND'],
  }),
  'funds.request': writes('/funds/requests', keepers, {
    summary: '概算払の請求の作成',
    input: z.strictObject({
      idempotencyKey: idempotencyKeySchema.optional(),
      amount: positive,
      requestedOn: daySchema,
      purpose: reasonSchema,
      bankProfileId: idSchema,
      forecast: z
        .array(z.strictObject({ month: monthSchema, amount: amountSchema.min(0) }))
        .min(1)
        .max(12),
    }),
    output: one,
    refusals: ['NOT_FOUND', 'GUARD_FAILED'],
  }),
  'funds.approve': writes('/funds/requests/:id/approve', deciders, {
    summary: '概算払の請求の承認',
    input: one,
    output: one,
    refusals: ['NOT_FOUND', 'GUARD_FAILED', 'SAME_PERSON'],
  }),
  'funds.withdraw': writes('/funds/requests/:id/withdraw', keepers, {
    summary: '概算払の請求の取下げ',
    input: one,
    output: one,
    refusals: ['NOT_FOUND', 'GUARD_FAILED'],
  }),
  'funds.receive': writes('/funds/requests/:id/receive', keepers, {
    summary: '概算払の受入れの記帳',
    input: z.strictObject({ id: idSchema, on: daySchema, amount: positive, lineId: idSchema.optional() }),
    output: one,
    refusals: ['NOT_FOUND', 'GUARD_FAILED'],
  }),
  'statement.import': writes('/funds/statement', keepers, {
    summary: '入出金明細の取込み',
    input: z.strictObject({}),
    output: z.object({ taken: z.number().int(), known: z.number().int(), matched: z.number().int() }),
    upload: true,
    refusals: ['STATEMENT_FAULT', 'FILE_EMPTY', 'FILE_TOO_LARGE', 'GUARD_FAILED'],
  }),
  'statement.show': reads('/funds/statement', staff, {
    summary: '入出金明細と受払簿の照合',
    input: z.strictObject({}),
    output: statementShape,
    refusals: ['NOT_FOUND'],
  }),
  'statement.match': writes('/funds/statement/:id/match', keepers, {
    summary: '入出金明細の照合',
    input: z.strictObject({ id: idSchema, entryIds: z.array(idSchema).min(1).max(1000) }),
    output: one,
    refusals: ['NOT_FOUND', 'GUARD_FAILED'],
  }),
  'statement.unmatch': writes('/funds/statement/:id/unmatch', keepers, {
    summary: '照合の取消し',
    input: one,
    output: one,
    refusals: ['NOT_FOUND', 'GUARD_FAILED'],
  }),
  'statement.post': writes('/funds/statement/:id/post', keepers, {
    summary: '明細からの記帳',
    input: z.strictObject({
      id: idSchema,
      account: byHandSchema,
      summary: reasonSchema,
    }),
    output: one,
    refusals: ['NOT_FOUND', 'GUARD_FAILED'],
  }),
  'statement.explain': writes('/funds/statement/:id/explain', keepers, {
    summary: '明細の説明',
    input: z.strictObject({ id: idSchema, remark: reasonSchema }),
    output: one,
    refusals: ['NOT_FOUND', 'GUARD_FAILED'],
  }),
  'ledger.reverse': writes('/funds/ledger/:id/reverse', keepers, {
    summary: '記帳の取消し',
    input: z.strictObject({
      id: idSchema,
      reason: reasonSchema,
      /** 正しい科目, when a closed line of the passbook rests on the booking. */
      account: byHandSchema.optional(),
    }),
    output: one,
    refusals: ['NOT_FOUND', 'GUARD_FAILED'],
  }),
  'month.close': writes('/funds/months', keepers, {
    summary: '残高照合と月の締め',
    input: z.strictObject({
      month: monthSchema,
      bankBalance: amountSchema.min(0),
      remark: z.string().trim().max(200).optional(),
    }),
    output: one,
    refusals: ['GUARD_FAILED'],
  }),
  'month.confirm': writes('/funds/months/:id/confirm', ['manager', 'approver', 'payment_clerk'], {
    summary: '月の締めの確認',
    input: one,
    output: one,
    refusals: ['NOT_FOUND', 'GUARD_FAILED', 'SAME_PERSON'],
  }),
  'settlement.make': writes('/funds/settlements', keepers, {
    summary: '精算書の作成',
    input: z.strictObject({
      idempotencyKey: idempotencyKeySchema.optional(),
      kind: z.enum(['periodic', 'final']),
      from: daySchema,
      to: daySchema,
      returned: amountSchema.min(0),
    }),
    output: one,
    refusals: ['GUARD_FAILED'],
  }),
  'settlement.approve': writes('/funds/settlements/:id/approve', deciders, {
    summary: '精算の承認',
    input: one,
    output: one,
    refusals: ['NOT_FOUND', 'GUARD_FAILED', 'SAME_PERSON'],
  }),
  'settlement.withdraw': writes('/funds/settlements/:id/withdraw', [...keepers, 'approver'], {
    summary: '精算の取下げ',
    input: one,
    output: one,
    refusals: ['NOT_FOUND', 'GUARD_FAILED', 'SAME_PERSON'],
  }),
  'settlement.return': writes('/funds/settlements/:id/return', keepers, {
    summary: '残額の返納の記帳',
    input: z.strictObject({ id: idSchema, on: daySchema }),
    output: one,
    refusals: ['NOT_FOUND', 'GUARD_FAILED'],
  }),
  'cost.price': writes('/funds/costs/price', keepers, {
    summary: '料金未定の実費への料金表の適用',
    input: z.strictObject({}),
    output: z.object({ priced: z.number().int() }),
    refusals: ['GUARD_FAILED'],
  }),
  'funds.paper': reads('/funds/papers/:kind', watchers, {
    summary: '資金管理の書類（PDF・Excel）',
    input: z.strictObject({
      kind: z.enum([
        'request',
        'book',
        'daily',
        'reconciliation',
        'settlement',
        'return',
        'costs',
        'forecast',
      ]),
      format: z.enum(['pdf', 'xlsx']).default('pdf'),
      id: idSchema.optional(),
      from: daySchema.optional(),
      to: daySchema.optional(),
    }),
    output: bytesSchema,
    answers: 'file',
    refusals: ['NOT_FOUND', 'INVALID_INPUT'],
  }),
};
