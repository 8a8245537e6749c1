/** Says every quarter of a minute that this case is open here, and learns who else has it and whether it moved on. */
import { computed, onMounted, onUnmounted, ref } from 'vue';
import type { VerbOutput } from '@grant/schema';
import { useVerbs } from '../../desk/useVerbs.ts';

type Presence = VerbOutput<'case.presence'>;

/** A third of the lease that the server gives. */
const RENEW_AFTER = 15_000;

export function usePresence(caseId: string, version: () => number) {
  const { post } = useVerbs();
  const presence = ref<Presence | null>(null);
  let timer: ReturnType<typeof setInterval> | undefined;

  // Who else is there is a courtesy: while it cannot be asked, the versions still keep two people apart.
  async function renew(): Promise<void> {
    if (document.hidden) return;
    presence.value = await post<Presence>(`presence/${caseId}`, {}).catch(() => null);
  }
  onMounted(() => {
    void renew();
    timer = setInterval(() => void renew(), RENEW_AFTER);
  });
  onUnmounted(() => {
    clearInterval(timer);
    void post(`presence/${caseId}`, { leaving: true }).catch(() => undefined);
  });
  return {
    others: computed(() => presence.value?.others ?? []),
    newer: computed(() => (presence.value?.version ?? 0) > version()),
  };
}
