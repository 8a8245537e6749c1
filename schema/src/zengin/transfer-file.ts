import { z } from 'zod';
import { civilDateSchema, yenSchema } from '../answer-shapes.ts';
import { sumYen, type Yen } from '../yen.ts';

const digits = (width: number) =>
  z.string().regex(new RegExp(`^\\d{${width}}$`, 'u'), { error: `${width}桁の数字で入力してください。` });

/** 依頼人: who orders the transfers and from which account. Names are half-width kana as the bank has them. */
export const transferHeaderSchema = z.object({
  consignorCode: digits(10),
  consignorName: z.string(),
  /** 取組日. The file holds only month and day; the year stays here. */
  transferDate: civilDateSchema,
  bankCode: digits(4),
  bankName: z.string().default(''),
  branchCode: digits(3),
  branchName: z.string().default(''),
  accountType: z.enum(['1', '2', '9']),
  accountNumber: digits(7),
});

/** 振込1件. Either customer codes or EDI information: the file has one place for both. */
export const transferSchema = z.object({
  bankCode: digits(4),
  bankName: z.string().default(''),
  branchCode: digits(3),
  branchName: z.string().default(''),
  accountType: z.enum(['1', '2', '4', '9']),
  accountNumber: digits(7),
  /** 受取人名, half-width kana as on the passbook page. */
  payeeName: z.string(),
  amountYen: yenSchema,
  /** 新規コード: 1 first transfer, 2 changed, 0 other. */
  newCode: z.enum(['0', '1', '2']).default('0'),
  /** 顧客コード1: the serial of the payment. */
  customerCode1: digits(10).default('0000000000'),
  customerCode2: digits(10).default('0000000000'),
  /** EDI情報; when set, 識別表示 is Y and the customer codes are not written. */
  edi: z.string().optional(),
});

/** 総合振込ファイル: header and transfers. There is no total here: it is computed from the transfers. */
export const transferFileSchema = z.object({
  header: transferHeaderSchema,
  transfers: z.array(transferSchema),
});

export type TransferHeader = z.output<typeof transferHeaderSchema>;
export type Transfer = z.output<typeof transferSchema>;

/** 総合振込ファイル. */
export interface TransferFile {
  readonly header: Readonly<TransferHeader>;
  readonly transfers: readonly Readonly<Transfer>[];
}

/** 合計件数 and 合計金額 of the transfers. */
export function transferTotals(transfers: readonly Readonly<Transfer>[]): {
  readonly count: number;
  readonly totalYen: Yen;
} {
  return { count: transfers.length, totalYen: sumYen(transfers.map(({ amountYen }) => amountYen)) };
}

/** A payment as far as 同一口座・同額 looks at it. */
interface RepeatablePayment {
  /** The account, whole: equal for equal accounts only. A keyed fingerprint does. */
  readonly account: string;
  readonly amount: number;
}

/**
 * 同一口座・同額: groups of payments to the same account with the same amount, in the order given. A warning that people
 * must answer, not a refusal: one employer may have two employees, each with a grant of its own.
 */
export function repeatedPayments<Payment extends RepeatablePayment>(
  payments: readonly Payment[],
): readonly (readonly Payment[])[] {
  const groups = new Map<string, Payment[]>();
  for (const payment of payments) {
    const key = `${payment.account}/${String(payment.amount)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [payment]);
    else group.push(payment);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
