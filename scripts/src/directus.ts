/** Directus as a child process: its command line once, or the server until it is stopped. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Child, LEASH, runNode, startChild } from './child.ts';
import { ROOT } from './environment.ts';

/** The command line itself; `directus/cli.js` would first ask the npm registry for a newer version. */
const CLI = path.join(ROOT, 'node_modules', '@directus', 'api', 'dist', 'cli', 'run.js');
/** Objects of one request are gone after it; with 16 MB for the young ones, many would be kept and swept up later. */
const ROOM_FOR_YOUNG = '--max-semi-space-size=64';
const BOOT_LIMIT_MS = 90_000;

export interface DirectusOptions {
  readonly env: Record<string, string>;
  readonly log: string;
  readonly onLine?: (line: string) => void;
}

/** Runs one Directus command to its end. The exit code decides: Directus prints faults and warnings alike. */
export async function directusCommand(args: readonly string[], options: DirectusOptions): Promise<void> {
  const { code, lines } = await runNode([CLI, ...args], options);
  if (code !== 0) throw new Error(`directus ${args.join(' ')} ended with ${String(code)}\n${lines}`);
}

export interface DirectusServer {
  readonly url: string;
  readonly child: Child;
  stop(): Promise<void>;
}

/** Starts the server and waits until it answers on its address. */
export async function startDirectus(options: DirectusOptions): Promise<DirectusServer> {
  mkdirSync(options.env['EXTENSIONS_PATH'] ?? '', { recursive: true });
  const child = startChild(process.execPath, [...LEASH, ROOM_FOR_YOUNG, CLI, 'start'], {
    ...options,
    leashed: true,
  });
  const url = options.env['PUBLIC_URL'] ?? '';
  const state = { gone: false };
  void child.ended.then(() => {
    state.gone = true;
  });
  const until = Date.now() + BOOT_LIMIT_MS;
  while (!state.gone && Date.now() < until) {
    if (await answers(url)) return { url, child, stop: () => child.stop('SIGTERM', 8_000) };
    await pause(60);
  }
  await child.stop('SIGKILL');
  throw new Error(`Directus did not start (log: ${path.relative(ROOT, options.log)}).\n${child.lastLines()}`);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/server/ping`, { signal: AbortSignal.timeout(2_000) });
    return response.ok;
  } catch {
    return false;
  }
}
