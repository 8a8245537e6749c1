import type { VerbOutput } from '@grant/schema';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { App } from 'vue';
import { ja } from '../src/locales/ja.ts';
import NewAccountPage from '../src/pages/NewAccountPage.vue';
import { open, refusal, serve, shown, type, type Answer, type Asked } from './page.ts';

const SOON = { timeout: 50_000 };
const ID = shown({}).id;
const NUMBER = '1234567';

const sent: Asked[] = [];
let app: App | undefined;
let stop: () => Promise<void>;
/** What became of the first sending: the case had moved on, its answer got lost, or the payment had begun. */
let fate: 'moved' | 'arrived' | 'closed';

function caseNow(): VerbOutput<'application.show'> {
  const arrived = sent.length > 1 || (sent.length === 1 && fate === 'arrived');
  const at = '2026-07-16T01:00:00.000Z';
  const permittedEvents: VerbOutput<'application.show'>['permittedEvents'] =
    sent.length > 0 && fate === 'closed'
      ? []
      : [{ event: 'change_account', label: '振込口座の変更', effect: '' }];
  return shown({
    state: 'in_review',
    // The same last digits before and after: only the branch is another.
    answers: { accountNumber: `****${NUMBER.slice(-3)}` },
    version: sent.length + 3,
    timeline: arrived ? [{ at, event: 'change_account', label: '振込口座の変更' }] : [],
    permittedEvents,
  });
}

function answer(request: Asked): Answer {
  if (request.what.startsWith('POST')) {
    sent.push(request);
    if (sent.length > 1) return [200, { data: { state: 'in_review', version: 5 } }];
    return fate === 'arrived' ? [502, {}] : refusal(409, 'STALE_VERSION', '画面を読み込み直してください。');
  }
  return request.what.endsWith(ID) ? [200, { data: caseNow() }] : [503, {}];
}

beforeEach(async () => {
  localStorage.clear();
  sent.length = 0;
  stop = await serve(answer);
});
afterEach(async () => {
  app?.unmount();
  await stop();
});

function submit(): void {
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
}

async function send(): Promise<void> {
  const answers = {
    bankCode: '0129',
    branchCode: '001',
    accountType: 'ordinary',
    accountNumber: NUMBER,
    accountHolderKana: 'カ)トチギ',
  };
  const entry = {
    at: Date.now(),
    formVersion: (await import('@grant/schema')).FORM_VERSION,
    answers,
    base: {},
  };
  localStorage.setItem(`grant:pending:${ID}:change_account:0/closed-tab`, JSON.stringify(entry));
  app = await open(NewAccountPage, `/cases/${ID}?event=change_account`, {
    route: '/cases/:id',
    props: (to) => ({ id: to.params['id'], event: 'change_account' }),
  });
  await vi.waitFor(() => expect(document.querySelector('form')).not.toBeNull(), SOON);
  const input = document.querySelector<HTMLInputElement>('#passbook');
  if (input === null) throw new Error('no place for the passbook');
  Object.defineProperty(input, 'files', { value: [new File(['%PDF-1.7'], '通帳.pdf')] });
  input.dispatchEvent(new Event('change'));
  submit();
  await vi.waitFor(() => expect(sent).toHaveLength(1), SOON);
}

const alert = () => document.querySelector('[role=alert]')?.textContent ?? '';

it('says that an account was not taken where the case has moved on, though its last digits are the same', async () => {
  fate = 'moved';
  await send();
  await vi.waitFor(() => expect(alert()).toContain(ja.newAccount.movedOn(ja.accountChange.submit)), SOON);
  expect(JSON.stringify(localStorage)).toContain(NUMBER);
  expect(document.querySelector<HTMLInputElement>('#accountNumber')?.value).toBe(NUMBER);
  // The next press needs neither a reload nor the file once more.
  submit();
  await vi.waitFor(() => expect(document.querySelector('form')).toBeNull(), SOON);
  expect(sent.map(({ body }) => [body['version'], body['file']])).toEqual([
    ['3', '通帳.pdf'],
    ['4', '通帳.pdf'],
  ]);
  expect(localStorage.length).toBe(0);
});

it('counts an account that arrived, though its reply got lost, as changed', async () => {
  fate = 'arrived';
  await send();
  await vi.waitFor(() => expect(document.querySelector('form')).toBeNull(), SOON);
  expect(localStorage.length).toBe(0);
});

it('says that nothing was sent where the payment has begun meanwhile', async () => {
  fate = 'closed';
  await send();
  await vi.waitFor(() => expect(alert()).toContain(ja.newAccount.unsent(ja.accountChange.none)), SOON);
  expect(JSON.stringify(localStorage)).toContain(NUMBER);
});

it('puts no digits of before over the blank once a transfer has come back again', async () => {
  const at = '2026-07-16T01:00:00.000Z';
  let failures = 1;
  await stop();
  stop = await serve(({ what }) => {
    const timeline = Array.from({ length: failures }, () => ({
      at,
      event: 'record_failed',
      label: '振込不能',
    }));
    const permittedEvents = [{ event: 'correct_account' as const, label: '口座の訂正', effect: '' }];
    const found = shown({
      state: 'account_correction',
      answers: { accountNumber: '•••567' },
      timeline,
      permittedEvents,
    });
    return what.endsWith(ID) ? [200, { data: found }] : [503, {}];
  });
  const number = () => document.querySelector<HTMLInputElement>('#accountNumber');
  const again = async (): Promise<void> => {
    app?.unmount();
    app = await open(NewAccountPage, `/cases/${ID}`, {
      route: '/cases/:id',
      props: (to) => ({ id: to.params['id'], event: 'correct_account' }),
    });
    await vi.waitFor(() => expect(number()).not.toBeNull(), SOON);
  };
  await again();
  type('accountNumber', '7654321');
  await again();
  expect(number()?.value).toBe('7654321');
  failures = 2;
  await again();
  expect(number()?.value).toBe('');
});
