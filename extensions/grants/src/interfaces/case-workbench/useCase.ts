/** One case on screen: reads it, changes it through verbs, reads it again. Owns nothing but that. */
import { onUnmounted, ref, watch } from 'vue';
import { useVerbs } from '../../desk/useVerbs.ts';
import { pathOf } from './event-input.ts';
import type { Asked, DuplicateVerdict, Mark, Workbench } from './types.ts';

/** A letter is made within seconds of its act; looking again stops after half a minute. */
const LOOK_AGAIN_AFTER = 3000;
const LOOKS = 10;

export function useCase(caseId: () => string) {
  const { get, post, faultOf } = useVerbs();
  const workbench = ref<Workbench | null>(null);
  const fault = ref<string | null>(null);
  const done = ref<string | null>(null);
  const busy = ref(false);
  // A counter makes the late answer of an earlier read harmless when the page moves on to another case.
  let reading = 0;

  async function read(): Promise<void> {
    const mine = ++reading;
    const found = await get<Workbench>(`cases/${caseId()}`);
    if (mine !== reading) return;
    workbench.value = found;
    lookForLetters();
  }

  let looks = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  function lookForLetters(): void {
    clearTimeout(timer);
    const making = workbench.value?.letters.some((letter) => letter.madeAt === null) ?? false;
    looks = making ? looks + 1 : 0;
    // The letter shows at the next visit if the network fails meanwhile.
    if (making && looks <= LOOKS)
      timer = setTimeout(() => void read().catch(() => undefined), LOOK_AGAIN_AFTER);
  }
  onUnmounted(() => clearTimeout(timer));

  async function attempt(work: () => Promise<unknown>, said: string): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    fault.value = null;
    done.value = null;
    try {
      await work();
      await read();
      done.value = said;
      return true;
    } catch (error) {
      fault.value = faultOf(error);
      return false;
    } finally {
      busy.value = false;
    }
  }

  async function open(): Promise<void> {
    workbench.value = null;
    fault.value = null;
    done.value = null;
    // The admin app says '+' until it knows which item the page shows.
    if (caseId() === '+') return;
    try {
      await read();
    } catch (error) {
      fault.value = faultOf(error);
    }
  }

  const version = (): number => workbench.value?.version ?? -1;
  const act = (asked: Asked, input: Record<string, unknown>): Promise<boolean> =>
    attempt(
      // What was marked a moment ago counts for the act: a recommendation asks that every finding is settled.
      async () => {
        await marking;
        await post(`cases/${caseId()}/${pathOf(asked.event)}`, { version: version(), ...input });
      },
      `「${asked.label}」を記録しました。`,
    );
  const resolveDuplicate = (setId: string, verdict: DuplicateVerdict, reason: string): Promise<boolean> =>
    attempt(() => post(`duplicates/${setId}/resolve`, { verdict, reason }), '重複の判断を記録しました。');

  // Marks come fast from the keyboard: they are sent one after the other and none is lost while one is on its way.
  // A mark changes nothing else of the case, so that the screen need not read all of it again.
  let marking: Promise<void> = Promise.resolve();
  function markFinding(findingId: string, mark: Mark, note: string): void {
    marking = marking.then(async () => {
      fault.value = null;
      try {
        await post(`findings/${findingId}/mark`, { mark, note });
        const finding = workbench.value?.judgement?.findings.find((one) => one.id === findingId);
        if (finding) Object.assign(finding, { mark, markNote: note, markedByName: 'あなた' });
        done.value = '判定の確認を記録しました。';
      } catch (error) {
        done.value = null;
        fault.value = faultOf(error);
      }
    });
  }

  watch(caseId, open, { immediate: true });
  return {
    workbench,
    fault,
    done,
    busy,
    act,
    markFinding,
    resolveDuplicate,
    clearFault: () => (fault.value = null),
  };
}
