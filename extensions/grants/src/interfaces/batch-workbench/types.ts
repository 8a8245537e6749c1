/** The shapes of the payment screen, taken from its verbs. */
import type { z } from 'zod';
import type { batchShow, paymentEvidence } from '@grant/schema';

export type Batch = z.output<(typeof batchShow)['output']>;
export type BatchPayment = Batch['payments'][number];
export type Evidence = z.output<(typeof paymentEvidence)['output']>;

/** What a confirmer types, read from the passbook and the decision. */
export interface TypedAccount {
  bankCode: string;
  branchCode: string;
  accountType: string;
  accountNumber: string;
  amount: string;
}

/** What the bank answered for one payment. */
export interface TypedResult {
  paymentId: string;
  outcome: 'paid' | 'failed';
  on: string;
  reason: string;
}
