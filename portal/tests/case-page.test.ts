import { civilDate, defaultProgramme, type VerbOutput } from '@grant/schema';
import { afterEach, expect, it, vi } from 'vitest';
import type { App } from 'vue';
import { useProgramme } from '../src/composables/useProgramme.ts';
import { ja } from '../src/locales/ja.ts';
import CasePage from '../src/pages/CasePage.vue';
import { open, serve, shown } from './page.ts';

const SOON = { timeout: 50_000 };
let app: App | undefined;
let stop: () => Promise<void>;
afterEach(async () => {
  app?.unmount();
  await stop();
});

const programme: VerbOutput<'programme.show'> = {
  figures: { ...defaultProgramme },
  version: 1,
  phase: 'open',
  receptionOpen: true,
  emergencyClosed: false,
  emergencyNotice: null,
  deskOpen: true,
  practice: true,
  now: '2026-09-01T10:00:00+09:00',
};

type Found = VerbOutput<'application.show'>;

async function read(payment: Found['payment'], fixes: Found['fixes'] = []): Promise<string> {
  const found = shown({
    state: 'payable',
    receiptNumber: 'R-1',
    submittedAt: '2026-07-01T01:00:00.000Z',
    decision: {
      kind: 'grant',
      number: '男育第1号',
      amount: 300_000,
      decidedAt: '2026-07-15T01:00:00.000Z',
      reasons: [],
    },
    payment,
    fixes,
    answers: { bankCode: '0129', branchCode: '100' },
  });
  const pace = { toDecision: null, toPayment: { median: 80, eightyPercent: 100 } };
  stop = await serve(({ what }) => {
    if (what.endsWith('/programme')) return [200, { data: programme }];
    if (what.endsWith('/banks?query=0129'))
      return [
        200,
        { data: { banks: [{ code: '0129', name: '足利銀行', kana: 'ｱｼｶｶﾞ' }], asOf: '2026-08-24' } },
      ];
    if (what.endsWith('/banks/0129/branches?query=100'))
      return [200, { data: { branches: [{ code: '100', name: '本店', kana: 'ﾎﾝﾃﾝ' }], asOf: '2026-08-24' } }];
    return [200, { data: what.endsWith('/pace') ? pace : found }];
  });
  await useProgramme().again();
  app = await open(CasePage, `/cases/${found.id}`, { route: '/cases/:id' });
  await vi.waitFor(() => expect(document.querySelector('#decision-title')).not.toBeNull(), SOON);
  await vi.waitFor(() => expect(document.querySelector('.now')?.textContent).toContain('R-1'), SOON);
  return document.body.textContent;
}

it('names the planned day of a transfer that is under way', async () => {
  expect(await read({ state: 'sealed', transferOn: civilDate('2026-09-10') })).toContain(
    '振込予定日 2026年9月10日',
  );
});

it('plans no day that has failed, and says when the next transfer may be expected', async () => {
  const text = await read({ state: 'failed', transferOn: civilDate('2026-08-10') });
  expect(text).not.toContain('振込予定日');
  expect(text).toContain(ja.status.transferFailed('2026年8月10日'));
  await vi.waitFor(() => expect(document.body.textContent).toContain('振込の時期の目安'), SOON);
});

it('names bank and branch beside their codes, so that they can be checked against the passbook', async () => {
  await read(null);
  await vi.waitFor(() => expect(document.body.textContent).toContain('足利銀行（0129）'), SOON);
  expect(document.body.textContent).toContain('本店（100）');
});

it('tells what the office put right, with what was sent before, and nothing of the kind where nothing was', async () => {
  const fix = {
    label: '従業員の氏名',
    before: '青木 次朗',
    after: '青木 次郎',
    at: '2026-07-02T16:00:00.000Z',
  };
  await read(null, [fix]);
  const told = document.querySelector('[aria-labelledby="fixes-title"]')?.textContent ?? '';
  for (const part of [ja.status.fix.lead, '従業員の氏名', '青木 次朗', '青木 次郎', '2026年7月3日'])
    expect(told).toContain(part);
  app?.unmount();
  await stop();
  await read(null);
  expect(document.querySelector('[aria-labelledby="fixes-title"]')).toBeNull();
});
