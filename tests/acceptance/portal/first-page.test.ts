import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '@grant/scripts/environment';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser, type Page } from '../../fixtures/browser.ts';
import { startOffice, type Client, type Office } from '../../fixtures/office.ts';

let office: Office;
let browser: Browser;
let applicant: Client;
/** Addresses of the applicant's cases, below `/portal/`. */
let cases: string[];

beforeAll(async () => {
  [office, browser] = await Promise.all([startOffice({ seed: true }), openBrowser()]);
  applicant = await office.signIn('applicant');
  const { body } = await applicant.get('/grants/applications');
  const { applications } = (body as { data: { applications: { id: string }[] } }).data;
  cases = applications.map(({ id }) => `applications/${id}`);
});

afterAll(async () => {
  await browser.close();
  await office.stop();
});

interface Fetched {
  readonly name: string;
  readonly bytes: number;
}

/** Everything the page fetched, with the bytes that went over the wire. */
function fetched(page: Page): Promise<Fetched[]> {
  return page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).map((entry) => ({
      name: entry.name,
      bytes: entry.encodedBodySize,
    })),
  );
}

const bytesOf = (all: readonly Fetched[], ending: string): number =>
  all.filter(({ name }) => name.endsWith(ending)).reduce((sum, { bytes }) => sum + bytes, 0);

/** Sum of all layout shifts since the page began, by the browser's own account. */
function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(Math.round(sum * 1000) / 1000), 300);
      }),
  );
}

/**
 * Until everything has come a page is shown only after 1.5 s (portal/src/main.ts). A busy machine takes longer, and what
 * comes then would count as a shift: here it is waited for.
 */
function waitForAll(): void {
  const start = window.setTimeout.bind(window);
  window.setTimeout = ((then: () => void, ms?: number) =>
    start(then, ms === 1500 ? 60_000 : ms)) as typeof window.setTimeout;
}

describe('the landing page', () => {
  it('needs at most 90 KB of script and 60 KB of font, all from its own host', async () => {
    const page = await browser.open(`${office.url}/portal/`, { width: 390 });
    await page.getByText('受付中').waitFor();
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const fonts = async () =>
      (await fetched(page))
        .filter(({ name }) => name.endsWith('.woff2'))
        .map(({ name }) => /static\/(\w+-\w+)/u.exec(name)?.[1])
        .toSorted();
    // The browser writes a request down once its answer is read.
    await expect.poll(fonts).toEqual(['landing-bold', 'landing-regular']);
    await expect.poll(async () => bytesOf(await fetched(page), '.js')).toBeGreaterThan(20_000);
    await page.waitForLoadState('networkidle');
    const all = await fetched(page);
    expect(bytesOf(all, '.js')).toBeLessThanOrEqual(90_000);
    expect(bytesOf(all, '.woff2')).toBeGreaterThan(20_000);
    expect(bytesOf(all, '.woff2')).toBeLessThanOrEqual(60_000);
    expect(all.filter(({ name }) => name.endsWith('/grants/programme'))).toHaveLength(1);
    expect(all.map(({ name }) => new URL(name).origin).filter((origin) => origin !== office.url)).toEqual([]);
    await page.context().close();
  });

  it('is shown before the parts of the face are asked for that it can do without', async () => {
    const page = await browser.open(`${office.url}/portal/papers`, { width: 390 });
    // What the first load asks for late would be taken for what the second one does.
    await page.waitForLoadState('networkidle');
    const rest = page.waitForResponse(/\/static\/rest-[^/]+\.css$/u);
    await page.reload();
    await rest;
    const times = () =>
      page.evaluate(() => ({
        shown: performance.getEntriesByName('first-contentful-paint').map(({ startTime }) => startTime),
        asked: performance
          .getEntriesByType('resource')
          .filter(({ name }) => /\/static\/(?:rest|fixed)-/u.test(name))
          .map(({ startTime }) => startTime),
      }));
    await expect.poll(async () => (await times()).asked.length).toBeGreaterThan(2);
    await page.waitForLoadState('networkidle');
    const { shown, asked } = await times();
    expect(shown).toHaveLength(1);
    expect(Math.min(...asked)).toBeGreaterThan(shown[0] ?? Infinity);
    await page.context().close();
  });

  it('runs nothing that was put into the page', async () => {
    const page = await browser.open(`${office.url}/portal/`);
    await page.getByText('受付中').waitFor();
    browser.allow(/Content Security Policy|Trusted/u);
    const outcome = await page.evaluate(async () => {
      const broken: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => broken.push(event.effectiveDirective));
      const script = document.createElement('script');
      try {
        script.textContent = 'window.planted = true';
      } catch {
        broken.push('trusted types');
      }
      document.body.append(script);
      const style = document.createElement('style');
      style.textContent = 'body { display: none }';
      document.head.append(style);
      let markup = 'taken';
      try {
        document.createElement('div').innerHTML = '<img src=x onerror="window.planted=true">';
      } catch {
        markup = 'refused';
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
      return { planted: 'planted' in window, shown: getComputedStyle(document.body).display, markup, broken };
    });
    expect(outcome).toMatchObject({ planted: false, shown: 'block', markup: 'refused' });
    expect(outcome.broken).toContain('style-src-elem');
    await page.context().close();
  });
});

