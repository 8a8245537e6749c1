import type { DuplicateMatch, DuplicateRule } from './compare.ts';
import type { DuplicateKeys } from './keys.ts';

/** What a set says two cases have in common. `values` are tokens that tell equality; older sets hold none. */
export interface KnownMatch {
  readonly rule: DuplicateRule;
  readonly columns?: readonly string[];
  readonly values?: readonly string[];
}

/** A match with the values by which it is known again, where its rule asks for the very same value. */
export type ValuedMatch = DuplicateMatch & { readonly values: readonly string[] };

const phones = (keys: DuplicateKeys): readonly string[] => [keys.phoneKey, keys.contactPhoneKey];

const VALUES: Partial<Record<DuplicateRule, (keys: DuplicateKeys) => readonly (string | null)[]>> = {
  corporate_number: (keys) => [keys.corporateNumber],
  employee_child: (keys) => [keys.employeeKey],
  insurance_office: (keys) => [keys.insuranceOfficeNumber],
  account: (keys) => [keys.accountIndex],
  phone: phones,
  mail: (keys) => [keys.mailKey],
};

/** The numbers and addresses that two cases share under a rule; none where the rule looks at likeness. Symmetric. */
export function sharedValues(rule: DuplicateRule, left: DuplicateKeys, right: DuplicateKeys): string[] {
  const of = VALUES[rule];
  if (of === undefined) return [];
  const theirs = of(right);
  const shared = of(left).filter(
    (value): value is string => value !== null && value !== '' && theirs.includes(value),
  );
  return [...new Set(shared)].toSorted();
}

// What was kept without them covers everything: nobody can tell any more what it said.
function covered(
  wanted: readonly string[] | undefined,
  known: readonly (readonly string[] | undefined)[],
): boolean {
  return (wanted ?? []).every((one) => known.some((list) => list === undefined || list.includes(one)));
}

/**
 * 新しい一致: of what two cases have in common, what nobody has seen yet: another rule, a column that did not agree under it,
 * or another value. A later edit opens a settled pair again only for these; what was judged stays judged.
 */
export function newMatches<Match extends DuplicateMatch & KnownMatch>(
  found: readonly Match[],
  known: readonly KnownMatch[],
): Match[] {
  return found.filter((match) => {
    const same = known.filter((one) => one.rule === match.rule);
    return !(
      same.length > 0 &&
      covered(
        match.columns,
        same.map((one) => one.columns),
      ) &&
      covered(
        match.values,
        same.map((one) => one.values),
      )
    );
  });
}
