import { defaultProgramme, type VerbOutput } from '@grant/schema';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp, type App } from 'vue';
import { RouterView } from 'vue-router';
import { contact, downloads, flow } from '../src/locales/ja/public/flow.ts';
import { navigation } from '../src/locales/ja/public/navigation.ts';
import { useProgramme } from '../src/composables/useProgramme.ts';
import { home } from '../src/locales/ja/home.ts';
import { site } from '../src/locales/ja/site.ts';
import { account } from '../src/locales/ja/account.ts';
import { inquiry } from '../src/locales/ja/public/inquiry.ts';
import { router } from '../src/router.ts';
import { serve } from './page.ts';

const SOON = { timeout: 50_000 };

/** The programme on the last day of the office, after applications have closed. */
const programme: VerbOutput<'programme.show'> = {
  figures: { ...defaultProgramme },
  version: 1,
  phase: 'closed',
  receptionOpen: false,
  emergencyClosed: false,
  emergencyNotice: null,
  deskOpen: true,
  practice: true,
  now: '2027-03-31T10:00:00+09:00',
};

/** The day after. */
const ended = { ...programme, deskOpen: false, now: '2027-03-31T15:00:00Z' };
let served = programme;
let app: App | undefined;
let stop: () => Promise<void>;
beforeAll(async () => {
  stop = await serve(({ what }) => [200, { data: what.endsWith('/programme') ? served : {} }]);
});
afterEach(() => app?.unmount());
afterAll(() => stop());

async function read(name: string, title: string): Promise<string> {
  await router.push({ name });
  document.body.innerHTML = '<div id="app"></div>';
  app = createApp(RouterView).use(router);
  app.mount('#app');
  await vi.waitFor(() => expect(document.querySelector('h1')?.textContent).toContain(title), SOON);
  return document.body.textContent;
}

it('invites nobody to post an application after the last day', async () => {
  await read('downloads', downloads.title);
  await vi.waitFor(() => expect(document.body.textContent).toContain('に終了しました'), SOON);
  expect(document.body.textContent).toContain('リーフレット');
  expect(document.body.textContent).not.toContain('支給申請書兼請求書');
  expect(document.body.textContent).not.toContain(downloads.postTitle);
});

it('offers no call back when no day of the office is left', async () => {
  await read('inquiry', inquiry.title);
  await vi.waitFor(() => expect(document.body.textContent).not.toContain(inquiry.byPhone), SOON);
  expect(document.body.textContent).toContain(inquiry.byMail);
});

it('says on the sign-up that no application can be begun any more', async () => {
  await read('signUp', account.signUp.title);
  await vi.waitFor(
    () => expect(document.body.textContent).toContain(navigation.closed('2027年3月12日')),
    SOON,
  );
});

it.each([
  ['home', site.site.name, home.postTitle],
  ['flow', flow.title, flow.postTitle],
])('invites nobody to post an application on the page %s either', async (name, title, invitation) => {
  await read(name, title);
  await vi.waitFor(() => expect(document.body.textContent).toContain('に終了しました'), SOON);
  expect(document.body.textContent).not.toContain(invitation);
});

describe('on the last day of the office', () => {
  async function showAt(now: string): Promise<string | undefined> {
    served = { ...programme, deskOpen: false, now };
    await useProgramme().again();
    await read('contact', contact.title);
    await vi.waitFor(() => expect(document.querySelector('.desk-now')).not.toBeNull(), SOON);
    return document.querySelector('.desk-now')?.textContent;
  }

  it('offers no call back any more before it opens', async () => {
    await expect(showAt('2027-03-30T18:00:00+09:00')).resolves.toContain('電話の折返し');
    const words = await showAt('2027-03-31T08:00:00+09:00');
    expect(words).toContain('お問い合わせの送信は、いつでもできます');
    expect(words).not.toContain('電話の折返し');
    expect(document.querySelector('.calendar')).not.toBeNull();
  });

  it('is over once the desk has closed, on every page alike', async () => {
    await expect(showAt('2027-03-31T16:59:00+09:00')).resolves.not.toContain('終了しました');
    await expect(showAt('2027-03-31T17:00:00+09:00')).resolves.toContain('2027年3月31日で終了しました');
    expect(document.body.textContent).not.toContain(contact.inquiry);
    expect(document.querySelector('.calendar')).toBeNull();
    await read('inquiry', inquiry.title);
    await vi.waitFor(() => expect(document.body.textContent).toContain(inquiry.over), SOON);
  });
});

describe('after the last day of the office', () => {
  beforeAll(async () => {
    served = ended;
    await useProgramme().again();
  });
  const over = '2027年3月31日で終了しました';

  it('offers neither questions nor hours on the page of the office', async () => {
    await read('contact', contact.title);
    await vi.waitFor(() => expect(document.querySelector('.desk-now')?.textContent).toContain(over), SOON);
    expect(document.body.textContent).not.toContain('いつでもできます');
    expect(document.body.textContent).not.toContain(contact.inquiry);
    const terms = [...document.querySelectorAll('dt')].map((term) => term.textContent);
    expect(terms).toContain(contact.until);
    expect(terms).not.toContain(contact.hours);
    expect(document.querySelector('.calendar')).toBeNull();
  });

  it('shows no hours on the first page', async () => {
    await read('home', site.site.name);
    await vi.waitFor(() => expect(document.querySelector('.reception')?.textContent).toContain(over), SOON);
    expect(document.querySelector('.reception')?.textContent).not.toContain('平日');
  });
});
