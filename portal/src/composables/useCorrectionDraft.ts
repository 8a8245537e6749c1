import { computed, ref } from 'vue';
import {
  isQuestionKey,
  replaceable,
  replacedUnlessSaid,
  type Answers,
  type AnswerValue,
  type VerbOutput,
} from '@grant/schema';
import { keepPending, takePending, type Choices } from './pendingAnswers.ts';
import { LIFE_MS } from './pendingKeys.ts';

type Shown = VerbOutput<'application.show'>;
type Item = NonNullable<Shown['correction']>['items'][number];

/**
 * 書きかけの補正: what was typed, by item, and which older files the new ones take the place of. It goes out all at once;
 * until then no reload loses it, for a week after the due day or the last typing.
 */
export function useCorrectionDraft(id: string, shown: () => Shown | undefined) {
  const answers = ref<Answers>({});
  const changed = ref(new Map<string, AnswerValue>());
  /** Older files that were ticked or unticked by hand; of the others what was asked for holds. */
  const chosen = ref<Choices>({});
  const onDevice = ref(true);

  const items = (): readonly Item[] => shown()?.correction?.items ?? [];
  const oldPapers = (item: Item) =>
    replaceable(item, shown()?.attachments ?? [], shown()?.correction?.requestedAt ?? '');
  const replaced = computed(() => {
    const open = items().flatMap((item) => oldPapers(item).map((paper) => paper.id));
    return new Set(open.filter((paper) => chosen.value[paper] ?? replacedUnlessSaid(items(), paper)));
  });

  const keptAs = (round: number): string => `${id}:correction-${round}`;
  function keep(): void {
    const { round = 0, dueOn = '' } = shown()?.correction ?? {};
    const typed = items().flatMap((item) => {
      const one = changed.value.get(item.id);
      return one === undefined ? [] : [[item.target, one] as const];
    });
    const until = Math.max(Date.parse(`${dueOn}T23:59:59+09:00`) || 0, Date.now()) + LIFE_MS.person;
    onDevice.value = keepPending(keptAs(round), {
      answers: Object.fromEntries(typed),
      base: {},
      choices: chosen.value,
      until,
    });
  }

  function restore(found: Shown): void {
    answers.value = { ...found.answers };
    const kept = found.correction === null ? null : takePending(keptAs(found.correction.round));
    if (kept === null) return;
    chosen.value = { ...kept.choices };
    for (const item of found.correction?.items ?? []) {
      const value = isQuestionKey(item.target) ? kept.answers[item.target] : undefined;
      if (value !== undefined) take(item, value as AnswerValue);
    }
  }

  function take(item: Item, value: AnswerValue): void {
    changed.value.set(item.id, value);
    answers.value = { ...answers.value, [item.target]: value };
  }

  // A field may fill its neighbours (the address of a postal code, the kana of a name): only what was asked for is taken.
  function change(key: string, value: AnswerValue): void {
    const item = items().find((one) => one.targetKind === 'field' && one.target === key);
    if (item === undefined) return;
    take(item, value);
    keep();
  }

  function replace(attachmentId: string, yes: boolean): void {
    chosen.value = { ...chosen.value, [attachmentId]: yes };
    keep();
  }

  /** The answer is with the office: nothing is kept any more. */
  function forget(): void {
    keepPending(keptAs(shown()?.correction?.round ?? 0), { answers: {}, base: {} });
  }

  const isKept = computed(() => changed.value.size > 0 || Object.keys(chosen.value).length > 0);
  return { answers, changed, onDevice, isKept, oldPapers, replaced, restore, change, replace, forget };
}
