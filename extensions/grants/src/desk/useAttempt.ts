/** One act at a time, with its refusal or what it did in sight. What only reads for the screen goes by useReading. */
import { ref } from 'vue';
import { useVerbs } from './useVerbs.ts';

export function useAttempt() {
  const verbs = useVerbs();
  const fault = ref<string | null>(null);
  const done = ref<string | null>(null);
  const busy = ref(false);
  /** What is on its way now. */
  let running: Promise<boolean> = Promise.resolve(true);

  async function run(work: () => Promise<void>, said: string | null): Promise<boolean> {
    busy.value = true;
    done.value = null;
    try {
      await work();
      if (said !== null) done.value = said;
      return true;
    } catch (error) {
      fault.value = verbs.faultOf(error);
      return false;
    } finally {
      busy.value = false;
    }
  }
  /** A second press does nothing. @returns whether it was done */
  function attempt(work: () => Promise<void>, said: string | null = null): Promise<boolean> {
    if (busy.value) return Promise.resolve(false);
    fault.value = null;
    return (running = run(work, said));
  }
  /**
   * What must not be lost waits for the act under way, whose refusal then stays in sight. Pressed twice it is done
   * twice: the work has to bear that.
   * @returns whether it was done
   */
  async function afterwards(work: () => Promise<void>, said: string | null = null): Promise<boolean> {
    const first = !busy.value;
    while (busy.value) await running;
    return first ? attempt(work, said) : (running = run(work, said));
  }
  /** The same for what builds upon the act under way: where that was refused, it is not done. */
  async function building(work: () => Promise<void>, said: string | null = null): Promise<boolean> {
    let went = true;
    while (busy.value) went = await running;
    return went && attempt(work, said);
  }
  return { ...verbs, fault, done, busy, attempt, afterwards, building };
}
