import { watch } from 'vue';
import { PENDING_PREFIX } from './pendingKeys.ts';
import { useSession } from './useSession.ts';

type Form = object;

function isLike(value: unknown, blank: unknown): boolean {
  return typeof value === typeof blank && Array.isArray(value) === Array.isArray(blank);
}

function readKept<F extends Form>(key: string, blank: F): Partial<F> {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    if (typeof found !== 'object' || found === null) return {};
    const parts = Object.entries(found).filter(
      ([name, value]) => Object.hasOwn(blank, name) && isLike(value, blank[name as keyof F]),
    );
    return Object.fromEntries(parts) as Partial<F>;
  } catch {
    return {};
  }
}

/**
 * 書きかけの控え: keeps what is typed on a page without autosave in this tab until it is sent, so that a reload, a look at
 * another page or a new sign-in loses nothing. It is the person's own: another who signs in does not find it, and signing
 * out or closing the tab ends it. Parts of another shape (an older release) are left out.
 */
export function useKept<F extends Form>(
  page: string,
  form: () => F,
  put: (kept: Partial<F>) => void,
): () => void {
  const { me } = useSession();
  const key = `${PENDING_PREFIX}${me.value?.id ?? 'public'}:${page}`;
  const blank = JSON.stringify(form());
  const forget = (): void => {
    try {
      sessionStorage.removeItem(key);
    } catch {
      // Nothing was kept where storage is barred.
    }
  };

  const kept = readKept(key, form());
  if (Object.keys(kept).length > 0) put(kept);
  watch(
    () => JSON.stringify(form()),
    (now) => {
      try {
        if (now === blank) sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, now);
      } catch {
        // Private windows may refuse storage: the page works without.
      }
    },
    { flush: 'sync' },
  );
  return forget;
}
