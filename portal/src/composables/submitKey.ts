const PREFIX = 'grant:submit:';

/** The key under which this tab files this draft: the same after a reload, a retry or a double click. */
export function submitKeyOf(id: string): string {
  const found = sessionStorage.getItem(PREFIX + id);
  if (found !== null) return found;
  const made = crypto.randomUUID();
  sessionStorage.setItem(PREFIX + id, made);
  return made;
}

/** The key under which this tab starts a draft; forgotten once the draft is there. */
export function startKey(): { readonly key: string; readonly forget: () => void } {
  const key = submitKeyOf('start');
  return { key, forget: () => sessionStorage.removeItem(`${PREFIX}start`) };
}
