/** What staff do in the admin app, by label and role as a person finds it. */
import type { Locator } from 'playwright-core';
import type { AccountName } from '@grant/scripts/accounts';
import { violationsOn } from '../../fixtures/axe.ts';
import type { Browser, Page } from '../../fixtures/browser.ts';
import type { Office } from '../../fixtures/office.ts';

/** Opens an address of the admin app as this person. */
export async function openAs(
  office: Office,
  browser: Browser,
  name: AccountName,
  path: string,
  width = 1680,
): Promise<Page> {
  const page = await browser.open(`${office.url}/admin${path}`, { as: await office.signIn(name), width });
  return page;
}

/** Opens the review screen of a case. */
export async function openCase(
  office: Office,
  browser: Browser,
  name: AccountName,
  id: string,
): Promise<Page> {
  const page = await openAs(office, browser, name, `/content/applications/${id}`);
  await page.getByRole('region', { name: '案件の状態' }).waitFor();
  return page;
}

/** The part of the page that is ours. */
export function region(page: Page, name: string) {
  return page.locator('.desk').getByRole('region', { name, exact: true });
}

/** How many buttons of this event the person is offered: none or one. */
export function offered(page: Page, label: string): Promise<number> {
  return region(page, '案件の状態').getByRole('button', { name: label, exact: true }).count();
}

/** Presses the button of an event and answers its dialog. */
export async function ask(page: Page, label: string) {
  await region(page, '案件の状態').getByRole('button', { name: label, exact: true }).click();
  return page.getByRole('dialog');
}

/** Follows a link that leads off the page, and stays after all: what was asked. */
export async function nearlyLeft(page: Page, link: string | RegExp): Promise<string> {
  const asked: string[] = [];
  page.once('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });
  await page.getByRole('link', { name: link }).first().click();
  return asked.join();
}

/** Where the keyboard is: the label of the field, or the words of the button or link. */
function focusedWords(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement;
    const labelled =
      at instanceof HTMLInputElement || at instanceof HTMLSelectElement || at instanceof HTMLTextAreaElement;
    return ((labelled ? at.labels?.[0]?.textContent : undefined) ?? at?.textContent ?? '').trim();
  });
}

/**
 * Tab (or Shift+Tab) until the keyboard stands in the field, or on the button or link, of these words. A screen that is
 * still loading is gone round until they are there.
 */
export async function tabTo(page: Page, words: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const until = Date.now() + 60_000;
  for (let press = 0; press < 300 || Date.now() < until; press += 1) {
    if (words.test(await focusedWords(page))) return;
    await page.keyboard.press(key);
  }
  throw new Error(`no ${words.source} within reach of the keyboard`);
}

/** Follows an address within the app that is open already, without loading it anew, until its heading or case is shown. */
export async function goWithin(page: Page, path: string, shown: RegExp): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', `/admin${to}`);
    dispatchEvent(new PopStateEvent('popstate', { state: null }));
  }, path);
  const desk = page.locator('.desk');
  await desk
    .getByRole('heading', { name: shown })
    .or(desk.locator('.receipt', { hasText: shown }))
    .first()
    .waitFor();
}

/** What the server answers behind a link, with the session of the page. */
export async function behind(page: Page, link: Locator) {
  return page.request.get(new URL((await link.getAttribute('href')) ?? '', page.url()).href);
}

/** Waits until the screen says that something was done. */
export async function saidDone(page: Page, sentence: string): Promise<void> {
  await page.locator('.desk').getByRole('status').getByText(sentence).waitFor();
}

/**
 * axe, WCAG 2.1 A and AA, on our own screens only: the frame around them is the admin app's, which is not ours to
 * change.
 * @returns one line for each violation
 */
export function violations(page: Page): Promise<string[]> {
  return violationsOn(page, '.desk');
}
