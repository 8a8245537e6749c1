/**
 * 作業場: hands tasks to processes that open files (`bench.ts`) and bounds their time and memory. A process of its own
 * and not a thread: a decoder that crashes would take the whole office with it, and only a process can be started
 * without the office's keys and be ended at once.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { INSPECT_MS, MEMORY_MAX_BYTES, RENDER_MS } from './limits.ts';
import type { BenchAnswer, BenchTask, ExtractTask } from './tasks.ts';

/** How often the memory of a busy process is looked at, and how long an idle one is kept. */
const WATCH_MS = 200;
const IDLE_MS = 120_000;
const PAGE_BYTES = 4096;

// Beside this file, and of its kind: source in a unit test, built in an office.
const BENCH = fileURLToPath(new URL(`./bench${extname(fileURLToPath(import.meta.url))}`, import.meta.url));

/** Thrown when a file took too long, needed too much memory or brought its process down. */
export class BenchError extends Error {
  override readonly name = 'BenchError';
}

/** One process with the queue in front of it. */
class Bench {
  #child: ChildProcess | null = null;
  #tail: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;
  /** The document the process holds open. */
  held: string | null = null;

  /** Runs `task` when those before it are done. `make` is asked then, so that it can know what is held. */
  run(make: () => BenchTask | Promise<BenchTask>, limit: number): Promise<BenchAnswer> {
    const turn = this.#tail.then(async () => this.#do(await make(), limit));
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  #start(): ChildProcess {
    const child = fork(BENCH, [], {
      env: {},
      execArgv: ['--disable-warning=ExperimentalWarning', '--max-old-space-size=512'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.unref();
    child.channel?.unref();
    return child;
  }

  async #do(task: BenchTask, limit: number): Promise<BenchAnswer> {
    clearTimeout(this.#idle);
    const child = (this.#child ??= this.#start());
    const over = new AbortController();
    try {
      const answer = await new Promise<BenchAnswer>((resolve, reject) => {
        const fail = (why: string) => () => {
          this.#drop(child);
          reject(new BenchError(why));
        };
        const clock = setTimeout(fail('time'), limit);
        const watch = setInterval(() => {
          void memoryOf(child).then((bytes) => bytes > MEMORY_MAX_BYTES && fail('memory')());
        }, WATCH_MS);
        over.signal.addEventListener('abort', () => {
          clearTimeout(clock);
          clearInterval(watch);
          child.off('message', resolve);
          child.off('exit', gone);
          child.off('error', gone);
        });
        const gone = fail('gone');
        child.on('message', resolve);
        child.on('exit', gone);
        child.on('error', gone);
        child.send(task, (error) => {
          if (error !== null) gone();
        });
      });
      if (keepsOpen(task)) this.held = answer.ok ? task.key : null;
      return answer;
    } finally {
      over.abort();
      this.#idle = setTimeout(() => this.#drop(this.#child), IDLE_MS).unref();
    }
  }

  #drop(child: ChildProcess | null): void {
    child?.kill('SIGKILL');
    if (this.#child !== child) return;
    this.#child = null;
    this.held = null;
  }
}

/** True for a task after which the process holds the document `key` open. */
function keepsOpen(task: BenchTask): task is Extract<BenchTask, { key: string }> {
  return task.task === 'code' || (task.task === 'render' && task.mime === 'application/pdf');
}

async function memoryOf(child: ChildProcess): Promise<number> {
  try {
    const pages = (await readFile(`/proc/${String(child.pid)}/statm`, 'latin1')).split(' ')[1];
    return Number(pages ?? 0) * PAGE_BYTES;
  } catch {
    // Gone, or a system without /proc: the limits on pixels and pages still hold.
    return 0;
  }
}

// Two processes: whoever leafs through papers never makes an applicant wait who sends one.
const intake = new Bench();
const reading = new Bench();

/** Has an uploaded file looked at. `limit` in milliseconds. @throws BenchError */
export function inspectOnBench(
  task: Omit<Extract<BenchTask, { task: 'inspect' }>, 'task'>,
  limit = INSPECT_MS,
): Promise<BenchAnswer> {
  return intake.run(() => ({ task: 'inspect', ...task }), limit);
}

/** What is to be drawn; `load` gives the document when the process does not hold it. */
export interface Drawing {
  readonly key: string;
  readonly mime: 'application/pdf' | 'image/jpeg';
  readonly page: number;
  readonly width: number;
  readonly load: () => Promise<Uint8Array>;
}

/** Has a page drawn. @throws BenchError, and whatever `load` throws */
export function drawOnBench({ load, ...asked }: Drawing): Promise<BenchAnswer> {
  return reading.run(async () => {
    if (reading.held === asked.key) return { task: 'render', ...asked };
    return { task: 'render', ...asked, content: await load() };
  }, RENDER_MS);
}

/** Has one page of a PDF looked at for a QR code. @throws BenchError, and whatever `load` throws */
export function readCodeOnBench({
  load,
  key,
  page,
}: Pick<Drawing, 'key' | 'page' | 'load'>): Promise<BenchAnswer> {
  return reading.run(async () => {
    if (reading.held === key) return { task: 'code', key, page };
    return { task: 'code', key, page, content: await load() };
  }, RENDER_MS);
}

/** Has pages taken out of a PDF. @throws BenchError */
export function extractOnBench(task: Omit<ExtractTask, 'task'>): Promise<BenchAnswer> {
  return intake.run(() => ({ task: 'extract', ...task }), INSPECT_MS);
}

/** Has a print made of every page. @throws BenchError */
export function printOnBench(
  task: Omit<Extract<BenchTask, { task: 'print' }>, 'task'>,
): Promise<BenchAnswer> {
  return reading.run(() => ({ task: 'print', ...task }), INSPECT_MS);
}
