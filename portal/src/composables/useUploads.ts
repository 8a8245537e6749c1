import { ref } from 'vue';
import type { PaperCode, VerbOutput } from '@grant/schema';
import { asFailure } from '../api/failure.ts';
import { upload } from '../api/upload.ts';
import { showBytes } from '../form/digits.ts';
import { ja } from '../locales/ja.ts';

/** A file on its way. */
export interface Sending {
  readonly number: number;
  readonly paper: PaperCode;
  readonly file: File;
  readonly correctionItem: string | undefined;
  /** Share sent, 0 to 100. */
  percent: number;
  /** Why it was not taken; it may be sent again unless the file itself is the reason. */
  error: string | undefined;
  again: boolean;
}

/** Two at a time: a phone's line is shared by what autosave has to send. */
const LANES = 2;

const TYPES = /\.(?:pdf|jpe?g|png|heic|heif)$/iu;

/** Sends files one after the other, each with its progress, and keeps the failed ones to be sent again. */
export function useUploads(
  id: string,
  maxBytes: () => number,
  onDone: (attachment: VerbOutput<'attachment.add'>) => void,
) {
  const sendings = ref<Sending[]>([]);
  const waiting: Sending[] = [];
  let lanes = 0;
  let numbers = 0;

  function refusalOf(file: File): string | undefined {
    if (file.size === 0) return ja.form.papers.empty(file.name);
    if (file.size > maxBytes()) return ja.form.papers.tooLarge(file.name, showBytes(maxBytes()));
    return TYPES.test(file.name) ? undefined : ja.form.papers.wrongType(file.name);
  }

  function add(paper: PaperCode, files: readonly File[], correctionItem?: string): void {
    for (const file of files) {
      const error = refusalOf(file);
      const number = ++numbers;
      sendings.value.push({ number, paper, file, correctionItem, percent: 0, error, again: false });
      const sending = sendings.value.find((one) => one.number === number);
      if (sending !== undefined && error === undefined) waiting.push(sending);
    }
    next();
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
    try {
      const done = await upload({ ...sending, id }, (share) => {
        sending.percent = Math.round(share * 100);
      });
      drop(sending.number);
      onDone(done);
    } catch (error) {
      const failure = asFailure(error);
      sending.error = failure.message;
      sending.again = failure.cause !== 'refused';
    }
  }

  function retry(number: number): void {
    const sending = sendings.value.find((one) => one.number === number);
    if (sending === undefined) return;
    sending.error = undefined;
    sending.percent = 0;
    waiting.push(sending);
    next();
  }

  function drop(number: number): void {
    sendings.value = sendings.value.filter((one) => one.number !== number);
  }

  return { sendings, add, retry, drop };
}
