import { z } from 'zod';
import { civilDateSchema } from '../../answer-shapes.ts';
import { refusalGroundSchema } from '../../eligibility/refusal-grounds.ts';
import { EVENTS } from '../../lifecycle/events.ts';
import { STATES } from '../../lifecycle/states.ts';

/** Identifier of a record: uuid. */
export const idSchema = z.uuid();

/** A moment, ISO 8601. */
export const instantSchema = z.string().max(40);

/** A day in Japan, `YYYY-MM-DD`. */
export const daySchema = civilDateSchema;

/** Whole yen. */
export const amountSchema = z.number().int();

/** Counts the changes of a record; an act names the version it saw. */
export const versionSchema = z.number().int().min(0);

/** 理由: required, bounded. */
export const reasonSchema = z.string().trim().min(1).max(1000);

/** 不支給の理由: the requirement that was not met, and why; the notice prints the requirement in words. */
export const refusalReasonSchema = z.strictObject({
  requirement: refusalGroundSchema,
  text: reasonSchema,
});

/** 案件の状態. */
export const stateSchema = z.enum(STATES);

/** Nothing to say. */
export const nothing = z.object({});

/** A note that may be empty. */
export const noteSchema = z.string().max(2000);

/** Chosen once by the caller, so that a repeated request does nothing twice. */
export const idempotencyKeySchema = z.string().regex(/^[\w-]{8,80}$/u);

/** An act that may be offered as a button. */
export const permittedEventSchema = z.object({
  event: z.enum(EVENTS),
  label: z.string(),
  effect: z.string(),
});

/** A file's bytes; the body is not JSON. */
export const bytesSchema = z.string().meta({ format: 'binary' });

/** One event of a case, for the applicant: no names of staff. */
export const publicEventSchema = z.object({ at: instantSchema, event: z.string(), label: z.string() });

/** 経過のうち段階でないもの: something that happened around a case and moved nothing. */
export const alongsideSchema = z.object({
  /** Instant; a JST date where only the day is known. */
  at: z.string(),
  label: z.string(),
  actorName: z.string(),
  note: z.string().nullable(),
});

/** One event of a case, for staff. */
export const staffEventSchema = publicEventSchema.extend({
  actorName: z.string(),
  duty: z.string(),
  reason: z.string().nullable(),
  /** What the event says besides, in Japanese: for example the days of an envelope, before and after. */
  detail: z.string().nullable(),
});

/** 到着日・消印日 of an envelope; a postmark that cannot be read is null. */
export const postalDaysSchema = z.object({ arrivedOn: daySchema, postmarkOn: daySchema.nullable() });
