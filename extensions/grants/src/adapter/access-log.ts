import type { AccessAction } from '@grant/schema';
import type { Knex } from 'knex';
import { now } from './clock.ts';

/** One reading of protected data, or one use of power without a person. */
export interface Access {
  readonly actor: string | null;
  readonly action: AccessAction;
  readonly collection: string;
  readonly id: string | null;
  readonly purpose: string;
}

/** 閲覧記録: writes who read what and why. The table is append-only; the database chains the rows. */
export async function recordAccess(database: Knex, access: Access): Promise<void> {
  await database('access_log').insert({
    actor: access.actor,
    action: access.action,
    target_collection: access.collection,
    target_id: access.id,
    purpose: access.purpose,
    at: now().at,
  });
}
