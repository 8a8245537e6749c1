import type { z } from 'zod';
import { accountVerbs } from './account.ts';
import { agencyVerbs } from './agency.ts';
import { applicantVerbs } from './applicant.ts';
import { fundVerbs } from './funds.ts';
import { faqVerbs } from './faqs.ts';
import { inquiryVerbs } from './inquiries.ts';
import { deskVerbs } from './desk.ts';
import { intakeVerbs } from './intake.ts';
import { listVerbs } from './lists.ts';
import { doubtVerbs } from './doubt.ts';
import { rosterVerbs } from './rosters.ts';
import { messageVerbs } from './messages.ts';
import { moneyVerbs } from './money.ts';
import { paymentVerbs } from './payments.ts';
import { publicVerbs } from './public.ts';
import { publicSiteVerbs } from './public-site.ts';
import { afterDecisionVerbs } from './after-decision.ts';
import { staffVerbs } from './staff.ts';
import { postVerbs } from './post.ts';
import { correctionVerbs } from './corrections.ts';
import { scanVerbs } from './scans.ts';
import { practiceVerbs } from './practice.ts';
import type { Verb } from './verb.ts';

/** 操作の一覧: every verb by name. Endpoint, client and document all come from here. */
export const verbs = {
  ...publicVerbs,
  ...publicSiteVerbs,
  ...accountVerbs,
  ...applicantVerbs,
  ...agencyVerbs,
  ...messageVerbs,
  ...intakeVerbs,
  ...listVerbs,
  ...inquiryVerbs,
  ...faqVerbs,
  ...scanVerbs,
  ...postVerbs,
  ...correctionVerbs,
  ...staffVerbs,
  ...afterDecisionVerbs,
  ...deskVerbs,
  ...doubtVerbs,
  ...practiceVerbs,
  ...rosterVerbs,
  ...moneyVerbs,
  ...fundVerbs,
  ...paymentVerbs,
};

/** Name of a verb. */
export type VerbName = keyof typeof verbs;

/** Name of a verb of the public pages; anybody may call it. */
export type PublicSiteVerbName = keyof typeof publicSiteVerbs;

/** What a caller passes. */
export type VerbInput<N extends VerbName> = z.input<(typeof verbs)[N]['input']>;

/** What an endpoint works with, parsed. */
export type VerbParsed<N extends VerbName> = z.output<(typeof verbs)[N]['input']>;

/** What a verb answers with. */
export type VerbOutput<N extends VerbName> = z.output<(typeof verbs)[N]['output']>;

/** Names of all verbs, fixed paths before paths with parameters, so that `/batches/payable` is not taken for an id. */
export const verbNames: readonly VerbName[] = (Object.keys(verbs) as VerbName[]).toSorted(
  (left, right) => verbs[left].path.split(':').length - verbs[right].path.split(':').length,
);

/** A verb by name, without its own types; for code that treats all verbs alike. */
export function verbOf(name: VerbName): Verb {
  return verbs[name];
}
