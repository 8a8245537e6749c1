/**
 * Preloaded into directus-sync, which asks for everything at once and takes 429 Too Many Requests for an answer: a
 * request that the office's limiter turned away waits and is made again.
 */
import { setTimeout as pause } from 'node:timers/promises';

const TOO_MANY = 429;
/** The limiter counts by the second; half a minute of refusals is another trouble. */
const ATTEMPTS = 30;

const request = globalThis.fetch;

globalThis.fetch = async (...asked) => {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await request(...asked);
    if (answer.status !== TOO_MANY || attempt === ATTEMPTS) return answer;
    await answer.body?.cancel();
    const seconds = Number(answer.headers.get('retry-after') ?? '1');
    // Spread out, or all that waited would be turned away together again.
    await pause(1000 * Math.max(seconds, 1) * (0.5 + Math.random()));
  }
};
