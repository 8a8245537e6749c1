/** How long a second `npm start` takes, from the command to the line that says it is ready. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../environment.ts';
import { freePorts } from '../ports.ts';
import { type Bench, measured } from './bench.ts';

const SAMPLES = 3;
const BOUND_SECONDS = 20;

/** Starts on this folder, waits for readiness, stops; answers seconds until ready. */
async function startOnce(dataFolder: string): Promise<number> {
  const ports = await freePorts();
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [path.join(ROOT, 'scripts', 'start.mjs'), '--data', dataFolder, '--no-seed'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        GRANT_PORT: String(ports.office),
        GRANT_MAIL_PORT: String(ports.mailWeb),
        GRANT_SMTP_PORT: String(ports.smtp),
        GRANT_DATABASE_PORT: String(ports.database),
      },
    },
  );
  let said = '';
  const ready = new Promise<number>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('Ready in')) resolve((performance.now() - began) / 1000);
    });
    child.once('exit', () => reject(new Error(`npm start ended before it was ready.\n${said}`)));
  });
  try {
    return await ready;
  } finally {
    if (child.exitCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
    }
  }
}

export const startUp: Bench = {
  name: 'start-up',
  about: 'Second npm start on the same data: from the command to the line that says it is ready.',
  async run(progress) {
    const dataFolder = mkdtempSync(path.join(tmpdir(), 'grant-bench-'));
    try {
      const first = await progress.step('first start', () => startOnce(dataFolder));
      const samples: number[] = [];
      for (let index = 1; index <= SAMPLES; index += 1) {
        samples.push(
          await progress.step(`second start ${String(index)}/${String(SAMPLES)}`, () =>
            startOnce(dataFolder),
          ),
        );
      }
      return [
        measured('start-up.second', 's', BOUND_SECONDS, samples),
        measured('start-up.first-without-install', 's', 180, [first]),
      ];
    } finally {
      rmSync(dataFolder, { recursive: true, force: true });
    }
  },
};
