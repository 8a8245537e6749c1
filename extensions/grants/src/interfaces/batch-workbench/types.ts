/** The shapes of the payment screen, taken from its verbs. */
import type { VerbOutput } from '@grant/schema';

export type Batch = VerbOutput<'batch.show'>;
export type BatchPayment = Batch['payments'][number];
export type Evidence = VerbOutput<'payment.evidence'>;

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
