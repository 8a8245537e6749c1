import { answersOfSelfCheck, answersSchema, type Answers, type SelfCheck } from '@grant/schema';
import { CARRIED_KEY as KEY, LIFE_MS } from '../composables/pendingKeys.ts';

/** 引継ぎ: keeps the answers in this browser until the sign-in; where storage is barred, nothing is carried. */
export function keepCarried(given: SelfCheck, now: number): boolean {
  try {
    localStorage.setItem(
      KEY,
      JSON.stringify({ until: now + LIFE_MS.person, answers: answersOfSelfCheck(given) }),
    );
    return true;
  } catch {
    return false;
  }
}

/** The answers that wait here, or null. */
export function readCarried(now: number): Answers | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (typeof found !== 'object' || found === null) return null;
    if (!('answers' in found) || !('until' in found)) return null;
    const parsed = answersSchema.safeParse(found.answers);
    if (parsed.success && Number(found.until) >= now) return parsed.data;
    dropCarried();
    return null;
  } catch {
    return null;
  }
}

/** Forgets them. */
export function dropCarried(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept where storage is barred.
  }
}
