import type { KnownAnswers } from '../application/gaps.ts';
import { emailKey } from '../identifiers/contact.ts';
import { addressKey } from '../names/address-key.ts';
import { corporateNameKey, nameKey, phoneKey } from '../names/keys.ts';

/** 照合用の鍵: what two cases are compared by. Never shown to people. */
export interface DuplicateKeys {
  readonly corporateNumber: string | null;
  readonly insuranceOfficeNumber: string;
  readonly nameKey: string;
  /** Reading of the name, without its corporate word. */
  readonly nameKanaKey: string;
  readonly representativeKey: string;
  readonly addressKey: string;
  readonly phoneKey: string;
  /** Of whoever answers for the application: often the agent's own. */
  readonly contactPhoneKey: string;
  readonly mailKey: string;
  /** Insured number and child's birth date: one employee's leave for one child. Twins are one. */
  readonly employeeKey: string;
  readonly insuredNumber: string;
  readonly employeeNameKey: string;
  readonly employeeKanaKey: string;
  readonly employeeBirthOn: string;
  readonly childBirthOn: string;
  /** Blind index of the bank account, made by the adapter; null when there is no account yet. */
  readonly accountIndex: string | null;
  /** Who files for the employer (手続代行者), the same in both channels; null when the employer files itself. */
  readonly agent: string | null;
}

/** What the adapter knows besides the application. */
export interface DuplicateFacts {
  readonly accountIndex: string | null;
  readonly agent: string | null;
}

/**
 * 照合用の鍵の作成: normalised so that usual spellings of one name, address or number give one key. What is not known gives
 * an empty key, and an empty key agrees with nothing.
 */
export function duplicateKeys(application: KnownAnswers, facts: DuplicateFacts): DuplicateKeys {
  const { employeeInsuredNumber, childBirthOn } = application;
  return {
    corporateNumber: application.employerCorporateNumber,
    insuranceOfficeNumber: application.insuranceOfficeNumber ?? '',
    nameKey: corporateNameKey(application.employerName ?? '').key,
    nameKanaKey: corporateNameKey(application.employerNameKana ?? '').key,
    representativeKey: nameKey(application.representativeName ?? ''),
    addressKey: addressKey(application.employerAddress ?? ''),
    phoneKey: phoneKey(application.employerPhone ?? ''),
    contactPhoneKey: phoneKey(application.contactPhone ?? ''),
    mailKey: emailKey(application.contactEmail ?? ''),
    employeeKey:
      employeeInsuredNumber === null || childBirthOn === null
        ? ''
        : `${employeeInsuredNumber}/${childBirthOn}`,
    insuredNumber: employeeInsuredNumber ?? '',
    employeeNameKey: nameKey(application.employeeName ?? ''),
    employeeKanaKey: nameKey(application.employeeNameKana ?? ''),
    employeeBirthOn: application.employeeBirthOn ?? '',
    childBirthOn: childBirthOn ?? '',
    accountIndex: facts.accountIndex,
    agent: facts.agent,
  };
}

/** A stored case as far as it is compared: its key columns and the answers beside them; postal cases may lack any. */
export interface ComparedRecord {
  readonly agent: string | null;
  readonly employerCorporateNumber: string | null;
  readonly insuranceOfficeNumber: string | null;
  readonly nameKey: string | null;
  readonly employerNameKana: string | null;
  readonly representativeName: string | null;
  readonly addressKey: string | null;
  readonly phoneKey: string | null;
  readonly contactPhone: string | null;
  readonly contactEmail: string | null;
  readonly employeeKey: string | null;
  readonly employeeInsuredNumber: string | null;
  readonly employeeName: string | null;
  readonly employeeNameKana: string | null;
  /** JST dates. */
  readonly employeeBirthOn: string | null;
  readonly childBirthOn: string | null;
  readonly numberIndex: string | null;
}

/** 照合用の鍵 of a stored case, the same as when it was filed. */
export function recordedKeys(record: ComparedRecord): DuplicateKeys {
  return {
    corporateNumber: record.employerCorporateNumber,
    insuranceOfficeNumber: record.insuranceOfficeNumber ?? '',
    nameKey: record.nameKey ?? '',
    nameKanaKey: corporateNameKey(record.employerNameKana ?? '').key,
    representativeKey: nameKey(record.representativeName ?? ''),
    addressKey: record.addressKey ?? '',
    phoneKey: record.phoneKey ?? '',
    contactPhoneKey: phoneKey(record.contactPhone ?? ''),
    mailKey: emailKey(record.contactEmail ?? ''),
    employeeKey: record.employeeKey ?? '',
    insuredNumber: record.employeeInsuredNumber ?? '',
    employeeNameKey: nameKey(record.employeeName ?? ''),
    employeeKanaKey: nameKey(record.employeeNameKana ?? ''),
    employeeBirthOn: record.employeeBirthOn ?? '',
    childBirthOn: record.childBirthOn ?? '',
    accountIndex: record.numberIndex,
    agent: record.agent,
  };
}
