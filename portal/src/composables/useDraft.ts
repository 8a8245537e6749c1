import { onScopeDispose, ref, shallowRef } from 'vue';
import type { Answers, QuestionKey, VerbInput, VerbOutput } from '@grant/schema';
import { call } from '../api/client.ts';
import { asFailure, type CallFailure, type Cause } from '../api/failure.ts';
import { heldBack, type Held } from './heldBack.ts';
import { keepPending, takePending } from './pendingAnswers.ts';
import { whenForgotten } from './pendingKeys.ts';
import { rebase, serverStateOf, type Conflict } from './rebase.ts';
import { mayHoldUnsent } from './unsent.ts';

/** Pause after the last key before saving, longest wait of somebody who never pauses, and the pauses before trying again. */
const PAUSE_MS = 1_000;
const WAIT_MAX_MS = 2_500;
const RETRY_MS = [3_000, 6_000, 12_000, 30_000] as const;

/** Milliseconds from now to the next save, when the first unsent letter was typed at that time. */
export function pauseBefore(typedAt: number, now: number): number {
  return Math.max(0, Math.min(PAUSE_MS, typedAt + WAIT_MAX_MS - now));
}

/** What the save strip shows. */
export type SaveState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: Date }
  | { readonly kind: 'failed'; readonly cause: Cause; readonly message: string }
  | { readonly kind: 'held'; readonly keys: readonly QuestionKey[] }
  | { readonly kind: 'conflict' };

type Value = Answers[QuestionKey];

/** Whether the page is on its way out; its requests must then outlive it. */
function hidden(): { outlives: boolean } {
  return { outlives: document.visibilityState === 'hidden' };
}

/**
 * The draft of one application: answers, autosave within three seconds, unsent answers kept in this browser and sent
 * again, and the choice to make when somebody else saved the same field. An answer that the server does not take is held
 * back here, in this browser, until it is changed: it must not stop the others.
 */
