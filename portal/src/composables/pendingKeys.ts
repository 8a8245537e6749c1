/** Where unsent answers lie in this browser; apart from what reads them, so that signing out needs no form. */
export const PENDING_PREFIX = 'grant:pending:';

const others = new Set<() => void>();

/** Has something else of the person forgotten when they sign out. */
export function whenForgotten(forget: () => void): void {
  others.add(forget);
}

/** Removes everything unsent of this browser: answers, what was half written, files on their way. */
export function forgetPending(): void {
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage)) {
      if (key.startsWith(PENDING_PREFIX)) storage.removeItem(key);
    }
  }
  for (const forget of others) forget();
}
