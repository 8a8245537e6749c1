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
      b: { kind: 'sent_back', batchId: 'B', paymentIds: ['p'] },
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
});
