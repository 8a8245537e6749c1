import { createHash } from 'node:crypto';
import type { Office } from '../adapter/ports.ts';
import { refused } from '../adapter/refused.ts';

/** 回数の制限: how many times one address may try a door that costs a mail or tests a password. */
const USUAL = { windowMs: 60_000, max: 20 } as const;

/**
 * Counts one attempt of an address in the database, by its clock, so that all processes of the office count together.
 * @throws TOO_MANY_REQUESTS beyond 20 in a minute, or beyond the terms of the door.
 */
export async function countAttempt(
  office: Office,
  door: string,
  ip: string,
  { windowMs, max }: { readonly windowMs: number; readonly max: number } = USUAL,
): Promise<void> {
  const who = createHash('sha256').update(ip).digest('base64url');
  const answer = await office.database.raw<{ rows: { count: number; wait: number }[] }>(
    `insert into door_attempts as kept (door, who, count, until)
       values (?, ?, 1, now() + make_interval(secs => ?))
     on conflict (door, who) do update set
       count = case when kept.until <= now() then 1 else kept.count + 1 end,
       until = case when kept.until <= now() then excluded.until else kept.until end
     returning count, ceil(extract(epoch from until - now()))::int as wait`,
    [door, who, windowMs / 1000],
  );
  const [entry] = answer.rows;
  if (entry === undefined) return;
  // Each first attempt clears away what is over, so that the table never grows.
  if (entry.count === 1) await office.database('door_attempts').whereRaw('until <= now()').delete();
  if (entry.count > max) refused('TOO_MANY_REQUESTS', { retryAfterSeconds: entry.wait });
}
