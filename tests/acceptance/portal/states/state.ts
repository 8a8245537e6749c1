/** What a row of the table of states is, and what a person does to get there. */
import type { AccountName } from '@grant/scripts/accounts';
import type { Page } from '../../../fixtures/browser.ts';
import type { Client, Office } from '../../../fixtures/office.ts';

/** What the rows find ready in the office. */
export interface Prepared {
  readonly office: Office;
  readonly clients: Readonly<Record<'applicant' | 'applicant2' | 'agent', Client>>;
  /** Drafts of the applicant: one with every answer, one with nothing in it. */
  readonly full: string;
  readonly empty: string;
}

/** One state of one page. */
export interface State {
  readonly state: string;
  /** Who is signed in; nobody when left out. */
  readonly who?: Extract<AccountName, 'applicant' | 'applicant2' | 'agent'>;
  /** Address below `/portal/`; the one of the route when left out. */
  readonly at?: string | ((prepared: Prepared) => string | Promise<string>);
  /** Requests (a glob) that do not come through from the beginning. */
  readonly cut?: string;
  /** What happened in the office before. */
  readonly before?: (prepared: Prepared) => Promise<void>;
  /** What the person does there. */
  readonly act?: (page: Page, prepared: Prepared) => Promise<void>;
  /** Words by which the state is known; of all that is shown, not of the main part alone. */
  readonly sees: string | RegExp;
  /** Only a phone has it. */
  readonly phone?: true;
}

/** The states of a page and its address below `/portal/`, by the name of its route. */
export type StateTable = Readonly<Record<string, readonly [at: string, ...states: State[]]>>;

/** What a page says when the network is gone. */
export const OFFLINE = '通信できませんでした';
/** The head of the list of what must be put right. */
export const FAULTS = /^入力内容を確認してください（\d+件）$/u;

/** From now on these requests (a glob) do not come through. */
export async function cut(page: Page, glob: string): Promise<void> {
  await page.route(glob, (route) => route.abort('internetdisconnected'));
}

/** Presses the button of this name; of two, the last: a dialog stands after the page. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  const exact = typeof name === 'string';
  await page.getByRole('button', { name, exact }).last().click();
}

/** An act of one press. */
export const pressing =
  (...names: readonly (string | RegExp)[]) =>
  async (page: Page): Promise<void> => {
    for (const name of names) await press(page, name);
  };

export async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [id, value] of Object.entries(values)) await page.locator(`[id="${id}"]`).fill(value);
}

export async function choose(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values))
    await page.locator(`input[name="${name}"][value="${value}"]`).check();
}

/** A page of its own route that cannot read what it shows. */
export const unread = (glob: string, who?: State['who'], at?: State['at']): State => ({
  state: `without ${glob.replace('**/grants/', '')}`,
  cut: glob,
  sees: OFFLINE,
  ...(who === undefined ? {} : { who }),
  ...(at === undefined ? {} : { at }),
});

/** The menu of a phone, opened. */
export const menu = (sees: string, who?: State['who']): State => ({
  state: 'the menu, opened on a phone',
  phone: true,
  act: pressing('メニュー'),
  sees,
  ...(who === undefined ? {} : { who }),
});
