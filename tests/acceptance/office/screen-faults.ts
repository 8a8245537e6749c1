/** What a screen of ours does wrong at whatever it is for: it looks untidy, or is out of reach of the keyboard. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '../../fixtures/browser.ts';

/**
 * What stays wrong on a large screen: what is drawn by script follows a new width a moment later.
 * @returns one line for each fault, as `untidyNow` finds them
 */
export async function untidy(page: Page): Promise<string[]> {
  const until = Date.now() + 20_000;
  for (;;) {
    const found = await untidyNow(page);
    if (found.length === 0 || Date.now() > until) return found;
    await pause(100);
  }
}

/**
 * What does not look right on a large screen: a page wider than it, controls that lie on each other, lines of text nobody
 * can follow.
 * @returns one line for each
 */
function untidyNow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const LINE_MAX = 1_100;
    const found: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
    // A screen may have a part of its own in the side bar of the admin app.
    const desks = [...document.querySelectorAll('.desk')];
    if (desks.length === 0) return [...found, 'there is no screen'];
    const controls = [
      ...document.querySelectorAll('.desk :is(button, a, input, select, textarea, summary)'),
    ].flatMap((one) =>
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
    for (const desk of desks) {
      const texts = document.createTreeWalker(desk, NodeFilter.SHOW_TEXT);
      while (texts.nextNode() !== null) {
        if (texts.currentNode.parentElement?.checkVisibility() !== true) continue;
        const range = document.createRange();
        range.selectNodeContents(texts.currentNode);
        const longest = Math.max(0, ...[...range.getClientRects()].map((box) => box.width));
        if (longest > LINE_MAX)
          found.push(`a line of ${String(Math.round(longest))}px: ${range.toString().trim().slice(0, 40)}`);
      }
    }
    return found;
  });
}

interface Stop {
  readonly words: string;
  readonly visible: boolean;
}

/** Marks what the keyboard has to reach, each with its words. @returns how many, and how many parts hold them */
const markControls = (page: Page): Promise<{ readonly stops: number; readonly parts: number }> =>
  page.evaluate(() => {
    const controls = document.querySelectorAll<HTMLElement>(
      '.desk :is(button, input, select, textarea):enabled, .desk :is(a[href], summary, [tabindex="0"])',
    );
    const groups = new Set<string>();
    const stops = [...controls].filter((one) => {
      if (!one.checkVisibility() || one.tabIndex < 0) return false;
      // One of a group of choices is enough: the arrow keys lead to the others.
      if (!(one instanceof HTMLInputElement && one.type === 'radio')) return true;
      const known = groups.has(one.name);
      groups.add(one.name);
      return !known;
    });
    const parts = new Set(stops.map((one) => one.closest('.desk')));
    for (const one of stops) one.dataset['unreached'] = (one.ariaLabel ?? one.textContent).trim() || one.id;
    return { stops: stops.length, parts: parts.size };
  });

/** Where the keyboard stands within our screen, which counts as reached; null outside of it. */
const standing = (page: Page): Promise<Stop | null> =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement) || at.closest('.desk') === null) return null;
    delete at.dataset['unreached'];
    if (at instanceof HTMLInputElement && at.type === 'radio')
      for (const one of document.querySelectorAll<HTMLInputElement>('.desk input[type=radio]'))
        if (one.name === at.name) delete one.dataset['unreached'];
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    return {
      words: (at.ariaLabel ?? at.textContent).trim().slice(0, 30) || at.id,
      visible: outlineStyle !== 'none' && outlineWidth !== '0px',
    };
  });

/** Puts the keyboard before the first control that was not reached. @returns false when there is none */
const standBeforeNext = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const next = document.querySelector<HTMLElement>('.desk [data-unreached]');
    next?.focus();
    return next !== null;
  });

/**
 * Walks through the screen by Tab, each part of it from its first control until the keyboard leaves it: a screen that has
 * links in the side bar of the admin app consists of two parts, with the bar's own controls between them.
 * @returns one line for each control that is passed by or shows nothing of the focus, and one for a trap
 */
export async function outOfReach(page: Page): Promise<string[]> {
  const { stops, parts } = await markControls(page);
  if (stops === 0) return ['there is nothing for the keyboard'];
  const faults: string[] = [];
  for (let part = 0; part < parts && (await standBeforeNext(page)); part += 1) {
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    let stop = await standing(page);
    // A day of the browser's own calendar has several stops of its own.
    for (let press = 0; stop !== null; press += 1) {
      if (press > stops * 3 + 10) return [...faults, 'the keyboard cannot leave'];
      if (!stop.visible) faults.push(`「${stop.words}」 shows no focus`);
      await page.keyboard.press('Tab');
      stop = await standing(page);
    }
  }
  const passed = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.desk [data-unreached]')].map(
      (one) => one.dataset['unreached'] ?? '',
    ),
  );
  return [...faults, ...passed.map((words) => `「${words.slice(0, 30)}」 is passed by`)];
}
