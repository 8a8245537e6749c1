/**
 * サーバー側の入口: what Directus loads. Runs as TypeScript, without a build.
 */
import type { Router } from 'express';
import type { Office } from './adapter/ports.ts';
import { handlers } from './endpoints/handlers.ts';
import { mountVerb, mountVerbs, type AnyHandler } from './endpoints/mount.ts';
import { receivePapers, receiveVerb } from './endpoints/review/receive.ts';
import { registerCase, registerVerb } from './endpoints/review/register.ts';
import { entry } from './hooks/entry.ts';
import { fences } from './hooks/fences.ts';
import { headers } from './hooks/headers.ts';
import { jobs } from './hooks/jobs.ts';
import { mailSubjects } from './hooks/mail-subjects.ts';
import { portal } from './hooks/portal.ts';
import type { Registry } from './hooks/registry.ts';
import { secondFactor } from './hooks/second-factor.ts';
import { signInLog } from './hooks/sign-in-log.ts';

// One hook, not one per subject: an extension's parts can be switched off one by one in Studio, and a fence must not be.
function office(registry: Registry, context: Office): void {
  fences(registry);
  entry(registry, context);
  mailSubjects(registry);
  headers(registry);
  portal(registry, context);
  secondFactor(registry, context);
  signInLog(registry, context);
  jobs(registry, context);
}

function verbs(router: Router, context: Office): void {
  mountVerbs(router, context, handlers);
  mountVerb(router, context, receiveVerb, receivePapers as AnyHandler);
  mountVerb(router, context, registerVerb, registerCase as AnyHandler);
}

export const hooks = [{ name: 'grants-office', config: office }];
export const endpoints = [{ name: 'grants', config: verbs }];
export const operations = [];
