// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nextTick, type App, type Component } from 'vue';
import type { Router } from 'vue-router';
import CaseWorkbench from '../interfaces/case-workbench/CaseWorkbench.vue';
import FaqDesk from '../interfaces/faq-desk/FaqDesk.vue';
import PostalAnswer from '../module/intake/PostalAnswer.vue';
import RosterDesk from '../module/rosters/RosterDesk.vue';
import ScanSplit from '../module/scans/ScanSplit.vue';
import { answering, onPage, type TestOffice } from './office-for-tests.ts';

const member = {
  verdict: null,
  reason: null,
  state: 'in_review',
  columns: {},
  employerName: '株式会社けやき',
};
const finding = {
  id: 'f1',
  rule: 'leave_length',
  article: '第3条',
  title: '休業の日数',
  verdict: 'to_check',
  requirement: '1か月以上',
  found: '29日',
  facts: {},
  mark: null,
  markNote: null,
  markVersion: 0,
  markedByName: null,
  evidence: null,
};
const workbench = {
  version: 1,
  case: {
    id: 'a',
    channel: 'online',
    state: 'in_review',
    stateLabel: '審査中',
    labels: {},
    postalDays: null,
  },
  permittedEvents: [{ event: 'recommend', label: '上申', effect: '' }],
  judgement: { verdict: 'to_check', amount: null, findings: [finding], facts: {} },
  duplicates: [
    {
      id: 'd1',
      state: 'open',
      strength: 'exact',
      score: 1,
      ruleLabel: '法人番号',
      agreed: [],
      reason: null,
      mayReopen: false,
      reopenings: [],
      members: [
        { ...member, applicationId: 'a', receiptNumber: 'R8-0001' },
        { ...member, applicationId: 'b', receiptNumber: 'R8-0002' },
      ],
    },
  ],
  late: { doubt: null, bars: [], awards: [], papers: [], owed: false, looks: [], mayLook: false },
  attachments: [],
  letters: [],
  fixes: [],
  timeline: [],
  alongside: [],
  topUps: [],
  claims: [],
  listsNewer: false,
  papersNewer: false,
  correctionDueOn: null,
  reachedByMail: true,
  awards: [],
  awardsNewer: [],
  corrections: [],
  suspicions: [],
  signals: [],
  readings: null,
  earlierAwardsListed: true,
  decision: null,
  payments: [],
  readsMessages: true,
  wait: null,
};
const data: Readonly<Record<string, unknown>> = {
  'GET /grants/cases/a': workbench,
  'GET /grants/threads/a': { messages: [], canWrite: true },
  'GET /grants/applications/a': {
    receiptNumber: 'R8-0001',
    stateLabel: '補正依頼中',
    state: 'correction_requested',
    channel: 'post',
    answers: {},
    attachments: [],
    correction: {
      id: 'c1',
      requestedAt: '2026-07-01T00:00:00Z',
      dueOn: '2026-07-15',
      items: [
        { id: 'i1', targetKind: 'field', target: 'employerPhone', label: '電話番号', reason: '', file: null },
      ],
    },
  },
  'GET /grants/scans/a': {
    originalName: '郵便.pdf',
    pages: 2,
    state: 'waiting',
    unread: [],
    parts: [{ from: 1, to: 2, receiptNumber: null }],
  },
  'GET /grants/rosters?state=open': {
    imports: [],
    matches: [
      {
        id: 'm1',
        listLabel: '処分事業者',
        state: 'open',
        score: null,
        columns: [],
        decidedAt: null,
        listed: { name: 'けやき', corporateNumber: null, address: null, more: '' },
        employer: { name: '株式会社けやき', corporateNumber: null, address: null, more: '' },
      },
    ],
  },
  'GET /grants/desk/faqs/a': {
    version: 1,
    liveVersion: null,
    published: null,
    state: 'in_review',
    stateLabel: '県の確認中',
    question: '様式はどこですか。',
    answer: 'サイトにあります。',
    reviewOn: '2027-03-31',
    reviewDue: false,
    mayReview: true,
    moves: [],
    reviews: [],
  },
};

let office: TestOffice;
let app: App;
let router: Router;
let questions: number;
beforeEach(async () => {
  questions = 0;
  window.confirm = () => {
    questions += 1;
    return false;
  };
  office = await answering((what) => ({ data: data[what] ?? {} }));
});
afterEach(async () => {
  app.unmount();
  await office.stop();
});

async function found(selector: string): Promise<HTMLElement> {
  await expect.poll(() => document.querySelector(selector)).not.toBeNull();
  const one = document.querySelector<HTMLElement>(selector);
  if (one === null) throw new Error(`no ${selector}`);
  return one;
}
async function leave(): Promise<{ at: string; questions: number; reload: boolean }> {
  const reload = !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  await router.push('/elsewhere');
  return { at: router.currentRoute.value.path, questions, reload };
}

const press = async (selector: string): Promise<void> => {
  (await found(selector)).click();
  await nextTick();
};
const type = async (selector: string): Promise<void> => {
  const field = (await found(selector)) as HTMLInputElement;
  field.value = '書きかけ';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await nextTick();
};
const because = async (selector: string): Promise<void> => {
  await press(selector);
  await type('#reason-i1');
};
const of = (screen: Component, props: Record<string, unknown>) => ({ screen, props });
const bench = of(CaseWorkbench, { primaryKey: 'a' });

describe('a page on which something is typed', () => {
  it.each([
    ['the reason of a duplicate', bench, '#reason-d1-b', type],
    ['the verdict of a duplicate', bench, 'input[name="verdict-d1-b"]', press],
    ['a message to the applicant', bench, '#message-a', type],
    ['an answer that came by post', of(PostalAnswer, { id: 'a' }), 'input[value="unneeded"]', because],
    ['a cut in a scan', of(ScanSplit, { id: 'a' }), 'button.plain', press],
    ['the reason of a match', of(RosterDesk, {}), '#why-m1', type],
    ['an opinion on a question', of(FaqDesk, { primaryKey: 'a' }), '#faq-comment', type],
  ])('asks before it is left: %s', async (_, { screen, props }, selector, act) => {
    ({ app, router } = await onPage(screen, props));
    await found(selector);
    expect(!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))).toBe(false);
    await act(selector);
    await expect(leave()).resolves.toEqual({ at: '/here', questions: 1, reload: true });
  });

  it('asks once for all that is typed, and not where there is nothing', async () => {
    ({ app, router } = await onPage(bench.screen, bench.props));
    await type('#message-a');
    await type('#reason-d1-b');
    await press('.finding .marks button');
    await type('.finding .note input');
    await expect(leave()).resolves.toMatchObject({ at: '/here', questions: 1 });
    app.unmount();
    ({ app, router } = await onPage(bench.screen, bench.props));
    await found('#message-a');
    await expect(leave()).resolves.toEqual({ at: '/elsewhere', questions: 1, reload: false });
  });
});

it('opens the cases beside it in a tab of their own', async () => {
  ({ app, router } = await onPage(bench.screen, bench.props));
  const link = await found('a[href="/admin/content/applications/b"]');
  expect([link.getAttribute('target'), link.textContent]).toEqual(['_blank', 'R8-0002（新しいタブ）']);
});
