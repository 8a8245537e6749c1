import { z } from 'zod';
import { LOST_FEE_MAX_YEN } from '../zengin/lost-fee.ts';
import { amountSchema, daySchema, idSchema } from './shapes/basic.ts';
import { act, seen, withReason } from './staff.ts';

/** 決定の後: a decision taken back or changed, more or less than was paid, and what comes back. */
export const afterDecisionVerbs = {
  'case.cancel': act('cancel', 'cancel', '決定の取消し', withReason),
  'case.claimRepayment': act(
    'claim-repayment',
    'claim_repayment',
    '返還の請求',
    // 返還を請求する額, yen; without it all that was paid and is not yet claimed back.
    withReason.extend({ amount: amountSchema.min(1).optional() }),
  ),
  'case.reviseDecision': act('revise-decision', 'revise_decision', '決定の変更', withReason),
  'case.proposeTopUp': act(
    'propose-top-up',
    'propose_top_up',
    '追加支給の上申',
    withReason.extend({ amount: amountSchema.min(1) }),
  ),
  'case.approveTopUp': act(
    'approve-top-up',
    'approve_top_up',
    '追加支給の決定',
    seen.extend({ amount: amountSchema.min(1) }),
  ),
  'case.declineTopUp': act('decline-top-up', 'decline_top_up', '追加支給の見送り', withReason),
  'case.cancelTopUp': act('cancel-top-up', 'cancel_top_up', '追加支給の取消し', withReason),
  'case.recordRepayment': act(
    'record-repayment',
    'record_repayment',
    '返還金の入金の記録（請求した額の全部）',
    withReason.extend({ on: daySchema, amount: amountSchema }),
    ['record_part_repayment'],
  ),
  'case.recordReturn': act(
    'record-return',
    'record_return',
    '振込後に戻った資金の記録（組戻など）',
    withReason.extend({
      paymentId: idSchema,
      /** The day on which the money came back. */
      on: daySchema,
      /** 戻らない手数料, yen. */
      feeLost: z.number().int().min(0).max(LOST_FEE_MAX_YEN).optional(),
      /** Whether the bank took that fee out of what it gave back. */
      feeDeducted: z.boolean().optional(),
    }),
    [],
    ['RESULT_DATE_OUTSIDE_WINDOW'],
  ),
};
