/** One act at a time, with its refusal or what it did in sight. What only reads for the screen goes by useReading. */
import { ref } from 'vue';
import { useVerbs } from './useVerbs.ts';

export function useAttempt() {
  const verbs = useVerbs();
  const fault = ref<string | null>(null);
  const done = ref<string | null>(null);
  const busy = ref(false);

  /** @returns whether it was done */
  async function attempt(work: () => Promise<void>, said: string | null = null): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    fault.value = null;
    done.value = null;
    try {
      await work();
      done.value = said;
      return true;
    } catch (error) {
      fault.value = verbs.faultOf(error);
      return false;
    } finally {
      busy.value = false;
    }
  }
  return { ...verbs, fault, done, busy, attempt };
}
