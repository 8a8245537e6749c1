import { site } from '../locales/ja/site.ts';
import { asFailure, CallFailure, failureOf, networkFailure } from './failure.ts';

/** Longest wait for an answer, in milliseconds. */
const PATIENCE_MS = 30_000;

async function post(
  path: string,
  body: unknown,
  failure: (status: number, answer: unknown) => CallFailure = signInFailure,
): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch {
    throw networkFailure();
  }
  const text = await response.text();
  const answer: unknown = text === '' ? null : readJson(text);
  if (!response.ok) throw failure(response.status, answer);
  return answer;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function codeOf(answer: unknown): unknown {
  const errors = (answer as { errors?: { extensions?: { code?: unknown } }[] } | null)?.errors;
  return Array.isArray(errors) ? errors[0]?.extensions?.code : undefined;
}

function signInFailure(status: number, answer: unknown): CallFailure {
  const code = codeOf(answer);
  if (code === 'INVALID_OTP')
    return new CallFailure('refused', site.failure.otpWrong, undefined, { otp: true });
  if (code === 'USER_SUSPENDED') return new CallFailure('refused', site.failure.suspended);
  if (status === 401 || code === 'INVALID_CREDENTIALS' || status === 400) {
    return new CallFailure('refused', site.failure.wrongPassword);
  }
  return failureOf(status, answer);
}

/** Opens a session; the token is an HttpOnly cookie that no script sees. `otp` only where it is switched on. */
export async function openSession(email: string, password: string, otp?: string): Promise<void> {
  await post('/auth/login', { email, password, mode: 'session', ...(otp ? { otp } : {}) });
}

/** Prolongs the session by its whole length; the old cookie is replaced. */
export async function extendSession(): Promise<void> {
  await post('/auth/refresh', { mode: 'session' });
}

/** What is refused for want of a session is as good as signed out; 400 is said where no cookie came at all. */
function signOutFailure(status: number, answer: unknown): CallFailure {
  return failureOf(status === 400 ? 401 : status, answer);
}

/** Ends the session; the cookie is dead at once. Throws `CallFailure` where the session may live on. */
export async function closeSession(): Promise<void> {
  try {
    await post('/auth/logout', { mode: 'session' }, signOutFailure);
  } catch (error) {
    if (asFailure(error).cause !== 'session') throw error;
  }
}
