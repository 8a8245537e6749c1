import { watch } from 'vue';
import { browserStorage, tabStorage, type BrowserStorage } from './browserStorage.ts';
import { dropExpired, LIFE_MS, PENDING_PREFIX, PUBLIC_PREFIX } from './pendingKeys.ts';
import { otherAccount } from '../api/account.ts';
import { useSession } from './useSession.ts';

type Form = object;

function isLike(value: unknown, blank: unknown): boolean {
  return typeof value === typeof blank && Array.isArray(value) === Array.isArray(blank);
}

interface Kept {
  /** Who was signed in when it was typed, if anybody. */
  readonly by: string | null;
  /** Until when it is kept; epoch milliseconds. */
  readonly until: number;
  readonly form: object;
}

function entryAt(storage: BrowserStorage, key: string): Kept | null {
  try {
    const found: unknown = JSON.parse(storage.read(key) ?? 'null');
    if (typeof found !== 'object' || found === null) return null;
    const { by = null, until = 0, form } = found as Partial<Kept>;
    return typeof form === 'object' && until > Date.now() ? { by, until, form } : null;
  } catch {
    return null;
  }
}

function partsLike<F extends Form>(form: object, blank: F): Partial<F> {
  const parts = Object.entries(form).filter(
    ([name, value]) => Object.hasOwn(blank, name) && isLike(value, blank[name as keyof F]),
  );
  return Object.fromEntries(parts) as Partial<F>;
}

/**
 * 書きかけの控え: keeps what is typed on a page without autosave in this browser until it is sent, so that a reload, a
 * new sign-in or a phone that drops the tab loses nothing. It is the person's own: another who signs in does not find it,
 * and signing out or a week ends it. As long as it is not known who is signed in, nothing is kept. On a page for `anybody`
 * it waits a day, in this tab alone: the next visitor of a shared computer is somebody else. There too it is not for one
 * person what another had typed who was signed in. Parts of another shape (an older release) are left out.
 */
export function useKept<F extends Form>(
  page: string,
  form: () => F,
  put: (kept: Partial<F>) => void,
  whose: 'person' | 'anybody' = 'person',
): () => void {
  const { me, load, mayBeSignedIn } = useSession();
  const storage = whose === 'anybody' ? tabStorage : browserStorage;
  let key: string | null = null;
  const blank = JSON.stringify(form());
  let restored = false;

  // What is typed before the entry is back on the page must not take its place.
  function keep(): void {
    if (!restored || key === null) return;
    const kept: Kept = { by: me.value?.id ?? null, until: Date.now() + LIFE_MS[whose], form: form() };
    if (JSON.stringify(form()) === blank) storage.drop(key);
    else storage.write(key, JSON.stringify(kept));
  }

  /** Puts back what was kept, but nothing over what somebody has typed meanwhile. */
  function restore(): void {
    if (restored || key === null) return;
    restored = true;
    dropExpired(Date.now());
    const found = entryAt(storage, key);
    const mine = found !== null && (whose === 'person' || found.by === null || found.by === me.value?.id);
    const fresh = JSON.parse(blank) as F;
    const untouched = Object.entries(mine ? partsLike(found.form, form()) : {}).filter(
      ([name]) => JSON.stringify(form()[name as keyof F]) === JSON.stringify(fresh[name as keyof F]),
    );
    const typed = JSON.stringify(form()) !== blank;
    if (untouched.length > 0) put(Object.fromEntries(untouched) as Partial<F>);
    if (typed) keep();
  }

  // The words are those of whom the page was opened for, whatever becomes of the session.
  function open(id: string | undefined): void {
    if (key !== null || id === undefined) return;
    key = `${PENDING_PREFIX}${id}:${page}`;
    restore();
  }

  if (whose === 'person') watch(() => me.value?.id, open, { immediate: true, flush: 'sync' });
  else {
    key = `${PUBLIC_PREFIX}${page}`;
    // A public page does not wait for the word who is signed in.
    if (me.value === null && mayBeSignedIn())
      void load()
        .catch(() => false)
        .then(restore);
    else restore();
  }
  watch(() => JSON.stringify(form()), keep, { flush: 'sync' });
  // Signed out from another tab, all that was kept is gone there; what stands on this page is still its owner's.
  watch(otherAccount, keep);
  return () => {
    restored = true;
    if (key !== null) storage.drop(key);
  };
}
