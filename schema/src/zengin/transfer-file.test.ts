import { describe, expect, it } from 'vitest';
import { yen } from '../yen.ts';
import { duplicateTransfers } from './transfer-file.ts';
import { aTransfer } from './example.ts';

describe('duplicateTransfers 重複の疑い', () => {
  it('groups the same account with the same amount, and nothing else', () => {
    const other = [
      aTransfer({ amountYen: yen(1) }),
      aTransfer({ bankCode: '0129' }),
      aTransfer({ branchCode: '002' }),
      aTransfer({ accountType: '2' }),
      aTransfer({ accountNumber: '0000001' }),
    ];
    expect(duplicateTransfers([aTransfer(), ...other])).toEqual([]);
    expect(duplicateTransfers([aTransfer(), ...other, aTransfer({ payeeName: 'A' }), aTransfer()])).toEqual([
      [1, 7, 8],
    ]);
  });
});
