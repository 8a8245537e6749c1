import { civilDate, defaultProgramme, selfCheck, type SelfCheck } from '@grant/schema';
import { afterEach, expect, it, vi } from 'vitest';
import type { App } from 'vue';
import SelfCheckResult from '../src/components/SelfCheckResult.vue';
import { selfCheckTexts } from '../src/locales/ja/public/selfCheck.ts';
import { open } from './page.ts';

const SOON = { timeout: 50_000 };
const given: SelfCheck = {
  legalForm: 'company',
  regularEmployees: 45,
  industry: null,
  capital: null,
  worksInPrefecture: true,
  insured: true,
  childBirthOn: civilDate('2026-05-20'),
  leavePeriods: [
    {
      kind: 'childcare',
      startOn: civilDate('2026-06-01'),
      endOn: civilDate('2026-06-30'),
      workedDays: 0,
    },
  ],
  returnOn: civilDate('2026-07-01'),
  originalPost: true,
  supporterRegistered: true,
  measures: ['training', 'consultation'],
  informed: true,
  firstOneMonth: true,
  firstThreeMonths: null,
  awardedThisYear: false,
  papers: [],
};
const today = civilDate('2026-07-15');
let app: App | undefined;
afterEach(() => app?.unmount());

it.each([
  ['eligible', {}, selfCheckTexts.result.amount],
  ['ineligible', { awardedThisYear: true }, selfCheckTexts.result.amountIf],
] as const)(
  'heads the amount of an outlook that is %s by what it stands for',
  async (verdict, changes, title) => {
    const answers = { ...given, ...changes };
    const result = selfCheck(answers, defaultProgramme, today);
    expect(result.verdict).toBe(verdict);
    app = await open(SelfCheckResult, '/page', {
      props: () => ({ result, given: answers, programme: defaultProgramme, today }),
    });
    await vi.waitFor(() => expect(document.querySelector('#check-amount')?.textContent).toBe(title), SOON);
  },
);
