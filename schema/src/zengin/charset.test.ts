import { describe, expect, it } from 'vitest';
import { allowedBytes, byteOf, characterOf, textOf } from './charset.ts';

describe('The character table JIS X 0201', () => {
  it.each([
    [' ', 0x20],
    ['-', 0x2d],
    ['0', 0x30],
    ['A', 0x41],
    ['\\', 0x5c],
    ['~', 0x7e],
    ['｡', 0xa1],
    ['ｦ', 0xa6],
    ['ｰ', 0xb0],
    ['ｱ', 0xb1],
    ['ｶ', 0xb6],
    ['ﾝ', 0xdd],
    ['ﾞ', 0xde],
    ['ﾟ', 0xdf],
  ])('%s is byte %i', (character, byte) => {
    expect(byteOf(character)).toBe(byte);
    expect(characterOf(byte)).toBe(character);
  });

  it('has no character for control bytes and the bytes above kana', () => {
    for (const byte of [0x00, 0x0a, 0x0d, 0x1f, 0x7f, 0x80, 0xa0, 0xe0, 0xff])
      expect(characterOf(byte)).toBeUndefined();
    expect(byteOf('ア')).toBeUndefined();
    expect(textOf(Uint8Array.of(0xb1, 0x00, 0x41))).toBe('ｱ\ufffdA');
    expect(textOf(Uint8Array.of(0xb6, 0xde))).toBe('ｶﾞ');
    for (const lost of ['〜', '−', '¥', '①', '髙']) expect(byteOf(lost), lost).toBeUndefined();
  });

  it('gives each byte one character and back', () => {
    const bytes = Array.from({ length: 256 }, (_, byte) => byte).filter(
      (byte) => characterOf(byte) !== undefined,
    );
    expect(bytes).toHaveLength(95 + 63);
    for (const byte of bytes) expect(byteOf(characterOf(byte) as string)).toBe(byte);
  });

  it.each([
    ['name', 'ｱﾝﾞﾟAZ09 ()-.', 'ｦｧｬｯｰ､･｡｢,/\\&az'],
    ['bankName', 'ｱﾝﾞﾟAZ09-', 'ｦｧｬｯｰ ().,/'],
    ['edi', 'ｦｱﾝﾞﾟAZ09 \\｢｣()-/.', 'ｧｬｯｰ､･｡,&az'],
  ] as const)('%s allows %s and not %s', (kind, allowed, refused) => {
    const set = allowedBytes(kind, { symbols: '()-.', woAllowed: false });
    for (const character of allowed) expect(set[byteOf(character) as number], character).toBe(1);
    for (const character of refused) expect(set[byteOf(character) as number], character).toBe(0);
  });
});
