/** One act at a time, with its refusal or what it did in sight. */
import { ref } from 'vue';
import { useVerbs } from './useVerbs.ts';

export function useAttempt() {
  const verbs = useVerbs();
  const fault = ref<string | null>(null);
  const done = ref<string | null>(null);
  const busy = ref(false);

  async function attempt(work: () => Promise<void>, said: string | null = null): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    fault.value = null;
    done.value = null;
    try {
      await work();
      done.value = said;
    } catch (error) {
      fault.value = verbs.faultOf(error);
    } finally {
      busy.value = false;
    }
  }
  return { ...verbs, fault, done, busy, attempt };
}
