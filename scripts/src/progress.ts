/**
 * Steps with elapsed time: a live line with spinner and bar on a terminal, plain lines with a heartbeat elsewhere.
 */
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const HEARTBEAT_MS = 15_000;
const BAR_WIDTH = 20;

export interface Progress {
  /** Runs one named step; its duration is shown whatever comes of it. Steps may overlap. */
  step<T>(title: string, work: () => Promise<T>): Promise<T>;
  /** The same for work that answers whether it went well instead of throwing. */
  attempt<T>(title: string, work: () => Promise<{ ok: boolean; value: T }>): Promise<T>;
  /** A line that stays. */
  say(line: string): void;
  /** Durations so far, in seconds, by title. */
  timings(): ReadonlyMap<string, number>;
  /** Takes the live line away. */
  close(): void;
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/** Where progress is written: a terminal, or anything that takes lines. */
type Terminal = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>;

/** @param planned how many steps are expected, for the bar; 0 shows no bar. */
export function createProgress(planned: number, out: Terminal = process.stdout): Progress {
  const running = new Map<string, number>();
  const durations = new Map<string, number>();
  const live = out.isTTY;
  let frame = 0;

  const clear = (): void => {
    if (live) out.write('\r\u001b[K');
  };
  const bar = (): string => {
    if (planned === 0) return '';
    const full = Math.min(BAR_WIDTH, Math.round((durations.size / planned) * BAR_WIDTH));
    return `[${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)}] `;
  };
  const draw = (): void => {
    if (running.size === 0) return;
    frame += 1;
    const parts = [...running].map(([title, since]) => `${title} ${seconds(since)}`);
    const line = `${FRAMES[frame % FRAMES.length] ?? ''} ${bar()}${parts.join(' ・ ')}`;
    out.write(`\r\u001b[K${line.slice(0, Math.max(20, out.columns - 2))}`);
  };
  const heartbeat = (): void => {
    for (const [title, since] of running) out.write(`… ${title}  ${seconds(since)}\n`);
  };
  const timer = setInterval(live ? draw : heartbeat, live ? 120 : HEARTBEAT_MS);
  timer.unref();

  const say = (line: string): void => {
    clear();
    out.write(`${line}\n`);
  };

  const attempt = async <T>(title: string, work: () => Promise<{ ok: boolean; value: T }>): Promise<T> => {
    const began = performance.now();
    running.set(title, began);
    if (!live) out.write(`… ${title}\n`);
    let mark = '✗';
    try {
      const { ok, value } = await work();
      if (ok) mark = '✓';
      return value;
    } finally {
      running.delete(title);
      durations.set(title, (performance.now() - began) / 1000);
      say(`${mark} ${title}  ${seconds(began)}`);
    }
  };

  return {
    attempt,
    step: (title, work) => attempt(title, async () => ({ ok: true, value: await work() })),
    say,
    timings: () => durations,
    close() {
      clearInterval(timer);
      clear();
    },
  };
}
