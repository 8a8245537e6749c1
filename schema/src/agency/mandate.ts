import type { CivilDate } from '../civil-date.ts';

/** 委任の状態, as stored. */
export const MANDATE_STATES = ['declared', 'confirmed', 'ended'] as const;

/** One state of a mandate. */
export type MandateState = (typeof MANDATE_STATES)[number];

/** 委任が終わった理由. */
export const MANDATE_END_REASONS = ['revoked', 'returned', 'declined', 'expired'] as const;

/** One reason. */
export type MandateEndReason = (typeof MANDATE_END_REASONS)[number];

/** What the end of a mandate is called. */
export const mandateEndLabels: Readonly<Record<MandateEndReason, string>> = {
  revoked: '委任者による解除',
  returned: '代行者による辞任',
  declined: '委任を確認できなかったため',
  expired: '委任期間の満了',
};

/** 委任の効力 on a day: what state and period come to together. */
export const MANDATE_STANDINGS = ['declared', 'upcoming', 'holding', 'ended'] as const;

/** One standing. */
export type MandateStanding = (typeof MANDATE_STANDINGS)[number];

/** What a standing is called. */
export const mandateStandingLabels: Readonly<Record<MandateStanding, string>> = {
  declared: '確認待ち',
  upcoming: '期間前',
  holding: '有効',
  ended: '終了',
};

/** What is looked at to know whether a mandate holds; days are `YYYY-MM-DD` in Japan. */
export interface MandateTerms {
  readonly state: MandateState;
  readonly startsOn: CivilDate | null;
  readonly endsOn: CivilDate | null;
}

/** 委任が効力を持つか: the standing of a mandate on a day. The last day of the period counts. */
export function mandateStanding(terms: MandateTerms, today: CivilDate): MandateStanding {
  if (terms.state !== 'confirmed') return terms.state;
  if (terms.startsOn === null || terms.endsOn === null || terms.endsOn < today) return 'ended';
  return terms.startsOn > today ? 'upcoming' : 'holding';
}

/** Longest period of a mandate in days; a mandate for longer is asked for anew. */
export const MANDATE_DAYS_MAX = 731;
