import { civilDate, fiscalYearOf } from '@grant/schema';
import type { Unit } from './work.ts';

/**
 * 番号の発行: numbers of a series without a gap and without a double. The lock is held until the transaction ends, so
 * take a number last; what is rolled back gives its number back. Unique indexes stand behind.
 */
async function lockSeries(unit: Unit, series: string): Promise<void> {
  await unit.trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`grant.number/${series}`]);
}

async function lastNumber(unit: Unit, table: string, column: string, pattern: string): Promise<number> {
  const answer: { rows: { last: string | null }[] } = await unit.trx.raw(
    'select max((substring(??::text from ?))::bigint)::text as last from ??',
    [column, pattern, table],
  );
  return Number(answer.rows[0]?.last ?? 0);
}

function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Check digit of a receipt number: weights 7-3-1 from the left, modulo 10; finds every single slip of a digit. */
export function checkDigit(digits: string): string {
  const weights = [7, 3, 1];
  const sum = [...digits].reduce(
    (total, digit, place) => total + Number(digit) * (weights[place % 3] ?? 1),
    0,
  );
  return String(sum % 10);
}

/** 受付番号: `<series>-<6 digits>-<check digit>`, for example `R8-000123-2`. */
export async function nextReceiptNumber(unit: Unit, series: string): Promise<string> {
  await lockSeries(unit, `receipt/${series}`);
  const last = await lastNumber(
    unit,
    'applications',
    'receipt_number',
    `^${quoted(series)}-([0-9]{6})-[0-9]$`,
  );
  const digits = String(last + 1).padStart(6, '0');
  return `${series}-${digits}-${checkDigit(digits)}`;
}

/** 文書番号: `<series>第n号`. */
export async function nextDecisionNumber(unit: Unit, series: string): Promise<string> {
  await lockSeries(unit, `decision/${series}`);
  const last = await lastNumber(unit, 'decisions', 'number', `^${quoted(series)}第([0-9]+)号$`);
  return `${series}第${last + 1}号`;
}

/** 支払バッチ番号: `F<year of transfer>-<4 digits>`, practice batches `P…`. */
export async function nextBatchNumber(unit: Unit, transferOn: string, practice: boolean): Promise<string> {
  const series = `${practice ? 'P' : 'F'}${transferOn.slice(0, 4)}`;
  await lockSeries(unit, `batch/${series}`);
  const last = await lastNumber(unit, 'payment_batches', 'number', `^${series}-([0-9]{4,})$`);
  return `${series}-${String(last + 1).padStart(4, '0')}`;
}

/** 支払の通し番号: stands in the bank file, so that a result can be told apart. */
export async function nextPaymentSerial(unit: Unit): Promise<number> {
  await lockSeries(unit, 'payment');
  const answer: { rows: { last: string | null }[] } = await unit.trx.raw(
    'select max(serial::bigint)::text as last from payments',
  );
  return Number(answer.rows[0]?.last ?? 0) + 1;
}

/** 概算払請求・精算の番号: `G2026-001`, `S2026-001` by fiscal year; practice ones begin with `P`. */
export async function nextFundNumber(unit: Unit, kind: 'G' | 'S', practice: boolean): Promise<string> {
  const series = `${practice ? 'P' : ''}${kind}${String(fiscalYearOf(civilDate(unit.moment.today)))}`;
  await lockSeries(unit, `fund/${series}`);
  const table = kind === 'G' ? 'fund_requests' : 'settlements';
  const last = await lastNumber(unit, table, 'number', `^${series}-([0-9]{3,})$`);
  return `${series}-${String(last + 1).padStart(3, '0')}`;
}
