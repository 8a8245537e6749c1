/** 同じ内容: which of several cases say the same of one answer. */

/** One answer as one case gives it, and with whom it agrees. */
export interface SharedValue {
  readonly value: string | null;
  /** Number of the group of cases that say this, from 0 in the order of the table; null where nobody else says it. */
  readonly group: number | null;
}

/**
 * Groups the cases of a set by what they say of one answer. A set holds whatever each of its cases shares with one other,
 * so that two of three may agree where the third does not.
 * @param values what each case says, in the order of the table; what is not known agrees with nothing
 */
export function sharedValues(values: readonly (string | null)[]): SharedValue[] {
  const known = values.filter((value): value is string => value !== null && value !== '');
  const shared = [...new Set(known.filter((value, index) => known.indexOf(value) !== index))];
  const inOrder = shared.toSorted((a, b) => known.indexOf(a) - known.indexOf(b));
  return values.map((value) => {
    const group = value === null ? -1 : inOrder.indexOf(value);
    return { value, group: group < 0 ? null : group };
  });
}

/** Whether every case says the same. */
export function isShared(values: readonly { readonly group: number | null }[]): boolean {
  return values.every(({ group }) => group === 0);
}
