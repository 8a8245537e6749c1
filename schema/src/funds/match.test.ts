import { describe, expect, it } from 'vitest';
import { civilDate } from '../civil-date.ts';
import { type Awaited, type OpenEntry, type OpenLine, proposeMatches } from './match.ts';

const none: Awaited = { batches: [], requests: [] };
const day = civilDate('2026-07-15');

const line = (id: string, amount: number, description = '', postedOn = day): OpenLine => ({
  id,
  postedOn,
  description,
  paidIn: Math.max(amount, 0),
  paidOut: Math.max(-amount, 0),
});
const entry = (id: string, amount: number, batch: string | null = null, postedOn = day): OpenEntry => ({
  id,
  postedOn,
  amount,
  batch,
});
const proposed = (lines: readonly OpenLine[], entries: readonly OpenEntry[], awaited = none) =>
  Object.fromEntries(proposeMatches(lines, entries, awaited));

describe('三者照合 proposeMatches', () => {
  it('is certain of one line and one entry of the same day and amount', () => {
    expect(proposed([line('a', 500)], [entry('1', 500), entry('2', 400)])).toEqual({
      a: { kind: 'entries', entryIds: ['1'], certain: true },
    });
  });

  it('takes the transfers of a batch together, as the bank debits them', () => {
    const entries = [entry('1', -200, 'B'), entry('2', -300, 'B'), entry('3', -200, 'C')];
    expect(proposed([line('a', -500)], entries)['a']).toEqual({
      kind: 'entries',
      entryIds: ['1', '2'],
      certain: true,
    });
  });

  it('only proposes when another day, another entry or another line could be meant', () => {
    const later = civilDate('2026-07-17');
    expect(proposed([line('a', 500, '', later)], [entry('1', 500)])['a']).toMatchObject({ certain: false });
    expect(proposed([line('a', 500)], [entry('1', 500), entry('2', 500)])['a']).toMatchObject({
      certain: false,
    });
    expect(proposed([line('a', 500), line('b', 500)], [entry('1', 500)])['b']).toMatchObject({
      certain: false,
    });
    expect(proposed([line('a', 500, '', civilDate('2026-07-19'))], [entry('1', 500)])['a']).toBeNull();
  });

  it('points at what the cases wait for: results of a batch, a transfer sent back, an advance', () => {
    const awaited: Awaited = {
      batches: [
        {
          id: 'B',
          transferOn: day,
          total: 500,
          payments: [
            { id: 'p', amount: 200 },
            { id: 'q', amount: 300 },
          ],
        },
      ],
      requests: [{ id: 'r', amount: 9000 }],
    };
    expect(
      proposed([line('a', -500), line('b', 200, '組戻 カ)サンプル'), line('c', 9000)], [], awaited),
    ).toEqual({
      a: { kind: 'results', batchId: 'B' },
      b: { kind: 'sent_back', batchId: 'B', paymentIds: ['p'], fee: 0 },
      c: { kind: 'receipt', requestId: 'r' },
    });
  });

  it('knows interest and fees by their words and leaves the rest to a person', () => {
    expect(
      proposed([line('a', 12, '預金利息'), line('b', -880, '組戻手数料'), line('c', 7, 'フリコミ')], []),
    ).toEqual({
      a: { kind: 'interest' },
      b: { kind: 'fee' },
      c: null,
    });
  });

  it('takes the nearer day of two, and the third day is the last', () => {
    const days = ['2026-07-12', '2026-07-14', '2026-07-18'].map(civilDate);
    const entries = days.map((on, place) => entry(String(place), 500, null, on));
    expect(proposed([line('a', 500)], entries)['a']).toEqual({
      kind: 'entries',
      entryIds: ['1'],
      certain: false,
    });
    expect(proposed([line('a', 500)], entries.slice(0, 1))['a']).toMatchObject({ entryIds: ['0'] });
    expect(proposed([line('a', 500)], entries.slice(2))['a']).toMatchObject({ entryIds: ['2'] });
  });

  it('is not made unsure by a line of another amount, another day, or the other way', () => {
    const others = [line('b', 400), line('c', -500), line('d', 500, '', civilDate('2026-07-16'))];
    expect(proposed([line('a', 500), ...others], [entry('1', 500)])['a']).toMatchObject({ certain: true });
  });

  it('adds up the debits of a batch on one day, and neither what came back nor another day', () => {
    const later = civilDate('2026-07-16');
    const entries = [
      entry('1', -200, 'B'),
      entry('2', -300, 'B', later),
      entry('3', 200, 'B'),
      entry('4', -50),
    ];
    expect(
      proposed([line('a', -200), line('b', -300, '', later), line('c', 200), line('d', -50)], entries),
    ).toEqual({
      a: { kind: 'entries', entryIds: ['1'], certain: true },
      b: { kind: 'entries', entryIds: ['2'], certain: true },
      c: { kind: 'entries', entryIds: ['3'], certain: true },
      d: { kind: 'entries', entryIds: ['4'], certain: true },
    });
    expect(proposed([line('a', -500)], entries)['a']).toBeNull();
  });

  it('points at a batch only for its whole sum within three days, and at a return only in its words', () => {
    const payments = [{ id: 'p', amount: 200 }];
    const awaited: Awaited = {
      batches: [
        { id: 'A', transferOn: day, total: 900, payments: [{ id: 'o', amount: 900 }] },
        { id: 'B', transferOn: day, total: 200, payments },
      ],
      requests: [
        { id: 'r', amount: 700 },
        { id: 's', amount: 9000 },
      ],
    };
    const ask = (one: OpenLine) => proposed([one], [], awaited)[one.id];
    expect(ask(line('a', -200))).toEqual({ kind: 'results', batchId: 'B' });
    expect(ask(line('a', -200, '', civilDate('2026-07-18')))).toEqual({ kind: 'results', batchId: 'B' });
    expect(ask(line('a', -200, '', civilDate('2026-07-19')))).toBeNull();
    expect(ask(line('a', -201))).toBeNull();
    expect(ask(line('a', 200, '振込不能'))).toEqual({
      kind: 'sent_back',
      batchId: 'B',
      paymentIds: ['p'],
      fee: 0,
    });
    expect(ask(line('a', 200, 'フリコミ'))).toBeNull();
    expect(ask(line('a', 9000))).toEqual({ kind: 'receipt', requestId: 's' });
    expect(ask(line('a', 9000, '組戻'))).toEqual({ kind: 'receipt', requestId: 's' });
  });

  it('finds the transfer that came back less a fee, and the whole one before it', () => {
    const batch = (id: string, amounts: readonly number[]) => ({
      id,
      transferOn: day,
      total: 1,
      payments: amounts.map((amount) => ({ id: `${id}${String(amount)}`, amount })),
    });
    const awaited: Awaited = {
      batches: [batch('A', [300_000, 200_880]), batch('B', [200_000])],
      requests: [{ id: 'r', amount: 189_999 }],
    };
    const ask = (yen: number) => proposed([line('a', yen, '組戻')], [], awaited)['a'];
    const back = (batchId: string, paymentId: string, fee: number) => ({
      kind: 'sent_back',
      batchId,
      paymentIds: [paymentId],
      fee,
    });
    expect(ask(200_000)).toEqual(back('B', 'B200000', 0));
    expect(ask(199_120)).toEqual(back('B', 'B200000', 880));
    expect(ask(200_001)).toEqual(back('A', 'A200880', 879));
    expect(ask(190_000)).toEqual(back('B', 'B200000', 10_000));
    expect(ask(189_999)).toEqual({ kind: 'receipt', requestId: 'r' });
    expect(ask(300_001)).toBeNull();
    // Booked less its fee, it is matched like any other line.
    expect(proposed([line('a', 199_120, '組戻')], [entry('1', 199_120, 'B')])['a']).toEqual({
      kind: 'entries',
      entryIds: ['1'],
      certain: true,
    });
  });

  it('takes the words of interest only for what came in, and of a fee only for what went out', () => {
    const lines = [line('a', -12, '利息税'), line('b', 880, '手数料の返金'), line('c', -5, '電気料金')];
    expect(proposed(lines, [])).toEqual({ a: null, b: null, c: null });
  });
});
