/** The queues on screen: reads them, does something with several cases, reads them again. */
import { computed, onMounted, ref } from 'vue';
import type { VerbInput, VerbOutput } from '@grant/schema';
import { useVerbs } from '../../desk/useVerbs.ts';

export type Queues = VerbOutput<'queue.list'>;
export type Line = Queues['lines'][number];
export type BulkResult = VerbOutput<'case.bulk'>;
/** What was read off one letter of several: its two codes and the number of its posting. */
export type Read = Omit<VerbInput<'case.bulk'>['items'][number], 'id' | 'version'>;

/** As many as the verb shows at once. */
export const PAGE = 100;
/** As many as the verb takes at once. */
export const MOST_AT_ONCE = 100;

export function useQueues() {
  const { get, post, faultOf } = useVerbs();
  const list = ref<Queues | null>(null);
  const chosen = ref<string[]>([]);
  const fault = ref<string | null>(null);
  const result = ref<BulkResult | null>(null);
  const busy = ref(false);

  const picked = computed(() => list.value?.lines.filter((line) => chosen.value.includes(line.id)) ?? []);

  async function attempt(work: () => Promise<void>): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    fault.value = null;
    try {
      await work();
    } catch (error) {
      fault.value = faultOf(error);
    } finally {
      busy.value = false;
    }
  }
  async function read(queue?: string | null, skip = 0): Promise<void> {
    const passed = skip > 0 ? `&skip=${String(skip)}` : '';
    list.value = await get<Queues>(
      queue === undefined || queue === null ? 'queues' : `queues?queue=${queue}${passed}`,
    );
    chosen.value = chosen.value.filter((id) => list.value?.lines.some((line) => line.id === id));
  }
  const open = (queue?: string, skip = 0): Promise<void> =>
    attempt(async () => {
      chosen.value = [];
      result.value = null;
      await read(queue, skip);
    });
  /** @returns what became of each; null when the whole was refused */
  const act = async (
    input: Record<string, unknown>,
    reads: Readonly<Record<string, Read>> = {},
  ): Promise<BulkResult | null> => {
    let given: BulkResult | null = null;
    await attempt(async () => {
      result.value = await post<BulkResult>('queues/act', {
        event: list.value?.bulk,
        ...input,
        items: picked.value.map(({ id, version }) => ({ ...reads[id], id, version })),
      });
      given = result.value;
      await read(list.value?.queue, list.value?.before);
    });
    return given;
  };
  onMounted(() => open());
  return { list, chosen, picked, fault, result, busy, open, act };
}
