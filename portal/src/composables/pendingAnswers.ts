import { FORM_VERSION, isQuestionKey, LIST_KEYS, migrateAnswers, type Answers } from '@grant/schema';
import { browserStorage } from './browserStorage.ts';
import { dropExpired, PENDING_PREFIX } from './pendingKeys.ts';

/** Ticks by id. */
export type Choices = Readonly<Record<string, boolean>>;

/** What was typed besides the answers, by the id of what it is about. */
export type Remarks = Readonly<Record<string, string>>;

/** Answers that the server does not have yet. */
export interface Pending {
  readonly answers: Answers;
  /** What the server held under those keys when they were typed; tells a conflict from a mere newer revision. */
  readonly base: Answers;
  /** What was ticked or unticked besides the answers, by the id of what it is about. */
  readonly choices?: Choices | undefined;
  readonly remarks?: Remarks | undefined;
  /** Until when they wait, in epoch milliseconds; a week from the last typing where nothing is said. */
  readonly until?: number | undefined;
}

interface Entry extends Pending {
  readonly at: number;
  /** The form they were typed into; entries of the first release do not say. */
  readonly formVersion: number;
}

/** Names this tab's entries: two tabs without a connection must not write over each other's unsent answers. */
const TAB = crypto.getRandomValues(new Uint32Array(2)).join('-');

function keysOf(id: string): string[] {
  return browserStorage
    .keys()
    .filter((key) => key === PENDING_PREFIX + id || key.startsWith(`${PENDING_PREFIX}${id}/`));
}

// Of this very form everything is kept as typed: what the server does not take is there to be put right, not to be lost.
function asTyped(answers: object): Answers {
  const lists: readonly string[] = LIST_KEYS;
  const fits = ([key, value]: [string, unknown]): boolean =>
    isQuestionKey(key) && (lists.includes(key) ? Array.isArray(value) : typeof value === 'string');
  return Object.fromEntries(Object.entries(answers).filter(fits));
}

function migrated(formVersion: number, answers: unknown): Answers {
  if (formVersion === FORM_VERSION && typeof answers === 'object' && answers !== null)
    return asTyped(answers);
  const found = migrateAnswers(formVersion, answers);
  return found.ok ? found.value.answers : {};
}

function entryOf(key: string): Entry | null {
  try {
    const found: unknown = JSON.parse(browserStorage.read(key) ?? 'null');
    if (typeof found !== 'object' || found === null || !('answers' in found)) return null;
    const { at = 0, formVersion = 1, answers, base = {}, ...rest } = found as Partial<Entry>;
    const { choices, remarks, until } = rest;
    const typed = { answers: migrated(formVersion, answers), base: migrated(formVersion, base) };
    return { at, formVersion, ...typed, choices, remarks, until };
  } catch {
    return null;
  }
}

/**
 * Keeps unsent answers in this browser; none left removes the entry. Storage that is full or barred is no reason to fail:
 * then the answer is false, and they end with the page.
 */
export function keepPending(id: string, pending: Pending): boolean {
  const { answers, choices, remarks } = pending;
  const key = `${PENDING_PREFIX}${id}/${TAB}`;
  if (Object.keys({ ...answers, ...choices, ...remarks }).length > 0) {
    const entry: Entry = { at: Date.now(), formVersion: FORM_VERSION, ...pending };
    return browserStorage.write(key, JSON.stringify(entry));
  }
  browserStorage.drop(key);
  return true;
}

/** One set of answers out of many; where two hold the same key, the later stands. */
function laid(sets: readonly Answers[]): Answers {
  return sets.reduce<Answers>((all, one) => ({ ...all, ...one }), {});
}

/**
 * Unsent answers of an application, of this tab and of every other that was closed or crashed: laid together in the
 * order of typing and from then on kept by this tab. Answers typed into an older form come as this form reads them.
 */
export function takePending(id: string): Pending | null {
  dropExpired(Date.now());
  const keys = keysOf(id);
  const entries = keys.flatMap((key) => entryOf(key) ?? []).toSorted((left, right) => left.at - right.at);
  const answers = laid(entries.map((one) => one.answers));
  // What stood there before anything was typed is what the earliest entry says.
  const base = laid(entries.toReversed().map((one) => one.base));
  const ticked = entries.reduce<Choices>((all, one) => ({ ...all, ...one.choices }), {});
  const choices = Object.keys(ticked).length === 0 ? undefined : ticked;
  const said = entries.reduce<Remarks>((all, one) => ({ ...all, ...one.remarks }), {});
  const remarks = Object.keys(said).length === 0 ? undefined : said;
  if (Object.keys({ ...answers, ...choices, ...remarks }).length === 0) return null;
  for (const key of keys) browserStorage.drop(key);
  const until = entries.find((one) => one.until !== undefined)?.until;
  const pending = { answers, base, choices, remarks, until };
  keepPending(id, pending);
  return pending;
}
