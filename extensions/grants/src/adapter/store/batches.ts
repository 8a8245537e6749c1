import { bankProfileSchema, type BankProfile } from '@grant/schema';
import type { Knex } from 'knex';
import { found } from '../refused.ts';
import { fromRow } from '../row.ts';
import type { Unit } from '../work.ts';

/** 支払バッチの行. */
export interface BatchRecord {
  readonly id: string;
  readonly number: string;
  readonly transferOn: string;
  readonly bankProfile: string;
  readonly state: 'open' | 'sealed' | 'settled' | 'discarded' | 'recalled';
  readonly itemCount: number;
  readonly total: number;
  readonly fileSha256: string | null;
  readonly fileBody: string | null;
  readonly sealedBy: string | null;
  readonly sealedAt: string | null;
  /** 取下げの申出: a sealed batch somebody asked to take back; null while nobody did. */
  readonly recallReason: string | null;
  readonly recallProposedBy: string | null;
  readonly recallProposedAt: string | null;
  /** How it was made sure that the bank does not have it. */
  readonly recallAnswer: string | null;
  readonly recalledBy: string | null;
  readonly recalledAt: string | null;
  readonly preparedBy: string;
  readonly preparedAt: string;
  readonly version: number;
  readonly practice: boolean;
}

/** 支払の行. */
export interface PaymentRecord {
  readonly id: string;
  readonly obligation: string;
  readonly application: string;
  readonly bankAccount: string;
  readonly paymentBatch: string;
  readonly amount: number;
  readonly state: 'prepared' | 'sealed' | 'paid' | 'failed' | 'removed';
  readonly contentHash: string;
  readonly serial: number;
  readonly preparedBy: string;
  readonly preparedAt: string;
}

/** 振込元の銀行との取決め: who orders, and how that bank wants its file. */
export interface ProfileRecord {
  readonly id: string;
  readonly name: string;
  readonly consignorCode: string;
  readonly consignorKana: string;
  readonly bankCode: string;
  readonly branchCode: string;
  readonly accountType: string;
  readonly accountNumber: string;
  readonly practice: boolean;
  readonly terms: BankProfile;
}

/** What a transaction is about to do with money; the triggers refuse everything else. */
export type MoneyAct =
  | 'prepare'
  | 'redate'
  | 'seal'
  | 'result'
  | 'return'
  | 'remove'
  | 'stop'
  | 'propose_recall'
  | 'keep'
  | 'recall';

/** Declares the act of this transaction to the database. */
export async function declareMoney(unit: Unit, act: MoneyAct): Promise<void> {
  await unit.trx.raw("select set_config('grant.money', ?, true)", [act]);
}

/** One batch, locked when asked. NOT_FOUND when there is none. */
export async function batchById(
  database: Knex | Knex.Transaction,
  id: string,
  lock: 'lock' | 'look',
): Promise<BatchRecord> {
  const query = database<object>('payment_batches').where({ id });
  const row = await (lock === 'lock' ? query.forUpdate() : query).first();
  return fromRow<BatchRecord>(found(row, '支払バッチ'));
}

/** Payments of a batch by serial; those taken out again are left out. */
export async function paymentsOf(database: Knex, paymentBatch: string): Promise<PaymentRecord[]> {
  const rows = await database<object>('payments')
    .where({ payment_batch: paymentBatch })
    .whereNot({ state: 'removed' })
    .orderBy('serial');
  return rows.map((row) => fromRow<PaymentRecord>(row));
}

/** One payment. NOT_FOUND when there is none. */
export async function paymentById(database: Knex, id: string): Promise<PaymentRecord> {
  const row = await database<object>('payments').where({ id }).first();
  return fromRow<PaymentRecord>(found(row, '支払'));
}

/** People whose confirmation of a payment stands for the content as it is now. */
export async function confirmersOf(database: Knex, payment: PaymentRecord): Promise<string[]> {
  const rows = await database<{
    payment: string;
    content_hash: string;
    void_at: Date | null;
    confirmer: string;
  }>('confirmations')
    .where({ payment: payment.id, content_hash: payment.contentHash })
    .whereNull('void_at')
    .distinct('confirmer');
  return rows.map((row) => row.confirmer);
}

function minutes(time: unknown): number | undefined {
  const parts = /^(\d{2}):(\d{2})/.exec(typeof time === 'string' ? time : '');
  return parts === null ? undefined : Number(parts[1]) * 60 + Number(parts[2]);
}

// The driver hands a bigint over as text.
function yenOf(value: unknown): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}

const FILLERS: Readonly<Record<string, string>> = {
  zeros: 'zeros',
  zero: 'zeros',
  '0000': 'zeros',
  spaces: 'spaces',
  space: 'spaces',
};
const SEPARATORS: Readonly<Record<string, string>> = { crlf: 'CRLF', lf: 'LF', none: 'none' };

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : '';
}

/** The bank profile of a batch. NOT_FOUND when there is none. */
export async function profileById(database: Knex, id: string): Promise<ProfileRecord> {
  const row = found(await database<object>('bank_profiles').where({ id }).first(), '振込元の銀行');
  const profile = fromRow<Omit<ProfileRecord, 'terms'> & Readonly<Record<string, unknown>>>(row);
  const given = {
    separator: SEPARATORS[wordOf(profile['separator'])],
    fillBankNames: profile['fillBankNames'] ?? undefined,
    clearingHouse: FILLERS[wordOf(profile['clearingFiller'])],
    codes: FILLERS[wordOf(profile['codeFiller'])],
    symbols: profile['nameSymbols'] ?? undefined,
    woAllowed: profile['woAllowed'] ?? undefined,
    transferCategory: profile['transferDesignation'] ?? undefined,
    maxItems: profile['itemsMax'] ?? undefined,
    maxAmountYen: yenOf(profile['amountMax']),
    maxTotalYen: yenOf(profile['totalMax']),
    cutOffMinute: minutes(profile['cutoffTime']),
    minDaysAhead: profile['daysAheadMin'] ?? undefined,
    maxDaysAhead: profile['daysAheadMax'] ?? undefined,
  };
  return { ...profile, terms: bankProfileSchema.parse(given) };
}
