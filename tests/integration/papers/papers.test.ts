import { createHash, randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { practicePaper } from '@grant/scripts/seed/paper';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Client, type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { setStage, type Stage } from '../cases/cast.ts';

interface Added {
  readonly id: string;
  readonly sha256: string;
  readonly pages: number;
  readonly mime: string;
  readonly already: boolean;
  readonly alsoAs: readonly string[];
}

let office: Office;
let stage: Stage;
let applicant: Client;
/** Where this office keeps its files, so that a test can lose one. */
let storage: string;

beforeAll(async () => {
  storage = mkdtempSync(path.join(tmpdir(), 'grant-papers-'));
  office = await startOffice({ env: { STORAGE_LOCAL_ROOT: storage } });
  stage = await setStage(office);
  applicant = stage.client('applicant');
});
afterAll(async () => {
  await office?.stop();
  rmSync(storage, { recursive: true, force: true });
});

const HEIC = readFileSync(new URL('../../fixtures/papers/photo-turned.heic', import.meta.url));
let made = 0;
const pdf = (): Buffer => Buffer.from(practicePaper([`PAPER ${String(++made)}`]));

async function draft(): Promise<string> {
  const answer = await applicant.post('/grants/applications', {
    idempotencyKey: `paper-test-${String(++made)}`,
  });
  return (answer.body as { data: { id: string } }).data.id;
}

function send(
  id: string,
  content: Uint8Array,
  { name = '書類.pdf', ...fields }: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const form = new FormData();
  for (const [key, value] of Object.entries({ paper: 'passbook', ...fields })) form.set(key, value);
  form.set('file', new Blob([Uint8Array.from(content)]), name);
  return applicant.upload(`/grants/applications/${id}/attachments`, form);
}

async function added(
  id: string,
  content: Uint8Array,
  options: Readonly<Record<string, string>> = {},
): Promise<Added> {
  const answer = await send(id, content, options);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return (answer.body as { data: Added }).data;
}

const rowsOf = (id: string) =>
  office.sql`select id, status, file, working_file, working_sha256 from attachments where application = ${id} order by uploaded_at`;
const pageOf = (id: string, paper: string, page: number | string, width = '640'): string =>
  `/grants/applications/${id}/attachments/${paper}/pages/${String(page)}?width=${width}`;

describe('添付', () => {
  it('keeps a HEIC photo as it was sent and works with a JPEG that says nothing of place or device', async () => {
    const id = await draft();
    const paper = await added(id, HEIC, { name: 'IMG_0001.HEIC' });
    const hash = createHash('sha256').update(HEIC).digest('hex');
    expect(paper).toMatchObject({ sha256: hash, mime: 'image/heic', pages: 1, already: false, alsoAs: [] });
    const sent = await applicant.fetch(`/grants/applications/${id}/attachments/${paper.id}/file`);
    expect(Buffer.from(await sent.arrayBuffer()).equals(HEIC)).toBe(true);
    expect(sent.headers.get('x-content-type-options')).toBe('nosniff');
    const [row] = await rowsOf(id);
    const [stored] =
      await office.sql`select filename_disk from directus_files where id = ${String(row?.['working_file'])}`;
    const bytes = readFileSync(path.join(storage, String(stored?.['filename_disk'])));
    expect(bytes.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    expect(bytes.includes('PracticePhone')).toBe(false);
    expect(row?.['working_sha256']).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('takes the very same file once, and says so', async () => {
    const id = await draft();
    const content = pdf();
    const sent = (idempotencyKey: string) => added(id, content, { idempotencyKey });
    const first = await sent('key-first-1');
    expect(await sent('key-first-1')).toMatchObject({ id: first.id, already: false });
    expect(refusalCode(await send(id, pdf(), { idempotencyKey: 'key-first-1' }))).toBe('UPLOAD_KEY_USED');
    expect(await sent('key-again-1')).toMatchObject({ id: first.id, already: true });
    const elsewhere = await added(id, content, { paper: 'wages', idempotencyKey: 'key-else-1' });
    expect(elsewhere).toMatchObject({ already: false, alsoAs: [expect.stringContaining('通帳')] });
    expect(await rowsOf(id)).toHaveLength(2);
  });

  it('makes one attachment of the same upload sent twice at once', async () => {
    const id = await draft();
    const content = pdf();
    const options = { idempotencyKey: 'key-twice-1' };
    const both = await Promise.all([added(id, content, options), added(id, content, options)]);
    expect(both[0].id).toBe(both[1].id);
    const rows = await rowsOf(id);
    expect(rows).toHaveLength(1);
    const files =
      await office.sql`select id from directus_files where title = '書類.pdf' and filesize = ${content.length}
      and not exists (select from attachments where file = directus_files.id)`;
    expect(files).toHaveLength(0);
  });

  it('erases before filing what is replaced or removed, file and record', async () => {
    const id = await draft();
    const first = await added(id, HEIC, { name: 'a.heic' });
    const [old] = await rowsOf(id);
    const content = pdf();
    const second = await added(id, content);
    // It stands there already: what it is to replace goes all the same, but never itself.
    for (const replaces of [first.id, second.id])
      expect(await added(id, content, { replaces })).toMatchObject({ id: second.id, already: true });
    expect((await rowsOf(id)).map((row) => String(row['id']))).toEqual([second.id]);
    const gone = await office.sql`
      select id from directus_files where id in (${old?.['file'] as string}, ${old?.['working_file'] as string})`;
    expect(gone).toHaveLength(0);
    await applicant.post(`/grants/applications/${id}/attachments/${second.id}/remove`);
    expect(await rowsOf(id)).toHaveLength(0);
  });

  it('refuses an item or a paper that is none, and ties a paper of a draft to no correction', async () => {
    const id = await draft();
    const strange: Record<string, string>[] = [{ replaces: 'no-id' }, { correctionItem: "1' or 1=1" }];
    for (const options of strange) expect(refusalCode(await send(id, pdf(), options))).toBe('INVALID_INPUT');
    await added(id, pdf(), { correctionItem: randomUUID() });
    const [row] = await office.sql`select correction_item from attachments where application = ${id}`;
    expect(row).toEqual({ correction_item: null });
  });

  it.each([
    ['FILE_EMPTY', Buffer.alloc(0)],
    ['FILE_TYPE_REFUSED', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
    ['FILE_BROKEN', HEIC.subarray(0, 700)],
    ['FILE_TOO_LARGE', Buffer.alloc(20 * 1024 * 1024 + 1, 1)],
    ['FILE_TOO_LARGE', Buffer.alloc(40 * 1024 * 1024, 1)],
  ])('answers %s and keeps nothing', async (code, content) => {
    const id = await draft();
    const answer = await send(id, content);
    expect(refusalCode(answer)).toBe(code);
    expect(JSON.stringify(answer.body)).toMatch(/ください/u);
    expect(await rowsOf(id)).toHaveLength(0);
  });
});

describe('頁の画像', () => {
  it('shows a page to the applicant as a picture that nothing can act in', async () => {
    const id = await draft();
    const paper = await added(id, pdf());
    const shown = await applicant.fetch(pageOf(id, paper.id, 1));
    expect(shown.status).toBe(200);
    expect(shown.headers.get('content-type')).toBe('image/webp');
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
    expect(shown.headers.get('content-security-policy')).toContain('sandbox');
    expect(shown.headers.get('cache-control')).toBe('no-store');
    expect(
      Buffer.from(await shown.arrayBuffer())
        .subarray(8, 12)
        .toString(),
    ).toBe('WEBP');
  });

  it('does not exist for anybody else, for other pages, other widths or other paths', async () => {
    const id = await draft();
    const paper = await added(id, HEIC, { name: 'b.heic' });
    const other = stage.client('applicant2');
    const mine = await draft();
    const status = async (who: Client, path: string) => (await who.fetch(path)).status;
    expect(await status(other, pageOf(id, paper.id, 1))).toBe(404);
    expect(await status(applicant, pageOf(mine, paper.id, 1))).toBe(404);
    expect(await status(stage.client('reviewer'), pageOf(id, paper.id, 1))).toBe(404);
    expect(await status(office.anonymous, pageOf(id, paper.id, 1))).toBe(401);
    expect(await status(applicant, pageOf(id, paper.id, 2))).toBe(404);
    expect(await status(applicant, pageOf(id, paper.id, 0))).toBe(400);
    expect(await status(applicant, pageOf(id, paper.id, 1, '99999'))).toBe(400);
    expect(await status(applicant, pageOf(id, paper.id, '..%2F..%2Fpackage.json'))).toBe(400);
    expect(await status(applicant, pageOf(id, '..%2F..%2F..%2Fetc%2Fpasswd', 1))).toBe(400);
  });

  it('is on record when the office looks, and shows the payment desk passbooks only', async () => {
    const walk = await stage.submitted();
    const reviewer = stage.client('reviewer');
    const shown = await applicant.get(`/grants/applications/${walk.id}`);
    const papers = (shown.body as { data: { attachments: { id: string; paper: string }[] } }).data
      .attachments;
    const wages = papers.find((one) => one.paper === 'wages')?.id ?? '';
    expect((await reviewer.fetch(pageOf(walk.id, wages, 1))).status).toBe(200);
    const log =
      await office.sql`select purpose from access_log where target_id = ${wages} and action = 'paper_opened'`;
    expect(log.map((row) => String(row['purpose']))).toEqual([expect.stringContaining('（1頁）')]);
    expect((await stage.client('confirmer').fetch(pageOf(walk.id, wages, 1))).status).toBe(404);
  });
});

describe('書類の保管点検', () => {
  async function onDisk(application: string, paper: string): Promise<string> {
    const [row] = await office.sql`
      select f.filename_disk from attachments a join directus_files f on f.id = a.file
       where a.application = ${application} and a.paper = ${paper}`;
    return path.join(storage, String(row?.['filename_disk']));
  }
  const check = async () => {
    const answer = await stage.client('manager').post('/grants/papers/check', {});
    return (answer.body as { data: { missing: number; changed: number; files: number; faults: string[] } })
      .data;
  };

  it('finds nothing when every file is there', async () => {
    const { files, missing, changed } = await check();
    expect(files).toBeGreaterThan(10);
    expect({ missing, changed }).toEqual({ missing: 0, changed: 0 });
  });

  it('reports the lost and the changed file, and nothing else, to the manager', async () => {
    const walk = await stage.submitted();
    const [row] = await office.sql`select receipt_number from applications where id = ${walk.id}`;
    const receipt = String(row?.['receipt_number']);
    rmSync(await onDisk(walk.id, 'wages'));
    appendFileSync(await onDisk(walk.id, 'passbook'), '%');
    office.mail.clear();
    const found = await check();
    expect(found).toMatchObject({ missing: 1, changed: 1 });
    expect(found.faults).toHaveLength(2);
    expect(found.faults.every((line) => line.startsWith(receipt))).toBe(true);
    expect(found.faults.join('\n')).toMatch(/賃金台帳[^\n]*見つかりません/u);
    expect(found.faults.join('\n')).toMatch(/通帳[^\n]*内容が変わっています/u);
    const [kept] =
      await office.sql`select missing, changed from storage_checks order by checked_at desc limit 1`;
    expect(kept).toEqual({ missing: 1, changed: 1 });
    const seen = await stage.client('manager').get('/items/storage_checks?sort=-checked_at&limit=1');
    expect(JSON.stringify(seen.body)).toContain(receipt);
    await expect
      .poll(() => office.mail.messages().filter((mail) => mail.subject.includes('異常')).length, {
        timeout: 120_000,
      })
      .toBeGreaterThan(0);
    expect(refusalCode(await stage.client('reviewer').post('/grants/papers/check', {}))).toBe('FORBIDDEN');
    expect(refusalCode(await office.admin.post('/items/storage_checks', { files: 1 }))).toBe('GUARD_FAILED');
  });

  it('does not let a case be filed whose paper is lost', async () => {
    const id = await draft();
    await added(id, pdf());
    rmSync(await onDisk(id, 'passbook'));
    const shown = await applicant.get(`/grants/applications/${id}`);
    const { revision } = (shown.body as { data: { revision: number } }).data;
    const answer = await applicant.post(`/grants/applications/${id}/submit`, {
      revision,
      idempotencyKey: 'submit-lost-1',
    });
    expect(refusalCode(answer)).toBe('PAPERS_LOST');
    expect(JSON.stringify(answer.body)).toContain('通帳');
  });
});

describe('練習のやり直し', () => {
  it('keeps every file, for the manager and the auditor alone, and never clears it away', async () => {
    const client = await office.signIn('auditor');
    const [papers, letters] = await Promise.all([
      office.sql<{ file: string }[]>`select file from attachments where file is not null`,
      office.sql<{ file: string }[]>`select file from letters where file is not null`,
    ]);
    expect(letters.length).toBeGreaterThan(0);
    await office.sql.begin(async (trx) => {
      await trx`alter table directus_files disable trigger user`;
      await trx`update directus_files set uploaded_on = now() - interval '3 days'`;
      await trx`alter table directus_files enable trigger user`;
    });
    const manager = stage.client('manager');
    expect((await manager.post('/grants/practice/reset', { reason: '研修' })).status).toBe(200);
    await manager.post('/grants/papers/check', {});
    const kept = [...papers, ...letters].map(({ file }) => file);
    const left = await office.sql`select id from directus_files where id in ${office.sql(kept)}`;
    expect(left).toHaveLength(kept.length);
    const file = letters[0]?.file ?? '';
    const opened = await client.get(`/grants/practice/files/${file}`);
    expect([opened.status, opened.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    for (const one of [client, manager, stage.client('reviewer'), await office.signIn('administrator')])
      expect(await one.get(`/assets/${file}`)).not.toMatchObject({ status: 200 });
    for (const one of ['archive?reset=1', `files/${file}`])
      expect(refusalCode(await stage.client('reviewer').get(`/grants/practice/${one}`))).toBe('FORBIDDEN');
    const shown = JSON.stringify((await client.get('/grants/practice/archive?reset=1')).body);
    for (const words of ['添付書類', '通知書']) expect(shown).toContain(words);
    const records = (await client.get('/grants/practice/archive?reset=1&collection=letters')).body;
    expect(JSON.stringify(records)).toContain(file);
  });
});
