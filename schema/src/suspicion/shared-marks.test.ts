import { describe, expect, it } from 'vitest';
import {
  isOfMany,
  massFiling,
  massOf,
  papersMarked,
  type MarkKind,
  type SharedMark,
} from './shared-marks.ts';

const numbers = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ reference: `R8-${index}` }));

/** A page that `holders` employers hold, of which `connected` (both with this one) have the agent of this one. */
const held = (holders: number, connected: number, changes: Partial<SharedMark> = {}): SharedMark => ({
  kind: 'page',
  paper: '就業規則',
  others: holders - 1,
  employers: holders - 1,
  connected: numbers(connected - 1),
  connectedEmployers: connected - 1,
  by: connected > 1 ? { agent: connected - 1 } : {},
  ...changes,
});

describe('多数に共通の印 isOfMany', () => {
  it.each<[MarkKind, number]>([
    ['page', 3],
    ['file', 10],
    ['text', 10],
    ['author', 10],
  ])('of a %s begins where more than %i others hold it', (kind, limit) => {
    expect([limit, limit + 1].map((others) => isOfMany({ kind, others }))).toEqual([false, true]);
    // At the limit each is named by a signal of its own; one more, and the group is.
    expect(massOf(held(limit + 1, limit + 1, { kind }))).toBeNull();
    expect(massOf(held(limit + 2, limit + 2, { kind }))?.related).toHaveLength(limit + 1);
  });
});

describe('印のある書類 papersMarked', () => {
  it('names the papers of marks that few hold, each with how many, so that one more is told', () => {
    const one = held(2, 1, { kind: 'page', paper: '出勤簿' });
    expect(papersMarked([one], 'page')).toBe('「出勤簿」1頁');
    expect(papersMarked([one, one, held(2, 1, { kind: 'page', paper: '賃金台帳' })], 'page')).toBe(
      '「出勤簿」2頁、「賃金台帳」1頁',
    );
    expect(papersMarked([held(2, 1, { kind: 'file', paper: '通帳' }), one], 'file')).toBe('「通帳」1通');
    expect(papersMarked([held(40, 1, { kind: 'page', paper: '出勤簿' })], 'page')).toBe('');
    expect(papersMarked([], 'page')).toBe('');
  });
});

describe('大量申請の兆候 massFiling', () => {
  it('is one group of forty through one agent', () => {
    expect(massFiling([held(40, 40)])).toEqual({
      score: 100,
      reason:
        '「就業規則」のよく似た頁を持つ申請のまとまりです（40件、40事業主、全体40件）。この申請を含めて、手続代行者が40事業主で同じです。',
      related: numbers(39).map(({ reference }) => reference),
    });
  });

  it('is none of a form that two hundred unconnected employers hold', () => {
    for (const kind of ['page', 'file', 'text', 'author'] as const)
      expect(massFiling([held(200, 1, { kind })])).toBeNull();
  });

  it('is none of twelve clients of one agent who hold what two hundred others hold as well', () => {
    expect(massFiling([held(212, 12)])).toBeNull();
    expect(massFiling([held(48, 12)])?.score).toBe(56);
    expect(massFiling([held(49, 12)])).toBeNull();
  });

  it.each([
    [5, 3, null],
    [5, 4, 45],
    [5, 5, 55],
    [16, 4, 31],
    [17, 4, null],
    [40, 10, 50],
    [25, 25, 100],
  ])('of %i holders with %i connected weighs %s', (holders, connected, score) => {
    expect(massOf(held(holders, connected))?.score ?? null).toBe(score);
  });

  it('counts employers and not cases: many filings of two firms are no group', () => {
    const mark = held(40, 40, { employers: 1, connectedEmployers: 1, by: { agent: 1 } });
    expect(massOf(mark)).toBeNull();
  });

  it('names all that is shared, the most common first, and how many share it', () => {
    const by = { agent: 8, account: 19, phone: 0 };
    expect(massOf(held(20, 20, { kind: 'text', paper: null, by }))?.reason).toBe(
      '一字一句同じ文章を持つ申請のまとまりです（20件、20事業主、全体20件）。この申請を含めて、振込口座が20事業主、手続代行者が9事業主で同じです。',
    );
  });

  it('needs nothing else shared where the paper is of one employee and the file the same', () => {
    const mark = held(25, 25, { kind: 'file', paper: '出勤簿又はタイムカードの写し', by: {} });
    expect(massOf(mark)).toMatchObject({
      score: 100,
      reason:
        '「出勤簿又はタイムカードの写し」の同じファイルを持つ申請のまとまりです（25件、25事業主、全体25件）。事業主又は従業員ごとに内容の異なる書類で、別の事業主と同じにはなりません。',
    });
  });

  it('is the strongest of many marks, and each case once', () => {
    const twice = [...numbers(11), ...numbers(11)];
    const marks = [held(40, 10), held(12, 12, { kind: 'file', connected: twice }), held(212, 12)];
    expect(massFiling(marks)).toMatchObject({ score: 100, related: numbers(11).map((one) => one.reference) });
    expect(massFiling([])).toBeNull();
  });
});
