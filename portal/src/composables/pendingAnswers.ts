import type { Answers } from '@grant/schema';

/** Answers that the server does not have yet, with the revision they were typed over. */
export interface Pending {
  readonly revision: number;
  readonly answers: Answers;
  /** What the server held under those keys when they were typed; tells a conflict from a mere newer revision. */
  readonly base: Answers;
}

const PREFIX = 'grant:pending:';

/** Keeps unsent answers in this browser; none left removes the entry. Storage that is full or barred is no reason to fail. */
export function keepPending(id: string, pending: Pending): void {
  try {
    if (Object.keys(pending.answers).length === 0) localStorage.removeItem(PREFIX + id);
    else localStorage.setItem(PREFIX + id, JSON.stringify(pending));
  } catch {
    // Private windows may refuse storage: autosave to the server still works.
  }
}

/** Unsent answers of an application, if any. */
export function readPending(id: string): Pending | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(PREFIX + id) ?? 'null');
    if (typeof found !== 'object' || found === null || !('answers' in found)) return null;
    return found as Pending;
  } catch {
    return null;
  }
}

/** Removes every unsent answer of this browser. */
export function forgetPending(): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  }
}
