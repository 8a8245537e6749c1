/** Orderly end: what was opened last is closed first, once, whatever asked for it. */
export interface Shutdown {
  /** Remembers how to close something that now runs. */
  readonly opened: (close: () => Promise<void>) => void;
  /** Closes everything; further calls wait for the first. */
  readonly closeAll: () => Promise<void>;
  /** Whether closing has begun, so that a child's end is no longer a surprise. */
  readonly begun: () => boolean;
}

export function createShutdown(): Shutdown {
  const closers: (() => Promise<void>)[] = [];
  let closing: Promise<void> | undefined;

  const run = async (): Promise<void> => {
    for (let close = closers.pop(); close !== undefined; close = closers.pop()) {
      try {
        await close();
      } catch (fault) {
        process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);
      }
    }
  };
  return {
    opened: (close) => void closers.push(close),
    closeAll: () => (closing ??= run()),
    begun: () => closing !== undefined,
  };
}

/**
 * Calls `ask` at Ctrl-C, at a polite kill, at a closed terminal, and when the wrapper that started us is gone.
 * A second Ctrl-C within the same second is the terminal's echo of the first and is ignored.
 * @returns how to stop listening; until then the channel to the wrapper keeps this process alive
 */
export function onStopRequest(ask: () => void): () => void {
  const events = ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const;
  for (const event of events) process.on(event, ask);
  return () => {
    for (const event of events) process.off(event, ask);
  };
}
