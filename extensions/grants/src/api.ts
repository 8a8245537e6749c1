/**
 * サーバー側の入口: what Directus loads, joined with all it imports into `server/api.js` (`vite.server.config.ts`).
 */
import type { Router } from 'express';
import type { Office } from './adapter/ports.ts';
import { handlers } from './endpoints/handlers.ts';
import { mountVerbs } from './endpoints/mount.ts';
import { administratorReads } from './hooks/administrator-reads.ts';
import { closedDoors } from './hooks/closed-doors.ts';
import { bars } from './hooks/bars.ts';
import { entry } from './hooks/entry.ts';
import { fences } from './hooks/fences.ts';
import { firstPages } from './hooks/first-page.ts';
import { headers } from './hooks/headers.ts';
import { jobs } from './hooks/jobs.ts';
import { systemMails } from './hooks/system-mails.ts';
import { oneAccount } from './hooks/one-account.ts';
import { paperDoor } from './hooks/paper-door.ts';
import { people } from './hooks/people.ts';
import { portal } from './hooks/portal.ts';
import { practiceMarks } from './hooks/practice-marks.ts';
import { programmeVersions } from './hooks/programme-versions.ts';
import type { Registry } from './hooks/registry.ts';
import { inquiryDue } from './hooks/inquiries.ts';
import { informationRequests } from './hooks/requests.ts';
import { secondFactor } from './hooks/second-factor.ts';
import { signInLog } from './hooks/sign-in-log.ts';

// One hook, not one per subject: an extension's parts can be switched off one by one in Studio, and a fence must not be.
function office(registry: Registry, context: Office): void {
  fences(registry);
  entry(registry, context);
  informationRequests(registry, context);
  inquiryDue(registry, context);
  programmeVersions(registry);
  bars(registry, context);
  practiceMarks(registry, context);
  people(registry);
  firstPages(registry, context);
  systemMails(registry);
  headers(registry);
  portal(registry, context);
  oneAccount(registry);
  secondFactor(registry, context);
  closedDoors(registry);
  paperDoor(registry, context);
  administratorReads(registry, context);
  signInLog(registry, context);
  jobs(registry, context);
}

function verbs(router: Router, context: Office): void {
  mountVerbs(router, context, handlers);
}

export const hooks = [{ name: 'grants-office', config: office }];
export const endpoints = [{ name: 'grants', config: verbs }];
export const operations = [];
