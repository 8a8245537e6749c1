import {
  comparePrincipal,
  principalFindings,
  principalInWords,
  sameIdentity,
  type Finding,
  type KnownAnswers,
  type NamedEmployer,
  type Principal,
} from '@grant/schema';
import type { Knex } from 'knex';
import { refused } from './refused.ts';
import type { CaseRecord } from './store/cases.ts';
import { mandateById, principalOfMandate } from './store/mandates.ts';

/** 委任者 of a case; null where its employer acts for itself, and by post, where there is only the paper. */
export async function principalOf(
  database: Knex,
  { mandate: id }: Pick<CaseRecord, 'mandate'>,
): Promise<Principal | null> {
  const mandate = id === null ? undefined : await mandateById(database, id);
  return mandate === undefined ? null : principalOfMandate(mandate);
}

/**
 * Refuses what would make a case another employer's than its mandate's.
 * @throws OTHER_PRINCIPAL
 */
export async function requirePrincipal(
  database: Knex,
  current: Pick<CaseRecord, 'mandate'>,
  employer: NamedEmployer,
): Promise<void> {
  const principal = await principalOf(database, current);
  if (principal !== null && comparePrincipal(principal, employer) === 'other')
    refused('OTHER_PRINCIPAL', { principal: principalInWords(principal) });
}

/** The same of a change to a filed case. One filed before this was asked may be put right in everything that tells nobody apart. */
export async function requirePrincipalOfChange(
  database: Knex,
  current: CaseRecord,
  application: KnownAnswers,
): Promise<void> {
  if (!sameIdentity(current, application)) await requirePrincipal(database, current, application);
}

/** 委任者の照合 of a case, among its findings. */
export async function principalFindingsOf(
  database: Knex,
  current: Pick<CaseRecord, 'mandate'>,
  application: KnownAnswers,
): Promise<Finding[]> {
  const principal = await principalOf(database, current);
  return principal === null ? [] : principalFindings(principal, application);
}
