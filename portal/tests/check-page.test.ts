import { defaultProgramme, type VerbOutput } from '@grant/schema';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { App } from 'vue';
import { useProgramme } from '../src/composables/useProgramme.ts';
import CheckPage from '../src/pages/CheckPage.vue';
import DraftFrame from '../src/pages/DraftFrame.vue';
import { ja } from '../src/locales/ja.ts';
import { open, refusal, serve, shown, type Answer, type Asked } from './page.ts';

const SOON = { timeout: 50_000 };
const ID = shown({}).id;
const office = {
  revision: 0,
  name: '株式会社元',
  checks: [] as Answer[],
  filed: [] as unknown[],
  programme: [503, {}] as Answer,
};
let app: App | undefined;
let stop: () => Promise<void>;

function answer({ what, body }: Asked): Answer {
  if (what.endsWith('/programme')) return office.programme;
  if (what.endsWith('/submit')) {
    office.filed.push(body['revision']);
    return body['revision'] === office.revision
      ? [200, { data: { receiptNumber: 'R-1' } }]
      : refusal(409, 'STALE_VERSION', '更新されています。');
  }
  if (what.endsWith('/check'))
    return (
      office.checks.shift() ?? [200, { data: { missing: [], missingPapers: [], findings: [], amount: null } }]
    );
  const { revision, name } = office;
  return what.endsWith(ID)
    ? [200, { data: shown({ revision, answers: { employerName: name } }) }]
    : [503, {}];
}

beforeEach(async () => {
  Object.assign(office, { revision: 0, name: '株式会社元', checks: [], filed: [] });
  localStorage.clear();
  stop = await serve(answer);
  app = await open(CheckPage, `/draft/${ID}/check`, { route: 'check', frame: DraftFrame });
  await vi.waitFor(() => expect(text()).toContain(ja.form.check.ready), SOON);
});
afterEach(async () => {
  app?.unmount();
  await stop();
});

const text = (): string => document.body.textContent;
const file = (): void => document.querySelector<HTMLElement>('.actions .button--large')?.click();
/** What stands right above the button. */
const atButton = (): string => document.querySelector('.actions')?.previousElementSibling?.textContent ?? '';

it('says whose application it is', () => {
  expect(document.querySelector('h1 + .whose')?.textContent).toBe('申請事業主：株式会社元');
});

it('forecasts no amount where a requirement is not met', async () => {
  const amount = {
    base: 200_000,
    additions: [],
    total: 300_000,
    otherReading: 300_000,
    arithmetic: ['基本額 200,000円'],
  };
  const finding = { rule: 'child_age', article: '', requirement: '要件', found: '不適合です。', facts: {} };
  for (const verdict of ['passed', 'failed'] as const) {
    office.checks = [
      [200, { data: { missing: [], missingPapers: [], findings: [{ ...finding, verdict }], amount } }],
      refusal(503, 'UNAVAILABLE', '一時的に利用できません。'),
    ];
    app?.unmount();
    app = await open(CheckPage, `/draft/${ID}/check`, { route: 'check', frame: DraftFrame });
    const title = verdict === 'failed' ? ja.form.check.amountIf : ja.form.check.amount;
    await vi.waitFor(
      () => expect(document.querySelector('#amount-title')?.textContent.trim()).toBe(title),
      SOON,
    );
  }
});

describe('filing', () => {
  it('says at the button that the check failed', async () => {
    office.checks = [refusal(503, 'UNAVAILABLE', '一時的に利用できません。')];
    file();
    await vi.waitFor(() => expect(atButton()).toContain('一時的に利用できません。'), SOON);
    expect(office.filed).toEqual([]);
  });

  it('reads anew what was saved elsewhere, says so, and files that once it was seen', async () => {
    Object.assign(office, { revision: 3, name: '株式会社新' });
    file();
    await vi.waitFor(() => expect(atButton()).toContain(ja.form.check.renewed), SOON);
    expect(text()).toContain('株式会社新');
    file();
    await vi.waitFor(() => expect(office.filed).toEqual([0, 3]), SOON);
  });
});

describe('outside the reception period', () => {
  const closed: VerbOutput<'programme.show'> = {
    figures: { ...defaultProgramme },
    version: 1,
    phase: 'closed',
    receptionOpen: false,
    emergencyClosed: false,
    emergencyNotice: null,
    deskOpen: true,
    practice: true,
    now: '2027-03-15T10:00:00+09:00',
  };
  const said = (): number => text().split('この申請書は提出できません。').length - 1;

  it('says at the top that it cannot be filed, and at the end where to read why', async () => {
    office.programme = [200, { data: closed }];
    await useProgramme().again();
    await vi.waitFor(() => expect(atButton()).toBe(ja.form.check.cannot), SOON);
    expect(said()).toBe(1);
    expect(document.querySelector('.actions .button--large')).toBeNull();
  });

  it('says it where the button was, when it is found out by filing', async () => {
    office.programme = [200, { data: { ...closed, phase: 'open', receptionOpen: true } }];
    await useProgramme().again();
    await vi.waitFor(() => expect(document.querySelector('.actions .button--large')).not.toBeNull(), SOON);
    office.programme = [200, { data: closed }];
    file();
    await vi.waitFor(() => expect(atButton()).toContain('この申請書は提出できません。'), SOON);
    expect(office.filed).toEqual([]);
    expect(document.querySelector('.actions .button--large')).toBeNull();
  });
});
