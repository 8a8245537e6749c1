/** The queues on screen: reads them, does something with several cases, reads them again. */
import { computed, onMounted, ref } from 'vue';
import type { VerbInput, VerbOutput } from '@grant/schema';
import { useAttempt } from '../../desk/useAttempt.ts';
import { useReading } from '../../desk/useReading.ts';

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
  const { get, post, fault, busy, attempt } = useAttempt();
  const { read: ask } = useReading(fault);
  const list = ref<Queues | null>(null);
  const chosen = ref<string[]>([]);
  const result = ref<BulkResult | null>(null);

  const picked = computed(() => list.value?.lines.filter((line) => chosen.value.includes(line.id)) ?? []);

  function read(queue?: string | null, skip = 0): Promise<void> {
    const passed = skip > 0 ? `&skip=${String(skip)}` : '';
    return ask(
      () => get<Queues>(queue === undefined || queue === null ? 'queues' : `queues?queue=${queue}${passed}`),
      (found) => {
        list.value = found;
        wanted = { queue: found.queue, skip: found.before };
        chosen.value = chosen.value.filter((id) => found.lines.some((line) => line.id === id));
      },
    );
  }
  /** What was turned to last: it is read again after an act, also where its answer is still out. */
  let wanted: { queue?: string | null | undefined; skip: number } = { skip: 0 };
  function open(queue?: string, skip = 0): Promise<void> {
    wanted = { queue, skip };
    chosen.value = [];
    result.value = null;
    return read(queue, skip);
  }
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
      await read(wanted.queue, wanted.skip);
    });
    return given;
  };
  onMounted(() => open());
  return { list, chosen, picked, fault, result, busy, open, act };
}
