import { describe, expect, it } from 'vitest';
import { anApplication } from '../application/example.ts';
import { defaultProgramme } from '../programme/defaults.ts';
import type { SmeScheme } from '../programme/figures.ts';
import { judgeSize } from './size.ts';

function size(
  employerLegalForm: string,
  industry: string,
  capital: number | null,
  regularEmployees: number,
  smeScheme: SmeScheme = 'koyou',
) {
  const employerCorporateNumber = employerLegalForm === 'sole_owner' ? null : '4011001098993';
  return judgeSize(
    anApplication({ employerLegalForm, employerCorporateNumber, industry, capital, regularEmployees }),
    { ...defaultProgramme, smeScheme },
  );
}

describe('中小企業の範囲 judgeSize', () => {
  describe.each([
    ['retail', 50_000_000, 50],
    ['service', 50_000_000, 100],
    ['wholesale', 100_000_000, 100],
    ['other', 300_000_000, 300],
  ])('of %s', (industry, capital, employees) => {
    it('accepts a company at either limit', () => {
      expect(size('company', industry, capital, 9_999).verdict).toBe('passed');
      expect(size('company', industry, capital + 1, employees).verdict).toBe('passed');
    });

    it('refuses a company above both limits', () => {
      expect(size('company', industry, capital + 1, employees + 1).verdict).toBe('failed');
    });

    it('judges a form without capital by employees only', () => {
      expect(size('medical', industry, 1, employees).verdict).toBe('passed');
      expect(size('medical', industry, 1, employees + 1).verdict).toBe('failed');
      expect(size('sole_owner', industry, null, employees).verdict).toBe('passed');
      expect(size('sole_owner', industry, null, employees + 1).verdict).toBe('failed');
    });

    it('judges 士業法人 as a company', () => {
      expect(size('professional', industry, capital, employees + 1).verdict).toBe('passed');
    });
  });

  it('does not take a capital that was not given for a small one', () => {
    expect(size('company', 'retail', null, 51).verdict).toBe('failed');
  });

  it.each([
    ['company', 'passed'],
    ['professional', 'passed'],
    ['sole_owner', 'passed'],
    ['social_welfare', 'to_check'],
    ['npo', 'to_check'],
  ])('under the Act a %s within the limit is %s', (form, verdict) => {
    expect(size(form, 'service', null, 10, 'kihonho').verdict).toBe(verdict);
    expect(size(form, 'service', null, 10, 'kihonho_seirei').verdict).toBe(verdict);
    expect(size(form, 'service', null, 10, 'koyou').verdict).toBe('passed');
  });

  it('leaves a special line of business to a person', () => {
    expect(size('company', 'service', 100_000_000, 300, 'kihonho_seirei').verdict).toBe('to_check');
    expect(size('company', 'service', 300_000_001, 301, 'kihonho_seirei').verdict).toBe('failed');
    expect(size('company', 'other', 300_000_001, 900, 'kihonho_seirei').verdict).toBe('to_check');
    expect(size('company', 'other', 300_000_001, 901, 'kihonho_seirei').verdict).toBe('failed');
    expect(size('company', 'other', 300_000_001, 301, 'kihonho').verdict).toBe('failed');
    expect(size('company', 'service', 100_000_000, 300, 'kihonho_seirei').found).toContain(
      'ソフトウェア業・情報処理サービス業に当たる場合',
    );
  });

  it('takes 300 employees flat, whatever the capital', () => {
    expect(size('company', 'retail', 1, 300, 'flat300').verdict).toBe('passed');
    expect(size('company', 'retail', 1, 301, 'flat300').verdict).toBe('failed');
    expect(size('company', 'retail', 0, 301, 'flat300').verdict).toBe('failed');
  });

  it('leaves an industry without a limit to a person', () => {
    const programme = { ...defaultProgramme, smeLimits: { ...defaultProgramme.smeLimits, koyou: [] } };
    expect(judgeSize(anApplication(), programme).verdict).toBe('to_check');
  });

  it('says what was found and by which limit', () => {
    expect(size('company', 'retail', 50_000_001, 51)).toEqual({
      verdict: 'failed',
      found:
        '資本金50,000,001円、常時雇用する労働者51人で、小売業（飲食店を含む）の上限（資本金50,000,000円以下又は常時雇用する労働者50人以下）を超えています。',
      facts: {
        scheme: '雇用関係助成金の中小企業の範囲',
        industry: 'retail',
        capital: 50_000_001,
        regularEmployees: 51,
        limit: '資本金50,000,000円以下又は常時雇用する労働者50人以下',
        byCapital: false,
        byEmployees: false,
      },
    });
    expect(size('sole_owner', 'retail', null, 5, 'flat300').found).toBe(
      '常時雇用する労働者5人（全業種：常時雇用する労働者300人以下）。',
    );
  });
});
