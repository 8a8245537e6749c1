import { createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pour } from './files.ts';

const server = createServer();
let url: string;
beforeEach(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
});
afterEach(async () => {
  server.removeAllListeners('request');
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** What became of one download, as the server sees it. */
function served(source: Readable): Promise<unknown> {
  return new Promise((resolve) => {
    server.once('request', (_request, response: ServerResponse) => {
      pour(source, response).then(() => resolve('quiet'), resolve);
    });
  });
}

function endless(): Readable {
  return new Readable({
    read() {
      this.push(Buffer.alloc(64 * 1024));
    },
  });
}

describe('handing a file out', () => {
  it('is quiet when the reader goes away, and closes the file', async () => {
    const source = endless();
    const outcome = served(source);
    get(url, (response) => {
      response.once('data', () => response.destroy());
    }).on('error', () => undefined);
    expect(await outcome).toBe('quiet');
    expect(source.destroyed).toBe(true);
  });

  it('says when the file itself fails', async () => {
    const broken = new Readable({
      read() {
        this.destroy(new Error('the disk is gone'));
      },
    });
    const outcome = served(broken);
    get(url).on('error', () => undefined);
    expect(String(await outcome)).toContain('the disk is gone');
  });

  it('gives the whole file', async () => {
    const outcome = served(Readable.from([Buffer.from('奨励金')]));
    expect(await (await fetch(url)).text()).toBe('奨励金');
    expect(await outcome).toBe('quiet');
  });
});
