/**
 * What the bundle adds to the admin app. Screens only: every change they make goes through a verb of the server.
 */
import waitingDays from './displays/waiting-days/index.ts';
import batchWorkbench from './interfaces/batch-workbench/index.ts';
import caseWorkbench from './interfaces/case-workbench/index.ts';
import faqDesk from './interfaces/faq-desk/index.ts';
import mandateDesk from './interfaces/mandate-desk/index.ts';
import payments from './module/index.ts';
import funds from './module/funds/index.ts';
import calls from './module/calls/index.ts';
import corrections from './module/corrections/index.ts';
import doubt from './module/doubt/index.ts';
import paymentCheck from './module/payment-check/index.ts';
import intake from './module/intake/index.ts';
import lists from './module/lists/index.ts';
import queues from './module/queues/index.ts';
import practice from './module/practice/index.ts';
import rosters from './module/rosters/index.ts';

export const interfaces = [caseWorkbench, batchWorkbench, mandateDesk, faqDesk];
export const modules = [
  queues,
  payments,
  paymentCheck,
  funds,
  intake,
  calls,
  corrections,
  lists,
  rosters,
  doubt,
  practice,
];
export const displays = [waitingDays];
export const layouts = [];
export const panels = [];
export const themes = [];
export const operations = [];
