import type { Duty } from './duty.ts';
import type { CaseEvent, CreationEvent } from './events.ts';
import type { GuardName } from './guards.ts';
import type { CaseState, WaitingFor } from './states.ts';

/** 遷移の一行: one way from one state to another. */
export interface Transition {
  readonly from: CaseState;
  readonly event: CaseEvent;
  readonly to: CaseState;
  /** Any one of these duties may do it. */
  readonly duties: readonly Duty[];
  readonly guards: readonly GuardName[];
  /** 複数人の確認: the actor must not be a person who did any of these events on the case; which of them count, says `eyesCount`. */
  readonly fourEyes: readonly CaseEvent[];
  /** Clause of 業務委託仕様書 that the row serves. */
  readonly article: string;
  /** Whom the case waits for afterwards. */
  readonly waitingFor: WaitingFor;
}

/** One way a case comes into being. */
export interface Creation {
  readonly event: CreationEvent;
  readonly to: CaseState;
  readonly duties: readonly Duty[];
  readonly article: string;
  readonly waitingFor: WaitingFor;
}
