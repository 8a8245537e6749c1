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
  page.setDefaultTimeout(40_000);
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

/** Where the keyboard is: the label of the field, or the words of the button or link. */
function focusedWords(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement;
    const labelled =
      at instanceof HTMLInputElement || at instanceof HTMLSelectElement || at instanceof HTMLTextAreaElement;
    return ((labelled ? at.labels?.[0]?.textContent : undefined) ?? at?.textContent ?? '').trim();
  });
}

/** Tab (or Shift+Tab) until the keyboard stands in the field, or on the button or link, of these words. */
export async function tabTo(page: Page, words: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let press = 0; press < 300; press += 1) {
    if (words.test(await focusedWords(page))) return;
    await page.keyboard.press(key);
  }
  throw new Error(`no ${words.source} within reach of the keyboard`);
}

/**
 * What does not look right on a large screen: a page wider than it, controls that lie on each other, lines of text nobody
 * can follow.
 * @returns one line for each
 */
export function untidy(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const LINE_MAX = 1_100;
    const found: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
    const desk = document.querySelector('.desk');
    if (desk === null) return [...found, 'there is no screen'];
    const controls = [...desk.querySelectorAll('button, a, input, select, textarea, summary')].flatMap(
      (one) =>
        // What a closed part holds has a place, but is not seen.
        (one.checkVisibility() ? [...one.getClientRects()] : [])
          .filter((box) => box.width > 2 && box.height > 2)
          .map((box) => ({ one, box, words: (one.textContent.trim() || one.id).slice(0, 30) })),
    );
    controls.forEach((left, index) => {
      for (const right of controls.slice(index + 1)) {
        const across = Math.min(left.box.right, right.box.right) - Math.max(left.box.left, right.box.left);
        const down = Math.min(left.box.bottom, right.box.bottom) - Math.max(left.box.top, right.box.top);
        const nested = left.one.contains(right.one) || right.one.contains(left.one);
        if (across > 3 && down > 3 && !nested) found.push(`「${left.words}」 lies on 「${right.words}」`);
      }
    });
    const texts = document.createTreeWalker(desk, NodeFilter.SHOW_TEXT);
    while (texts.nextNode() !== null) {
      if (texts.currentNode.parentElement?.checkVisibility() !== true) continue;
      const range = document.createRange();
      range.selectNodeContents(texts.currentNode);
      const longest = Math.max(0, ...[...range.getClientRects()].map((box) => box.width));
      if (longest > LINE_MAX)
        found.push(`a line of ${String(Math.round(longest))}px: ${range.toString().trim().slice(0, 40)}`);
    }
    return found;
  });
}

/** Follows an address within the app that is open already, without loading it anew. */
export async function goWithin(page: Page, path: string, heading: RegExp): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', `/admin${to}`);
    dispatchEvent(new PopStateEvent('popstate', { state: null }));
  }, path);
  await page.locator('.desk').getByRole('heading', { name: heading }).first().waitFor();
}

interface Stop {
  readonly words: string;
  readonly visible: boolean;
}

/**
 * Walks through the screen by Tab, from its first control until the keyboard leaves it.
 * @returns one line for each control that is passed by or shows nothing of the focus, and one for a trap
 */
export async function outOfReach(page: Page): Promise<string[]> {
  const first = await page.evaluate(() => {
    const controls = document.querySelectorAll<HTMLElement>(
      '.desk :is(button, input, select, textarea):enabled, .desk :is(a[href], summary, [tabindex="0"])',
    );
    // One of a group of choices is enough: the arrow keys lead to the others.
    const stops = [...controls].filter(
      (one) =>
        one.checkVisibility() &&
        one.tabIndex >= 0 &&
        !(one instanceof HTMLInputElement && one.type === 'radio'),
    );
    for (const one of stops) one.dataset['unreached'] = (one.ariaLabel ?? one.textContent).trim() || one.id;
    stops[0]?.focus();
    return stops.length;
  });
  const faults: string[] = [];
  const here = (): Promise<Stop | null> =>
    page.evaluate(() => {
      const at = document.activeElement;
      if (!(at instanceof HTMLElement) || at.closest('.desk') === null) return null;
      delete at.dataset['unreached'];
      const { outlineStyle, outlineWidth } = getComputedStyle(at);
      return {
        words: (at.ariaLabel ?? at.textContent).trim().slice(0, 30) || at.id,
        visible: outlineStyle !== 'none' && outlineWidth !== '0px',
      };
    });
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  // A day of the browser's own calendar has several stops of its own.
  for (let press = 0; press < first * 3 + 10; press += 1) {
    const stop = await here();
    if (stop === null) {
      const passed = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('.desk [data-unreached]')].map(
          (one) => one.dataset['unreached'] ?? '',
        ),
      );
      return [...faults, ...passed.map((words) => `「${words.slice(0, 30)}」 is passed by`)];
    }
    if (!stop.visible) faults.push(`「${stop.words}」 shows no focus`);
    await page.keyboard.press('Tab');
  }
  return [...faults, 'the keyboard cannot leave'];
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
