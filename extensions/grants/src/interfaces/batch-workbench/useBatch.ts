/** One batch on screen: reads it, changes it through verbs, reads it again. */
import { onMounted, ref, watch } from 'vue';
import { useVerbs } from '../../desk/useVerbs.ts';
import type { Batch, Evidence, TypedAccount, TypedResult } from './types.ts';

export function useBatch(batchId: () => string) {
  const { get, post, faultOf } = useVerbs();
  const batch = ref<Batch | null>(null);
  const fault = ref<string | null>(null);
  const busy = ref(false);

  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    fault.value = null;
    try {
      await work();
      batch.value = await get<Batch>(`batches/${batchId()}`);
      return true;
    } catch (error) {
      fault.value = faultOf(error);
      return false;
    } finally {
      busy.value = false;
    }
  }
  const read = (): Promise<boolean> => attempt(async () => undefined);

  const evidenceOf = (paymentId: string): Promise<Evidence> => get(`payments/${paymentId}/evidence`);
  const confirmPayment = (paymentId: string, typed: TypedAccount): Promise<boolean> =>
    attempt(() =>
      post(`payments/${paymentId}/confirm`, { ...typed, amount: Number(typed.amount.replaceAll(',', '')) }),
    );
  const removePayment = (paymentId: string): Promise<boolean> =>
    attempt(() => post(`batches/${batchId()}/remove`, { paymentId }));
  const seal = (count: number, total: number): Promise<boolean> =>
    attempt(() => post(`batches/${batchId()}/seal`, { version: batch.value?.version ?? -1, count, total }));
  const recordResults = (results: readonly TypedResult[]): Promise<boolean> =>
    attempt(() =>
      post(`batches/${batchId()}/results`, {
        results: results.map(({ reason, ...rest }) => (reason === '' ? rest : { ...rest, reason })),
      }),
    );

  onMounted(read);
  watch(batchId, read);
  return {
    batch,
    fault,
    busy,
    evidenceOf,
    confirmPayment,
    removePayment,
    seal,
    recordResults,
    faultOf,
    clearFault: () => (fault.value = null),
  };
}
