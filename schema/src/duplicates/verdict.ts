/** 重複の判断 of one case of a set: it stands, it is the same as another, or it is another matter. */
export const DUPLICATE_VERDICTS = ['valid', 'duplicate', 'different'] as const;

/** One judgement. */
export type DuplicateVerdict = (typeof DUPLICATE_VERDICTS)[number];

/** 判断の名称. */
export const duplicateVerdictLabels: Readonly<Record<DuplicateVerdict, string>> = {
  valid: '有効（この申請を認める）',
  duplicate: '重複（ほかと同じ申請）',
  different: '別件（別の事業主・従業員の申請）',
};

/**
 * 組の結論: what the judgements of all cases of a set come to, null while one is missing. One duplicate makes the set a
 * duplicate; else all are different matters, or the set holds cases that stand beside each other.
 */
export function outcomeOfSet(verdicts: readonly (DuplicateVerdict | null)[]): DuplicateVerdict | null {
  if (verdicts.length === 0 || verdicts.includes(null)) return null;
  if (verdicts.includes('duplicate')) return 'duplicate';
  return verdicts.every((verdict) => verdict === 'different') ? 'different' : 'valid';
}

/** Why judgements cannot stand together, as a Japanese sentence; null when they can. */
export function verdictFault(verdicts: readonly DuplicateVerdict[]): string | null {
  // Of the same application one copy is judged; all of them being copies would leave none.
  return verdicts.length > 0 && verdicts.every((verdict) => verdict === 'duplicate')
    ? 'すべての申請を「重複」にはできません。残す申請を「有効」にしてください。'
    : null;
}
