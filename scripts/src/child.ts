/** Child processes that are started, watched and stopped as one thing. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './environment.ts';

const KEPT_LINES = 40;

export interface Child {
  readonly process: ChildProcess;
  /** Resolves with the exit code (a signal counts as 128) once the process is gone. */
  readonly ended: Promise<number>;
  /** The last lines it wrote, for a fault report. */
  lastLines(): string;
  /** Asks it to end, and ends it after `graceMs` if it does not. */
  stop(signal?: NodeJS.Signals, graceMs?: number): Promise<void>;
  /** Ends it and whatever it started in the same moment (SIGKILL to its group); nothing is finished. */
  kill(): Promise<void>;
}

export interface ChildOptions {
  readonly env: Record<string, string>;
  readonly log: string;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  /** Ends with this process even when this one is killed outright; Node children only. */
  readonly leashed?: boolean;
  readonly onLine?: (line: string) => void;
}

/** Starts a program in its own process group, so that Ctrl-C reaches us alone and we stop things in order. */
export function startChild(command: string, args: readonly string[], options: ChildOptions): Child {
  mkdirSync(path.dirname(options.log), { recursive: true });
  const file = createWriteStream(options.log, { flags: 'a' });
  const lines: string[] = [];
  const child = spawn(command, args, {
    cwd: options.cwd ?? ROOT,
    env: options.env,
    detached: true,
    stdio: options.leashed === true ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
    ...(options.uid === undefined ? {} : { uid: options.uid }),
    ...(options.gid === undefined ? {} : { gid: options.gid }),
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      file.write(text);
      for (const line of text.split('\n')) {
        if (line.trim() === '') continue;
        lines.push(line);
        if (lines.length > KEPT_LINES) lines.shift();
        options.onLine?.(line);
      }
    });
  }
  const ended = new Promise<number>((resolve) => {
    child.once('error', (fault) => {
      lines.push(fault.message);
      resolve(127);
    });
    child.once('close', (code) => {
      file.end();
      resolve(code ?? 128);
    });
  });
  return {
    process: child,
    ended,
    lastLines: () => lines.join('\n'),
    async stop(signal = 'SIGTERM', graceMs = 8_000) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await ended;
      clearTimeout(timer);
    },
    async kill() {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      process.kill(-child.pid, 'SIGKILL');
      await ended;
    },
  };
}

/** Runs a Node program to its end and answers its exit code and last lines. */
export async function runNode(
  args: readonly string[],
  options: ChildOptions,
): Promise<{ code: number; lines: string }> {
  const child = startChild(process.execPath, [...LEASH, ...args], { ...options, leashed: true });
  return { code: await child.ended, lines: child.lastLines() };
}

/** Node flags every child of ours gets. */
export const LEASH: readonly string[] = [
  '--disable-warning=ExperimentalWarning',
  ...['leash.ts', 'date-fns-modules.ts'].flatMap((file) => [
    '--import',
    path.join(ROOT, 'scripts', 'src', file),
  ]),
];
