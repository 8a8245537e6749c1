import type { VerbOutput } from '@grant/schema';
import { afterEach, expect, it, vi } from 'vitest';
import type { App } from 'vue';
import { ja } from '../src/locales/ja.ts';
import ReceiptPage from '../src/pages/ReceiptPage.vue';
import { open, refusal, serve, shown, type Answer } from './page.ts';

const SOON = { timeout: 50_000 };
const ID = shown({}).id;
let app: App | undefined;
let stop: () => Promise<void>;
afterEach(async () => {
  app?.unmount();
  await stop();
});

type Files = VerbOutput<'application.show'>['attachments'];
const files: Files = [3, 7].map((pages) => ({
  id: `${String(pages).repeat(8)}-6f0a-4b3e-9d51-0a1b2c3d4e5f`,
  paper: 'attendance',
  paperLabel: '出勤簿',
  originalName: `出勤簿${String(pages)}.pdf`,
  bytes: 120_000,
  pages,
  mime: 'application/pdf',
  sha256: `${String(pages)}123456789abcdef`.repeat(4),
  status: 'received',
  unsorted: false,
  byPost: false,
  scan: 'clean',
  correctionItem: null,
  uploadedAt: '2026-07-15T01:00:00.000Z',
}));

async function read(answer: Answer): Promise<void> {
  stop = await serve(({ what }) => (what.endsWith(ID) ? answer : [503, {}]));
  app = await open(ReceiptPage, `/cases/${ID}`, { route: '/cases/:id' });
}
const heading = () => document.querySelector('h1')?.textContent;

it('lists every file with its hash and pages, and promises neither a grant nor a mail that has gone', async () => {
  const found = shown({
    state: 'submitted',
    receiptNumber: 'R-1',
    submittedAt: '2026-07-15T01:00:00.000Z',
    attachments: files,
    addresses: { agent: null, employer: 'a@example.jp' },
  });
  await read([200, { data: found }]);
  await vi.waitFor(() => expect(heading()).toBe(ja.receipt.title), SOON);
  const rows = [...document.querySelectorAll('.arrived li')].map((row) => row.textContent);
  expect(rows).toHaveLength(2);
  for (const [at, { originalName, pages, sha256 }] of files.entries()) {
    expect(rows[at]).toContain(originalName);
    expect(rows[at]).toContain(ja.form.papers.pages(pages ?? 0));
    expect(rows[at]?.replaceAll(/\s/gu, '')).toContain(sha256.slice(0, 16));
  }
  const text = document.body.textContent;
  expect(text).toContain('支給決定通知書又は不支給決定通知書');
  expect(text).not.toContain('振り込みます');
  expect(text).not.toContain('送りました');
});

it('says of no application that it was received before its number is known', async () => {
  await read(refusal(404, 'NOT_FOUND', '申請が見つかりません。'));
  expect(heading()).toBe(ja.receipt.unknown);
  await vi.waitFor(() => expect(document.querySelector('[role=alert]')).not.toBeNull(), SOON);
  expect(heading()).toBe(ja.receipt.unknown);
});
