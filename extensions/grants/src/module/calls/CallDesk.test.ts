// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nextTick, type App } from 'vue';
import type { Router } from 'vue-router';
import { answering, onPage, type TestOffice } from '../../desk/office-for-tests.ts';
import CallDesk from './CallDesk.vue';

let office: TestOffice;
let app: App;
const found = {
  id: '5f0c8a9e-6f0a-4b3e-9d51-0a1b2c3d4e5f',
  receiptNumber: 'R8-0001',
  employerName: '株式会社けやき',
  phone: '028-000-0000',
  stateLabel: '補正中',
  ask: false,
  since: '2026-07-01',
};
const another = { ...found, id: '6f0c8a9e-6f0a-4b3e-9d51-0a1b2c3d4e5f', receiptNumber: 'R8-00012' };
const third = {
  ...another,
  id: 'a',
  receiptNumber: 'R8-0007',
  employerName: '株式会社さくら',
  phone: '028-111-1111',
};
beforeEach(async () => {
  office = await answering((what) => {
    if (what === 'GET /grants/desk/inquiries/cases?words=R8-0001')
      return { data: { cases: [another, found], more: 0 } };
    if (what === 'GET /grants/desk/inquiries/cases?words=R8-0007')
      return { data: { cases: [third], more: 0 } };
    if (what.startsWith('GET /grants/desk/inquiries/cases')) return { data: { cases: [another], more: 0 } };
    if (what === 'GET /grants/faqs') return { data: { faqs: [] } };
    if (what === 'GET /grants/desk/inquiries') return { data: { inquiries: [], mayCorrect: false } };
    return { data: { state: 'answered', callbackAt: null, inquiries: [] } };
  });
});
async function open(query = ''): Promise<Router> {
  const page = await onPage(CallDesk, {}, query);
  ({ app } = page);
  await expect.poll(() => document.querySelector('#call-question')).not.toBeNull();
  return page.router;
}
afterEach(async () => {
  app.unmount();
  await office.stop();
});

async function type(id: string, words: string): Promise<void> {
  const field = document.querySelector<HTMLTextAreaElement>(`#${id}`);
  if (field === null) throw new Error(`no ${id}`);
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await nextTick();
}
const record = (at: Element): boolean =>
  at.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }),
  );
const recorded = (): number =>
  office.asked.filter(({ what }) => what === 'POST /grants/desk/inquiries').length;

describe('Ctrl+Enter at the call desk', () => {
  it('records the call that is being typed, and nothing while an answer is in front of it', async () => {
    await open();
    await type('call-question', '書きかけの問合せ');
    [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')].at(-1)?.click();
    await nextTick();
    const dialog = document.createElement('dialog');
    dialog.innerHTML = '<textarea></textarea>';
    document.body.append(dialog);
    dialog.showModal();
    const words = dialog.querySelector('textarea');
    if (words === null) throw new Error('no field');
    record(words);
    await new Promise((done) => setTimeout(done, 100));
    expect(recorded()).toBe(0);
    dialog.close();
    record(document.querySelector('#call-question') ?? document.body);
    await expect.poll(recorded).toBe(1);
  });
});

const linked = (): string =>
  document.querySelector('.linked')?.textContent.replaceAll(/\s+/gu, ' ').trim() ?? '';

describe('Enter in the look-up', () => {
  const field = (): HTMLInputElement => {
    const input = document.querySelector<HTMLInputElement>('[role=combobox]');
    if (input === null) throw new Error('no look-up');
    return input;
  };
  async function seek(words: string): Promise<void> {
    field().value = words;
    field().dispatchEvent(new Event('input', { bubbles: true }));
    await nextTick();
  }
  const enter = (): boolean =>
    field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  const hits = (): number => document.querySelectorAll('[role=listbox] li').length;

  it('chooses nothing that was found for the words before, and sends no call without its case', async () => {
    await open();
    await seek('R8-0001');
    await expect.poll(hits).toBeGreaterThanOrEqual(2);
    await seek('R8-00012');
    // Prevented: the form is not sent by it.
    expect([enter(), linked()]).toEqual([false, '']);
    await expect.poll(() => office.asked.at(-1)?.what).toMatch(/words=R8-00012$/u);
    await expect.poll(hits).toBe(1);
    enter();
    await expect.poll(linked).toMatch(/^R8-00012 /u);
  });

  it('takes the name and telephone of a case along that was chosen by mistake no further', async () => {
    await open();
    await seek('R8-0001');
    await expect.poll(hits).toBe(2);
    enter();
    await expect.poll(linked).toMatch(/^R8-00012 /u);
    await seek('R8-0007');
    await expect.poll(hits).toBe(1);
    enter();
    await expect.poll(linked).toMatch(/^R8-0007 /u);
    const typed = ['call-name', 'call-contact'].map(
      (id) => document.querySelector<HTMLInputElement>(`#${id}`)?.value,
    );
    expect(typed).toEqual(['株式会社さくら', '028-111-1111']);
  });
});

describe('the call desk that is opened for a case', () => {
  it('has it chosen, the keyboard in the field after, and nothing that would be lost until something is typed', async () => {
    let questions = 0;
    window.confirm = () => {
      questions += 1;
      return false;
    };
    const router = await open('?case=R8-0001');
    await expect.poll(linked).toMatch(/^R8-0001 株式会社けやき/u);
    await expect.poll(() => document.activeElement?.closest('fieldset')?.textContent).toMatch(/^相手/u);
    expect(document.querySelector<HTMLInputElement>('#call-contact')?.value).toBe('028-000-0000');
    await router.push('/elsewhere');
    expect([questions, router.currentRoute.value.path]).toEqual([0, '/elsewhere']);
    await router.push('/here?case=R8-0001');
    await expect.poll(linked).toContain('R8-0001');
    await type('call-question', '補正の回答の見込みを確かめた。');
    await router.push('/elsewhere');
    expect(questions).toBe(1);
    [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')].at(-1)?.click();
    await nextTick();
    record(document.querySelector('#call-question') ?? document.body);
    await expect.poll(recorded).toBe(1);
    expect(office.asked.find(({ what }) => what === 'POST /grants/desk/inquiries')?.input).toMatchObject({
      applicationId: found.id,
    });
  });

  it('says so where there is none of that number, and takes no other', async () => {
    await open('?case=R8-0009');
    await expect.poll(() => document.body.textContent).toContain('受付番号 R8-0009 の申請が見つかりません。');
    expect(linked()).toBe('');
    expect(document.activeElement?.getAttribute('role')).toBe('combobox');
  });
});