describe.each([390, 1280])('at a width of %i', (width) => {
  it('the pages move nothing after they were shown, for a reader and for who is signed in', async () => {
    expect(readFileSync(path.join(ROOT, 'portal/src/main.ts'), 'utf8')).toContain('PATIENCE_MS = 1500;');
    const moved: Record<string, number> = {};
    for (const [as, paths] of [
      [{}, ['', 'papers', 'faq', 'requirements', 'signup', 'signin', 'privacy', 'accessibility']],
      [{ as: applicant }, ['applications', 'mandates', 'settings', ...cases.slice(0, 3)]],
    ] as const) {
      for (const address of paths) {
        const page = await browser.open(`${office.url}/portal/${address}`, {
          width,
          first: waitForAll,
          ...as,
        });
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForLoadState('networkidle');
        const sum = await layoutShift(page);
        if (sum > 0) moved[address] = sum;
        await page.context().close();
      }
    }
    expect(moved).toEqual({});
  }, 400_000);
});

describe('a narrow screen', () => {
  it('is never scrolled sideways, at 320 px and at 200 % of a small window, signed in or not', async () => {
    const page = await browser.open(`${office.url}/portal/applications`, { as: applicant, width: 320 });
    await page.getByRole('heading', { level: 1, name: 'マイページ' }).waitFor();
    await page.locator('main a[href*="/applications/"]').first().waitFor();
    expect(cases.length).toBeGreaterThan(0);
    for (const address of ['', 'papers', 'applications', ...cases]) {
      await page.goto(`${office.url}/portal/${address}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await page.evaluate(() => document.scrollingElement?.scrollWidth), address).toBeLessThanOrEqual(
        320,
      );
    }
    browser.expectQuiet();
    await page.context().close();
  });

  it('keeps the outline of buttons and states in high contrast, and moves nothing for those who asked for it', async () => {
    const page = await browser.open(`${office.url}/portal/`, { width: 390 });
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    await page.getByText('受付中').waitFor();
    const drawn = await page
      .locator('.button')
      .first()
      .evaluate((button) => {
        const style = getComputedStyle(button);
        return { line: style.borderTopWidth, same: style.borderTopColor === style.backgroundColor };
      });
    expect(drawn).toEqual({ line: '1px', same: false });
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior)).toBe('auto');
    await browser.picture(page, 'portal-forced-colors');
    await browser.expectAccessible(page);
    await page.context().close();
  });

  it('is printed without what only a screen needs', async () => {
    const page = await browser.open(`${office.url}/portal/papers`, { width: 1280 });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.site-nav').first().isVisible()).toBe(false);
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
    await browser.picture(page, 'portal-print');
    await page.context().close();
  });
});
