import type { Request } from 'express';
import { z } from 'zod';

/** ログインの有効時間: seconds left and whole length, by the clock that Directus itself goes by. */
export interface SessionTime {
  readonly secondsLeft: number;
  readonly seconds: number;
}

const claims = z.object({ iat: z.number(), exp: z.number() });

/**
 * How long the session of a request still lasts, read from its token, which Directus has verified before; null for a
 * token without an end. Not the office's clock: a practice office on another day has sessions of today.
 */
export function sessionTimeOf(request: Request): SessionTime | null {
  const { token } = request as Request & { token?: string | null };
  const body = token?.split('.')[1];
  if (body === undefined) return null;
  try {
    const { iat, exp } = claims.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
    return { secondsLeft: Math.max(0, Math.floor(exp - Date.now() / 1000)), seconds: exp - iat };
  } catch {
    return null;
  }
}
