/** Sends real files to a real server of this test, which can be told to hang up or to refuse. */
// eslint-disable-next-line no-restricted-imports -- the server on the other end of this test, not part of the portal
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
// eslint-disable-next-line no-restricted-imports -- likewise
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, watch, type EffectScope } from 'vue';
import { useUploads } from './useUploads.ts';

const ID = '11111111-1111-4111-8111-111111111111';
const PDF = '%PDF-1.7\n%%EOF';

interface Received {
  readonly key: string;
  readonly name: string;
  readonly replaces: string | undefined;
}

let server: Server;
let scope: EffectScope;
let received: Received[] = [];
/** What the server does with the next requests, in order; afterwards it accepts. */
let orders: ('hang up' | 'refuse' | 'session')[] = [];
let underWay = 0;
let mostAtOnce = 0;
/** Answers wait for this; a test holds it to see how many are on their way together. */
let gate: Promise<void> = Promise.resolve();

function field(body: string, name: string): string | undefined {
  return new RegExp(`name="${name}"\\r\\n\\r\\n([^\\r]*)`, 'u').exec(body)?.[1];
}

function attachment(name: string, already: boolean): object {
  return {
    id: '22222222-2222-4222-8222-222222222222',
    paper: 'passbook',
    paperLabel: '通帳の写し',
    originalName: name,
    bytes: 14,
    pages: 1,
    mime: 'application/pdf',
    sha256: 'a'.repeat(64),
    status: 'received',
    unsorted: false,
    byPost: false,
    scan: 'clean',
    correctionItem: null,
    uploadedAt: '2026-07-15T01:00:00.000Z',
    already,
    alsoAs: [],
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  underWay += 1;
  mostAtOnce = Math.max(mostAtOnce, underWay);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  await gate;
  underWay -= 1;
  const order = orders.shift();
  if (order === 'hang up') {
    request.socket.destroy();
    return;
  }
  const name = /filename="([^"]*)"/u.exec(body)?.[1] ?? '';
  const key = field(body, 'idempotencyKey') ?? '';
  response.setHeader('Content-Type', 'application/json');
  if (order !== undefined) {
    const code = order === 'refuse' ? 'PDF_LOCKED' : 'UNAUTHENTICATED';
    response.statusCode = order === 'refuse' ? 422 : 401;
    response.end(
      JSON.stringify({ errors: [{ message: 'パスワードを外してください。', extensions: { code } }] }),
    );
    return;
  }
  const already = received.some((one) => one.name === name);
  received.push({ key, name, replaces: field(body, 'replaces') });
  response.end(JSON.stringify({ data: attachment(name, already) }));
}

