import { parseCivilDate, type CivilDate } from '../civil-date.ts';
import { accept, reject, type Result } from '../refusal.ts';
import { yen } from '../yen.ts';
import type { BankProfile } from './bank-profile.ts';
import { textOf } from './charset.ts';
import { DATA, DATA_WITH_EDI, HEADER, type Field } from './layout.ts';
import { rawRecords } from './records.ts';
import type { Transfer, TransferFile, TransferHeader } from './transfer-file.ts';
import { fieldsOf, namedText } from './field-check.ts';
import { validateTransferBytes } from './validate.ts';

function written(bytes: Uint8Array, fields: readonly Field[], name: string): string {
  return namedText(bytes, fields, name).trimEnd();
}

function headerOf(bytes: Uint8Array, transferDate: CivilDate): TransferHeader {
  const of = (name: string) => written(bytes, HEADER, name);
  return {
    consignorCode: of('consignorCode'),
    consignorName: of('consignorName'),
    transferDate,
    bankCode: of('bankCode'),
    bankName: of('bankName'),
    branchCode: of('branchCode'),
    branchName: of('branchName'),
    // Validation has accepted only the values of the layout's choices.
    accountType: of('accountType') as TransferHeader['accountType'],
    accountNumber: of('accountNumber'),
  };
}

const NO_CODE = '0000000000';

function transferOf(bytes: Uint8Array): Transfer {
  const fields = fieldsOf(bytes) === DATA_WITH_EDI ? DATA_WITH_EDI : DATA;
  const of = (name: string) => written(bytes, fields, name);
  const codes =
    fields === DATA
      ? { customerCode1: of('customerCode1') || NO_CODE, customerCode2: of('customerCode2') || NO_CODE }
      : { customerCode1: NO_CODE, customerCode2: NO_CODE, edi: of('edi') };
  return {
    bankCode: of('bankCode'),
    bankName: of('bankName'),
    branchCode: of('branchCode'),
    branchName: of('branchName'),
    // Validation has accepted only the values of the layout's choices.
    accountType: of('accountType') as Transfer['accountType'],
    accountNumber: of('accountNumber'),
    payeeName: of('payeeName'),
    amountYen: yen(Number(of('amountYen'))),
    newCode: of('newCode') as Transfer['newCode'],
    ...codes,
  };
}

/**
 * 総合振込ファイルの読取り: header and transfers of a faultless file, which is all that was written but for the names that
 * the profile leaves blank (`carriedBy`). The file has no year, so the caller names the year
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
  for (const { bytes: record } of rawRecords(bytes, profile.separator, () => undefined)) {
    const type = textOf(record.subarray(0, 1));
    if (type === '1') {
      const date = parseCivilDate(`${transferYear}${written(record, HEADER, 'transferMonthDay')}`);
      if (!date.ok) return date;
      header = headerOf(record, date.value);
    }
    if (type === '2') transfers.push(transferOf(record));
  }
  // A faultless file begins with its header.
  return accept({ header: header as TransferHeader, transfers });
}
