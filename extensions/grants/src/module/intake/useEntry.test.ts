// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { effectScope } from 'vue';
import { answering, type TestOffice } from '../../desk/office-for-tests.ts';
import { useEntry } from './useEntry.ts';

/** The office: a case being typed in. */
let office: TestOffice;
let state: string;
beforeEach(async () => {
  state = 'received';
  office = await answering((what) => {
    if (what.endsWith('/check')) return { data: { missing: [], missingPapers: [] } };
    if (what.endsWith('/save')) return { data: { revision: 1 } };
    if (what.endsWith('/register')) state = 'submitted';
    return { data: { state, revision: 0, version: 0, answers: {}, attachments: [] } };
  });
});
afterEach(() => office.stop());

const asked = (): string[] => office.asked.map(({ what }) => what.replace('/grants/applications/a', ''));
const paper = (name: string): File => new File(['%PDF'], name);
function entered() {
  const entry = effectScope().run(() => useEntry('a'));
  if (entry === undefined) throw new Error('no scope');
  return entry;
}

it('saves and attaches while what lacks is still being looked up', async () => {
  const release = office.hold('/check');
  const entry = entered();
  await expect.poll(asked).toContain('GET /check');
  expect(entry.busy.value).toBe(false);
  await expect(entry.attach('passbook', paper('通帳.pdf'))).resolves.toBe(true);
  expect(entry.done.value).toBe('書類を添付しました。');
  await expect(entry.save()).resolves.toBe(true);
  release();
});

it('loses neither a second file nor a save that comes while a file is on its way', async () => {
  const entry = entered();
  await expect.poll(() => entry.checked.value).not.toBeNull();
  const release = office.hold('/attachments');
  const all = [
    entry.attach('passbook', paper('1.pdf')),
    entry.attach('passbook', paper('2.pdf')),
    entry.save(),
  ];
  await expect.poll(() => asked().at(-1)).toBe('POST /attachments');
  release();
  await expect(Promise.all(all)).resolves.toEqual([true, true, true]);
  expect(asked().filter((what) => what.startsWith('POST'))).toEqual([
    'POST /attachments',
    'POST /attachments',
    'POST /save',
  ]);
});

it('registers once, however often it is pressed', async () => {
  const entry = entered();
  await expect.poll(() => entry.checked.value).not.toBeNull();
  await Promise.all([entry.register(), entry.register()]);
  expect(asked().filter((what) => what.endsWith('/register'))).toEqual(['POST /grants/cases/a/register']);
  expect(entry.done.value).toBe('郵送申請は登録済みです。');
});
