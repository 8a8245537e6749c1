import { parseCivilDate, type CivilDate } from '../civil-date.ts';
import { accept, reject, type Result } from '../refusal.ts';
import { yen } from '../yen.ts';
import type { BankProfile } from './bank-profile.ts';
import { DATA_WITH_EDI, HEADER, type Field } from './layout.ts';
import { rawRecords } from './records.ts';
import type { Transfer, TransferFile, TransferHeader } from './transfer-file.ts';
import { fieldsOf, fieldText } from './field-check.ts';
import { validateTransferBytes } from './validate.ts';

function valuesOf(bytes: Uint8Array, fields: readonly Field[]): Readonly<Record<string, string>> {
  return Object.fromEntries(fields.map((row) => [row.name, fieldText(bytes, row).trimEnd()]));
}

function headerOf(bytes: Uint8Array, transferDate: CivilDate): TransferHeader {
  const {
    consignorCode = '',
    consignorName = '',
    bankCode = '',
    bankName = '',
    ...rest
  } = valuesOf(bytes, HEADER);
  const { branchCode = '', branchName = '', accountType, accountNumber = '' } = rest;
  return {
    consignorCode,
    consignorName,
    transferDate,
    bankCode,
    bankName,
    branchCode,
    branchName,
    // Validation has accepted only the values of the layout's choices.
    accountType: accountType as TransferHeader['accountType'],
    accountNumber,
  };
}

const NO_CODE = '0000000000';

function transferOf(bytes: Uint8Array, fields: readonly Field[]): Transfer {
  const values = valuesOf(bytes, fields);
  const {
    bankCode = '',
    bankName = '',
    branchCode = '',
    branchName = '',
    accountNumber = '',
    payeeName = '',
  } = values;
  const same = { bankCode, bankName, branchCode, branchName, accountNumber, payeeName };
  const { customerCode1 = NO_CODE, customerCode2 = NO_CODE, edi = '' } = values;
  return {
    ...same,
    // Validation has accepted only the values of the layout's choices.
    accountType: values['accountType'] as Transfer['accountType'],
    newCode: values['newCode'] as Transfer['newCode'],
    amountYen: yen(Number(values['amountYen'])),
    customerCode1,
    customerCode2,
    ...(fields === DATA_WITH_EDI ? { edi } : {}),
  };
}

/**
 * 総合振込ファイルの読取り: header and transfers of a faultless file. The file has no year, so the caller names the year
 * of the transfer date; a day that year does not have is refused. A faulty file is refused with its first fault
 * (ZENGIN_FILE_FAULTY); `validateTransferBytes` lists them all.
 */
export function decodeTransferFile(
  bytes: Uint8Array,
  profile: BankProfile,
  transferYear: number,
): Result<TransferFile> {
  const faults = validateTransferBytes(bytes, profile);
  const [first] = faults;
  if (first !== undefined) {
    const { line, column, code, message } = first;
    return reject('ZENGIN_FILE_FAULTY', {
      line,
      column,
      fault: code,
      sentence: message,
      count: faults.length,
    });
  }
  let header: TransferHeader | undefined;
  const transfers: Transfer[] = [];
  for (const record of rawRecords(bytes, profile.separator, () => undefined)) {
    const fields = fieldsOf(record.bytes) ?? [];
    const { recordType, transferMonthDay = '' } = valuesOf(record.bytes, fields);
    if (recordType === '1') {
      const date = parseCivilDate(`${transferYear}${transferMonthDay}`);
      if (!date.ok) return date;
      header = headerOf(record.bytes, date.value);
    }
    if (recordType === '2') transfers.push(transferOf(record.bytes, fields));
  }
  return header === undefined ? reject('ZENGIN_NO_TRANSFERS', {}) : accept({ header, transfers });
}
