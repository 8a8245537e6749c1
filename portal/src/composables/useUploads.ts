import { onScopeDispose, ref } from 'vue';
import type { PaperCode, VerbOutput } from '@grant/schema';
import { asFailure } from '../api/failure.ts';
import { upload } from '../api/upload.ts';
import { showBytes } from '../form/digits.ts';
import { isKnownKind } from '../form/fileKind.ts';
import { ja } from '../locales/ja.ts';

type Added = VerbOutput<'attachment.add'>;

/** A file on its way. */
export interface Sending {
  readonly number: number;
  readonly paper: PaperCode;
  readonly file: File;
  readonly key: string;
  readonly correctionItem: string | undefined;
  readonly replaces: string | undefined;
  /** Share sent, 0 to 100. */
  percent: number;
  /** Tries that failed on the way. */
  failed: number;
  /** Why it was not taken, or that it is sent again by itself after a pause. */
  error: string | undefined;
  /** True when it may be sent again: the way was the reason, not the file. */
  again: boolean;
}

/** Two at a time: a phone's line is shared by what autosave has to send. */
const LANES = 2;

/** Pauses before a file is sent again by itself, in milliseconds; after the last one a person decides. */
const PAUSES: readonly number[] = [2_000, 6_000, 18_000];

/**
 * Sends files, two at a time, each with its progress. A file whose way failed is sent again by itself after a pause,
 * at once when the line is back, and by hand after that; its key makes all tries one attachment. `said` is what a
 * screen reader is told: beginnings and ends, not percents.
 */
export function useUploads(
  id: string,
  maxBytes: () => number,
  onDone: (attachment: Added, replaced?: string) => void,
  pauses: readonly number[] = PAUSES,
) {
  const sendings = ref<Sending[]>([]);
  const said = ref('');
  const waiting: Sending[] = [];
  const resting = new Map<number, ReturnType<typeof setTimeout>>();
  const stops = new Map<number, AbortController>();
  let lanes = 0;
  let numbers = 0;

  async function refusalOf(file: File): Promise<string | undefined> {
    if (file.size === 0) return ja.form.papers.empty(file.name);
    if (file.size > maxBytes()) return ja.form.papers.tooLarge(file.name, showBytes(maxBytes()));
    return (await isKnownKind(file)) ? undefined : ja.form.papers.wrongType(file.name);
  }

  function add(paper: PaperCode, files: readonly File[], correctionItem?: string, replaces?: string): void {
    for (const file of files) {
      const number = ++numbers;
      const key = crypto.randomUUID();
      const fresh = { percent: 0, failed: 0, error: undefined, again: false };
      sendings.value.push({ number, paper, file, key, correctionItem, replaces, ...fresh });
      const sending = found(number);
      if (sending !== undefined) waiting.push(sending);
    }
    if (files.length > 0) said.value = ja.form.papers.begins(files.length);
    next();
  }

  function found(number: number): Sending | undefined {
    return sendings.value.find((one) => one.number === number);
  }

  function next(): void {
    while (lanes < LANES) {
      const sending = waiting.shift();
      if (sending === undefined) return;
      lanes += 1;
      void send(sending).finally(() => {
        lanes -= 1;
        next();
      });
    }
  }

  async function send(sending: Sending): Promise<void> {
    const stop = new AbortController();
    stops.set(sending.number, stop);
    try {
      const refusal = await refusalOf(sending.file);
      // Stopped while its first bytes were looked at.
      if (stop.signal.aborted) return;
      if (refusal !== undefined) {
        sending.error = refusal;
        said.value = refusal;
        return;
      }
      const done = await upload(
        { ...sending, id },
        (share) => (sending.percent = Math.round(share * 100)),
        stop.signal,
      );
      drop(sending.number);
      said.value = saidOf(done);
      onDone(done, sending.replaces);
    } catch (error) {
      if (!stop.signal.aborted) fail(sending, error);
    } finally {
      stops.delete(sending.number);
    }
  }

  function fail(sending: Sending, error: unknown): void {
    const failure = asFailure(error);
    sending.again = failure.cause !== 'refused';
    const pause = pauses[sending.failed];
    sending.failed += 1;
    if (!sending.again || failure.cause === 'session' || pause === undefined) {
      sending.error = failure.message;
      said.value = ja.form.papers.failed(sending.file.name, failure.message);
      return;
    }
    sending.error = ja.form.papers.resend;
    resting.set(
      sending.number,
      setTimeout(() => start(sending), pause),
    );
  }

  function start(sending: Sending): void {
    clearTimeout(resting.get(sending.number));
    resting.delete(sending.number);
    sending.error = undefined;
    sending.again = false;
    sending.percent = 0;
    waiting.push(sending);
    next();
  }

  function retry(number: number): void {
    const sending = found(number);
    if (sending?.again !== true) return;
    // By hand it gets its pauses anew.
    sending.failed = 0;
    start(sending);
  }

  function drop(number: number): void {
    clearTimeout(resting.get(number));
    resting.delete(number);
    stops.get(number)?.abort();
    const at = waiting.findIndex((one) => one.number === number);
    if (at !== -1) waiting.splice(at, 1);
    sendings.value = sendings.value.filter((one) => one.number !== number);
  }

  const resume = (): void => sendings.value.filter((one) => one.again).forEach((one) => retry(one.number));
  const leaving = (event: BeforeUnloadEvent): void => {
    // Closing the tab would end what is on its way; the browser asks in its own words.
    if (sendings.value.some((one) => one.error === undefined || one.again)) event.preventDefault();
  };
  window.addEventListener('online', resume);
  window.addEventListener('beforeunload', leaving);
  onScopeDispose(() => {
    window.removeEventListener('online', resume);
    window.removeEventListener('beforeunload', leaving);
  });
  return { sendings, said, add, retry, drop, resume };
}

function saidOf({ originalName, pages, already, alsoAs }: Added): string {
  if (already) return ja.form.papers.already(originalName);
  const received = ja.form.papers.received(originalName, pages);
  return alsoAs.length === 0 ? received : `${received}${ja.form.papers.alsoAs(alsoAs.join('」「'))}`;
}
