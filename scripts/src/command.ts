/** One outside tool with its output kept, for commands that run several and tell what each said. */
import path from 'node:path';
import { spawn } from 'node:child_process';
import { ROOT } from './environment.ts';

export interface Outcome {
  readonly code: number;
  readonly output: string;
  readonly seconds: number;
}

/** Runs a program of node_modules/.bin from the repository root. It ends with us, as it shares our terminal. */
export function runTool(
  name: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Outcome> {
  const began = performance.now();
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(path.join(ROOT, 'node_modules', '.bin', name), args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0', ...env },
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    const finish = (code: number): void =>
      resolve({ code, output, seconds: (performance.now() - began) / 1000 });
    child.once('error', (fault) => {
      output += fault.message;
      finish(127);
    });
    child.once('close', (code) => finish(code ?? 128));
  });
}
