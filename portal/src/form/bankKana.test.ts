import { describe, expect, it } from 'vitest';
import { previewPayee, proposePayee } from './bankKana.ts';

describe('口座名義の見本 previewPayee', () => {
  it('shows what the bank gets, and what was changed for it', () => {
    expect(previewPayee('カ）トチギショーテン')).toEqual({
      text: 'ｶ)ﾄﾁｷﾞｼﾖ-ﾃﾝ',
      changes: [
        { from: 'ョ', to: 'ﾖ' },
        { from: 'ー', to: '-' },
      ],
      tooLong: null,
    });
    expect(previewPayee('  ')).toBeNull();
  });

  it('counts the marks of ガ and パ, and says when thirty are not enough', () => {
    const fits = previewPayee('ガ'.repeat(15));
    expect(fits).toMatchObject({ tooLong: null });
    expect(fits !== null && 'text' in fits ? fits.text.length : 0).toBe(30);
    const long = previewPayee('ガ'.repeat(16));
    expect(long !== null && 'tooLong' in long ? long.tooLong : null).toMatch(/30/u);
  });

  it('refuses kanji with a sentence', () => {
    const refused = previewPayee('栃木');
    expect(refused !== null && 'refused' in refused ? refused.refused : '').toContain('栃');
  });

  it('proposes a name from the firm, and nothing without one', () => {
    expect(proposePayee('株式会社とちぎ', 'カブシキガイシャトチギ')).toBe('ｶ)ﾄﾁｷﾞ');
    expect([proposePayee('', 'トチギ'), proposePayee('株式会社とちぎ', undefined)]).toEqual([null, null]);
  });
});
