// @vitest-environment happy-dom
/// <reference types="node" />
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { effectScope } from 'vue';
import { useEntry } from './useEntry.ts';

/** The office: a case being typed in, whose check takes until it is let go. */
const asked: string[] = [];
let letGo: () => void;
let server: Server;
beforeEach(async () => {
  asked.length = 0;
  const held = new Promise<void>((done) => (letGo = done));
  server = createServer((request, response) => {
    const what = `${request.method ?? ''} ${request.url ?? ''}`;
    asked.push(what);
    const data = what.endsWith('/check')
      ? { missing: [], missingPapers: [] }
      : { state: 'received', revision: 0, answers: {}, attachments: [] };
    const answer = (): void => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ data }));
    };
    if (what.endsWith('/check')) void held.then(answer);
    else answer();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(
    `http://127.0.0.1:${String(port)}/admin/`,
  );
});
afterEach(() => new Promise<void>((done) => server.close(() => done())));

it('attaches a scan that is chosen while the case is still being read', async () => {
  const entry = effectScope().run(() => useEntry(() => 'a'));
  if (entry === undefined) throw new Error('no scope');
  await expect.poll(() => asked).toContain('GET /grants/applications/a/check');
  const attached = entry.attach('passbook', new File(['%PDF'], '通帳.pdf'));
  letGo();
  await attached;
  expect(asked).toContain('POST /grants/applications/a/attachments');
  expect(entry.done.value).toBe('書類を添付しました。');
});
