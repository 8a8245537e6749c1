/**
 * The child process of the Zengin bench: writes and checks one large bank file and prints its figures as one JSON line.
 * A process of its own, so that its peak of memory is nobody else's.
 */
import {
  DEFAULT_BANK_PROFILE,
  type Transfer,
  type TransferFile,
  civilDate,
  encodeTransferFile,
  validateTransferBytes,
  yen,
} from '@grant/schema';

const TRANSFERS = 100_000;

/** Every transfer differs in the fields that differ in life: account, payee, amount and serial. */
function transferOf(index: number): Transfer {
  return {
    bankCode: '0129',
    bankName: 'ｱｼｶｶﾞ',
    branchCode: String(100 + (index % 100)),
    branchName: 'ﾎﾝﾃﾝ',
    accountType: '1',
    accountNumber: String(index % 10_000_000).padStart(7, '0'),
    payeeName: `ｶ)ﾄﾁｷﾞｼﾖｳｶｲ${String(index)}`,
    amountYen: yen(200_000 + (index % 4) * 100_000),
    newCode: '0',
    customerCode1: String(index + 1).padStart(10, '0'),
    customerCode2: '0000000000',
  };
}

const file: TransferFile = {
  header: {
    consignorCode: '1234567890',
    consignorName: 'ﾄﾁｷﾞﾀﾞﾝｾｲｲｸｷﾕｳｼﾞﾑｷﾖｸ',
    transferDate: civilDate('2026-06-15'),
    bankCode: '0129',
    bankName: 'ｱｼｶｶﾞ',
    branchCode: '100',
    branchName: 'ﾎﾝﾃﾝ',
    accountType: '1',
    accountNumber: '1234567',
  },
  transfers: Array.from({ length: TRANSFERS }, (_, index) => transferOf(index)),
};

function timed<T>(act: () => T): { readonly ms: number; readonly value: T } {
  const began = performance.now();
  const value = act();
  return { ms: performance.now() - began, value };
}

const base = process.memoryUsage().rss;
const encoded = timed(() => encodeTransferFile(file, DEFAULT_BANK_PROFILE));
if (!encoded.value.ok) throw new Error(encoded.value.refusal.message);
const bytes = encoded.value.value;
const checked = timed(() => validateTransferBytes(bytes, DEFAULT_BANK_PROFILE));
if (checked.value.length > 0) throw new Error(checked.value[0]?.message ?? 'faulty');
// The unit of maxRSS is kilobytes on every system.
const peakMegabytes = (process.resourceUsage().maxRSS * 1024 - base) / 1024 / 1024;
// Last, so that its own strings are not in the peak.
const plain = timed(() => file.transfers.map((transfer) => JSON.stringify(transfer).length));

process.stdout.write(
  `${JSON.stringify({ encodeMs: encoded.ms, validateMs: checked.ms, plainMs: plain.ms, peakMegabytes })}\n`,
);
