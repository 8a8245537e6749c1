import { randomUUID } from 'node:crypto';
import { createError, isDirectusError, type DirectusError } from '@directus/errors';
import { isRefusalError, refuse, statusOf, type Facts, type Refusal } from '@grant/schema';
import { constraintRefusal } from './constraint.ts';
import type { Logger } from './ports.ts';

/** 拒否の HTTP 形: Directus answers `{errors:[{message, extensions:{code, facts}}]}` with the refusal's own status. */
export function directusErrorOf(refusal: Refusal): DirectusError<{ facts: Facts }> {
  const Refused = createError<{ facts: Facts }>(refusal.code, () => refusal.message, statusOf(refusal));
  return new Refused({ facts: refusal.facts });
}

// What Directus itself says when a person may not see or do something.
function ofDirectus(error: { code: string }): Refusal | null {
  if (error.code === 'FORBIDDEN') return refuse('FORBIDDEN', { act: 'この操作' });
  return null;
}

/**
 * Anything a verb may throw, as the error Directus answers with. What is not a refusal is logged under a reference
 * and answered with that reference alone: no message, no SQL, no stack leaves the house.
 */
export function answerOf(error: unknown, logger: Logger): DirectusError<{ facts: Facts }> {
  if (isRefusalError(error)) return directusErrorOf(error.refusal);
  const known =
    constraintRefusal(error) ?? (isDirectusError(error) ? ofDirectus(error as { code: string }) : null);
  if (known !== null) return directusErrorOf(known);
  const reference = randomUUID().slice(0, 8);
  logger.error({ err: error, reference }, 'a verb failed');
  return directusErrorOf(refuse('INTERNAL', { reference }));
}
