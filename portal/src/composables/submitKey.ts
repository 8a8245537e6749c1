const PREFIX = 'grant:submit:';

/** The key under which this tab files this draft: the same after a reload, a retry or a double click. */
export function submitKeyOf(id: string): string {
  const found = sessionStorage.getItem(PREFIX + id);
  if (found !== null) return found;
  const made = crypto.randomUUID();
  sessionStorage.setItem(PREFIX + id, made);
  return made;
}

/**
 * The key under which this tab starts a draft; forgotten once the draft is there. One for each mandate: a start whose
 * answer got lost must lead nobody into the draft of another client.
 */
export function startKey(mandate?: string): { readonly key: string; readonly forget: () => void } {
  const what = mandate === undefined ? 'start' : `start:${mandate}`;
  return { key: submitKeyOf(what), forget: () => sessionStorage.removeItem(PREFIX + what) };
}
