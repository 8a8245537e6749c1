/** The answer to a correction that came by post, as it is entered: item by item, with what it opens besides. */
import { computed, reactive, ref } from 'vue';
import {
  followingOf,
  isQuestionKey,
  questionLabel,
  replaceable,
  replacedUnlessSaid,
  stateLabel,
  writtenAnswer,
  type AnswerValue,
  type QuestionKey,
  type VerbOutput,
} from '@grant/schema';
import type { Conflict } from '../../desk/conflict.ts';
import { useAttempt } from '../../desk/useAttempt.ts';
import { useReading } from '../../desk/useReading.ts';
import { useEnvelopes } from '../scans/useEnvelopes.ts';
import { readDay } from '../../desk/read-day.ts';
import { mergeTyping } from './merge.ts';

type Shown = VerbOutput<'application.show'>;
export type CorrectionItem = NonNullable<Shown['correction']>['items'][number];
/** まだ届いていない, 回答あり, 直す必要がないとの回答. */
export type AnswerKind = 'none' | 'answered' | 'unneeded';

const LISTS: readonly string[] = ['leavePeriods', 'measures', 'pledges'];

/** The question an item is about, or null where it is about a paper. */
export function questionOf({ targetKind, target }: CorrectionItem): QuestionKey | null {
  return targetKind === 'field' && isQuestionKey(target) ? target : null;
}

/** What stands there now, in words; a paper by the name of its file. */
export function presentText(item: CorrectionItem): string {
  const key = questionOf(item);
  if (key !== null) return writtenAnswer(key, item.oldValue);
  return typeof item.oldValue === 'string' && item.oldValue !== '' ? item.oldValue : '－';
}

