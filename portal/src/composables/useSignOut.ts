import { readonly, ref } from 'vue';
import { useRouter } from 'vue-router';
import { leavesUnsent } from './unsent.ts';
import { useSession } from './useSession.ts';

const step = ref<'none' | 'asking' | 'failed'>('none');
const running = ref(false);

/**
 * ログアウト, one for the whole portal. What can be sent is sent first; where something is left, the reader is asked. Where the
 * server does not answer, the session lives on: the page says so and stays.
 */
export function useSignOut() {
  const router = useRouter();
  const session = useSession();

  async function end(): Promise<boolean> {
    try {
      await session.signOut();
      return true;
    } catch {
      return false;
    }
  }

  async function signOut(discards: boolean): Promise<void> {
    if (running.value) return;
    running.value = true;
    try {
      if (!discards && (await leavesUnsent())) {
        step.value = 'asking';
        return;
      }
      const ended = await end();
      step.value = ended ? 'none' : 'failed';
      if (ended) await router.push({ name: 'home' });
    } finally {
      running.value = false;
    }
  }

  return {
    step: readonly(step),
    running: readonly(running),
    begin: () => signOut(false),
    /** Signs out though something unsent is lost by it, or once more after a failure. */
    insist: () => signOut(true),
    stay: () => (step.value = 'none'),
  };
}
