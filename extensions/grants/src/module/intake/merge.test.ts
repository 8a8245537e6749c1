import { describe, expect, it } from 'vitest';
import { mergeTyping } from './merge.ts';

describe('mergeTyping', () => {
  const base = { employerName: '株式会社あおば', employerPhone: '0286990001' };

  it('keeps what each of two people typed, and says it in the words of the form', () => {
    const mine = { ...base, representativeName: '訂正 太郎' };
    const theirs = { ...base, employerPhone: '0286990002' };
    const found = mergeTyping(base, mine, theirs);
    expect(found.merged).toMatchObject({
      employerName: '株式会社あおば',
      employerPhone: '0286990002',
      representativeName: '訂正 太郎',
    });
    expect(found.changes).toEqual([{ label: '電話番号', before: '0286990001', after: '0286990002' }]);
    expect(found.mine).toEqual([{ label: '代表者の氏名', value: '訂正 太郎' }]);
  });

  it('keeps what was typed here where both changed one answer, an emptied one too', () => {
    const theirs = { ...base, employerName: '株式会社わかば', employerPhone: '0286990002' };
    const mine = { employerName: '株式会社みずき', employerPhone: '' };
    expect(mergeTyping(base, mine, theirs).merged).toEqual(mine);
  });

  it('compares rows as they stand', () => {
    const rows = { leavePeriods: [{ kind: 'childcare', startOn: '2026-05-01' }] };
    const found = mergeTyping({ ...base, ...rows }, { ...base, ...structuredClone(rows) }, { ...base });
    expect(found.mine).toEqual([]);
    expect(found.changes).toHaveLength(1);
    expect(found.merged).toEqual(base);
  });
});