beforeEach(async () => {
  [received, orders, underWay, mostAtOnce] = [[], [], 0, 0];
  gate = Promise.resolve();
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  window.location.href = `http://127.0.0.1:${String(port)}/portal/`;
  scope = effectScope();
});
afterEach(async () => {
  scope.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function start(pauses: readonly number[] = [30, 60]) {
  const done: { name: string; replaced: string | undefined }[] = [];
  const uploads = scope.run(() =>
    useUploads(
      ID,
      () => 1000,
      (added, replaced) => done.push({ name: added.originalName, replaced }),
      pauses,
    ),
  );
  if (uploads === undefined) throw new Error('no scope');
  return { uploads, done };
}

const file = (name: string, content = PDF): File => new File([content], name);
const until = (met: () => boolean): Promise<void> =>
  vi.waitFor(() => expect(met()).toBe(true), { timeout: 50_000, interval: 10 });

describe('useUploads', () => {
  it('sends several files, two at a time, and says when one has arrived', async () => {
    const { uploads, done } = start();
    let release = (): void => undefined;
    gate = new Promise((resolve) => (release = resolve));
    uploads.add(
      'passbook',
      ['a.pdf', 'b.pdf', 'c.pdf', 'd.pdf'].map((name) => file(name)),
    );
    expect(uploads.said.value).toContain('4件');
    await until(() => underWay === 2);
    release();
    await until(() => done.length === 4);
    expect(mostAtOnce).toBe(2);
    expect(uploads.sendings.value).toEqual([]);
    expect(uploads.said.value).toBe(`「${done.at(-1)?.name ?? ''}」を受け取りました（1ページ）。`);
    expect(new Set(received.map((one) => one.key)).size).toBe(4);
  });

  it('sends again by itself after the line broke, under the same key', async () => {
    orders = ['hang up', 'hang up'];
    const { uploads, done } = start();
    // What is shown in between may be gone before anybody looks: every change is noted.
    const shown: string[] = [];
    scope.run(() =>
      watch(
        () => uploads.sendings.value[0]?.error,
        (error) => shown.push(error ?? ''),
        { flush: 'sync' },
      ),
    );
    uploads.add('passbook', [file('a.pdf')]);
    const key = uploads.sendings.value[0]?.key;
    await until(() => done.length === 1);
    expect(shown.filter((error) => error.includes('自動で送り直します'))).toHaveLength(2);
    expect(received).toEqual([{ key, name: 'a.pdf', replaces: undefined }]);
  });

  it('leaves it to a person after the last pause, and starts when the line is back', async () => {
    orders = ['hang up', 'hang up'];
    const { uploads, done } = start([30]);
    uploads.add('passbook', [file('a.pdf')]);
    await until(() => uploads.sendings.value[0]?.failed === 2);
    expect(uploads.sendings.value[0]).toMatchObject({ again: true });
    expect(uploads.said.value).toContain('「a.pdf」を送れませんでした');
    window.dispatchEvent(new Event('online'));
    await until(() => done.length === 1);
  });

  it('is sent again by hand', async () => {
    orders = ['hang up'];
    const { uploads, done } = start([]);
    uploads.add('passbook', [file('a.pdf')]);
    await until(() => uploads.sendings.value[0]?.again === true);
    uploads.retry(uploads.sendings.value[0]?.number ?? 0);
    await until(() => done.length === 1);
  });

  it('does not send again what the office refuses, and shows its sentence', async () => {
    orders = ['refuse'];
    const { uploads } = start();
    uploads.add('passbook', [file('a.pdf')]);
    await until(() => uploads.sendings.value[0]?.error !== undefined);
    expect(uploads.sendings.value[0]).toMatchObject({ error: 'パスワードを外してください。', again: false });
  });

  it('waits for a new sign-in and does not try without one', async () => {
    orders = ['session'];
    const { uploads, done } = start([10]);
    uploads.add('passbook', [file('a.pdf')]);
    await until(() => uploads.sendings.value[0]?.error !== undefined);
    // A whole other file goes its way meanwhile.
    uploads.add('passbook', [file('b.pdf')]);
    await until(() => done.length === 1);
    expect(uploads.sendings.value[0]).toMatchObject({ failed: 1, again: true });
    expect(received.map((one) => one.name)).toEqual(['b.pdf']);
    uploads.resume();
    await until(() => done.length === 2);
  });

  it.each([
    ['empty.pdf', '', '空のファイル'],
    ['large.pdf', `${PDF}${' '.repeat(2000)}`, '超えています'],
    ['word.pdf', 'PK\u0003\u0004 not a PDF', 'PDF、JPEG、PNG、HEIC'],
  ])('does not send %s at all', async (name, content, words) => {
    const { uploads } = start();
    uploads.add('passbook', [file(name, content)]);
    await until(() => uploads.sendings.value[0]?.error !== undefined);
    expect(uploads.sendings.value[0]?.error).toContain(words);
    expect(received).toEqual([]);
  });

  it('says that the very same file is there already', async () => {
    const { uploads, done } = start();
    uploads.add('passbook', [file('a.pdf')]);
    await until(() => done.length === 1);
    uploads.add('passbook', [file('a.pdf')]);
    await until(() => done.length === 2);
    expect(uploads.said.value).toContain('既に添付されている');
  });

  it('names the file whose place a new one takes', async () => {
    const { uploads, done } = start();
    uploads.add('passbook', [file('b.pdf')], undefined, 'old-one');
    await until(() => done.length === 1);
    expect(received[0]?.replaces).toBe('old-one');
    expect(done[0]?.replaced).toBe('old-one');
  });

  it('can be stopped while it is on its way', async () => {
    const { uploads, done } = start();
    uploads.add('passbook', [file('a.pdf')]);
    uploads.drop(uploads.sendings.value[0]?.number ?? 0);
    expect(uploads.sendings.value).toEqual([]);
    uploads.add('passbook', [file('b.pdf')]);
    await until(() => done.length === 1);
    expect(done.map((one) => one.name)).toEqual(['b.pdf']);
  });
});
