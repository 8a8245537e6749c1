import { describe, expect, it } from 'vitest';
import { civilDate } from '../civil-date.ts';
import { instant } from '../civil-date/japan-time.ts';
import { defaultProgramme } from './defaults.ts';
import { programmeFigures, programmeSchema } from './figures.ts';
import { programmeLabels } from './labels.ts';
import { filingDateByPost, filingDateOnline, receptionClosesAt, receptionPhase } from './reception.ts';
import { defaultSizeLimits, smeSchemeLabels } from './size-limits.ts';

function faultsOf(changes: Readonly<Record<string, unknown>>): string[] {
  const parsed = programmeSchema.safeParse({ ...defaultProgramme, ...changes });
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'));
}

describe('制度の数値 programme', () => {
  it('accepts its own defaults unchanged', () => {
    expect(programmeSchema.parse(defaultProgramme)).toEqual(defaultProgramme);
  });

  it('holds the figures of 別紙', () => {
    expect(defaultProgramme).toMatchObject({
      baseAmount: 200_000,
      additions: [
        { code: 'first_one_month', months: 1, amount: 100_000 },
        { code: 'first_three_months', months: 3, amount: 300_000 },
      ],
      additionMode: 'highest',
      monthRule: 'hybrid',
      leaveStartFrom: '2026-04-01',
      returnBy: '2027-03-31',
      receptionClosesOn: '2027-03-12',
      measuresRequired: 2,
      expectedApplications: 150,
    });
  });

  it('gives every figure a Japanese name', () => {
    expect(Object.keys(programmeLabels).sort()).toEqual(Object.keys(programmeFigures.shape).sort());
  });

  it('asks for every paper but the free one', () => {
    expect(defaultProgramme.requiredPapers).toHaveLength(16);
    expect(defaultProgramme.requiredPapers).not.toContain('other');
  });

  it.each([
    ['reception that ends before it opens', { receptionClosesOn: '2026-04-30' }, ['receptionClosesOn']],
    ['reception before publicity', { publicityOpensOn: '2026-05-02' }, ['receptionOpensOn']],
    ['an office that closes before reception ends', { officeClosesOn: '2027-03-11' }, ['officeClosesOn']],
    ['a return deadline before the first leave', { returnBy: '2026-03-31' }, ['returnBy']],
    ['office hours that end when they begin', { officeClosesTime: '09:00:00' }, ['officeClosesTime']],
    ['an amber day after the standard day', { standardAmberDays: 31 }, ['standardAmberDays']],
    ['a total smaller than one file', { attachmentTotalMaxBytes: 20_971_519 }, ['attachmentTotalMaxBytes']],
    [
      'a size table without an industry',
      { smeLimits: { ...defaultSizeLimits, koyou: defaultSizeLimits.koyou.slice(1) } },
      ['smeLimits'],
    ],
    [
      'one addition twice',
      { additions: [defaultProgramme.additions[0], defaultProgramme.additions[0]] },
      ['additions'],
    ],
    ['a negative amount', { baseAmount: -1 }, ['baseAmount']],
    ['a date that does not exist', { returnBy: '2027-02-30' }, ['returnBy']],
    ['a time that does not exist', { receptionClosesTime: '24:00:00' }, ['receptionClosesTime']],
    ['an unknown figure', { bonus: 1 }, ['']],
  ])('refuses %s', (_name, changes, paths) => {
    expect(faultsOf(changes)).toEqual(expect.arrayContaining(paths));
  });

  it.each([
    ['one day of reception', { receptionOpensOn: '2027-03-12' }],
    ['publicity and reception on one day', { publicityOpensOn: '2026-05-01' }],
    ['an office closing with reception', { officeClosesOn: '2027-03-12' }],
    ['a return deadline on the first day', { returnBy: '2026-04-01' }],
    ['amber on the standard day', { standardAmberDays: 30 }],
    ['a total of one file', { attachmentTotalMaxBytes: 20_971_520 }],
    ['no addition', { additions: [] }],
    ['no soft deadline', { softDeadlineMonths: null }],
  ])('accepts %s', (_name, changes) => {
    expect(faultsOf(changes)).toEqual([]);
  });

  it('does not take a special line for the industry it stands in', () => {
    const onlySpecial = defaultSizeLimits.kihonho_seirei.filter(
      (row) => row.special || row.industry !== 'other',
    );
    const smeLimits = { ...defaultSizeLimits, kihonho_seirei: onlySpecial };
    expect(faultsOf({ smeScheme: 'kihonho_seirei', smeLimits })).toEqual(['smeLimits']);
  });

  it('knows the limits of the Act, and the special lines of its ordinance', () => {
    const rows = defaultSizeLimits.kihonho_seirei.map(
      ({ label, capital, employees, special }) =>
        `${label} ${capital}円 ${employees}人${special ? ' 特例' : ''}`,
    );
    expect(rows).toEqual([
      '小売業（飲食店を含む） 50000000円 50人',
      'サービス業 50000000円 100人',
      '卸売業 100000000円 100人',
      'その他の業種 300000000円 300人',
      'ゴム製品製造業 300000000円 900人 特例',
      'ソフトウェア業・情報処理サービス業 300000000円 300人 特例',
      '旅館業 50000000円 200人 特例',
    ]);
    expect(defaultSizeLimits.koyou).toEqual(defaultSizeLimits.kihonho);
    expect(defaultSizeLimits.flat300.map(({ capital, employees }) => [capital, employees])).toEqual(
      Array.from({ length: 4 }, () => [null, 300]),
    );
  });

  it('names every size scheme', () => {
    expect(Object.keys(smeSchemeLabels)).toEqual(Object.keys(defaultSizeLimits));
  });
});

describe('受付期間 reception', () => {
  it.each([
    ['the day before', '2026-04-30T23:59:59+09:00', 'before'],
    ['the first second', '2026-05-01T00:00:00+09:00', 'open'],
    ['the last second', '2027-03-12T23:59:59+09:00', 'open'],
    ['the end of the last second', '2027-03-12T23:59:59.999+09:00', 'open'],
    ['the day after', '2027-03-13T00:00:00+09:00', 'closed'],
  ])('at %s is as the programme says', (_name, at, phase) => {
    expect(receptionPhase(defaultProgramme, instant(at))).toBe(phase);
  });

  it('closes at the programme time in Japan', () => {
    expect(receptionClosesAt(defaultProgramme)).toBe('2027-03-12T14:59:59.000Z');
  });

  it('dates an application by post by its postmark, or by arrival when the programme says so', () => {
    const days = { postmarkOn: civilDate('2027-03-12'), arrivedOn: civilDate('2027-03-15') };
    expect(filingDateByPost(defaultProgramme, days)).toBe('2027-03-12');
    expect(filingDateByPost({ ...defaultProgramme, postRule: 'arrival' }, days)).toBe('2027-03-15');
    expect(filingDateByPost(defaultProgramme, { ...days, postmarkOn: null })).toBe('2027-03-15');
  });

  it('dates an online application by the day in Japan', () => {
    expect(filingDateOnline(instant('2027-03-12T15:00:00Z'))).toBe('2027-03-13');
  });
});
