import { isQuestionKey, type QuestionKey } from '@grant/schema';
import type { CallFailure } from '../api/failure.ts';

/** An answer that the server does not take: its question, the place in it, and the sentence that says what to do. */
export interface Held {
  readonly key: QuestionKey;
  readonly path: string;
  readonly message: string;
}

const ANSWERS = 'answers.';

/** The answers that the refusal of a save speaks of; none where it speaks of something else. */
export function heldBack({ code, facts }: CallFailure): Held[] {
  const faults: unknown = facts['faults'];
  if (code !== 'INVALID_INPUT' || !Array.isArray(faults)) return [];
  return (faults as readonly { path?: unknown; message?: unknown }[]).flatMap(({ path, message }) => {
    if (typeof path !== 'string' || typeof message !== 'string' || !path.startsWith(ANSWERS)) return [];
    const place = path.slice(ANSWERS.length);
    const key = place.split('.')[0] ?? '';
    return isQuestionKey(key) ? [{ key, path: place, message }] : [];
  });
}
