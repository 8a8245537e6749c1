/**
 * 振込データの文字: JIS X 0201, one byte a character. Katakana of one byte stand at 0xA1-0xDF in the same order as
 * U+FF61-FF9F, ASCII at its own place (0x5C prints as the yen sign). A table of 63 rows instead of a dependency, so that
 * no library can put a silent `?` where a character does not exist, and so that the browser can do it too.
 */
const HALF_WIDTH_KANA = '｡｢｣､･ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ';
const FIRST_KANA_BYTE = 0xa1;
const ASCII = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCodePoint(0x20 + index)).join('');

/** 0x20, the filler of C fields. */
export const SPACE = 0x20;
/** 0x30, the filler of N fields. */
export const ZERO = 0x30;

const CHARACTER_OF_BYTE: readonly (string | undefined)[] = Array.from({ length: 256 }, (_, byte) =>
  byte >= FIRST_KANA_BYTE
    ? HALF_WIDTH_KANA[byte - FIRST_KANA_BYTE]
    : byte >= 0x20
      ? ASCII[byte - 0x20]
      : undefined,
);

const BYTE_OF_CHARACTER: ReadonlyMap<string, number> = new Map(
  CHARACTER_OF_BYTE.flatMap((character, byte) =>
    character === undefined ? [] : [[character, byte] as const],
  ),
);

/** The byte of one character, undefined when it has none. */
export function byteOf(character: string): number | undefined {
  return BYTE_OF_CHARACTER.get(character);
}

/** The character of one byte, undefined for control bytes and bytes JIS X 0201 leaves empty. */
export function characterOf(byte: number): string | undefined {
  return CHARACTER_OF_BYTE[byte];
}

/** The text of bytes; a byte without a character becomes U+FFFD, which no field allows. */
export function textOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += characterOf(byte) ?? '\ufffd';
  return text;
}

/** A set of bytes that a field allows: `allowed[byte] === 1`. */
export type ByteSet = Uint8Array;

function byteSet(characters: string): ByteSet {
  const set = new Uint8Array(256);
  for (const character of characters) {
    const byte = byteOf(character);
    if (byte !== undefined) set[byte] = 1;
  }
  return set;
}

// ｱ-ﾝ and the two marks: no ｦ, no small kana, no ｰ (written as a hyphen).
const KANA = 'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** 使用文字の区分: names of people and firms, names of banks and branches, EDI information. */
export type TextKind = 'name' | 'bankName' | 'edi';

/** What differs between banks: the symbols of a name and whether ｦ is taken. */
export interface CharacterRule {
  readonly symbols: string;
  readonly woAllowed: boolean;
}

/** The bytes a text field allows under a bank's rule. */
export function allowedBytes(kind: TextKind, rule: CharacterRule): ByteSet {
  switch (kind) {
    case 'bankName':
      return byteSet(`${KANA}${LETTERS}-`);
    case 'edi':
      return byteSet(`${KANA}ｦ${LETTERS} \\｢｣()-/.`);
    case 'name':
      return byteSet(`${KANA}${rule.woAllowed ? 'ｦ' : ''}${LETTERS} ${rule.symbols}`);
  }
}
