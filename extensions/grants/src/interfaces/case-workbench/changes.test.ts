import { describe, expect, it } from 'vitest';
import { changesBetween } from './changes.ts';
import type { Workbench } from './types.ts';

const read = (answers: object): Workbench =>
  ({
    case: {
      labels: { returnedToOriginalPost: '', capital: '' },
      assignedToName: null,
      stateLabel: '審査中',
      measures: [],
      leavePeriods: [],
      ...answers,
    },
    timeline: [],
    judgement: null,
  }) as unknown as Workbench;

describe('what another person changed', () => {
  it('is said in words: no code of a choice, no bare figure', () => {
    const period = { kind: 'childcare', startOn: '2026-01-05', endOn: '2026-03-31', workedDays: 0 };
    const before = read({ returnedToOriginalPost: 'no', capital: 5_000_000, leavePeriods: [period] });
    const moved = { ...period, kind: 'at_birth', endOn: '2026-02-01' };
    const after = read({ returnedToOriginalPost: 'yes', capital: 10_000_000, leavePeriods: [moved] });
    expect(changesBetween(before, after).map((one) => [one.before, one.after])).toEqual([
      ['いいえ', 'はい'],
      ['5,000,000円', '10,000,000円'],
      [
        '育児休業　令和8年1月5日から令和8年3月31日まで',
        '出生時育児休業（産後パパ育休）　令和8年1月5日から令和8年2月1日まで',
      ],
    ]);
  });
});
