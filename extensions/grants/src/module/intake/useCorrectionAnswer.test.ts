// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { effectScope } from 'vue';
import { answering, type TestOffice } from '../../desk/office-for-tests.ts';
import { useCorrectionAnswer, type CorrectionItem } from './useCorrectionAnswer.ts';

/** Two months of one kind of paper that are asked for, and what came since. */
const item = (id: string) => ({ id, targetKind: 'paper', target: 'attendance', label: '出勤簿', file: null });
const sheet = (id: string, correctionItem: string | null = null) => ({
  id,
  paper: 'attendance',
  originalName: `${id}.pdf`,
  status: 'received',
  unsorted: false,
  correctionItem,
  uploadedAt: '2026-07-14T00:00:00.000Z',
});
let attachments: object[];
let items: object[];
let office: TestOffice;
beforeEach(async () => {
  attachments = [sheet('one')];
  items = [item('may'), item('june')];
  office = await answering((what) => {
    if (what.endsWith('/attachments')) attachments = [...attachments, sheet('two', 'june')];
    if (what.endsWith('/attachments')) return { data: { id: 'two' } };
    const correction = { id: 'c', requestedAt: '2026-07-01T00:00:00.000Z', items };
    return { data: { state: 'correction_requested', version: 1, answers: {}, attachments, correction } };
  });
});
afterEach(() => office.stop());

async function entered() {
  const entry = effectScope().run(() => useCorrectionAnswer('a'));
  if (entry === undefined) throw new Error('no scope');
  await expect.poll(() => entry.items.value.length).toBe(items.length);
  const [may, june] = entry.items.value as [CorrectionItem, CorrectionItem];
  return { entry, may, june };
}
const sent = (): unknown => office.asked.find(({ what }) => what.endsWith('/correction/answer'))?.input;

it('lets the clerk say which item a sheet answers where two ask for its kind, and keeps まだ届いていない', async () => {
  const { entry, may, june } = await entered();
  expect(entry.kinds).toEqual({ may: 'none', june: 'none' });
  entry.choose(may, 'one');
  const input = document.createElement('input');
  Object.defineProperty(input, 'files', { value: [new File(['%PDF'], 'two.pdf')] });
  const event = new Event('change');
  Object.defineProperty(event, 'target', { value: input });
  await entry.attach(june, event);
  expect(entry.kinds).toEqual({ may: 'answered', june: 'answered' });
  // What came was for another month: it is read again, and nothing says otherwise by itself.
  entry.kinds[june.id] = 'none';
  await entry.attach(may, event);
  entry.choose(may, 'one');
  expect(entry.kinds['june']).toBe('none');
  Object.assign(entry.days, { arrivedOn: '20260713', postmarkOn: '' });
  await entry.answer();
  expect(sent()).toEqual({
    version: 1,
    answers: { may: 'one' },
    unneeded: {},
    following: {},
    replaces: [],
    arrivedOn: '2026-07-13',
    postmarkOn: null,
  });
});

it('takes the sheet that came for the one item of its kind, until it is taken out', async () => {
  items = [item('may')];
  const { entry, may } = await entered();
  expect([entry.kinds['may'], entry.paperFor(may)?.id]).toEqual(['answered', 'one']);
  attachments = [];
  await entry.notePart();
  expect([entry.kinds['may'], entry.paperFor(may)]).toEqual(['none', undefined]);
});
