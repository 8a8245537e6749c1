/** 申請の検索 beside the telephone: as one types, and once for the case that the address of the page carries. */
import { computed, ref, watch, type Ref } from 'vue';
import { useRoute } from 'vue-router';
import type { VerbOutput } from '@grant/schema';
import { useVerbs } from '../../desk/useVerbs.ts';
import type { FoundCase, useCall } from './useCall.ts';

/** What matches the words, and how many more than are listed. */
type Answer = VerbOutput<'inquiry.lookup'>;

/** @param fault where a look-up that failed is said */
export function useCaseLookup(call: ReturnType<typeof useCall>, fault: Ref<string | null>) {
  const { get, faultOf } = useVerbs();
  const route = useRoute();
  const found = ref<FoundCase[]>([]);
  const more = ref(0);
  /** The words that what is found was found for. */
  const sought = ref('');
  const stale = computed(() => sought.value !== call.search.value.trim());
  /** The call as it stood when the case of the address was chosen. */
  let given: string | null = null;
  const standing = (): string =>
    JSON.stringify([
      call.typed,
      call.linked.value?.id,
      call.faq.value?.id,
      call.search.value,
      call.faqWords.value,
      call.corrected.value,
    ]);
  const ask = (words: string): Promise<Answer> =>
    get<Answer>(`desk/inquiries/cases?${new URLSearchParams({ words }).toString()}`);

  // Only the newest question counts, asked when the fingers rest.
  let asking = 0;
  async function seek(mine: number, words: string): Promise<void> {
    if (mine !== asking) return;
    try {
      const answer = await ask(words);
      if (mine !== asking) return;
      ({ cases: found.value, more: more.value } = answer);
      sought.value = words;
    } catch (error) {
      if (mine === asking) fault.value = faultOf(error);
    }
  }
  watch(call.search, (words) => {
    const mine = (asking += 1);
    if (words.trim().length < 2) found.value = [];
    else window.setTimeout(() => void seek(mine, words.trim()), 150);
  });
  function pick(one: FoundCase): void {
    asking += 1;
    call.link(one);
    call.search.value = '';
    found.value = [];
  }

  /**
   * Chooses the case of the address, by its 受付番号, unless another is sought meanwhile.
   * @returns whether it is chosen and nothing was typed yet, so that the keyboard may go on behind it
   */
  async function pickGiven(): Promise<boolean> {
    const number = route.query['case'];
    if (typeof number !== 'string' || number === '') return false;
    try {
      const one = (await ask(number)).cases.find(({ receiptNumber }) => receiptNumber === number);
      if (one === undefined) fault.value = `受付番号 ${number} の申請が見つかりません。`;
      if (one === undefined || call.linked.value !== null || call.search.value !== '') return false;
      const untouched = !call.started.value;
      pick(one);
      if (untouched) given = standing();
      return untouched;
    } catch (error) {
      fault.value = faultOf(error);
      return false;
    }
  }
  /** Something of the call was typed or chosen here: a case that came with the address is not lost with the page. */
  const typedHere = (): boolean => call.started.value && standing() !== given;

  return { found, more, stale, pick, pickGiven, typedHere };
}
