import { account } from './ja/account.ts';
import { agencyTexts } from './ja/agency.ts';
import { caseTexts } from './ja/case.ts';
import { form } from './ja/form.ts';
import { home } from './ja/home.ts';
import { securityTexts } from './ja/security.ts';
import { site } from './ja/site.ts';

/** 画面の文言: every sentence of the portal except the refusals, whose sentences live with their codes. */
export const ja = {
  ...site,
  ...account,
  form,
  home,
  ...caseTexts,
  ...agencyTexts,
  ...securityTexts,
} as const;
