import { z } from 'zod';
import { amountSchema, daySchema, idSchema, instantSchema } from './basic.ts';

/** `YYYY-MM`. */
export const monthSchema = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/u, { error: '月は 2026-07 のように入力してください。' });

const requestShape = z.object({
  id: idSchema,
  number: z.string(),
  requestedOn: daySchema,
  amount: amountSchema,
  purpose: z.string(),
  forecast: z.array(z.object({ month: z.string(), amount: amountSchema })),
  state: z.enum(['draft', 'requested', 'received', 'withdrawn']),
  receivedOn: daySchema.nullable(),
  receivedAmount: amountSchema.nullable(),
  preparedByName: z.string().nullable(),
  approvedByName: z.string().nullable(),
  /** Whether this person may approve it now. */
  approvable: z.boolean(),
});

const settlementShape = z.object({
  id: idSchema,
  number: z.string(),
  kind: z.enum(['periodic', 'final']),
  periodFrom: daySchema,
  periodTo: daySchema,
  state: z.enum(['draft', 'submitted', 'accepted', 'withdrawn']),
  opening: amountSchema,
  received: amountSchema,
  /** Transfers that went out in the period, and those that came back in it. */
  sent: amountSchema,
  sentCount: z.number().int(),
  sentBack: amountSchema,
  sentBackCount: z.number().int(),
  /** 差引: sent less sent back. */
  paid: amountSchema,
  paidCount: z.number().int(),
  interest: amountSchema,
  fees: amountSchema,
  repaid: amountSchema,
  /** Booked within the period, for settlements before this one. */
  returnedWithin: amountSchema,
  returned: amountSchema,
  carriedOver: amountSchema,
  returnedOn: daySchema.nullable(),
  preparedByName: z.string().nullable(),
  approvedByName: z.string().nullable(),
  approvable: z.boolean(),
  /** Whether this person may take it back: a draft, or the last approved one of which nothing went back. */
  withdrawable: z.boolean(),
});

const monthShape = z.object({
  month: z.string(),
  received: amountSchema,
  sent: amountSchema,
  sentBack: amountSchema,
  interest: amountSchema,
  fees: amountSchema,
  returned: amountSchema,
  closing: amountSchema,
  /** Null while the month is open. */
  closed: z
    .object({
      id: idSchema,
      state: z.enum(['closed', 'confirmed']),
      closedByName: z.string(),
      closedAt: instantSchema,
      confirmedByName: z.string().nullable(),
      confirmable: z.boolean(),
    })
    .nullable(),
});

const need = z.object({ need: amountSchema, lacking: amountSchema });

/** 資金管理の画面. */
export const fundsShape = z.object({
  today: daySchema,
  practice: z.boolean(),
  /** Yen; `promised`: sealed and without a result, `reserved`: approved to go back and not gone. */
  balance: z.object({
    bank: amountSchema,
    promised: amountSchema,
    reserved: amountSchema,
    available: amountSchema,
  }),
  forecast: z.object({
    passRate: z.number().nullable(),
    expectedGrants: z.number().int(),
    undecided: z.number().int(),
    committed: amountSchema,
    judged: need,
    scenarios: z.array(need.extend({ amount: amountSchema, programme: amountSchema })),
  }),
  months: z.array(monthShape),
  requests: z.array(requestShape),
  settlements: z.array(settlementShape),
  /** 次の精算の期間 to offer. */
  nextSettlement: z.object({ from: daySchema, to: daySchema }),
  bankProfiles: z.array(z.object({ id: idSchema, name: z.string() })),
  openLines: z.number().int(),
  /** Costs by kind, all time; `unpriced` rows have no price in the table yet. */
  costs: z.array(
    z.object({ kind: z.string(), count: z.number().int(), amount: amountSchema, unpriced: z.number().int() }),
  ),
  /** Whether this person keeps the book, and whether he or she may see names and statement. */
  keeper: z.boolean(),
  insider: z.boolean(),
});

const proposalShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('entries'), entryIds: z.array(idSchema), certain: z.boolean() }),
  z.object({ kind: z.literal('receipt'), requestId: idSchema }),
  z.object({ kind: z.literal('results'), batchId: idSchema }),
  z.object({
    kind: z.literal('sent_back'),
    batchId: idSchema,
    paymentIds: z.array(idSchema),
    /** What the bank kept of it. */
    fee: amountSchema,
  }),
  z.object({ kind: z.literal('interest') }),
  z.object({ kind: z.literal('fee') }),
]);

export const statementShape = z.object({
  lines: z.array(
    z.object({
      id: idSchema,
      postedOn: daySchema,
      description: z.string(),
      paidIn: amountSchema,
      paidOut: amountSchema,
      balance: amountSchema.nullable(),
      state: z.enum(['unmatched', 'matched', 'explained']),
      remark: z.string().nullable(),
      automatic: z.boolean(),
      proposal: proposalShape.nullable(),
      closed: z.boolean(),
    }),
  ),
  /** Lines of the account in the ledger that no line of the passbook explains yet; `amount` is signed. */
  entries: z.array(
    z.object({
      id: idSchema,
      postedOn: daySchema,
      amount: amountSchema,
      summary: z.string(),
      batch: z.string().nullable(),
    }),
  ),
  book: z.array(
    z.object({
      day: daySchema,
      summary: z.string(),
      paidIn: amountSchema,
      paidOut: amountSchema,
      balance: amountSchema,
      transaction: idSchema.nullable(),
      reversible: z.boolean(),
      /** Whether it lies in a closed month: its reversal is booked on the first open day. */
      closed: z.boolean(),
      /** Whether its reversal names the right account, because a closed line of the passbook rests on it. */
      accountAsked: z.boolean(),
    }),
  ),
  /** Null while no month is closed. */
  firstOpenDay: daySchema.nullable(),
});
