/** Free ports, and a clear word when a wanted one is taken. */
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Ports } from './environment.ts';
import { HouseFault } from './fault.ts';

const DEFAULTS: Ports = { office: 8055, mailWeb: 8056, smtp: 8025, database: 54329 };
const NAMES: Readonly<Record<keyof Ports, string>> = {
  office: 'GRANT_PORT',
  mailWeb: 'GRANT_MAIL_PORT',
  smtp: 'GRANT_SMTP_PORT',
  database: 'GRANT_DATABASE_PORT',
};

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

const FIRST = 1024;
const PAST = 65_536;

/** A port that was moved out of range comes in again at the other end. */
function within(port: number): number {
  const span = PAST - FIRST;
  return port >= FIRST && port < PAST ? port : ((((port - FIRST) % span) + span) % span) + FIRST;
}

/**
 * The ports of a practice office. Moving the first one moves the others by the same distance, so that two offices
 * stand side by side with one option; each can be set alone by its environment variable.
 */
export function choosePorts(wanted: number | undefined, env: NodeJS.ProcessEnv): Ports {
  const read = (name: keyof Ports): number | undefined => {
    const text = env[NAMES[name]];
    if (text === undefined || text === '') return undefined;
    return readPort(text, NAMES[name]);
  };
  const office = wanted ?? read('office') ?? DEFAULTS.office;
  const shift = office - DEFAULTS.office;
  return {
    office,
    mailWeb: read('mailWeb') ?? within(DEFAULTS.mailWeb + shift),
    smtp: read('smtp') ?? within(DEFAULTS.smtp + shift),
    database: read('database') ?? within(DEFAULTS.database + shift),
  };
}

/** @throws HouseFault when the text is not a TCP port. */
export function readPort(text: string, name: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < PAST) return port;
  throw new HouseFault({
    ja: `${name} の値「${text}」はポート番号ではありません。`,
    en: `${name} is not a port number: ${text}.`,
    wayOut: 'Give a number from 1 to 65535, for example --port 8155.',
  });
}

/**
 * @param patienceMs how long to wait for what a killed start left behind to end
 * @throws HouseFault naming the first port that another program holds
 */
export async function requireFree(ports: Ports, patienceMs = 0): Promise<void> {
  const until = performance.now() + patienceMs;
  for (const [name, port] of Object.entries(ports)) {
    let free = await canListen(Number(port));
    while (!free && performance.now() < until) {
      await pause(100);
      free = await canListen(Number(port));
    }
    if (free) continue;
    throw new HouseFault({
      ja: `ポート ${String(port)} は別のプログラムが使っています（${name}）。`,
      en: `Port ${String(port)} (${name}) is taken by another program.`,
      wayOut: `Stop that program, or choose other ports: npm start -- --port ${String(ports.office + 100)}`,
    });
  }
}

/**
 * Where ports of a test's own are looked for: below those the system gives to whoever connects (from 32768 on), so that
 * one that is given up for a while is found free again, and above what browsers refuse to speak to (10080).
 */
const OWN = { first: 12_000, count: 20_000 } as const;
/** Far from those of a process with a number near to this one's, so that two that begin at once do not meet. */
let given = (process.pid * 613) % OWN.count;

async function nextFree(): Promise<number> {
  for (let tries = 0; tries < OWN.count; tries += 1) {
    const port = OWN.first + given;
    given = (given + 1) % OWN.count;
    if (await canListen(port)) return port;
  }
  throw new Error('no port is free');
}

/** Four ports nobody listens on, for a test's own office: the next ones, none of which this process has given yet. */
export async function freePorts(): Promise<Ports> {
  return {
    office: await nextFree(),
    mailWeb: await nextFree(),
    smtp: await nextFree(),
    database: await nextFree(),
  };
}