export function useCorrectionAnswer(caseId: string) {
  const { get, post, codeOf, fault, done, busy, attempt, afterwards, building } = useAttempt();
  const { read, drop } = useReading(fault);
  const shown = ref<Shown | null>(null);
  /** Another person changed the case first: both sides, and the way on. */
  const conflict = ref<Conflict | null>(null);
  const kinds = reactive<Record<string, AnswerKind | undefined>>({});
  const values = reactive<Record<string, AnswerValue | undefined>>({});
  /** 直す必要がない理由, by item. */
  const reasons = reactive<Record<string, string | undefined>>({});
  /** Answers to the questions that open, by question. */
  const typed = reactive<Record<string, AnswerValue | undefined>>({});
  /** 差し替える書類, by attachment: at once where that was asked for, else as the letter that came says. */
  const replaced = reactive<Record<string, boolean | undefined>>({});
  /** The paper that answers an item, by item. */
  const chosen = reactive<Record<string, string | undefined>>({});
  /** 到着日・消印の日 of the envelope, as typed. */
  const days = reactive({ arrivedOn: '', postmarkOn: '' });

  const items = computed(() => shown.value?.correction?.items ?? []);
  const mended = computed(() => items.value.filter((item) => kinds[item.id] !== 'unneeded'));
  const following = computed(() => {
    const changes = items.value.flatMap((item) =>
      item.targetKind === 'field' && kinds[item.id] === 'answered'
        ? [[item.target, values[item.id] ?? ''] as const]
        : [],
    );
    return followingOf(shown.value?.answers ?? {}, Object.fromEntries(changes), typed);
  });
  const isClosed = ({ targetKind, target }: CorrectionItem): boolean =>
    targetKind === 'field' && following.value.closed.some((key) => key === target);

  /** Papers of the kind that came after the request, whatever they came for: one of them answers the item, or none. */
  const papersFor = (item: CorrectionItem) =>
    (shown.value?.attachments ?? []).filter(
      (one) =>
        item.targetKind === 'paper' &&
        one.paper === item.target &&
        !one.unsorted &&
        one.uploadedAt >= (shown.value?.correction?.requestedAt ?? ''),
    );
  const paperFor = (item: CorrectionItem) => papersFor(item).find(({ id }) => id === chosen[item.id]);
  /** What answers an item unless the clerk says otherwise: brought for it, or for none where no other item is of its kind. */
  function preset(item: CorrectionItem) {
    const papers = papersFor(item);
    const alone = items.value.filter(({ target }) => target === item.target).length === 1;
    return (
      papers.findLast((one) => one.correctionItem === item.id) ??
      (alone ? papers.findLast((one) => one.correctionItem === null) : undefined)
    );
  }
  function choose(item: CorrectionItem, paper: string): void {
    chosen[item.id] = paper;
    kinds[item.id] = 'answered';
  }
  /** Older papers, which the new one may take the place of: the one that is named, or all of the kind. */
  const olderOf = (item: CorrectionItem) =>
    replaceable(item, shown.value?.attachments ?? [], shown.value?.correction?.requestedAt ?? '');

  function hold(found: Shown): void {
    shown.value = found;
    for (const item of items.value) {
      kinds[item.id] ??= 'none';
      // What was chosen stays so, also まだ届いていない; what was taken out again is still to come.
      if (item.targetKind === 'paper' && paperFor(item) === undefined) {
        const first = preset(item)?.id;
        if (first !== undefined && kinds[item.id] !== 'unneeded') choose(item, first);
        else if (chosen[item.id] !== undefined) {
          chosen[item.id] = undefined;
          if (kinds[item.id] === 'answered') kinds[item.id] = 'none';
        }
      }
      for (const one of olderOf(item)) replaced[one.id] ??= replacedUnlessSaid(items.value, one.id);
      // Of a list one line is mended and the rest stays: it begins with what stands there.
      const now = questionOf(item) === null ? undefined : found.answers[item.target as QuestionKey];
      if (LISTS.includes(item.target) && Array.isArray(now))
        values[item.id] ??= JSON.parse(JSON.stringify(now)) as AnswerValue;
    }
  }
  const look = (): Promise<Shown> => get<Shown>(`applications/${caseId}`);
  const refresh = async (): Promise<void> => {
    drop();
    hold(await look());
  };
  void read(look, hold);

  const attach = async (item: CorrectionItem, event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (file === undefined) return;
    await afterwards(async () => {
      const form = new FormData();
      form.append('paper', item.target);
      form.append('correctionItem', item.id);
      form.append('file', file);
      const { id } = await post<{ id: string }>(`applications/${caseId}/attachments`, form);
      await refresh();
      choose(item, id);
    }, '書類を添付しました。');
    input.value = '';
  };
  const envelopes = useEnvelopes(() => caseId, { post, attempt, refresh, fault, codeOf });

  /** What is sent: of each item its answer or its reason, of what opened what was typed. */
  function sent() {
    const answers: Record<string, AnswerValue> = {};
    const unneeded: Record<string, string> = {};
    for (const item of items.value) {
      if (kinds[item.id] === 'unneeded') unneeded[item.id] = reasons[item.id] ?? '';
      const value = item.targetKind === 'paper' ? paperFor(item)?.id : (values[item.id] ?? '');
      if (kinds[item.id] === 'answered' && value !== undefined) answers[item.id] = value;
    }
    const opened = following.value.opened.flatMap((key) => {
      const value = typed[key];
      return value === undefined || value === '' ? [] : [[key, value] as const];
    });
    const replaces = mended.value
      .filter((item) => answers[item.id] !== undefined)
      .flatMap((item) => olderOf(item).flatMap(({ id }) => (replaced[id] === true ? [id] : [])));
    const { arrivedOn, postmarkOn } = days;
    return {
      answers,
      unneeded,
      following: Object.fromEntries(opened),
      replaces,
      arrivedOn: readDay(arrivedOn),
      postmarkOn: postmarkOn.trim() === '' ? null : readDay(postmarkOn),
    };
  }

  /** What was entered here, in words, for whoever has to choose between two sides. */
  function mine(): Conflict['mine'] {
    const ofItems = items.value.flatMap((item) => {
      const key = questionOf(item);
      if (kinds[item.id] === 'unneeded')
        return [{ label: item.label, value: `直す必要がない\n理由：${reasons[item.id] ?? ''}` }];
      if (kinds[item.id] !== 'answered') return [];
      const value =
        key === null ? (paperFor(item)?.originalName ?? '－') : writtenAnswer(key, values[item.id]);
      return [{ label: item.label, value }];
    });
    const opened = following.value.opened.map((key) => ({
      label: questionLabel(key),
      value: writtenAnswer(key, typed[key]),
    }));
    return [...ofItems, ...opened];
  }

  async function overtaken(error: unknown, seen: Shown): Promise<never> {
    if (codeOf(error) !== 'STALE_VERSION') throw error;
    const found = await look();
    const { changes } = mergeTyping(seen.answers, seen.answers, found.answers);
    const moved = { label: '状態', before: stateLabel(seen.state), after: stateLabel(found.state) };
    conflict.value = {
      label: '補正の回答の登録',
      mine: mine(),
      changes: found.state === seen.state ? changes : [moved, ...changes],
      possible: found.correction !== null && found.correction.id === seen.correction?.id,
      redo: async () => {
        hold(found);
        await answer();
        return fault.value === null;
      },
    };
    theirs = found;
    throw error;
  }
  let theirs: Shown | null = null;
  async function redo(): Promise<void> {
    const again = conflict.value;
    conflict.value = null;
    await again?.redo();
  }
  /** The other person's change stands; what was entered here stays in sight where the request is still open. */
  function accept(): void {
    conflict.value = null;
    fault.value = null;
    if (theirs !== null) hold(theirs);
  }

  /** A paper on its way is part of the answer; pressed once more, it finds nothing left to answer. */
  const answer = (): Promise<boolean> =>
    building(async () => {
      const seen = shown.value;
      if (seen?.correction === null || seen === null) return;
      const input = { version: seen.version, ...sent() };
      await post(`applications/${caseId}/correction/answer`, input).catch((error: unknown) =>
        overtaken(error, seen),
      );
      await refresh();
    }, '補正の回答を登録しました。案件は審査に戻りました。');

  /** What came does not answer everything: the rest is waited for as before. */
  const notePart = (): Promise<boolean> =>
    afterwards(async () => {
      await post(`corrections/${shown.value?.correction?.id ?? ''}/part`, {});
      await refresh();
    }, '一部だけ届いたことを記録しました。残りの回答を待っています。');

  return {
    shown,
    days,
    notePart,
    items,
    kinds,
    values,
    reasons,
    typed,
    replaced,
    following,
    isClosed,
    papersFor,
    paperFor,
    choose,
    olderOf,
    attach,
    ...envelopes,
    answer,
    conflict,
    redo,
    accept,
    fault,
    done,
    busy,
  };
}
