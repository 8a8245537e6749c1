import { describe, expect, it } from 'vitest';
import { civilDate } from '../civil-date.ts';
import { readResultList } from './result-list.ts';

const SENT = [
  { paymentId: 'a', serial: 1, amountYen: 200_000, payeeKana: 'ｶ)ﾄﾁｷﾞ' },
  { paymentId: 'b', serial: 2, amountYen: 500_000, payeeKana: 'ｶ)ｻﾝﾌﾟﾙ' },
];
const HEAD = ['支払番号', '受取人名', '金額（円）', '結果', '日付', '理由', '手数料'];
const PAID = ['1', 'ｶ)ﾄﾁｷﾞ', '200,000', '振込済', '', '', ''];
const FAILED = ['2', 'ｶ)ｻﾝﾌﾟﾙ', '500000円', '振込不能', '2026-07-17', '口座なし', '660'];
const read = (...rows: readonly (readonly string[])[]) => {
  const result = readResultList(rows, SENT, civilDate('2026-07-15'));
  if (result.ok) return result.value;
  const { line, column } = result.refusal.facts as { line: number; column: string };
  return [result.refusal.code, line, column];
};
/** The row with another cell under a heading. */
const having = (row: readonly string[], heading: string, cell: string) =>
  row.map((was, place) => (HEAD[place] === heading ? cell : was));

describe('振込結果一覧の読取り readResultList', () => {
  it('reads what was paid on the transfer date and what came back, with day, reason and lost fee', () => {
    expect(read(['振込結果一覧'], HEAD, PAID, FAILED)).toEqual([
      { paymentId: 'a', outcome: 'paid', on: '2026-07-15' },
      { paymentId: 'b', outcome: 'failed', on: '2026-07-17', reason: '口座なし', feeLost: 660 },
    ]);
  });

  it('does not take the running number of a list for the number of the payment', () => {
    const rows = [
      ['番号', ...HEAD],
      ['2', ...PAID],
    ];
    expect(read(...rows)).toEqual([{ paymentId: 'a', outcome: 'paid', on: '2026-07-15' }]);
  });

  it.each(['カ）トチギ', 'ｶ) ﾄﾁｷﾞ', '株式会社とちぎ', ''])(
    'takes 「%s」 for the payee it was sent to',
    (name) => {
      expect(read(HEAD, having(PAID, '受取人名', name))).toHaveLength(1);
    },
  );

  it('names both headings when it cannot choose', () => {
    const result = readResultList(
      [
        [...HEAD, '状態'],
        [...PAID, '返却'],
      ],
      SENT,
      civilDate('2026-07-15'),
    );
    expect(JSON.stringify(result)).toContain('「結果」「状態」');
  });

  it('leaves a transfer waiting that the list does not name, and takes no fee for none', () => {
    expect(read(HEAD, having(FAILED, '手数料', ''))).toEqual([
      { paymentId: 'b', outcome: 'failed', on: '2026-07-17', reason: '口座なし', feeLost: 0 },
    ]);
  });

  it.each<[string, readonly (readonly string[])[], readonly [number, string]]>([
    ['no heading', [PAID], [0, '']],
    ['no lines', [HEAD], [0, '']],
    ['the running number of its lines', [['番号', ...HEAD.slice(1)], PAID], [0, '']],
    [
      'two numbers to choose from',
      [
        [...HEAD, '顧客コード1'],
        [...PAID, '2'],
      ],
      [1, '支払番号'],
    ],
    [
      'two outcomes to choose from',
      [['振込結果一覧'], [...HEAD, '処理結果'], [...PAID, '返却']],
      [2, '結果'],
    ],
    ['a number nobody waits for', [HEAD, having(PAID, '支払番号', '3')], [2, '支払番号']],
    ['no number', [HEAD, having(PAID, '支払番号', '')], [2, '支払番号']],
    ['another amount', [HEAD, PAID, having(FAILED, '金額（円）', '500001')], [3, '金額']],
    ['another payee', [HEAD, PAID, having(FAILED, '受取人名', 'ｶ)ﾄﾁｷﾞ')], [3, '受取人名']],
    ['an amount in words', [HEAD, having(PAID, '金額（円）', '二十万')], [2, '金額']],
    ['a word nobody agreed on', [HEAD, having(PAID, '結果', '受付済')], [2, '結果']],
    ['a word that means no more than accepted', [HEAD, having(PAID, '結果', '処理済')], [2, '結果']],
    ['a word that means no more than done', [HEAD, having(PAID, '結果', '完了')], [2, '結果']],
    ['no outcome', [HEAD, having(PAID, '結果', '')], [2, '結果']],
    ['a day that is none', [HEAD, having(PAID, '日付', '2026-02-30')], [2, '日付']],
    ['a return without its day', [HEAD, PAID, having(FAILED, '日付', '')], [3, '日付']],
    ['a return without its reason', [HEAD, PAID, having(FAILED, '理由', '')], [3, '理由']],
    ['a reason without end', [HEAD, having(FAILED, '理由', '長'.repeat(201))], [2, '理由']],
    ['a fee in words', [HEAD, having(FAILED, '手数料', '無料')], [2, '手数料']],
    ['a fee that is none', [HEAD, having(FAILED, '手数料', '10001')], [2, '手数料']],
    ['a number twice', [HEAD, PAID, PAID], [3, '支払番号']],
  ])('refuses %s by line and column', (_name, rows, [line, column]) => {
    expect(read(...rows)).toEqual(['RESULT_LIST_FAULT', line, column]);
  });
});
