import { duplicateKeys, type DuplicateKeys, type GrantApplication } from '@grant/schema';
import type { Unit } from '../work.ts';

/** 照合用の列: keys by which cases are compared, whatever way a name or address was written. */
export function keysOf(
  application: GrantApplication,
): Pick<DuplicateKeys, 'nameKey' | 'addressKey' | 'phoneKey' | 'employeeKey'> {
  const { nameKey, addressKey, phoneKey, employeeKey } = duplicateKeys(application, {
    accountIndex: null,
    agent: null,
  });
  return { nameKey, addressKey, phoneKey, employeeKey };
}

/**
 * 事業主の名寄せ: the employer of an application, found by its corporate number or, for a sole owner, by name, address
 * and insurance office together; else a new one. Practice employers and real ones never meet.
 */
export async function linkEmployer(
  unit: Unit,
  application: GrantApplication,
  practice: boolean,
): Promise<string> {
  const { nameKey: name, addressKey: address } = keysOf(application);
  const corporateNumber = application.employerCorporateNumber;
  const identity = corporateNumber ?? `${name}/${address}/${application.insuranceOfficeNumber}`;
  // Two first applications of one employer at the same time must not make two employers.
  await unit.trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
    `grant.employer/${practice}/${identity}`,
  ]);
  const where =
    corporateNumber === null
      ? { name_key: name, address_key: address, insurance_office_number: application.insuranceOfficeNumber }
      : { corporate_number: corporateNumber };
  const known: { id: string } | undefined = await unit
    .trx('employers')
    .where({ practice, ...where })
    .first<{ id: string } | undefined>('id');
  if (known !== undefined) return known.id;
  return unit.create('employers', {
    corporateNumber,
    name: application.employerName,
    nameKey: name,
    addressKey: address,
    insuranceOfficeNumber: application.insuranceOfficeNumber,
    practice,
  });
}
