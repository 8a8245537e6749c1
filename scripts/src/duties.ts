/** The duties that are Directus policies and roles, with the ids that snapshots/ids.json fixes for good. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DUTIES, type Duty } from '@grant/schema';
import { z } from 'zod';
import { ROOT } from './environment.ts';

/** A duty a person can sign in with; `system` acts in jobs only. */
export type PersonDuty = Exclude<Duty, 'system'>;

/** Duties people hold, in the order of the duty table. */
export const personDuties = DUTIES.filter((duty): duty is PersonDuty => duty !== 'system');

// Loose: the file also names the policy that all staff share, which is no duty.
const byDuty = z.looseRecord(z.enum(personDuties), z.uuid());
const idsShape = z.object({ policies: byDuty, roles: byDuty });
const ids = idsShape.parse(JSON.parse(readFileSync(path.join(ROOT, 'snapshots', 'ids.json'), 'utf8')));

/** Policy of each duty. */
export const policyIds: Readonly<Record<PersonDuty, string>> = ids.policies;

/** Role a person of this duty holds. */
export const roleIds: Readonly<Record<PersonDuty, string>> = ids.roles;
