import { describe, expect, it } from 'vitest';
import { civilDate } from '../civil-date.ts';
import { unwrap } from '../refusal.ts';
import { readStatement } from './statement.ts';

const today = civilDate('2026-07-16');
const head = ['お取引日', 'お取扱内容', 'お引出し（円）', 'お預入れ（円）', '差引残高'];
const rows = [
  ['2026/07/01', '振込 トチギケン', '', '1,000,000', '1,000,000'],
  ['2026年7月15日', '総合振込', '700000', '', '300,000'],
  ['20260715', '組戻', '', '￥200,000', '500000円'],
];

function faultOf(table: readonly (readonly string[])[]) {
  const answer = readStatement(table, today);
  if (answer.ok) throw new Error('it was read');
  return answer.refusal.facts;
}

describe('入出金明細の読取り readStatement', () => {
  it('reads what banks export: title rows, headings of their own, days and amounts as they write them', () => {
    const read = unwrap(readStatement([['口座番号 1234567', '', '', '', ''], head, ...rows], today));
    expect(read).toEqual([
      {
        postedOn: '2026-07-01',
        description: '振込 トチギケン',
        paidIn: 1_000_000,
        paidOut: 0,
        balance: 1_000_000,
        line: 1,
      },
      {
        postedOn: '2026-07-15',
        description: '総合振込',
        paidIn: 0,
        paidOut: 700_000,
        balance: 300_000,
        line: 1,
      },
      { postedOn: '2026-07-15', description: '組戻', paidIn: 200_000, paidOut: 0, balance: 500_000, line: 2 },
    ]);
  });

  it('gives the same lines whether the newest stands first or last', () => {
    expect(readStatement([head, ...rows.toReversed()], today)).toEqual(readStatement([head, ...rows], today));
  });

  it('says in which line and column a fault is', () => {
    expect(faultOf([head, ['昨日', 'x', '', '1', '1']])).toMatchObject({ line: 2, column: '日付' });
    expect(faultOf([head, ['2026-07-17', 'x', '', '1', '1']])).toMatchObject({ line: 2, column: '日付' });
    expect(faultOf([head, rows[0] ?? [], ['2026-07-02', 'x', '百円', '', '']])).toMatchObject({
      line: 3,
      column: '出金',
    });
    expect(faultOf([head, ['2026-07-02', 'x', '1', '1', '']])).toMatchObject({ line: 2, column: '入金' });
    expect(faultOf([head, ['2026-07-02', 'x', '', '1', '1.5']])).toMatchObject({ line: 2, column: '残高' });
  });

  it('refuses a statement with a line missing in the middle', () => {
    expect(faultOf([head, rows[0] ?? [], rows[2] ?? []])).toMatchObject({ line: 3, column: '残高' });
  });

  it('refuses days out of order, an empty statement and a table that is none', () => {
    expect(faultOf([head, rows[1] ?? [], rows[0] ?? [], rows[2] ?? []])).toMatchObject({ line: 0 });
    expect(faultOf([head])).toMatchObject({ line: 0 });
    expect(faultOf([['名称', '所在地']])).toMatchObject({ line: 0 });
  });

  it('takes nothing, a dash and signs of yen for what they are, and no fraction', () => {
    const read = unwrap(readStatement([head, ['2026-07-02', 'x', '-', '\\1，000円', '']], today));
    expect(read).toMatchObject([{ paidIn: 1000, paidOut: 0, balance: null }]);
    expect(faultOf([head, ['2026-07-02', 'x', '', '1.5', '']])).toEqual({
      line: 2,
      column: '入金',
      reason: '金額を数字で記入してください。',
    });
    expect(faultOf([head, ['2026-07-02', 'x', '12345678901', '', '']])).toMatchObject({ column: '出金' });
    expect(faultOf([head, ['2026-07-02', 'x', '', '', '']])).toMatchObject({ line: 2, column: '入金' });
  });

  it('reads a table without balances, and stops at 400 days back', () => {
    const plain = ['日付', '摘要', '出金', '入金'];
    expect(unwrap(readStatement([plain, ['2026-07-02', 'x', '', '1']], today))).toMatchObject([
      { balance: null },
    ]);
    expect(unwrap(readStatement([plain, ['2025-06-11', 'x', '', '1']], today))).toHaveLength(1);
    expect(faultOf([plain, ['2025-06-10', 'x', '', '1']])).toMatchObject({ line: 2, column: '日付' });
    expect(unwrap(readStatement([plain, ['2026-07-16', 'x', '', '1']], today))).toHaveLength(1);
  });

  it('leaves out rows without a day, and counts lines as the file does', () => {
    const table = [['', '', '', '', ''], head, ['', '計', '', '1', ''], ['2026-07-02', 'x', '', '1', 'あ']];
    expect(faultOf(table)).toMatchObject({ line: 4, column: '残高' });
  });

  it('cuts a description at 200 letters', () => {
    const [long] = unwrap(readStatement([head, ['2026-07-02', 'あ'.repeat(201), '', '1', '']], today));
    expect(long?.description).toBe('あ'.repeat(200));
  });

  it('needs a heading of the day, of what came in and of what went out', () => {
    for (const missing of [0, 2, 3]) {
      const short = head.map((cell, place) => (place === missing ? '' : cell));
      expect(faultOf([short, ...rows])).toMatchObject({ line: 0, column: '' });
    }
  });
});