export function useDraft(id: string) {
  const shown = shallowRef<VerbOutput<'application.show'>>();
  const answers = ref<Answers>({});
  const state = ref<SaveState>({ kind: 'idle' });
  const conflicts = ref<Conflict[]>([]);
  const held = ref<Held[]>([]);
  const merged = ref(false);
  let base: Answers = {};
  let revision = 0;
  let dirty: Partial<Record<QuestionKey, Value>> = {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let typedAt: number | null = null;
  let left = false;
  let flight: Promise<boolean> | undefined;

  const keep = (): void => {
    const held = Object.fromEntries(
      Object.keys(dirty).map((key) => [key, base[key as QuestionKey]]),
    ) as Answers;
    keepPending(id, { answers: dirty as Answers, base: held });
  };

  // Until the reader has chosen, a field in conflict keeps its old base: a reload in between asks again.
  function takeBase(theirs: Answers, open: readonly Conflict[], before: Answers): void {
    base = { ...theirs, ...Object.fromEntries(open.map(({ key }) => [key, before[key]])) };
  }

  async function load(): Promise<void> {
    const found = await call('application.show', { id });
    shown.value = found;
    revision = found.revision;
    base = found.answers;
    held.value = [];
    const pending = found.state === 'draft' ? takePending(id) : null;
    if (pending === null) {
      answers.value = { ...base };
      if (found.savedAt !== null) state.value = { kind: 'saved', at: new Date(found.savedAt) };
      return;
    }
    dirty = { ...pending.answers };
    answers.value = { ...base, ...(dirty as Answers) };
    conflicts.value = rebase(dirty as Answers, pending.base, base);
    takeBase(base, conflicts.value, pending.base);
    if (conflicts.value.length > 0) state.value = { kind: 'conflict' };
    else await save();
  }

  function set(key: QuestionKey, value: Value): void {
    answers.value = { ...answers.value, [key]: value };
    dirty[key] = value;
    held.value = held.value.filter((one) => one.key !== key);
    merged.value = false;
    // What stands on the strip is true at every moment: nothing is called saved that was typed since.
    if (['saved', 'idle', 'held'].includes(state.value.kind)) state.value = { kind: 'saving' };
    keep();
    typedAt ??= Date.now();
    schedule(pauseBefore(typedAt, Date.now()));
  }

  function forget(gone: (key: QuestionKey) => boolean): void {
    dirty = Object.fromEntries(Object.entries(dirty).filter(([key]) => !gone(key as QuestionKey)));
    held.value = held.value.filter(({ key }) => !gone(key));
  }

  function schedule(after: number): void {
    clearTimeout(timer);
    // What could not be sent when the reader left stays in the browser until the draft is opened again.
    if (!left) timer = setTimeout(() => void save(), after);
  }

  async function sendOnce(): Promise<boolean> {
    const back = [...new Set(held.value.map(({ key }) => key))];
    const sent = Object.fromEntries(
      Object.entries(dirty).filter(([key]) => !back.includes(key as QuestionKey)),
    ) as typeof dirty;
    typedAt = null;
    if (Object.keys(sent).length === 0) {
      if (back.length > 0) state.value = { kind: 'held', keys: back };
      return back.length === 0;
    }
    state.value = { kind: 'saving' };
    const given = sent as VerbInput<'application.save'>['answers'];
    try {
      const answer = await call('application.save', { id, revision, answers: given }, hidden());
      revision = answer.revision;
      base = { ...base, ...(sent as Answers) };
      forget((key) => dirty[key] === sent[key]);
      failures = 0;
      keep();
      state.value = { kind: 'saved', at: new Date(answer.savedAt) };
      return Object.keys(dirty).length === 0 ? true : await sendOnce();
    } catch (error) {
      return await recover(asFailure(error), sent);
    }
  }

  function recover(failure: CallFailure, sent: typeof dirty): Promise<boolean> | boolean {
    const refused = heldBack(failure).filter(({ key }) => Object.hasOwn(sent, key));
    if (refused.length > 0) {
      // What was changed on the way goes out as it is now.
      held.value = [...held.value, ...refused.filter(({ key }) => dirty[key] === sent[key])];
      return sendOnce();
    }
    const theirs = failure.code === 'STALE_VERSION' ? serverStateOf(failure.facts) : null;
    if (theirs !== null) {
      const found = rebase(dirty as Answers, base, theirs.answers);
      revision = theirs.revision;
      takeBase(theirs.answers, found, base);
      answers.value = { ...base, ...(dirty as Answers) };
      keep();
      conflicts.value = found;
      if (found.length > 0) {
        state.value = { kind: 'conflict' };
        return false;
      }
      merged.value = true;
      return sendOnce();
    }
    state.value = { kind: 'failed', cause: failure.cause, message: failure.message };
    if (failure.cause !== 'refused' && failure.cause !== 'session') {
      const told = failure.facts['retryAfterSeconds'];
      const pause = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 30_000;
      schedule(Math.max(pause, typeof told === 'number' ? told * 1_000 : 0));
      failures += 1;
    }
    return false;
  }

  /** Sends what is unsent; true when the server has everything. One request at a time. */
  async function save(): Promise<boolean> {
    clearTimeout(timer);
    if (conflicts.value.length > 0) return false;
    flight ??= sendOnce().finally(() => (flight = undefined));
    return flight;
  }

  /** Ends a conflict: keeps mine or takes theirs, field by field. */
  async function settle(choices: ReadonlyMap<QuestionKey, 'mine' | 'theirs'>): Promise<void> {
    for (const conflict of conflicts.value) {
      base = { ...base, [conflict.key]: conflict.theirs };
      if (choices.get(conflict.key) !== 'theirs') continue;
      forget((key) => key === conflict.key);
      answers.value = { ...answers.value, [conflict.key]: conflict.theirs };
    }
    conflicts.value = [];
    keep();
    state.value = { kind: 'saved', at: new Date() };
    await save();
  }

  type Attached = VerbOutput<'application.show'>['attachments'];
  function showAttachments(change: (before: Attached) => Attached): void {
    if (shown.value !== undefined)
      shown.value = { ...shown.value, attachments: change(shown.value.attachments) };
  }

  // A page in the background may be closed at any moment: what is typed goes out at once, and again on coming back.
  const now = (): void => void save();
  const unregister = [
    mayHoldUnsent({ send: save, holds: () => Object.keys(dirty).length > 0 }),
    whenForgotten(() => {
      clearTimeout(timer);
      dirty = {};
    }),
  ];
  window.addEventListener('online', now);
  document.addEventListener('visibilitychange', now);
  onScopeDispose(() => {
    left = true;
    for (const end of unregister) end();
    window.removeEventListener('online', now);
    document.removeEventListener('visibilitychange', now);
    void save();
  });

  return {
    id,
    shown,
    answers,
    state,
    conflicts,
    held,
    merged,
    revision: () => revision,
    load,
    set,
    save,
    settle,
    showAttachments,
  };
}

/** What `useDraft` gives. */
export type Draft = ReturnType<typeof useDraft>;
