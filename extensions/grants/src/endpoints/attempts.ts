import { refused } from '../adapter/refused.ts';

/** 回数の制限: how many times one address may try a door that costs a mail or tests a password. */
const USUAL = { windowMs: 60_000, max: 20 } as const;

const attempts = new Map<string, { count: number; until: number }>();

/**
 * Counts one attempt of an address. One process counts for itself; the proxy and Directus' own limiter stand in front.
 * @throws TOO_MANY_REQUESTS beyond 20 in a minute, or beyond the terms of the door.
 */
export function countAttempt(
  door: string,
  ip: string,
  now: number,
  { windowMs, max }: { readonly windowMs: number; readonly max: number } = USUAL,
): void {
  for (const [key, entry] of attempts) if (entry.until <= now) attempts.delete(key);
  const key = `${door} ${ip}`;
  const entry = attempts.get(key) ?? { count: 0, until: now + windowMs };
  entry.count += 1;
  attempts.set(key, entry);
  if (entry.count > max)
    refused('TOO_MANY_REQUESTS', { retryAfterSeconds: Math.ceil((entry.until - now) / 1000) });
}
