import { PENDING_PREFIX } from './pendingKeys.ts';

/** Kept as long as what is typed, and gone with it: a tab that dies after sending must not send the same twice. */
const PREFIX = `${PENDING_PREFIX}key:`;

/** The key under which this browser files this draft: the same after a reload, a retry or a double click. */
export function submitKeyOf(id: string): string {
  const found = localStorage.getItem(PREFIX + id);
  if (found !== null) return found;
  const made = crypto.randomUUID();
  localStorage.setItem(PREFIX + id, made);
  return made;
}

/** A key that stays the same over reloads, retries and tabs until what it stands for has arrived and it is forgotten. */
export interface KeptKey {
  readonly key: string;
  readonly forget: () => void;
}

/** The key of what a page sends once (連絡, 委任の届出, お問い合わせ): after a lost answer the next try is the same sending. */
export function sendingKey(what: string): KeptKey {
  return { key: submitKeyOf(what), forget: () => localStorage.removeItem(PREFIX + what) };
}

/**
 * The key under which this browser starts a draft; forgotten once the draft is there. One for each mandate: a start whose
 * answer got lost must lead nobody into the draft of another client.
 */
export function startKey(mandate?: string): KeptKey {
  return sendingKey(mandate === undefined ? 'start' : `start:${mandate}`);
}
