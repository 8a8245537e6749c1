// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nextTick, type App } from 'vue';
import { answering, onPage, type Said, type TestOffice } from '../../desk/office-for-tests.ts';
import IntakeDesk from './IntakeDesk.vue';

const one = {
  id: 'a',
  receiptNumber: 'R8-0001',
  employerName: '株式会社けやき',
  receivedOn: '2026-07-15',
  arrivedOn: '2026-07-15',
  postmarkOn: null,
  attachments: 0,
};
const hit = { source: 'award', id: 'c', employeeName: null, channel: null, stateLabel: '支給', agreed: [] };
let office: TestOffice;
let app: App;
/** What the office says to an envelope. */
let numbered: Said;
const opened = { id: 'b', receiptNumber: 'R8-0002', receivedOn: '2026-07-15', already: false };
beforeEach(async () => {
  numbered = { data: opened };
  office = await answering((what) => {
    if (what.includes('search?employerName=A')) return { data: { hits: [{ ...hit, employerName: 'A' }] } };
    if (what.startsWith('GET /grants/intake/search')) return { data: { hits: [] } };
    if (what.startsWith('GET /grants/intake'))
      return {
        data: { postRule: 'postmark', cases: [one], moreCases: 41, corrections: [], moreCorrections: 0 },
      };
    return numbered;
  });
  ({ app } = await onPage(IntakeDesk));
  await expect.poll(text).toContain('R8-0001');
});
afterEach(async () => {
  app.unmount();
  await office.stop();
});

const text = (): string => document.body.textContent;
const field = (id: string): HTMLInputElement => {
  const found = document.querySelector<HTMLInputElement>(`#${id}`);
  if (found === null) throw new Error(`no ${id}`);
  return found;
};
async function type(id: string, words: string): Promise<void> {
  field(id).value = words;
  field(id).dispatchEvent(new Event('input', { bubbles: true }));
  await nextTick();
}
const send = (id: string): unknown =>
  field(id).form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
const NONE = '同じと思われる申請・過年度の支給はありません。';
const UNCHECKED = '確かめずに受付番号を付けました';
async function open(): Promise<void> {
  await type('arrived-on', '20260715');
  send('arrived-on');
  await expect.poll(text).toContain('R8-0002');
}

describe('a look-up', () => {
  it('is made while the list below is still on its way', async () => {
    app.unmount();
    const release = office.hold('GET /grants/intake');
    ({ app } = await onPage(IntakeDesk));
    await type('known-name', '株式会社けやき');
    send('known-name');
    await expect.poll(text).toContain(NONE);
    expect(text()).not.toContain('R8-0001');
    release();
    await expect.poll(text).toContain('R8-0001');
    expect(text()).toContain(NONE);
  });

  it('that is still on its way says nothing of the next envelope', async () => {
    const release = office.hold('search?employerName=A');
    await type('known-name', 'A');
    send('known-name');
    await open();
    release();
    await type('intake-words', 'R8-0042');
    send('intake-words');
    await expect.poll(() => office.asked.at(-1)?.what).toBe('GET /grants/intake?words=R8-0042');
    expect(text()).not.toContain('過年度');
    expect(text()).toContain(UNCHECKED);
  });
});

describe('an envelope that is opened', () => {
  it('takes the look-up along that was made for it, so that it does not speak of the next one', async () => {
    await type('known-name', '株式会社けやき');
    send('known-name');
    await expect.poll(text).toContain(NONE);
    await open();
    await expect.poll(() => [text().includes(NONE), field('known-name').value]).toEqual([false, '']);
    expect(text()).not.toContain(UNCHECKED);
  });

  it('says so where nothing was looked up before it, until that is done', async () => {
    await open();
    expect(text()).toContain(UNCHECKED);
    await type('known-name', '株式会社けやき');
    send('known-name');
    await expect.poll(text).toContain(NONE);
    expect(text()).not.toContain(UNCHECKED);
  });

  it('takes no look-up along that was made for other words', async () => {
    await type('known-name', '株式会社けやき');
    send('known-name');
    await expect.poll(text).toContain(NONE);
    await type('known-name', '株式会社かえで');
    await expect.poll(text).not.toContain(NONE);
    await open();
    expect(text()).toContain(UNCHECKED);
  });
});

describe('an envelope whose answer was lost', () => {
  const sent = () =>
    office.asked.filter(({ what }) => what === 'POST /grants/cases').map(({ input }) => input);

  it('is looked for on the list, keeps its key, and is told from the next one by a person', async () => {
    numbered = { code: 'UNAVAILABLE' };
    await type('arrived-on', '20260715');
    const asked = office.asked.length;
    send('arrived-on');
    await expect.poll(() => office.asked.length).toBe(asked + 2);
    expect(office.asked.at(-1)?.what).toBe('GET /grants/intake');
    await expect.poll(text).toContain('断りました。');
    numbered = { data: { ...opened, already: true } };
    // The list may still be on its way when the next one is pressed.
    const list = office.hold('GET /grants/intake');
    send('arrived-on');
    await expect.poll(text).toContain('先ほどの送信で付けた番号です');
    numbered = { data: { ...opened, id: 'c', receiptNumber: 'R8-0003' } };
    const buttons = [...document.querySelectorAll('button')];
    buttons.find((one) => one.textContent.includes('別の封筒として付ける'))?.click();
    await expect.poll(text).toContain('R8-0003');
    list();
    expect(text()).not.toContain('先ほどの送信で付けた番号です');
    const [first, again, next] = sent().map(
      (input) => input as { arrivedOn: string; idempotencyKey: string },
    );
    expect(again).toEqual(first);
    expect(next?.arrivedOn).toBe(first?.arrivedOn);
    expect(next?.idempotencyKey).not.toBe(first?.idempotencyKey);
  });
});

it('counts what is left off the list too, and finds it by number or name', async () => {
  expect(text()).toMatch(/入力中の郵送申請（42件）/u);
  expect(text()).toContain('ほかに41件あります。');
  await type('intake-words', 'R8-0042');
  send('intake-words');
  await expect.poll(() => office.asked.at(-1)?.what).toBe('GET /grants/intake?words=R8-0042');
});
