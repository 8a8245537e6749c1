import { accept, reject, type Result } from '../refusal.ts';

/** More than any bank asks for a 組戻; yen. */
export const LOST_FEE_MAX_YEN = 10_000;

/** 戻らない手数料 of a transfer that failed or came back, in yen, and whether the bank took it out of what it gave back. */
export interface LostFee {
  readonly feeLost?: number | undefined;
  readonly feeDeducted?: boolean | undefined;
}

/**
 * 戻った資金から差し引かれた手数料, yen; 0 when the whole amount came back and the fee is charged by itself. Refuses with
 * INVALID_INPUT a deduction without a fee, or one that leaves nothing of the transfer.
 */
export function keptFee({ feeLost = 0, feeDeducted = false }: LostFee, amountYen: number): Result<number> {
  if (!feeDeducted) return accept(0);
  if (feeLost > 0 && feeLost < amountYen) return accept(feeLost);
  const message =
    feeLost > 0
      ? '差し引かれた手数料が、振り込んだ額以上になっています。銀行の通知の額を確かめてください。'
      : '戻った資金から差し引かれた手数料の額を入力してください。';
  return reject('INVALID_INPUT', { faults: [{ path: 'feeLost', message }] });
}
