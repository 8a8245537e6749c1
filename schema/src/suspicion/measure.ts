import type { CaseState } from '../lifecycle/states.ts';

/** What could be stopped of a case under suspicion: everything; not (or not surely) a transfer under way; nothing that is paid. */
export const suspicionMeasures = {
  stopped: 'この案件の決定と支払は、事務局の2人の確認で調査を終えるまで停止しています。',
  leaving:
    'この案件の支払は振込の手続に入っており、停止できるか確認中です。確認でき次第、事務局から連絡します。',
  paid: 'この案件の奨励金は、既に支払済みです。今後の支払は停止しています。調査の結論により、返還の手続を行います。',
} as const;

/** Code of a measure. */
export type SuspicionMeasure = keyof typeof suspicionMeasures;

const PAID_OUT: ReadonlySet<CaseState> = new Set<CaseState>(['paid', 'repayment_claimed', 'repaid']);

/**
 * 速報の措置: what is true of the money of a case. A payment in a sealed batch may be with the bank already; one in an
 * open batch is kept from being sealed, and a top-up that waits is stopped, beside what was paid before.
 * @param payments states of all payments of the case
 */
export function measureOf(state: CaseState, payments: readonly string[]): SuspicionMeasure {
  if (payments.includes('sealed')) return 'leaving';
  return PAID_OUT.has(state) || payments.includes('paid') ? 'paid' : 'stopped';
}
