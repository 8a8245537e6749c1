import { describe, expect, it } from 'vitest';
import { guessMapping, rosterRowText, missingColumns, readRosterRow } from './columns.ts';
import { matchListed, type Listed } from './match.ts';

describe('見出しによる列の対応 guessMapping', () => {
  it('finds columns by their usual headings, each heading once', () => {
    expect(
      guessMapping('prior_award', ['番号', '支給年度', '企業名', '法人番号（13桁）', '交付額', '住所']),
    ).toEqual({
      fiscalYear: 1,
      employerName: 2,
      corporateNumber: 3,
      insuranceOfficeNumber: null,
      address: 5,
      amount: 4,
      leaveDays: null,
    });
    expect(guessMapping('supporter', ['名称', '登録年月日', '名称'])).toMatchObject({
      name: 0,
      registeredOn: 1,
    });
  });

  it('names what must be there and is not', () => {
    expect(missingColumns('prior_award', guessMapping('prior_award', ['企業名']))).toEqual(['年度']);
    expect(missingColumns('supporter', { name: 0 })).toEqual([]);
    expect(missingColumns('supporter', {})).toEqual(['登録名']);
  });
});

describe('名簿の一行 readRosterRow', () => {
  const mapping = {
    fiscalYear: 0,
    employerName: 1,
    corporateNumber: 2,
    amount: 3,
    insuranceOfficeNumber: 4,
    leaveDays: null,
  };
  const read = (...cells: string[]) => readRosterRow('prior_award', mapping, cells);

  it.each([
    ['令和5年度', 2023],
    ['Ｒ７', 2025],
    ['令和元年度', 2019],
    ['2024', 2024],
  ])('reads the year %s', (cell, fiscalYear) => {
    expect(read(cell, '株式会社あ')).toMatchObject({ ok: true, values: { fiscalYear, amount: null } });
  });

  it('reads amounts and numbers as they are written', () => {
    expect(read('R6', '株式会社あ', '4011001098993', '200,000円', '0901-123456-7')).toMatchObject({
      values: { corporateNumber: '4011001098993', amount: 200_000, insuranceOfficeNumber: '09011234567' },
    });
  });

  it('names every fault of a row', () => {
    const row = read('平成30年度', '', '4011001098994', '二十万', '1');
    const reason = row.ok ? '' : row.reason;
    for (const label of ['年度', '事業主の名称', '法人番号', '支給額', '雇用保険適用事業所番号'])
      expect(reason).toContain(`「${label}」`);
    expect(read('2018', 'あ').ok).toBe(false);
    expect(read('2100', 'あ').ok).toBe(false);
    expect(read('R6', 'あ'.repeat(256)).ok).toBe(false);
  });

  it('reads days of a register', () => {
    const day = (cell: string) => readRosterRow('supporter', { name: 0, registeredOn: 1 }, ['あ', cell]);
    expect(day('2024-06-03')).toMatchObject({ ok: true, values: { registeredOn: '2024-06-03' } });
    // A day that Excel shows as R6.6.3, by its number; 4 digits are a year, and no day.
    expect(day('45446')).toMatchObject({ ok: true, values: { registeredOn: '2024-06-03' } });
    expect(day('2024').ok).toBe(false);
    expect(day('2024-13-03').ok).toBe(false);
    expect(readRosterRow('supporter', { name: 3 }, ['あ']).ok).toBe(false);
  });

  it('gives an office number of a cell that holds a number its first 0 again', () => {
    const row = readRosterRow('prior_award', { fiscalYear: 0, employerName: 1, insuranceOfficeNumber: 2 }, [
      'R6',
      'あ',
      '9011234567',
    ]);
    expect(row).toMatchObject({ ok: true, values: { insuranceOfficeNumber: '09011234567' } });
  });

  it('is the same row however its cells were written', () => {
    const text = (cells: string[]) => {
      const row = read(...cells);
      return row.ok ? rosterRowText('prior_award', row.values) : '';
    };
    expect(text(['令和6年度', 'あ', '', '200,000'])).toBe(text(['2024', 'あ', '', '200000円']));
    expect(text(['2024', 'あ'])).not.toBe(text(['2025', 'あ']));
  });
});

describe('名簿の行と事業主の照合 matchListed', () => {
  const listed: Listed = {
    corporateNumber: null,
    insuranceOfficeNumber: null,
    nameKey: 'トチギセイサクショ',
    addressKey: 'ウツノミヤシハナワダ1-1',
  };
  const match = (left: Partial<Listed>, right: Partial<Listed>) =>
    matchListed({ ...listed, ...left }, { ...listed, ...right });

  it('is certain by 法人番号 alone, and never where two numbers differ', () => {
    const one = { corporateNumber: '1' };
    expect(match({ ...one, nameKey: 'ア' }, one)).toEqual({
      certain: true,
      score: 100,
      columns: ['法人番号'],
    });
    expect(match(one, { corporateNumber: '2' })).toBeNull();
  });

  it('asks a person about an office number or a name', () => {
    const office = { insuranceOfficeNumber: '09011234567' };
    expect(match({ ...office, nameKey: 'ア', addressKey: '' }, office)).toEqual({
      certain: false,
      score: 95,
      columns: ['雇用保険適用事業所番号'],
    });
    expect(match({}, {})).toEqual({ certain: false, score: 95, columns: ['名称', '所在地'] });
    expect(match({ addressKey: '' }, {})).toEqual({ certain: false, score: 70, columns: ['名称'] });
    expect(match({ addressKey: 'ニッコウシ9-9' }, {})).toMatchObject({ columns: ['名称'] });
  });

  it('takes a like name where the place does not speak against it', () => {
    const alike = { nameKey: 'トチギセイサクシ' };
    expect(match({ ...alike, addressKey: '' }, {})?.columns).toEqual(['名称（類似）']);
    expect(match({ ...alike, addressKey: 'ウツノミヤシハナワダ1-2' }, {})?.columns).toEqual([
      '名称（類似）',
      '所在地（類似）',
    ]);
    expect(match({ ...alike, addressKey: 'ニッコウシ9-9' }, {})).toBeNull();
    expect(match({ nameKey: 'オヤマ' }, {})).toBeNull();
    expect(match({ nameKey: '' }, { nameKey: '' })).toBeNull();
  });
});
