import { describe, expect, it } from 'vitest';
import { changesBetween } from './changes.ts';
import type { Workbench } from './types.ts';

const read = (
  answers: object,
  duplicates: readonly object[] = [],
  suspicions: readonly object[] = [],
): Workbench =>
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
    duplicates,
    suspicions,
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

  it('says what was added and proposed of a suspicion, and what the prefecture instructed', () => {
    const one = {
      id: 'a',
      kindLabel: '二重の申請',
      stateLabel: '調査中',
      notes: [],
      proposal: null,
      prefectureAnswer: null,
    };
    const proposal = { outcome: 'cleared', reason: '原本と合う。', byName: '決裁 花子', at: '' };
    const notes = [{ seq: 3, facts: '電話があった。', byName: '受付 一郎' }];
    const now = { ...one, notes, proposal, prefectureAnswer: '2026-07-14　振込を止めること。' };
    expect(changesBetween(read({}, [], [one]), read({}, [], [one]))).toEqual([]);
    expect(changesBetween(read({}, [], [one]), read({}, [], [now]))).toEqual([
      {
        label: '不正疑義: 二重の申請',
        before: '調査中',
        after:
          '調査中\n続報：電話があった。　受付 一郎\n結論の提案：疑いなし　原本と合う。　決裁 花子\n県の指示：2026-07-14　振込を止めること。',
      },
    ]);
  });

  it('names who is judged in a set of duplicates by now, and leaves out a set that is as it was', () => {
    const set = (verdict: string | null, reason: string | null) => ({
      id: 'a',
      ...{ ruleLabel: '電話番号が同じ', strength: 'likely', score: 0.6, agreed: ['電話番号'] },
      members: [
        { receiptNumber: 'R-1', verdict, reason },
        { receiptNumber: 'R-2', verdict: null, reason: null },
      ],
    });
    const before = read({}, [set(null, null)]);
    expect(changesBetween(before, before)).toEqual([]);
    expect(changesBetween(before, read({}, [set('different', '別の法人である。')]))).toEqual([
      {
        label: '重複の確認: 電話番号が同じ',
        before: '未判断',
        after: 'R-1：別件（別の事業主・従業員の申請）　別の法人である。',
      },
    ]);
    const account = { ruleLabel: '振込口座が同じ', strength: 'exact', score: 1, agreed: ['振込口座'] };
    expect(changesBetween(before, read({}, [{ ...set(null, null), ...account }]))).toEqual([
      {
        label: '重複の疑いの内容',
        before: '類似 60点　電話番号が同じ（照合：電話番号）\nR-1、R-2',
        after: '一致　振込口座が同じ（照合：振込口座）\nR-1、R-2',
      },
    ]);
  });
});
