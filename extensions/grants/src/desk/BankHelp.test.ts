// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defineComponent, h, nextTick, reactive, type App } from 'vue';
import BankHelp from './BankHelp.vue';
import { answering, onPage, type TestOffice } from './office-for-tests.ts';

const typed = reactive({ bankCode: '0129', branchCode: '' });
const Screen = defineComponent({
  render: () =>
    h(BankHelp, {
      ...typed,
      'onUpdate:bankCode': (code: string | undefined) => (typed.bankCode = code ?? ''),
      'onUpdate:branchCode': (code: string | undefined) => (typed.branchCode = code ?? ''),
    }),
});
let office: TestOffice;
let app: App;
let out = false;
beforeEach(async () => {
  out = false;
  Object.assign(typed, { bankCode: '0129', branchCode: '' });
  office = await answering((what) => {
    if (out) return { code: 'UNEXPECTED' };
    const [, bank, query = ''] = /banks(?:\/(\d+)\/branches)?\?query=(.*)$/u.exec(what) ?? [];
    const of = decodeURIComponent(query);
    if (bank === undefined) return { data: { banks: [{ code: of, name: `銀行${of}` }] } };
    return { data: { branches: [{ code: '011', name: `${bank}の${of}支店` }] } };
  });
  ({ app } = await onPage(Screen));
  await expect.poll(names).toBe('銀行0129');
});
afterEach(async () => {
  app.unmount();
  await office.stop();
});

function names(): string | undefined {
  return document.querySelector('.names')?.textContent;
}
const listed = (): string[] => [...document.querySelectorAll('li')].map((one) => one.textContent.trim());
const askedFor = (words: string): boolean =>
  office.asked.some(({ what }) => what.includes(encodeURIComponent(words)));
const arrived = (): Promise<void> => new Promise((done) => setTimeout(done, 100));
async function search(words: string): Promise<void> {
  const field = document.querySelector<HTMLInputElement>('#bank-words');
  if (field === null) throw new Error('no field');
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await nextTick();
  [...document.querySelectorAll('button')].find((one) => one.textContent.includes('の店を探す'))?.click();
  await expect.poll(() => askedFor(words)).toBe(true);
}

describe('names of banks and branches beside the codes', () => {
  it('offers no branch of the former bank once the bank has changed', async () => {
    await search('県庁');
    await expect.poll(listed).toEqual(['011 0129の県庁支店']);
    typed.bankCode = '0001';
    await nextTick();
    expect(listed()).toEqual([]);
  });

  it('offers none that is answered after the bank has changed', async () => {
    const release = office.hold(encodeURIComponent('県庁'));
    await search('県庁');
    typed.bankCode = '0001';
    await nextTick();
    release();
    await arrived();
    expect(listed()).toEqual([]);
  });

  it('lists what was looked for last, whichever is answered last', async () => {
    const release = office.hold(encodeURIComponent('県庁'));
    await search('県庁');
    await search('鹿沼');
    await expect.poll(listed).toEqual(['011 0129の鹿沼支店']);
    release();
    await arrived();
    expect(listed()).toEqual(['011 0129の鹿沼支店']);
  });

  it('shows no name of a bank beside the code of another, and takes none away for a failure of before', async () => {
    out = true;
    const fail = office.hold('query=0005');
    typed.bankCode = '0005';
    await expect.poll(() => askedFor('0005')).toBe(true);
    expect(names()).toBe('');
    out = false;
    typed.bankCode = '0001';
    await expect.poll(names).toBe('銀行0001');
    fail();
    await arrived();
    expect(names()).toBe('銀行0001');
  });
});
