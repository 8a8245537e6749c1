/** The shapes of the payment desk, taken from its verbs. */
import type { VerbOutput } from '@grant/schema';

export type PayableList = VerbOutput<'batch.payable'>;
export type Batch = VerbOutput<'batch.create'>;
