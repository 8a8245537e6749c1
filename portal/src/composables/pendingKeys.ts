/** Where unsent answers lie in this browser; apart from what reads them, so that signing out needs no form. */
export const PENDING_PREFIX = 'grant:pending:';

/** Removes every unsent answer of this browser. */
export function forgetPending(): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PENDING_PREFIX)) localStorage.removeItem(key);
  }
}
