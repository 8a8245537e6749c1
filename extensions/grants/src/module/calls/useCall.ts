/** 通話の記録: what is typed during one call, and how long it has lasted. */
import { computed, reactive, ref, watch, type Ref } from 'vue';
import { INQUIRY_MINUTES_MAX, type VerbInput, type VerbOutput } from '@grant/schema';

type Record = VerbInput<'inquiry.record'>;
export type FoundCase = VerbOutput<'inquiry.lookup'>['cases'][number];
export type Faq = VerbOutput<'faq.list'>['faqs'][number];

const blank = () => ({
  channel: 'phone' as Record['channel'],
  party: 'employer' as Record['party'],
  partyName: '',
  partyContact: '',
  category: '' as Record['category'] | '',
  question: '',
  answer: '',
  callback: false,
});

/** @param now 今, milliseconds since 1970 UTC; whoever shows the call lets it tick */
export function useCall(now: Readonly<Ref<number>>) {
  const typed = reactive(blank());
  const linked = ref<FoundCase | null>(null);
  const faq = ref<Faq | null>(null);
  /** What a case and a question are looked for by. */
  const search = ref('');
  const faqWords = ref('');
  /** Minutes put in by hand; null while the clock counts. */
  const corrected = ref<number | null>(null);
  let key = crypto.randomUUID();

  /** Something of this call is typed or chosen. */
  const started = computed(
    () =>
      linked.value !== null ||
      faq.value !== null ||
      corrected.value !== null ||
      search.value !== '' ||
      faqWords.value !== '' ||
      JSON.stringify(typed) !== JSON.stringify(blank()),
  );
  // A call lasts from the first that is typed or chosen of it until it is recorded; the quiet before is nobody's.
  const began = ref<number | null>(null);
  watch(started, (yes) => (began.value = yes ? now.value : null), { flush: 'sync' });
  const seconds = computed(() =>
    began.value === null ? 0 : Math.max(0, Math.floor((now.value - began.value) / 1000)),
  );
  const minutes = computed(() => corrected.value ?? Math.max(1, Math.ceil(seconds.value / 60)));
  /** More than an inquiry takes: it was left open, and only a person can say how long it lasted. */
  const overlong = computed(() => minutes.value > INQUIRY_MINUTES_MAX);

  /** The time as it was typed; where it is taken out of a call that was left open, the person has still to say it. */
  function correct(written: string): void {
    corrected.value = null;
    if (written !== '' || !overlong.value) corrected.value = Number(written);
  }

  /** The caller's case: name and telephone are taken over where nothing was typed. */
  function link(found: FoundCase | null): void {
    // What was taken over from the case before is no word about this one.
    if (typed.partyName === linked.value?.employerName) typed.partyName = '';
    if (typed.partyContact === linked.value?.phone) typed.partyContact = '';
    linked.value = found;
    if (found === null) return;
    if (typed.partyName === '') typed.partyName = found.employerName;
    if (typed.partyContact === '') typed.partyContact = found.phone ?? '';
  }

  /** A question that answers the caller: its words stand in the answer unless there are some. */
  function use(found: Faq | null): void {
    faq.value = found;
    if (found !== null && typed.answer === '') typed.answer = found.answer;
  }

  /** The call as it is sent; null until a category is chosen. */
  function input(): Record | null {
    const { category, answer, partyName, partyContact, callback, channel, party, question } = typed;
    if (category === '') return null;
    return {
      idempotencyKey: key,
      channel,
      party,
      category,
      question,
      minutes: minutes.value,
      callback,
      ...(partyName === '' ? {} : { partyName }),
      ...(partyContact === '' ? {} : { partyContact }),
      ...(answer === '' ? {} : { answer }),
      ...(linked.value === null ? {} : { applicationId: linked.value.id }),
      ...(faq.value === null ? {} : { faqId: faq.value.id }),
    };
  }

  /** Nothing of the next call is there yet. */
  function next(): void {
    Object.assign(typed, blank());
    linked.value = null;
    faq.value = null;
    corrected.value = null;
    search.value = '';
    faqWords.value = '';
    key = crypto.randomUUID();
  }

  return {
    typed,
    linked,
    faq,
    search,
    faqWords,
    started,
    seconds,
    minutes,
    overlong,
    corrected,
    correct,
    link,
    use,
    input,
    next,
  };
}
