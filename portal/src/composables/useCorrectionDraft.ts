import { computed, ref } from 'vue';
import {
  followingOf,
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
 * 書きかけの補正: what was typed, by item, what that opens besides, why an item needs no mending, and which older files the
 * new ones take the place of. It goes out all at once; until then no reload loses it, for a week after the due day or the
 * last typing.
 */
export function useCorrectionDraft(id: string, shown: () => Shown | undefined) {
  const changed = ref(new Map<string, AnswerValue>());
  /** Answers to the questions that the corrected ones open, by question. */
  const typed = ref<Answers>({});
  /** 直す必要がない理由, by item; blank while it is being typed. */
  const unneeded = ref(new Map<string, string>());
  /** Older files that were ticked or unticked by hand; of the others what was asked for holds. */
  const chosen = ref<Choices>({});
  const onDevice = ref(true);

  const items = (): readonly Item[] => shown()?.correction?.items ?? [];
  const mended = (): readonly Item[] => items().filter((item) => !unneeded.value.has(item.id));
  const following = computed(() => {
    const changes = mended().flatMap((item) => {
      const value = item.targetKind === 'field' ? changed.value.get(item.id) : undefined;
      return value === undefined ? [] : [[item.target, value] as const];
    });
    return followingOf(shown()?.answers ?? {}, Object.fromEntries(changes), typed.value);
  });
  const answers = computed(() => following.value.answers);
  const isClosed = ({ targetKind, target }: Item): boolean =>
    targetKind === 'field' && following.value.closed.some((key) => key === target);

  const oldPapers = (item: Item) =>
    replaceable(item, shown()?.attachments ?? [], shown()?.correction?.requestedAt ?? '');
  const replaced = computed(() => {
    const open = mended().flatMap((item) => oldPapers(item).map((paper) => paper.id));
    return new Set(open.filter((paper) => chosen.value[paper] ?? replacedUnlessSaid(mended(), paper)));
  });

  const keptAs = (round: number): string => `${id}:correction-${round}`;
  function keep(): void {
    const { round = 0, dueOn = '' } = shown()?.correction ?? {};
    const ofItems = items().flatMap((item) => {
      const one = changed.value.get(item.id);
      return one === undefined ? [] : [[item.target, one] as const];
    });
    const until = Math.max(Date.parse(`${dueOn}T23:59:59+09:00`) || 0, Date.now()) + LIFE_MS.person;
    onDevice.value = keepPending(keptAs(round), {
      answers: { ...typed.value, ...Object.fromEntries(ofItems) },
      base: {},
      choices: chosen.value,
      remarks: Object.fromEntries(unneeded.value),
      until,
    });
  }

  function restore(found: Shown): void {
    const kept = found.correction === null ? null : takePending(keptAs(found.correction.round));
    if (kept === null) return;
    chosen.value = { ...kept.choices };
    const rest = new Map(Object.entries(kept.answers));
    for (const item of found.correction?.items ?? []) {
      const value = isQuestionKey(item.target) ? rest.get(item.target) : undefined;
      if (value !== undefined) changed.value.set(item.id, value as AnswerValue);
      rest.delete(item.target);
      const reason = kept.remarks?.[item.id];
      if (reason !== undefined) unneeded.value.set(item.id, reason);
    }
    typed.value = Object.fromEntries(rest);
  }

  // A field may fill its neighbours (the address of a postal code, the kana of a name): only what was asked for, or is now,
  // is taken.
  function change(key: string, value: AnswerValue): void {
    const item = items().find((one) => one.targetKind === 'field' && one.target === key);
    if (item !== undefined) changed.value.set(item.id, value);
    else if (following.value.opened.some((one) => one === key))
      typed.value = { ...typed.value, [key]: value };
    else return;
    keep();
  }

  /** Null takes back that there is nothing to mend; what was typed before stands there again. */
  function excuse(item: string, reason: string | null): void {
    if (reason === null) unneeded.value.delete(item);
    else unneeded.value.set(item, reason);
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

  const isKept = computed(
    () => changed.value.size > 0 || unneeded.value.size > 0 || Object.keys(chosen.value).length > 0,
  );
  return {
    answers,
    changed,
    following,
    unneeded,
    isClosed,
    onDevice,
    isKept,
    oldPapers,
    replaced,
    restore,
    change,
    excuse,
    replace,
    forget,
  };
}
