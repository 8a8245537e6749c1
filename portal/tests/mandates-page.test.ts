/** 手続きの代行, as the employer settles it: what was done is said, and the focus does not fall off the page. */
import { civilDate, type VerbOutput } from '@grant/schema';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { App } from 'vue';
import { agencyTexts } from '../src/locales/ja/agency.ts';
import MandatesPage from '../src/pages/MandatesPage.vue';
import { hold, open, serve, type Answer, type Asked } from './page.ts';

const SOON = { timeout: 50_000 };
const t = agencyTexts.mandates;
type Mandate = VerbOutput<'mandate.list'>['mandates'][number];

const mandate: Mandate = {
  id: '7a0c8a9e-6f0a-4b3e-9d51-0a1b2c3d4e5f',
  standing: 'declared',
  standingLabel: '確認待ち',
  employerName: '株式会社甲野',
  employerKindLabel: null,
  corporateNumber: null,
  startsOn: civilDate('2026-04-01'),
  endsOn: civilDate('2027-03-31'),
  endedAt: null,
  endReason: null,
  linked: false,
  principalEmail: null,
  hasPaper: false,
  agentName: '代行 社労',
  agentOffice: '代行事務所',
  agentQualification: '社会保険労務士',
  agentRegistrationNumber: '1',
  declaredAt: null,
  confirmedAt: null,
};
let now = mandate;
let others: Mandate[] = [];
let posted: string[] = [];
let out = false;

function answer({ what }: Asked): Answer {
  if (what.startsWith('POST')) posted.push(what);
  if (out && what.startsWith('POST')) return [503, {}];
  if (what.endsWith('/confirm')) now = { ...now, standing: 'holding', standingLabel: '有効', linked: true };
  else if (what.endsWith('/end')) now = { ...now, standing: 'ended', standingLabel: '終了' };
  else return [200, { data: { mandates: [now, ...others] } }];
  return [200, { data: now }];
}

let app: App | undefined;
let stop: () => Promise<void>;
beforeEach(async () => {
  out = false;
  [others, posted] = [[], []];
  stop = await serve(answer);
});
afterEach(async () => {
  app?.unmount();
  await stop();
});

/** The last of them that begins with these words: a dialog stands after the list. */
const button = (words: string): HTMLElement | undefined =>
  [...document.querySelectorAll('button')].findLast((one) => one.textContent.trim().startsWith(words));

async function press(words: string): Promise<void> {
  await vi.waitFor(() => expect(button(words)).toBeDefined(), SOON);
  button(words)?.focus();
  button(words)?.click();
}

async function expectSaid(words: string): Promise<void> {
  const focused = (): Element | null => document.activeElement;
  await vi.waitFor(() => expect(focused()?.textContent).toBe(words), SOON);
  expect(focused()?.getAttribute('role')).toBe('status');
}

describe.each([
  ['confirmed', mandate, [t.confirm], t.confirmed],
  ['declined', mandate, [t.decline, t.decline], t.declined],
  ['revoked', { ...mandate, standing: 'holding', linked: true }, [t.revoke, t.revokeYes], t.revoked],
] as const)('a mandate that is %s', (_name, before, presses, words) => {
  it('says so, and takes the focus there, since the button is gone', async () => {
    now = before;
    app = await open(MandatesPage, '/page');
    for (const one of presses) await press(one);
    await expectSaid(words);
    expect(button(presses[0])).toBeUndefined();
    expect(document.querySelector('dialog')).toBeNull();
  });
});

it('says at the button, or in the dialog that stands open, that the office did not answer', async () => {
  out = true;
  now = mandate;
  app = await open(MandatesPage, '/page');
  await press(t.confirm);
  const failed = (within: string): boolean => document.querySelector(`${within} .notice--error`) !== null;
  await vi.waitFor(() => expect(failed('li.panel')).toBe(true), SOON);
  await press(t.decline);
  await press(t.decline);
  await vi.waitFor(() => expect(failed('dialog')).toBe(true), SOON);
  // Asked anew, it is another try.
  await press(t.cancel);
  await press(t.decline);
  await vi.waitFor(() => expect(document.querySelector('dialog')).not.toBeNull(), SOON);
  expect(failed('dialog')).toBe(false);
});

it.each([t.confirm, t.decline])(
  'lets the next one be settled while the list is read again: %s',
  async (words) => {
    now = mandate;
    others = [{ ...mandate, id: '8a0c8a9e-6f0a-4b3e-9d51-0a1b2c3d4e5f' }];
    app = await open(MandatesPage, '/page');
    const inList = () =>
      [...document.querySelectorAll<HTMLElement>('li button')].filter((one) =>
        one.textContent.trim().startsWith(words),
      );
    await vi.waitFor(() => expect(inList()).toHaveLength(2), SOON);
    const again = hold('GET');
    for (const at of [0, 1]) {
      inList()[at]?.click();
      if (words === t.decline) {
        await vi.waitFor(() => expect(document.querySelector('dialog')).not.toBeNull(), SOON);
        document.querySelector<HTMLElement>('dialog .button--danger')?.click();
      }
      if (at === 0) await again.came;
    }
    await vi.waitFor(() => expect(posted).toHaveLength(2), SOON);
    again.release();
  },
);
