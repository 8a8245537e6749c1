import { computed, onScopeDispose, ref, watch } from 'vue';
import { asFailure } from '../api/failure.ts';
import { extendSession } from '../api/session.ts';
import { useSession } from './useSession.ts';

/** Warn five minutes before the end, or at half of a session that is shorter than ten minutes. */
const WARN_SECONDS = 300;
/** A session in use is prolonged once less than this share of it is left. */
const PROLONG_SHARE = 0.5;

/**
 * ログインの有効時間: how many seconds are left, when to warn, and when it is over. Typing and clicking prolong the session
 * silently; only who has been away is asked.
 */
export function useSessionClock() {
  const { me, refresh, expire } = useSession();
  const now = ref(Date.now());
  const endsAt = ref<number | null>(null);
  const seconds = ref(0);
  const over = ref(false);
  let used = false;
  /** Somebody else is signed in beside this tab: theirs is not prolonged from here. */
  let others = false;
  let prolonging = false;

  watch(
    me,
    (person) => {
      if (person === null) return;
      over.value = false;
      others = false;
      endsAt.value = person.session === null ? null : Date.now() + person.session.secondsLeft * 1000;
      seconds.value = person.session?.seconds ?? 0;
    },
    { immediate: true },
  );

  const left = computed(() =>
    endsAt.value === null ? null : Math.max(0, Math.round((endsAt.value - now.value) / 1000)),
  );
  const warnAt = computed(() => Math.min(WARN_SECONDS, Math.floor(seconds.value / 2)));
  const warning = computed(
    () => me.value !== null && left.value !== null && left.value > 0 && left.value <= warnAt.value,
  );

  async function prolong(): Promise<void> {
    if (prolonging) return;
    prolonging = true;
    try {
      await extendSession();
      await refresh();
    } finally {
      prolonging = false;
      used = false;
    }
  }

  /** The time is up by this tab's clock; another tab may have prolonged it. The server knows. */
  async function end(): Promise<void> {
    const gone = await refresh().then(
      () => false,
      (error: unknown) => asFailure(error).cause === 'session',
    );
    if (!gone) return;
    over.value = true;
    expire();
  }

  function tick(): void {
    now.value = Date.now();
    if (me.value === null || left.value === null) return;
    if (left.value <= 0) {
      endsAt.value = null;
      void end();
    } else if (used && !others && !warning.value && left.value < seconds.value * PROLONG_SHARE) {
      // What fails here is asked for by the dialog later.
      void prolong().catch((error: unknown) => (others = asFailure(error).code === 'OTHER_ACCOUNT'));
    }
  }

  const timer = setInterval(tick, 1000);
  const use = (): void => void (used = true);
  for (const event of ['keydown', 'pointerdown']) window.addEventListener(event, use, { passive: true });
  // A phone that slept did not tick.
  document.addEventListener('visibilitychange', tick);
  onScopeDispose(() => {
    clearInterval(timer);
    for (const event of ['keydown', 'pointerdown']) window.removeEventListener(event, use);
    document.removeEventListener('visibilitychange', tick);
  });

  return { left, warning, over, prolong, dismiss: () => (over.value = false) };
}
