/** A command that once listened for Ctrl-C ends by itself as soon as it no longer does. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ROOT } from './environment.ts';

const SHUTDOWN = pathToFileURL(path.join(ROOT, 'scripts', 'src', 'shutdown.ts')).href;

/** Runs the code as `enter.mjs` runs a command: with a channel to the process that started it. */
function endOf(code: string): Promise<{ code: number | null; signal: string | null }> {
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', `import { onStopRequest } from ${JSON.stringify(SHUTDOWN)};\n${code}`],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], timeout: 20_000, killSignal: 'SIGKILL' },
  );
  return new Promise((resolve) => child.on('exit', (code, signal) => resolve({ code, signal })));
}

describe('a command that listens for a stop request', () => {
  it('ends when its work is done and it no longer listens', async () => {
    expect(await endOf('onStopRequest(() => {})();')).toEqual({ code: 0, signal: null });
  });

  it('is stopped by a signal again once it no longer listens', async () => {
    const code = `
      onStopRequest(() => {})();
      setInterval(() => {}, 1000);
      process.kill(process.pid, 'SIGTERM');`;
    expect(await endOf(code)).toEqual({ code: null, signal: 'SIGTERM' });
  });

  it('hears the signal while it listens', async () => {
    expect(await endOf(`onStopRequest(() => process.exit(7)); process.kill(process.pid, 'SIGINT');`)).toEqual(
      { code: 7, signal: null },
    );
  });
});
