/** Reads what a screen shows: keeps nobody from acting meanwhile, and of several questions only the last is answered. */
import { ref, type Ref } from 'vue';
import { useVerbs } from './useVerbs.ts';

/** @param fault where a reading that failed is said */
export function useReading(fault: Ref<string | null>) {
  const { faultOf } = useVerbs();
  const reading = ref(false);
  let asked = 0;

  /** Asks, and shows the answer unless something else was asked or the question was dropped meanwhile. */
  async function read<Found>(ask: () => Promise<Found>, show: (found: Found) => void): Promise<void> {
    const mine = (asked += 1);
    reading.value = true;
    fault.value = null;
    try {
      const found = await ask();
      if (mine === asked) show(found);
    } catch (error) {
      if (mine === asked) fault.value = faultOf(error);
    } finally {
      if (mine === asked) reading.value = false;
    }
  }
  /** What is on its way is not shown any more. */
  function drop(): void {
    asked += 1;
    reading.value = false;
  }
  return { read, drop, reading };
}
