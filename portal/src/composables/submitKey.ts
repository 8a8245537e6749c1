import { watch } from 'vue';
import { browserStorage } from './browserStorage.ts';
import { KEY_PREFIX as PREFIX } from './pendingKeys.ts';

/** The key under which this browser files this draft: the same after a reload, a retry or a double click. */
export function submitKeyOf(id: string): string {
  const found = browserStorage.read(PREFIX + id);
  if (found !== null) return found;
  const made = crypto.randomUUID();
  browserStorage.write(PREFIX + id, made);
  return made;
}

function forgetKey(what: string): void {
  browserStorage.drop(PREFIX + what);
}

/**
 * Ends the key of what a page sends once as soon as what is typed there changes: other words, or the same words typed anew,
 * are another sending. To be called after what was kept is back on the page.
 */
export function renewKeyWith(what: string, typed: () => unknown): void {
  watch(
    () => JSON.stringify(typed()),
    () => forgetKey(what),
    { flush: 'sync' },
  );
}

/** A key that stays the same over reloads, retries and tabs until what it stands for has arrived and it is forgotten. */
export interface KeptKey {
  readonly key: string;
  readonly forget: () => void;
}

/** The key of what a page sends once (連絡, 委任の届出, お問い合わせ): after a lost answer the next try is the same sending. */
export function sendingKey(what: string): KeptKey {
  return { key: submitKeyOf(what), forget: () => forgetKey(what) };
}

/**
 * The key under which this browser starts a draft; forgotten once the draft is there. One for each mandate: a start whose
 * answer got lost must lead nobody into the draft of another client.
 */
export function startKey(mandate?: string): KeptKey {
  return sendingKey(mandate === undefined ? 'start' : `start:${mandate}`);
}
