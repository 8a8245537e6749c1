import { duplicateKeys, type KnownAnswers } from '@grant/schema';
import type { Unit } from '../work.ts';

/** 照合用の列: keys by which cases are compared, whatever way a name or address was written; null where one is not known. */
export function keysOf(
  application: KnownAnswers,
): Readonly<Record<'nameKey' | 'addressKey' | 'phoneKey' | 'employeeKey', string | null>> {
  const keys = duplicateKeys(application, { accountIndex: null, agent: null });
  const { nameKey, addressKey, phoneKey, employeeKey } = keys;
  return {
    nameKey: nameKey || null,
    addressKey: addressKey || null,
    phoneKey: phoneKey || null,
    employeeKey: employeeKey || null,
  };
}

// A corporation is known by its number; a sole owner by name, address and insurance office together.
function identityOf(application: KnownAnswers): { identity: string; where: object } | null {
  const corporateNumber = application.employerCorporateNumber;
  if (corporateNumber !== null)
    return { identity: corporateNumber, where: { corporate_number: corporateNumber } };
  const { nameKey: name, addressKey: address } = keysOf(application);
  const office = application.insuranceOfficeNumber;
  if (application.employerLegalForm !== 'sole_owner' || name === null || office === null) return null;
  return {
    identity: `${name}/${address ?? ''}/${office}`,
    where: { name_key: name, address_key: address, insurance_office_number: office },
  };
}

/**
 * 事業主の名寄せ: the employer of an application, found by its corporate number or, for a sole owner, by name, address
 * and insurance office together; else a new one. Null while a paper does not say who it is: nobody is taken for somebody
 * else. Practice employers and real ones never meet.
 */
export async function linkEmployer(
  unit: Unit,
  application: KnownAnswers,
  practice: boolean,
): Promise<string | null> {
  const known = identityOf(application);
  if (known === null || application.employerName === null) return null;
  // Two first applications of one employer at the same time must not make two employers.
  await unit.trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
    `grant.employer/${practice}/${known.identity}`,
  ]);
  const row: { id: string } | undefined = await unit
    .trx('employers')
    .where({ practice, ...known.where })
    .first<{ id: string } | undefined>('id');
  if (row !== undefined) return row.id;
  const { nameKey, addressKey } = keysOf(application);
  return unit.create('employers', {
    corporateNumber: application.employerCorporateNumber,
    name: application.employerName,
    nameKey,
    addressKey,
    insuranceOfficeNumber: application.insuranceOfficeNumber,
    practice,
  });
}
