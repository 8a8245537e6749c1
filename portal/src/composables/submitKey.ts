const PREFIX = 'grant:submit:';

/** The key under which this tab files this draft: the same after a reload, a retry or a double click. */
export function submitKeyOf(id: string): string {
  const found = sessionStorage.getItem(PREFIX + id);
  if (found !== null) return found;
  const made = crypto.randomUUID();
  sessionStorage.setItem(PREFIX + id, made);
  return made;
}

/** A key that stays the same over reloads and retries until what it stands for has arrived and it is forgotten. */
export interface KeptKey {
  readonly key: string;
  readonly forget: () => void;
}

/** The key of what a page sends once (連絡, 委任の届出): after a lost answer the next try is the same sending. */
export function sendingKey(what: string): KeptKey {
  return { key: submitKeyOf(what), forget: () => sessionStorage.removeItem(PREFIX + what) };
}

/**
 * The key under which this tab starts a draft; forgotten once the draft is there. One for each mandate: a start whose
 * answer got lost must lead nobody into the draft of another client.
 */
export function startKey(mandate?: string): KeptKey {
  return sendingKey(mandate === undefined ? 'start' : `start:${mandate}`);
}
