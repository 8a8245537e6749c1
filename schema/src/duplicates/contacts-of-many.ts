import type { DuplicateKeys } from './keys.ts';

/**
 * So many other employers with one telephone number or mail address, and it is no longer anybody's own: an agent who is not
 * named, a tax accountant, the office of a building. The suspicion signals still name it.
 */
export const COMMON_EMPLOYERS_MIN = 3;

/** Telephone numbers and mail address under which a case can be reached. */
export function contactsOf({ phoneKey, contactPhoneKey, mailKey }: DuplicateKeys): readonly string[] {
  return [...new Set([phoneKey, contactPhoneKey, mailKey])].filter((contact) => contact !== '');
}

// Without a number an employer is its name; spelled otherwise it counts twice, and the number is then common a little sooner.
const employerOf = (keys: DuplicateKeys): string => keys.corporateNumber ?? keys.nameKey;

/**
 * 多くの事業主に共通の連絡先: contacts of this case that stand on the cases of at least `COMMON_EMPLOYERS_MIN` other
 * employers, or are those of an agent, who files for many. What is common says nothing of two cases being one.
 *
 * @param others every case with one of these contacts
 * @param ofAgents contacts that the register knows as an agent's
 */
export function commonContacts(
  own: DuplicateKeys,
  others: readonly DuplicateKeys[],
  ofAgents: readonly string[],
): ReadonlySet<string> {
  const employers = new Map(contactsOf(own).map((contact) => [contact, new Set<string>()]));
  for (const other of others) {
    if (employerOf(other) === employerOf(own)) continue;
    for (const contact of contactsOf(other)) employers.get(contact)?.add(employerOf(other));
  }
  return new Set([
    ...ofAgents,
    ...[...employers].flatMap(([contact, of]) => (of.size >= COMMON_EMPLOYERS_MIN ? [contact] : [])),
  ]);
}
