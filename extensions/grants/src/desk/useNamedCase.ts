/** 受付番号の案件: whose a number is, asked as soon as it is typed whole; what is on the way of another number is not shown. */
import { ref, watch } from 'vue';
import { isReceiptNumber, readReceiptNumber, type VerbOutput } from '@grant/schema';
import { useReading } from './useReading.ts';
import { useVerbs } from './useVerbs.ts';

export type NamedCase = NonNullable<VerbOutput<'case.named'>['case']>;

/**
 * @param number as it stands in the field
 * @param known what the screen was told already of a number that was not typed
 */
export function useNamedCase(number: () => string, known: () => NamedCase | null) {
  const { get } = useVerbs();
  const fault = ref<string | null>(null);
  const { read, drop, reading } = useReading(fault);
  const found = ref<NamedCase | null>(null);
  /** The number is whole and nobody's. */
  const missing = ref(false);

  function ask(): Promise<void> {
    drop();
    [found.value, missing.value, fault.value] = [null, false, null];
    const whole = readReceiptNumber(number());
    const told = known();
    if (told?.receiptNumber === whole) found.value = told;
    if (told?.receiptNumber === whole || !isReceiptNumber(whole)) return Promise.resolve();
    return read(
      () => get<VerbOutput<'case.named'>>(`named-case?receiptNumber=${encodeURIComponent(whole)}`),
      (answer) => {
        found.value = answer.case;
        missing.value = answer.case === null;
      },
    );
  }
  watch(() => [readReceiptNumber(number()), known()?.id], ask, { immediate: true, flush: 'sync' });
  return { found, missing, reading, fault, ask };
}
