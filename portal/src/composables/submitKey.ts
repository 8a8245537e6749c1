import { watch } from 'vue';
import { browserStorage } from './browserStorage.ts';
import { KEY_PREFIX as PREFIX } from './pendingKeys.ts';

const START = 'start';

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

/** 53 bits of a text in base 36: two texts of one person do not meet in it. */
function fingerprint(text: string): string {
  let [low, high] = [0x9e3779b9, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x85ebca6b);
    high = Math.imul(high ^ unit, 0xc2b2ae35);
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  return (0x1_0000_0000 * (0x1f_ffff & high) + (low >>> 0)).toString(36);
}

/**
 * The key of what a page sends once (連絡, 委任の届出, お問い合わせ): after a lost answer the next try is the same sending, as
 * long as the contents are the same. Others, from this page or another tab, are never taken for a repeat and lost.
 */
export function sendingKey(what: string, contents?: unknown): KeptKey {
  const kept = submitKeyOf(what);
  const key = contents === undefined ? kept : `${kept}-${fingerprint(JSON.stringify(contents))}`;
  return { key, forget: () => forgetKey(what) };
}

/** What tells one chosen file from another, without reading it. */
export function markOf(file: File): readonly [name: string, size: number, changed: number] {
  return [file.name, file.size, file.lastModified];
}

/**
 * The key under which this browser starts a draft; forgotten once the draft is there. One for each mandate: a start whose
 * answer got lost must lead nobody into the draft of another client.
 */
export function startKey(mandate?: string): KeptKey {
  return sendingKey(mandate === undefined ? START : `${START}:${mandate}`);
}

/**
 * Ends the keys of all drafts begun in this browser: a draft that is open has arrived, even where its answer got lost, and
 * the next start is another draft.
 */
export function forgetStarts(): void {
  for (const key of browserStorage.keys())
    if (key === PREFIX + START || key.startsWith(`${PREFIX}${START}:`)) browserStorage.drop(key);
}
