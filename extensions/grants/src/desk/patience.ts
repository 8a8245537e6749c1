/** 応答を待つ時間: how long a screen waits for a verb, and what it says when nothing comes. */

/** 応答がないこと: nothing is known of what was asked. */
export class NoAnswer extends Error {
  override name = 'NoAnswer';
}

/** Longest silence in which a reading is waited for, in milliseconds; a file that is still on its way is no silence. */
const READING_MS = 60_000;
/** The same for an act: one case and its letters take seconds, and may have to wait for those of others. */
const ACT_MS = 120_000;
/** The same for what goes through many things one after the other, or through every page of a file. */
const LONG_ACT_MS = 900_000;
/** 長い処理: whole batches, a hundred cases at once, rosters row by row, scans page by page, all practice cases. */
const LONG = /^(?:batches|rosters|scans|queues\/act|practice\/reset)(?:\/|$)|\/sort(?:-again)?$/u;

const sentences = {
  reading: '応答がありません。接続を確かめて、画面を読み込み直してください。',
  act: '応答がなく、操作が記録されたかどうかは分かりません。画面に入力した内容があれば控え、画面を読み込み直して、記録されていないことを確かめてから、もう一度操作してください。',
  keyed:
    '応答がなく、操作が記録されたかどうかは分かりません。接続を確かめて、この画面のまま、もう一度操作してください。すでに記録されているときも、二重には記録されません。',
} as const;

/** What a call tells its transport: when to give up, and of every byte that moves. */
interface Signs {
  readonly signal: AbortSignal;
  readonly onUploadProgress: () => void;
  readonly onDownloadProgress: () => void;
}

const isKeyed = (input: unknown): boolean =>
  typeof input === 'object' && input !== null && 'idempotencyKey' in input;

/** One call of a verb: `path` as in `batches/7/seal`; `file` where a file is what is answered. */
interface Call {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly data?: unknown;
  readonly file?: true;
}

/** Milliseconds of silence after which a call is given up. */
function patienceFor({ method, path, data, file }: Call): number {
  if (method === 'get') return READING_MS;
  return file === true || data instanceof FormData || LONG.test(path) ? LONG_ACT_MS : ACT_MS;
}

/**
 * Waits for a call as long as it gives signs of life. What hangs before it was sent is not sent any more.
 * @throws NoAnswer with a sentence that says what is not known and what to do, else what the call throws
 */
export async function patiently<Answer>(
  asked: Call,
  call: (signs: Signs) => Promise<Answer>,
): Promise<Answer> {
  const cut = new AbortController();
  const kind = asked.method === 'get' ? 'reading' : isKeyed(asked.data) ? 'keyed' : 'act';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let alive = (): void => undefined;
  const silence = new Promise<never>((_, giveUp) => {
    const end = (): void => {
      cut.abort();
      giveUp(new NoAnswer(sentences[kind]));
    };
    alive = () => {
      clearTimeout(timer);
      timer = setTimeout(end, patienceFor(asked));
    };
  });
  alive();
  try {
    const signs = { signal: cut.signal, onUploadProgress: () => alive(), onDownloadProgress: () => alive() };
    return await Promise.race([call(signs), silence]);
  } finally {
    clearTimeout(timer);
    alive = () => undefined;
  }
}
