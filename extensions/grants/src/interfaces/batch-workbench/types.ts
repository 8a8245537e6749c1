/** The shapes of the payment screen, taken from its verbs. */
import type { VerbOutput } from '@grant/schema';

export type Batch = VerbOutput<'batch.show'>;
export type Payment = Batch['payments'][number];
/** What the bank's list says, read and not yet recorded. */
export type ReadResults = VerbOutput<'batch.readResults'>['results'];

/** What the bank answered for one payment. */
export interface TypedResult {
  paymentId: string;
  outcome: 'paid' | 'failed';
  on: string;
  reason: string;
  /** 戻らない手数料, as typed: yen. */
  feeLost: string;
  /** Whether the bank took it out of what came back. */
  feeDeducted: boolean;
}
