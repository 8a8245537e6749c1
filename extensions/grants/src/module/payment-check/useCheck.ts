/** 照合の進み: the payments of one open batch, which of them is on the table, and what the server said to an entry. */
import { computed, ref, watch } from 'vue';
import type { VerbOutput } from '@grant/schema';
import { useVerbs } from '../../desk/useVerbs.ts';
import { yenOf } from '../../desk/words.ts';

type Queue = VerbOutput<'payment.queue'>;
export type Batch = Queue['batches'][number];
export type Payment = Batch['payments'][number];
export type Evidence = VerbOutput<'payment.evidence'>;

/** What a confirmer types, read from the passbook and the decision. */
export interface Typed {
  bankCode: string;
  branchCode: string;
  accountType: string;
  accountNumber: string;
  amount: string;
  holderAgrees: boolean;
}

export function useCheck(wanted: () => string | undefined) {
  const { get, post, faultOf } = useVerbs();
  const batches = ref<readonly Batch[] | null>(null);
  const currentId = ref<string | null>(null);
  const evidence = ref<Evidence | null>(null);
  const fault = ref<string | null>(null);
  const done = ref<string | null>(null);
  const busy = ref(false);

  const batch = computed(
    () => batches.value?.find((one) => one.id === wanted()) ?? batches.value?.[0] ?? null,
  );
  /** Those this person may confirm at all. */
  const mine = computed(() => batch.value?.payments.filter((one) => one.standing !== 'own') ?? []);
  const confirmed = computed(() => mine.value.filter((one) => one.standing === 'confirmed').length);
  const current = computed(() => mine.value.find((one) => one.id === currentId.value) ?? null);

  async function read(): Promise<void> {
    batches.value = (await get<Queue>('payments/queue')).batches;
  }
  /** The next that waits, after the one on the table and round to the beginning; null when none does. */
  function nextWaiting(): Payment | null {
    const from = mine.value.findIndex((one) => one.id === currentId.value) + 1;
    const turn = [...mine.value.slice(from), ...mine.value.slice(0, from)];
    return turn.find((one) => one.standing === 'waiting' && one.id !== currentId.value) ?? null;
  }
  async function open(payment: Payment | null): Promise<void> {
    currentId.value = payment?.id ?? null;
    evidence.value = null;
    if (payment === null) return;
    try {
      const found = await get<Evidence>(`payments/${payment.id}/evidence`);
      // Somebody who is quick has moved on meanwhile.
      if (currentId.value === payment.id) evidence.value = found;
    } catch (error) {
      fault.value = faultOf(error);
    }
  }
  async function begin(): Promise<void> {
    fault.value = null;
    done.value = null;
    try {
      await read();
      currentId.value = null;
      await open(nextWaiting());
    } catch (error) {
      fault.value = faultOf(error);
    }
  }
  /** Leaves this payment for later. */
  async function skip(): Promise<void> {
    const next = nextWaiting();
    if (next === null || busy.value) return;
    fault.value = null;
    done.value = null;
    await open(next);
  }
  async function confirm(typed: Typed): Promise<boolean> {
    const payment = current.value;
    if (payment === null || busy.value) return false;
    busy.value = true;
    fault.value = null;
    done.value = null;
    try {
      await post(`payments/${payment.id}/confirm`, { ...typed, amount: yenOf(typed.amount) });
      done.value = `${payment.receiptNumber}の確認を記録しました。`;
      await read();
      // Whoever has opened another payment meanwhile stays with it.
      if (currentId.value === payment.id) await open(nextWaiting());
      return true;
    } catch (error) {
      fault.value = faultOf(error);
      // After the last entry allowed the payment is locked; the list says so.
      await read().catch(() => undefined);
      return false;
    } finally {
      busy.value = false;
    }
  }
  watch(wanted, begin, { immediate: true });
  return { batches, batch, mine, confirmed, current, evidence, fault, done, busy, open, skip, confirm };
}
