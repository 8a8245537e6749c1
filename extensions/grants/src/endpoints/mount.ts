import {
  ACCOUNT_HEADER,
  parseShape,
  unwrap,
  verbNames,
  verbOf,
  type PublicSiteVerbName,
  type Verb,
  type VerbName,
  type VerbParsed,
} from '@grant/schema';
import type { NextFunction, Request, Response, Router } from 'express';
import { actorOf, requireDuty } from '../adapter/actor.ts';
import { now } from '../adapter/clock.ts';
import { answerOf } from '../adapter/http-refusal.ts';
import type { Accountability, Office } from '../adapter/ports.ts';
import { refused } from '../adapter/refused.ts';
import { endExpired } from '../adapter/store/mandates.ts';
import type { ActorVisit, Visit } from './visit.ts';

/** Whether a verb's handler knows an actor; those that anybody may call know none. */
type VisitKind<N extends VerbName> = N extends
  | PublicSiteVerbName
  | 'programme.show'
  | 'account.register'
  | 'account.verify'
  | 'account.requestReset'
  | 'account.reset'
  | 'banks.search'
  | 'branches.search'
  | 'postal.lookup'
  | 'openapi'
  | 'health'
  ? 'public'
  : 'personal';

/** What carries a verb out. The answer is checked against the verb's own shape before it leaves. */
export type Handlers = {
  readonly [N in VerbName]: (
    visit: VisitKind<N> extends 'public' ? Visit : ActorVisit,
    input: VerbParsed<N>,
  ) => unknown;
};

/** A handler without its own types; `mountVerb` checks duty and input before it is called. */
type AnyHandler = (visit: Visit | ActorVisit, input: never) => unknown;

/**
 * 操作の受付: mounts every verb of the table. For each: input parsed, actor read, duty checked, handled, output parsed,
 * refusals answered in one form; nothing may be cached.
 */
export function mountVerbs(router: Router, office: Office, handlers: Handlers): void {
  for (const name of verbNames) mountVerb(router, office, verbOf(name), handlers[name] as AnyHandler);
}

function mountVerb(router: Router, office: Office, verb: Verb, handler: AnyHandler): void {
  const serve = (request: Request, response: Response, next: NextFunction) => {
    answer(office, verb, handler, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy(error instanceof Error ? error : undefined);
      else next(answerOf(error, office.logger));
    });
  };
  if (verb.method === 'GET') router.get(verb.path, serve);
  else router.post(verb.path, serve);
}

async function answer(
  office: Office,
  verb: Verb,
  handler: AnyHandler,
  request: Request,
  response: Response,
): Promise<void> {
  response.setHeader('Cache-Control', 'no-store');
  const visit: Visit = { office, request, response, moment: now() };
  const personal = verb.duties === 'public' ? visit : await admit(visit, verb);
  const result = await handler(personal, inputOf(verb, request) as never);
  if (response.headersSent || response.writableEnded) return;
  if (verb.answers !== 'json') throw new Error(`${verb.path} answered without its file`);
  const output = verb.output.parse(result ?? {});
  // The description is read by tools that expect the document itself; everything else comes as Directus' answers do.
  response.json(verb.path === '/openapi.json' ? output : { data: output });
}

async function admit(visit: Visit, verb: Verb): Promise<ActorVisit> {
  const { accountability } = visit.request as Request & { accountability?: Accountability };
  const actor = await actorOf(visit.office, accountability);
  // Tabs share one session: a page that one person opened must not act for the next who signed in beside it. Links and
  // scripts name nobody.
  const believed = visit.request.get(ACCOUNT_HEADER);
  if (believed !== undefined && believed !== actor.id) refused('OTHER_ACCOUNT', {});
  if (typeof verb.duties !== 'string') requireDuty(actor, verb.duties, verb.summary);
  // What has run out is over before its agent does anything else.
  if (actor.duties.has('agent')) await endExpired(visit.office, actor.id);
  return { ...visit, actor };
}

// Path, query and body are one object to a verb. Of an upload the fields stand inside the body, which the handler reads.
function inputOf(verb: Verb, request: Request): unknown {
  if (verb.upload) return undefined;
  const body: unknown = verb.method === 'GET' ? request.query : (request.body ?? {});
  const rest = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
  return unwrap(parseShape(verb.input, { ...rest, ...request.params }));
}
