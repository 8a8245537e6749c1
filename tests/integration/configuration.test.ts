import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '@grant/scripts/environment';
import { type Dump, pushDumps, sync } from '@grant/scripts/sync';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Office, startOffice } from '../fixtures/office.ts';

let office: Office;
let scratch: string;
beforeAll(async () => {
  office = await startOffice({ env: { MAX_PAYLOAD_SIZE: '100mb' } });
  scratch = mkdtempSync(path.join(tmpdir(), 'grant-dump-'));
});
afterAll(async () => {
  await office?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

/** Every file of a dump by its path, operations in the order of their ids (Directus returns them in any). */
function contents(folder: string): Record<string, unknown> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name.endsWith('.json'),
  );
  return Object.fromEntries(
    files.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const parsed = JSON.parse(readFileSync(file, 'utf8')) as unknown;
      const sorted = Array.isArray(parsed) ? parsed.map((item) => JSON.stringify(item)).sort() : parsed;
      return [path.relative(folder, file), sorted];
    }),
  );
}

function dumpOf(folder: string): Record<string, unknown> {
  return Object.fromEntries(
    ['collections', 'snapshot']
      .filter((part) => readdirSync(folder).includes(part))
      .flatMap((part) =>
        Object.entries(contents(path.join(folder, part))).map(([file, value]) => [`${part}/${file}`, value]),
      ),
  );
}

async function pull(dump: Dump, name: string): Promise<Record<string, unknown>> {
  const folder = path.join(scratch, name);
  const target = { url: office.url, token: inject('cluster').keys.adminToken };
  await sync('pull', dump, target, path.join(scratch, 'sync.log'), folder);
  return dumpOf(folder);
}

describe('the configuration as files', () => {
  it('comes back from a fresh database exactly as the repository holds it', async () => {
    expect(await pull('snapshots', 'first')).toEqual(dumpOf(path.join(ROOT, 'snapshots')));
  });

  it('changes nothing when pushed a second time', async () => {
    const before = await pull('snapshots', 'before');
    const token = inject('cluster').keys.adminToken;
    await pushDumps({ url: office.url, token }, path.join(scratch, 'sync.log'), false);
    expect(await pull('snapshots', 'after')).toEqual(before);
  });
});
