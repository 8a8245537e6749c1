import { parsePostalCode, unwrap } from '@grant/schema';
import { describe, expect, it } from 'vitest';
import { addressesOf } from './postal.ts';

function of(code: string) {
  return addressesOf(unwrap(parsePostalCode(code)));
}

describe('郵便番号から住所 addressesOf', () => {
  it('answers prefecture, city and town', () => {
    expect(of('321-0905')).toEqual([{ prefecture: '栃木県', city: '宇都宮市', town: '平出工業団地' }]);
  });

  it('answers every town that shares a code', () => {
    const towns = of('329-1311').length + of('452-0961').length;
    expect(towns).toBeGreaterThan(2);
    expect(of('498-0000')).toEqual([
      { prefecture: '愛知県', city: '弥富市', town: '' },
      { prefecture: '三重県', city: '桑名郡木曽岬町', town: '' },
    ]);
  });

  it('answers nothing for a code that is not in the list', () => {
    expect(of('000-0000')).toEqual([]);
    expect(of('320-8501')).toEqual([]);
  });

  it('leaves remarks of the list out of the address', () => {
    for (const { town } of of('409-0142')) expect(town).not.toMatch(/場合|一円/u);
    expect(of('409-0142').length).toBeGreaterThan(0);
  });
});
