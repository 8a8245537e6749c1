import { browserStorage, tabStorage } from './browserStorage.ts';

/** Where unsent answers lie in this browser; apart from what reads them, so that signing out needs no form. */
export const PENDING_PREFIX = 'grant:pending:';
/** Under it lie the keys of sendings: nothing that anybody typed. */
export const KEY_PREFIX = `${PENDING_PREFIX}key:`;
/** Under it lies what was typed on a page for anybody. */
export const PUBLIC_PREFIX = `${PENDING_PREFIX}public:`;

/** 引継ぎ: the answers of the self-check that wait for a sign-in. */
export const CARRIED_KEY = 'grant:self-check';

const DAY_MS = 24 * 60 * 60 * 1000;
/** What a person wrote waits for a week; what anybody may have typed on a public page, who knows at whose machine, a day. */
export const LIFE_MS = { person: 7 * DAY_MS, anybody: DAY_MS };

const others = new Set<() => void>();

/** Has something else of the person forgotten when they sign out. Answers how to end that. */
export function whenForgotten(forget: () => void): () => void {
  others.add(forget);
  return () => void others.delete(forget);
}

/** Removes everything unsent of this browser: answers, what was half written, files on their way. */
export function forgetPending(): void {
  for (const storage of [browserStorage, tabStorage]) {
    for (const key of storage.keys()) {
      if (key.startsWith(PENDING_PREFIX) || key === CARRIED_KEY) storage.drop(key);
    }
  }
  for (const forget of others) forget();
}

/** Until when an entry is to be kept, in epoch milliseconds; null where it is none that ends by itself. */
function endOf(text: string | null): number | null {
  try {
    const entry: unknown = JSON.parse(text ?? '');
    if (typeof entry !== 'object' || entry === null) return null;
    if ('until' in entry) return Number(entry.until);
    return 'at' in entry ? Number(entry.at) + LIFE_MS.person : null;
  } catch {
    return null;
  }
}

/** Removes what has waited too long, of whoever it is: a shared computer keeps nothing for ever. */
export function dropExpired(now: number): void {
  for (const storage of [browserStorage, tabStorage]) {
    for (const key of storage.keys()) {
      if (!key.startsWith(PENDING_PREFIX) && key !== CARRIED_KEY) continue;
      const end = endOf(storage.read(key));
      if (end !== null && end <= now) storage.drop(key);
    }
  }
}
