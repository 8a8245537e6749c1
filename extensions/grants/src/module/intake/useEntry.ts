/** One postal case being typed in: read, saved as it is left, registered. Everything goes through the verbs. */
import { computed, reactive, ref, shallowRef } from 'vue';
import type { Answers, QuestionKey, VerbOutput } from '@grant/schema';
import type { Conflict } from '../../desk/conflict.ts';
import { useAttempt } from '../../desk/useAttempt.ts';
import { useReading } from '../../desk/useReading.ts';
import { useEnvelopes } from '../scans/useEnvelopes.ts';

import { changed, mergeTyping } from './merge.ts';

type Shown = VerbOutput<'application.show'>;
type Checked = VerbOutput<'application.check'>;
/** 書面のメモ: what the desk says of an answer it leaves open. */
export interface EntryNote {
  readonly key: QuestionKey;
  readonly note: string;
}
/** Answers as a form holds them; every value may be typed into. */
export type Typing = { -readonly [K in keyof Answers]: Answers[K] };

export function useEntry(caseId: string) {
  const { get, post, codeOf, fault, done, busy, attempt, afterwards, building } = useAttempt();
  const { read, drop } = useReading(fault);
  /** Another person saved first: both sides, and the way on. */
  const conflict = ref<Conflict | null>(null);
  const shown = ref<Shown | null>(null);
  const answers = reactive<Typing>({});
  const checked = ref<Checked | null>(null);
  /** The list of what is missing is in front of the clerk. */
  const gapsShown = ref(false);
  /** The save that the answers in the form were typed on: it changes with them and never alone. */
  let revision = 0;
  /** The answers as they were last read or saved: what differs from them was typed here. */
  const base = shallowRef<Answers>({});
  const copy = (from: Answers): Answers => JSON.parse(JSON.stringify(from)) as Answers;
  function hold(typed: Answers, found: Pick<Shown, 'answers' | 'revision'>): void {
    for (const key of Object.keys(answers)) Reflect.deleteProperty(answers, key);
    Object.assign(answers, copy(typed));
    base.value = copy(found.answers);
    ({ revision } = found);
  }

  const look = (): Promise<Shown> => get<Shown>(`applications/${caseId}`);
  const check = (): Promise<Checked> => get<Checked>(`applications/${caseId}/check`);
  /** Reads all but the answers: what another has saved meanwhile is found when this form is saved. */
  async function refresh(): Promise<void> {
    drop();
    shown.value = await look();
    if (shown.value.state === 'received') checked.value = await check();
  }
  /** What lacks depends on who filed: looked at again, without touching what is being typed. */
  const recheck = (): Promise<void> => read(check, (found) => (checked.value = found));
  async function keep(redo: () => Promise<unknown>): Promise<void> {
    const sent = copy(answers);
    const saved = await post<VerbOutput<'application.save'>>(`applications/${caseId}/save`, {
      revision,
      answers: sent,
    }).catch((error: unknown) => overtaken(error, redo));
    revision = saved.revision;
    base.value = sent;
  }

  /** Reads what another person has saved and lays both side by side; every other refusal goes on its way. */
  async function overtaken(error: unknown, redo: () => Promise<unknown>): Promise<never> {
    if (codeOf(error) !== 'STALE_VERSION') throw error;
    const found = await look();
    const { merged, changes, mine } = mergeTyping(base.value, answers, found.answers);
    conflict.value = {
      label: '入力の保存（ほかの人が変えていない項目と、両方が変えた項目は、あなたの入力にします）',
      mine,
      changes,
      possible: found.state === 'received',
      redo: async () => {
        hold(merged, found);
        await redo();
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
  const accept = (): Promise<boolean> =>
    attempt(async () => {
      conflict.value = null;
      if (theirs === null) return;
      hold(theirs.answers, theirs);
      await refresh();
    });

  void read(look, (found) => {
    // The answers stand in the form before it is shown: nothing typed into it is taken away again.
    hold(found.answers, found);
    shown.value = found;
    if (found.state === 'received') void recheck();
  });
  const save = (): Promise<boolean> =>
    afterwards(async () => {
      await keep(save);
      await refresh();
    }, '入力を保存しました。');
  const attach = (paper: string, file: File): Promise<boolean> =>
    afterwards(async () => {
      const form = new FormData();
      form.append('paper', paper);
      form.append('file', file);
      await post(`applications/${caseId}/attachments`, form);
      await refresh();
    }, '書類を添付しました。');
  const envelopes = useEnvelopes(() => caseId, { post, attempt, refresh, fault, codeOf });
  const file = async (notes: readonly EntryNote[]): Promise<void> => {
    await post(`cases/${caseId}/register`, {
      version: shown.value?.version ?? -1,
      revision,
      notes,
    }).catch((error: unknown) => {
      // What another has saved meanwhile is laid beside what was typed; the gaps are listed anew after it.
      gapsShown.value = codeOf(error) === 'STALE_VERSION' ? false : gapsShown.value;
      return overtaken(error, register);
    });
    gapsShown.value = false;
    await refresh();
    done.value = '郵送申請を登録しました。';
  };
  /** Registers what is complete at once; what has gaps is listed first. Pressed once more, it finds the case registered. */
  const register = (): Promise<boolean> =>
    building(async () => {
      if (shown.value?.state !== 'received') {
        done.value = '郵送申請は登録済みです。';
        return;
      }
      await keep(register);
      await refresh();
      const { missing, missingPapers } = checked.value ?? { missing: [], missingPapers: [] };
      if (missing.length + missingPapers.length === 0) await file([]);
      else gapsShown.value = true;
    });
  const registerWithGaps = (notes: readonly EntryNote[]): Promise<boolean> => attempt(() => file(notes));

  return {
    shown,
    answers,
    checked,
    fault,
    done,
    busy,
    conflict,
    redo,
    accept,
    editable: computed(() => shown.value?.state === 'received'),
    /** Something typed here is not saved yet. */
    unsaved: computed(() => shown.value?.state === 'received' && changed(base.value, answers).length > 0),
    save,
    attach,
    ...envelopes,
    gapsShown,
    register,
    registerWithGaps,
    recheck,
  };
}
