/** What may happen to the money, as fast-check makes it up: kinds by weight, who tries it, and on what. */
import fc from 'fast-check';

/** Kinds of events with how often each comes up. */
const WEIGHTS = {
  newCase: 4,
  openBatch: 4,
  redate: 1,
  prepare: 18,
  confirm: 44,
  remove: 2,
  seal: 14,
  result: 20,
  propose: 3,
  approve: 4,
  receive: 5,
  book: 6,
  reverse: 5,
  takeLine: 4,
  match: 6,
  unmatch: 1,
  closeMonth: 3,
  confirmMonth: 2,
  settle: 3,
  approveSettlement: 3,
  giveBack: 2,
  cancel: 2,
  revise: 2,
  recommend: 4,
  grant: 4,
  post: 6,
  suspend: 2,
  proposeRelease: 4,
  release: 5,
  proposeTopUp: 4,
  approveTopUp: 6,
  declineTopUp: 1,
  cancelTopUp: 1,
  changeAccount: 3,
  correctAccount: 5,
  claim: 2,
  repay: 3,
  returned: 3,
  proposeRecall: 2,
  keep: 1,
  recall: 5,
  finish: 2,
} as const;

export type EventKind = keyof typeof WEIGHTS;

export const EVENT_KINDS = Object.keys(WEIGHTS) as readonly EventKind[];

/** One event; `pick` values choose among whatever there is at that moment. */
export interface MoneyEvent {
  readonly kind: EventKind;
  /** Place in the cast. */
  readonly who: number;
  readonly pick: number;
  readonly other: number;
  /** Yen. */
  readonly amount: number;
}

export const CAST_SIZE = 12;

const kinds = fc.oneof(
  ...EVENT_KINDS.map((kind) => ({
    weight: WEIGHTS[kind],
    arbitrary: fc.constant(kind),
  })),
);

export const moneyEvent: fc.Arbitrary<MoneyEvent> = fc.record({
  kind: kinds,
  who: fc.nat(CAST_SIZE - 1),
  pick: fc.nat(9999),
  other: fc.nat(9999),
  amount: fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 100_000, max: 900_000 })),
});
