/** One batch on screen: reads it, changes it through verbs, reads it again. */
import { computed, ref } from 'vue';
import type { VerbOutput } from '@grant/schema';
import { useAttempt } from '../../desk/useAttempt.ts';
import { yenOf } from '../../desk/words.ts';
import type { Batch, ReadResults, TypedResult } from './types.ts';

/** @param batchId the batch of this screen; the next one has a screen of its own */
export function useBatch(batchId: string) {
  const office = useAttempt();
  const { get, post, send, faultOf, fault, done, busy } = office;
  const batch = ref<Batch | null>(null);
  const duties = ref<readonly string[]>([]);

  const attempt = (work: () => Promise<unknown>, said: string): Promise<boolean> =>
    office.attempt(async () => {
      await work();
      batch.value = await get<Batch>(`batches/${batchId}`);
    }, said);
  async function open(): Promise<void> {
    // The admin app says '+' until it knows which item the page shows.
    if (batchId === '+') return;
    try {
      const [me, found] = await Promise.all([
        get<VerbOutput<'account.me'>>('account/me'),
        get<Batch>(`batches/${batchId}`),
      ]);
      duties.value = me.duties;
      batch.value = found;
    } catch (error) {
      fault.value = faultOf(error);
    }
  }

  /** The version this person acts on. */
  const seen = () => ({ version: batch.value?.version ?? -1 });
  const removePayment = (paymentId: string): Promise<boolean> =>
    attempt(() => post(`batches/${batchId}/remove`, { paymentId }), '支払を外しました。');
  const redate = (transferOn: string): Promise<boolean> =>
    attempt(() => post(`batches/${batchId}/redate`, { ...seen(), transferOn }), '振込日を変更しました。');
  const seal = (count: number, total: number, repeated: number): Promise<boolean> =>
    attempt(
      () => post(`batches/${batchId}/seal`, { ...seen(), count, total, repeated }),
      '確定し、振込データを作成しました。',
    );
  const proposeRecall = (reason: string): Promise<boolean> =>
    attempt(
      () => post(`batches/${batchId}/propose-recall`, { ...seen(), reason }),
      '取下げを申し出ました。責任者の承認を待ってください。',
    );
  const keep = (): Promise<boolean> =>
    attempt(() => post(`batches/${batchId}/keep`, seen()), '取下げの申出を取りやめました。');
  const recall = (bankAnswer: string): Promise<boolean> =>
    attempt(() => {
      const { count = 0, total = 0 } = batch.value ?? {};
      return post(`batches/${batchId}/recall`, { ...seen(), count, total, bankAnswer });
    }, '支払バッチを取り下げ、案件を支払待ちに戻しました。');
  const recordResults = (results: readonly TypedResult[]): Promise<boolean> =>
    attempt(
      () =>
        post(`batches/${batchId}/results`, {
          results: results.map(({ reason, feeLost, feeDeducted, ...rest }) =>
            rest.outcome === 'paid' ? rest : { ...rest, reason, feeLost: yenOf(feeLost), feeDeducted },
          ),
        }),
      '振込結果を記録しました。',
    );

  /** 振込結果の一覧 of the bank, read for a person to look at; null when it was refused. */
  async function readResults(file: File): Promise<ReadResults | null> {
    if (busy.value) return null;
    busy.value = true;
    fault.value = null;
    try {
      return (await send<{ results: ReadResults }>(`batches/${batchId}/results/read`, file)).results;
    } catch (error) {
      fault.value = faultOf(error);
      return null;
    } finally {
      busy.value = false;
    }
  }

  /** 口座番号 in clear; null when it was refused. Kept nowhere on this page. */
  async function reveal(paymentId: string, purpose: string): Promise<string | null> {
    let number: string | null = null;
    await attempt(async () => {
      const input = { purpose };
      number = (await post<VerbOutput<'payment.reveal'>>(`payments/${paymentId}/reveal`, input))
        .accountNumber;
    }, '口座番号の閲覧を記録しました。');
    return number;
  }

  void open();
  return {
    batch,
    fault,
    done,
    busy,
    /** What this person is offered; the server decides again. */
    mayConfirm: computed(() => duties.value.includes('payment_confirmer')),
    mayPrepare: computed(() => duties.value.includes('payment_clerk')),
    mayRecall: computed(() => duties.value.includes('manager')),
    removePayment,
    redate,
    reveal,
    seal,
    proposeRecall,
    keep,
    recall,
    recordResults,
    readResults,
    clearFault: () => (fault.value = null),
  };
}
