import { refused } from '../adapter/refused.ts';

/** 回数の制限: how many times one address may try a door that costs a mail or tests a password. */
const WINDOW_MS = 60_000;
const ATTEMPTS_MAX = 20;

const attempts = new Map<string, { count: number; until: number }>();

/**
 * Counts one attempt of an address. One process counts for itself; the proxy and Directus' own limiter stand in front.
 * @throws TOO_MANY_REQUESTS beyond 20 in a minute.
 */
export function countAttempt(door: string, ip: string, now: number): void {
  for (const [key, entry] of attempts) if (entry.until <= now) attempts.delete(key);
  const key = `${door} ${ip}`;
  const entry = attempts.get(key) ?? { count: 0, until: now + WINDOW_MS };
  entry.count += 1;
  attempts.set(key, entry);
  if (entry.count > ATTEMPTS_MAX)
    refused('TOO_MANY_REQUESTS', { retryAfterSeconds: Math.ceil((entry.until - now) / 1000) });
}
