/**
 * Every page of the portal in every state it has, at the width of a phone and of a desk: accessible (axe, WCAG 2.1 A and
 * AA), one heading of the first level and none skipped, no wider than the screen, and the browser quiet. The states stand
 * in the tables of `states/`; a route of the portal that is missing there is a failure.
 */
import { exampleAnswers } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser, type Page } from '../../fixtures/browser.ts';
import { startOffice, type Office } from '../../fixtures/office.ts';
import { draftWith } from './practice-case.ts';
import { accountStates } from './states/account.ts';
import { agentStates } from './states/agent.ts';
import { caseStates } from './states/case.ts';
import { clockStates, draftStates } from './states/draft.ts';
import { personStates } from './states/person.ts';
import { beginDraft, phases } from './states/phases.ts';
import { publicStates } from './states/public.ts';
import type { Prepared, State, StateTable } from './states/state.ts';

const table: StateTable = {
  ...publicStates,
  ...accountStates,
  ...personStates,
  ...agentStates,
  ...draftStates,
  ...caseStates,
};
/** Kept until the end: the clock of the page stands in the future afterwards. */
const last = [clockStates];

let office: Office;
let browser: Browser;
let prepared: Prepared;
const pages = new Map<string, Page>();

beforeAll(async () => {
  [office, browser] = await Promise.all([startOffice({ seed: true }), openBrowser()]);
  const clients = {
    applicant: await office.signIn('applicant'),
    applicant2: await office.signIn('applicant2'),
    agent: await office.signIn('agent'),
  };
  const full = await draftWith(clients.applicant, 'every-state-filled-in', exampleAnswers);
  const empty = await draftWith(clients.applicant, 'every-state-empty', {});
  prepared = { office, clients, full, empty };
  await beginDraft(prepared);
  // Cut and refused on purpose.
  browser.allow(/ERR_INTERNET_DISCONNECTED|status of (?:400|401|403|404|409|415|422)/u);
  browser.allow(/judgement-|dynamically imported/u);
});

afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

/** The page of this person, used again and again, with nothing left of the state before. */
async function pageOf(who: State['who']): Promise<Page> {
  const known = pages.get(who ?? '');
  if (known === undefined) {
    const as = who === undefined ? {} : { as: prepared.clients[who] };
    const opened = await browser.open(`${office.url}/portal/privacy`, as);
    pages.set(who ?? '', opened);
    return opened;
  }
  await known.unrouteAll({ behavior: 'ignoreErrors' });
  if (known.url().startsWith(office.url))
    await known.evaluate(() => {
      sessionStorage.clear();
      localStorage.clear();
    });
  if (who === undefined) await known.context().clearCookies();
  await known.goto('about:blank');
  return known;
}

/** Headings: how many of the first level, and those that skip a level, by their words. */
function headingsOf(page: Page): Promise<{ first: number; skipping: string[] }> {
  return page.evaluate(() => {
    const shown = [...document.querySelectorAll('main h1, main h2, main h3, main h4')].filter((one) =>
      one.checkVisibility(),
    );
    const levels = shown.map((one) => Number(one.tagName[1]));
    const skipping = shown.filter((_one, at) => (levels[at] ?? 0) > (levels[at - 1] ?? 6) + 1);
    return {
      first: levels.filter((level) => level === 1).length,
      skipping: skipping.map((one) => one.textContent),
    };
  });
}

async function look(route: string, address: string, row: State, name: string): Promise<void> {
  await row.before?.(prepared);
  const { at = address } = row;
  const path = typeof at === 'string' ? at : await at(prepared);
  const page = await pageOf(row.who);
  await page.setViewportSize({ width: row.phone === true ? 390 : 1280, height: 900 });
  if (row.cut !== undefined) await page.route(row.cut, (request) => request.abort('internetdisconnected'));
  await page.goto(`${office.url}/portal/${path}`);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await row.act?.(page, prepared);
  await page.getByText(row.sees).filter({ visible: true }).first().waitFor();
  await page.getByText('読み込んでいます。').first().waitFor({ state: 'hidden' });
  await expect(headingsOf(page)).resolves.toEqual({ first: 1, skipping: [] });
  expect(await page.title()).toContain('とちぎ男性育休推進企業奨励金');
  for (const width of row.phone === true ? [390] : [1280, 390]) {
    await browser.expectFitting(page, [width]);
    await browser.picture(
      page,
      `state-${route}-${name}-${row.state}-${String(width)}`.replaceAll(/[^\w-]+/gu, '_'),
    );
  }
  await page.setViewportSize({ width: 320, height: 900 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  browser.expectQuiet();
}

const rowsOf = (states: StateTable): [string, string, State][] =>
  Object.entries(states).flatMap(([route, [address, ...rows]]) =>
    rows.map((row): [string, string, State] => [`${route}: ${row.state}`, address, row]),
  );

it('has a row for every page of the portal', async () => {
  const page = await pageOf(undefined);
  const routes = await page.evaluate(() => {
    interface Mounted extends Element {
      __vue_app__?: {
        config: { globalProperties: { $router: { getRoutes(): { name?: string; components?: object }[] } } };
      };
    }
    const app = document.querySelector<Mounted>('#app')?.__vue_app__;
    return app?.config.globalProperties.$router.getRoutes().flatMap(({ name }) => name ?? []) ?? [];
  });
  expect(routes.length).toBeGreaterThan(30);
  expect(Object.keys(table).toSorted()).toEqual(routes.toSorted());
  expect(rowsOf(table).filter(([, , row]) => row.state === '')).toEqual([]);
});

describe('while applications are taken', () => {
  it.each(rowsOf(table))('%s', async (name, address, row) => {
    await look(name.split(':')[0] ?? '', address, row, 'open');
  });
});

describe.each(phases)('$name', ({ name, begin, states }) => {
  beforeAll(() => begin(office));
  it.each(rowsOf(states))('%s', async (route, address, row) => {
    await look(route.split(':')[0] ?? '', address, row, name);
  });
});

describe('by the clock', () => {
  it.each(last.flatMap(rowsOf))('%s', async (name, address, row) => {
    await look(name.split(':')[0] ?? '', address, row, 'clock');
  });
});
