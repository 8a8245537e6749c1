import type { Request, Response } from 'express';
import type { Actor } from '../adapter/actor.ts';
import type { Moment } from '../adapter/clock.ts';
import type { Office } from '../adapter/ports.ts';
import { refused } from '../adapter/refused.ts';

/** 訪問: one call of a verb that anyone may make. */
export interface Visit {
  readonly office: Office;
  readonly request: Request;
  readonly response: Response;
  readonly moment: Moment;
}

/** One call of a verb by a signed-in person who holds one of its duties. */
export interface ActorVisit extends Visit {
  readonly actor: Actor;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An id from the path. NOT_FOUND for `what` when it is none: a guess learns nothing. */
export function idOf(visit: Visit, name: string, what: string): string {
  const value = visit.request.params[name] ?? '';
  if (!UUID.test(value)) refused('NOT_FOUND', { what });
  return value.toLowerCase();
}
