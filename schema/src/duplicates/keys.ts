import type { GrantApplication } from '../application/application.ts';
import { emailKey } from '../identifiers/contact.ts';
import { addressKey } from '../names/address-key.ts';
import { corporateNameKey, nameKey, phoneKey } from '../names/keys.ts';

/** 照合用の鍵: what two cases are compared by. Never shown to people. */
export interface DuplicateKeys {
  readonly corporateNumber: string | null;
  readonly insuranceOfficeNumber: string;
  readonly nameKey: string;
  readonly representativeKey: string;
  readonly addressKey: string;
  readonly phoneKey: string;
  readonly mailKey: string;
  /** Insured number and child's birth date: one employee's leave for one child. Twins are one. */
  readonly employeeKey: string;
  /** Blind index of the bank account, made by the adapter; null when there is no account yet. */
  readonly accountIndex: string | null;
  /** User id of the agent (手続代行者); null when the employer files itself. */
  readonly agent: string | null;
}

/** What the adapter knows besides the application. */
export interface DuplicateFacts {
  readonly accountIndex: string | null;
  readonly agent: string | null;
}

/** 照合用の鍵の作成: normalised so that usual spellings of one name, address or number give one key. */
export function duplicateKeys(application: GrantApplication, facts: DuplicateFacts): DuplicateKeys {
  return {
    corporateNumber: application.employerCorporateNumber,
    insuranceOfficeNumber: application.insuranceOfficeNumber,
    nameKey: corporateNameKey(application.employerName).key,
    representativeKey: nameKey(application.representativeName),
    addressKey: addressKey(application.employerAddress),
    phoneKey: phoneKey(application.employerPhone),
    mailKey: emailKey(application.contactEmail),
    employeeKey: `${application.employeeInsuredNumber}/${application.childBirthOn}`,
    accountIndex: facts.accountIndex,
    agent: facts.agent,
  };
}
