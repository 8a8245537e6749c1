/** The shape of the payment desk, taken from its verb. */
import type { z } from 'zod';
import type { batchPayable } from '@grant/schema';

export type PayableList = z.output<(typeof batchPayable)['output']>;
