/** One case on screen: reads it, changes it through verbs, reads it again. Owns nothing but that. */
import { onMounted, ref, watch } from 'vue';
import { useVerbs } from '../../desk/useVerbs.ts';
import { pathOf } from './event-input.ts';
import type { DuplicateVerdict, Mark, Workbench } from './types.ts';

export function useCase(caseId: () => string) {
  const { get, post, faultOf } = useVerbs();
  const workbench = ref<Workbench | null>(null);
  const fault = ref<string | null>(null);
  const busy = ref(false);
  // A counter makes the late answer of an earlier read harmless when the page moves on to another case.
  let reading = 0;

  async function read(): Promise<void> {
    const mine = ++reading;
    const found = await get<Workbench>(`cases/${caseId()}`);
    if (mine === reading) workbench.value = found;
  }

  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    fault.value = null;
    try {
      await work();
      await read();
      return true;
    } catch (error) {
      fault.value = faultOf(error);
      return false;
    } finally {
      busy.value = false;
    }
  }

  const version = (): number => workbench.value?.version ?? -1;
  const act = (event: string, input: Record<string, unknown>): Promise<boolean> =>
    attempt(() => post(`cases/${caseId()}/${pathOf(event)}`, { version: version(), ...input }));
  const markFinding = (findingId: string, mark: Mark, note: string): Promise<boolean> =>
    attempt(() => post(`findings/${findingId}/mark`, { mark, note }));
  const resolveDuplicate = (setId: string, verdict: DuplicateVerdict, reason: string): Promise<boolean> =>
    attempt(() => post(`duplicates/${setId}/resolve`, { verdict, reason }));

  onMounted(() => attempt(async () => undefined));
  watch(caseId, () => attempt(async () => undefined));
  return {
    workbench,
    fault,
    busy,
    act,
    markFinding,
    resolveDuplicate,
    clearFault: () => (fault.value = null),
  };
}
