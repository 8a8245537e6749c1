import {
  answersSchema,
  isMaskedNumber,
  maskAccountNumber,
  type Answers,
  type QuestionKey,
} from '@grant/schema';

/** One field that both this browser and somebody else changed. */
export interface Conflict {
  readonly key: QuestionKey;
  readonly mine: Answers[QuestionKey];
  readonly theirs: Answers[QuestionKey];
}

// The server tells only the last digits of an account number: typed in full here, they are the same number.
function masked(value: unknown): unknown {
  return typeof value === 'string' && value !== '' && !isMaskedNumber(value)
    ? maskAccountNumber(value)
    : value;
}

function same(left: unknown, right: unknown): boolean {
  const hidden = [left, right].some((one) => typeof one === 'string' && isMaskedNumber(one));
  if (hidden) return masked(left) === masked(right);
  return JSON.stringify(left ?? '') === JSON.stringify(right ?? '');
}

/**
 * Lays unsent answers over what the server holds now. A field is in conflict when the server's value is neither what
 * it was when typing began (`base`) nor what was typed; everything else goes together without a question.
 */
export function rebase(mine: Answers, base: Answers, theirs: Answers): Conflict[] {
  return (Object.keys(mine) as QuestionKey[]).flatMap((key) =>
    same(theirs[key], base[key]) || same(theirs[key], mine[key])
      ? []
      : [{ key, mine: mine[key], theirs: theirs[key] }],
  );
}

/** Revision and answers of the server out of the facts of a STALE_VERSION refusal, or null when it sent none. */
export function serverStateOf(
  facts: Readonly<Record<string, unknown>>,
): { revision: number; answers: Answers } | null {
  const { revision } = facts;
  const parsed = answersSchema.safeParse(facts['answers']);
  return typeof revision === 'number' && parsed.success ? { revision, answers: parsed.data } : null;
}
