/** 先に更新されたこと: what another person did first, beside what was about to be done here. */

/** One thing as it was and as another person left it, in words. */
export interface Change {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** One thing that was typed or chosen here, in words. */
export interface Said {
  readonly label: string;
  readonly value: string;
}

/** What another person changed, what was about to be done, and how to do it again. */
export interface Conflict {
  readonly label: string;
  readonly mine: readonly Said[];
  readonly changes: readonly Change[];
  /** False when things have moved to where the act is no longer open. */
  readonly possible: boolean;
  readonly redo: () => Promise<boolean>;
}
