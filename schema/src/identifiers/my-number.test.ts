import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countMyNumbers, hasMyNumberCheckDigit, maskMyNumbers, refuseMyNumber } from './my-number.ts';

const digits = Array.from('0123456789');
const complete = (eleven: string) =>
  digits.map((digit) => eleven + digit).find((twelve) => hasMyNumberCheckDigit(twelve)) ?? '';

describe('マイナンバー 個人番号', () => {
  it('ends with the check digit of its first eleven digits', () => {
    expect(hasMyNumberCheckDigit('123456789018')).toBe(true);
    expect(digits.filter((digit) => hasMyNumberCheckDigit(`12345678901${digit}`))).toEqual(['8']);
  });

  it.each(['12345678901', '1234567890180', '1234567890108', 'a12345678901', '１２３４５６７８９０１８', ''])(
    '%j is none',
    (text) => {
      expect(hasMyNumberCheckDigit(text)).toBe(false);
    },
  );

  it('has twelve digits, never more', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{13,14}$/u), (more) => {
        expect(hasMyNumberCheckDigit(more)).toBe(false);
      }),
    );
  });

  it('has exactly one check digit for any eleven digits, 0 for a remainder of 0 or 1', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{11}$/u), (eleven) => {
        expect(digits.filter((digit) => hasMyNumberCheckDigit(eleven + digit))).toHaveLength(1);
      }),
    );
  });

  it.each([
    ['000000000000', 'sum 0, remainder 0'],
    ['000000000050', 'sum 15, remainder 4'],
    ['000000200000', 'sum 12, remainder 1'],
    ['000000000019', 'sum 2, remainder 2'],
    ['000001000101', 'sum 10, remainder 10'],
    ['000001000004', 'weight 7 of the sixth digit'],
    ['000010000009', 'weight 2 of the seventh digit'],
    ['100000000005', 'weight 6 of the eleventh digit'],
  ])('%s: %s', (number, why) => {
    expect(hasMyNumberCheckDigit(number), why).toBe(why !== 'sum 15, remainder 4');
  });

  it.each([
    '123456789018',
    '個人番号は123456789018です',
    '１２３４５６７８９０１８',
    '1234-5678-9018',
    '1234 5678 9018',
    '１２３４　５６７８　９０１８',
    '1234‐5678−9018',
    '1234 - 5678',
    '1234  5678  9018',
    '1234・5678・9018',
    '123-456-789-018',
    '12 34 56 78 90 18',
    '1 2 3 4 5 6 7 8 9 0 1 8',
    '123456-789018',
    '1234\u200b5678\u200b9018',
    '令和8年 1234 5678 9018 2026年',
    '123456789018.pdf',
  ])('is found in %j', (text) => {
    const expected = text === '1234 - 5678' ? 0 : 1;
    expect(countMyNumbers(text)).toBe(expected);
  });

  it.each([
    '123456789019',
    '12345678901',
    '1234567890180',
    '0123456789018',
    '1234-5678-9018-1111',
    '1111-1234-5678-9018',
    '12345-678-9018',
    '1234\n5678\n9018',
    '1234   5678   9018',
    '4011001098993',
    '電話 028-600-0000 内線 12',
    '2026-04-01から2026-06-30まで',
    '',
  ])('is not seen in %j', (text) => {
    expect(countMyNumbers(text)).toBe(0);
  });

  it('is found wherever it stands and however it is grouped', () => {
    const gap = fc.constantFrom('-', ' ', '　', '‐', '−', '－', 'ー', '  ', ' -');
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{11}$/u),
        fc.constantFrom(1, 2, 3, 4, 6, 12),
        gap,
        fc.boolean(),
        (eleven, size, separator, wide) => {
          const number = complete(eleven);
          const groups = number.match(new RegExp(`\\d{${size}}`, 'gu')) ?? [];
          const written = groups.join(separator);
          const text = wide
            ? written.replace(/\d/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit)))
            : written;
          expect(countMyNumbers(`番号：${text}。`)).toBe(1);
          expect(maskMyNumbers(`番号：${text}（父）`)).toBe('番号：＊＊＊＊＊＊＊＊＊＊＊＊（父）');
        },
      ),
    );
  });

  it('is masked at each place and nothing else is changed', () => {
    expect(maskMyNumbers('Ａ 123456789018、1234-5678-9018、123456789019')).toBe(
      'Ａ ＊＊＊＊＊＊＊＊＊＊＊＊、＊＊＊＊＊＊＊＊＊＊＊＊、123456789019',
    );
  });

  it('is refused with the field and the count, and never quoted', () => {
    const result = refuseMyNumber('備考', '123456789018と1234-5678-9018');
    expect(result.ok ? '' : result.refusal).toMatchObject({
      code: 'MY_NUMBER_FOUND',
      facts: { where: '備考', count: 2 },
    });
    expect(JSON.stringify(result)).not.toMatch(/9018/u);
    expect(refuseMyNumber('備考', '特になし')).toEqual({ ok: true, value: '特になし' });
  });
});
