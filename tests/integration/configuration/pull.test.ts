/** The way of a change of the data model: made in Studio, pulled into files, pushed into another office. */
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '@grant/scripts/environment';
import { HouseFault } from '@grant/scripts/fault';
import { sync } from '@grant/scripts/sync';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { type Office, startOffice } from '../../fixtures/office.ts';

const FIELD = 'second_phone';
const NEW_FILE = `snapshot/fields/inquiries/${FIELD}.json`;
const REPOSITORY = path.join(ROOT, 'snapshots');

let studio: Office;
let other: Office;
let scratch: string;
let pulled: string;
let permission: string;

const permissions = z.array(z.looseObject({ _syncId: z.string(), fields: z.array(z.string()).nullable() }));

/** Text of every file of a dump, byte for byte. */
function filesOf(folder: string): Map<string, string> {
  return new Map(
    ['collections', 'snapshot'].flatMap((part) =>
      readdirSync(path.join(folder, part), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
        .map((entry) => {
          const file = path.join(entry.parentPath, entry.name);
          return [path.relative(folder, file), readFileSync(file, 'utf8')] as const;
        }),
    ),
  );
}

function differences(from: string, to: string): { added: string[]; gone: string[]; changed: string[] } {
  const [before, after] = [filesOf(from), filesOf(to)];
  return {
    added: [...after.keys()].filter((file) => !before.has(file)),
    gone: [...before.keys()].filter((file) => !after.has(file)),
    changed: [...after]
      .filter(([file, text]) => before.has(file) && before.get(file) !== text)
      .map(([file]) => file),
  };
}

const target = (office: Office): { url: string; token: string } => ({
  url: office.url,
  token: inject('cluster').keys.adminToken,
});
const log = (): string => path.join(scratch, 'sync.log');

/** The permission of a reviewer to read inquiries, as Studio finds it. */
async function readingInquiries(office: Office): Promise<{ id: number; fields: string[] }> {
  const answer = await office.admin.get(
    '/permissions?filter[collection][_eq]=inquiries&filter[action][_eq]=read&filter[fields][_nnull]=true&limit=1&sort=id',
  );
  const [found] = z
    .object({ data: z.array(z.object({ id: z.number(), fields: z.array(z.string()) })) })
    .parse(answer.body).data;
  if (found === undefined) throw new Error('nobody may read inquiries');
  return found;
}

beforeAll(async () => {
  scratch = mkdtempSync(path.join(tmpdir(), 'grant-pull-'));
  pulled = path.join(scratch, 'snapshots');
  cpSync(REPOSITORY, pulled, { recursive: true });
  // An office at work limits how much is asked of it at once.
  const env = {
    MAX_PAYLOAD_SIZE: '100mb',
    RATE_LIMITER_ENABLED: 'true',
    RATE_LIMITER_POINTS: '100',
    RATE_LIMITER_DURATION: '1',
  };
  studio = await startOffice({ env });
  other = await startOffice({ env });

  const field = await studio.admin.post('/fields/inquiries', {
    field: FIELD,
    type: 'string',
    schema: { is_nullable: true, max_length: 20 },
    meta: { interface: 'input', note: '折り返し先の電話番号', width: 'half' },
  });
  expect(field.status).toBe(200);
  const reading = await readingInquiries(studio);
  const changed = await studio.admin.patch(`/permissions/${String(reading.id)}`, {
    fields: [...reading.fields.filter((name) => name !== '*'), FIELD],
  });
  expect(changed.status).toBe(200);
  const [row] = await studio.sql<{ sync_id: string }[]>`
    select sync_id from directus_sync_id_map where "table" = 'permissions' and local_id = ${String(reading.id)}`;
  permission = row?.sync_id ?? '';
});

afterAll(async () => {
  await studio?.stop();
  await other?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

/** Some hundred requests, each of which may have to wait its turn. */
const LONG = 240_000;

describe('a field added and a permission changed in Studio', { timeout: LONG }, () => {
  it('come out as one new file and one changed permission, every other file byte for byte the same', async () => {
    await sync('pull', 'snapshots', target(studio), log(), pulled);
    expect(differences(REPOSITORY, pulled)).toEqual({
      added: [NEW_FILE],
      gone: [],
      changed: ['collections/permissions.json'],
    });
    const read = (folder: string): z.output<typeof permissions> =>
      permissions.parse(
        JSON.parse(readFileSync(path.join(folder, 'collections', 'permissions.json'), 'utf8')),
      );
    const before = new Map(read(REPOSITORY).map((row) => [row._syncId, JSON.stringify(row)]));
    const changed = read(pulled).filter((row) => before.get(row._syncId) !== JSON.stringify(row));
    expect(changed.map((row) => row._syncId)).toEqual([permission]);
    expect(changed[0]?.fields).toContain(FIELD);
  });

  it('reach another office with a push of those files', async () => {
    await sync('push', 'snapshots', target(other), log(), pulled);
    const [column] = await other.sql`
      select character_maximum_length as length from information_schema.columns
       where table_name = 'inquiries' and column_name = ${FIELD}`;
    expect(column).toEqual({ length: 20 });
    expect((await readingInquiries(other)).fields).toContain(FIELD);
  });

  it('change nothing when pushed once more, and a pull gives the same bytes', async () => {
    const state = (): Promise<unknown> =>
      other.sql`
      select (select json_agg(p order by id) from directus_permissions p) as permissions,
             (select json_agg(f order by id) from directus_fields f) as fields`.execute();
    const before = await state();
    await sync('push', 'snapshots', target(other), log(), pulled);
    expect(await state()).toEqual(before);
    const again = path.join(scratch, 'again');
    cpSync(pulled, again, { recursive: true });
    await sync('pull', 'snapshots', target(other), log(), again);
    expect(differences(pulled, again)).toEqual({ added: [], gone: [], changed: [] });
  });

  it('leave every file as it was when the office goes away in the middle, and say so in one line', async () => {
    const kept = path.join(scratch, 'kept');
    cpSync(REPOSITORY, kept, { recursive: true });
    let asked = 0;
    const line = createServer((from, to) => {
      asked += 1;
      if (asked > 12) {
        from.socket.destroy();
        return;
      }
      const { method, headers } = from;
      const on = request(new URL(from.url ?? '/', studio.url), { method, headers }, (answer) => {
        to.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(to);
      });
      from.pipe(on);
    });
    await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${String((line.address() as AddressInfo).port)}`;
    const cut = await sync('pull', 'snapshots', { ...target(studio), url }, log(), kept).catch(
      (fault: unknown) => fault,
    );
    line.close();
    expect(asked).toBeGreaterThan(12);
    expect(cut).toBeInstanceOf(HouseFault);
    expect((cut as HouseFault).ja).toContain('ファイルは変更していません');
    expect(differences(REPOSITORY, kept)).toEqual({ added: [], gone: [], changed: [] });
    expect(existsSync(`${kept}.pulling`)).toBe(false);
  });
});
