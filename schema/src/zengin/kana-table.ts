/** Full-width katakana and its half-width form; the small ones are written full-size, as bank files need. */
const FULL = 'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン';
const HALF = 'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ';
const SMALL = 'ァィゥェォャュョッヮヵヶ';
const SMALL_AS_LARGE = 'ｱｲｳｴｵﾔﾕﾖﾂﾜｶｹ';
const VOICED = 'ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ';
const VOICED_BASE = 'ｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾊﾋﾌﾍﾎｳ';
const SEMI_VOICED = 'パピプペポ';
const SEMI_VOICED_BASE = 'ﾊﾋﾌﾍﾎ';

function pairs(from: string, to: string, mark: string): readonly (readonly [string, string])[] {
  return [...from].map((character, index) => [character, `${to.charAt(index)}${mark}`] as const);
}

/**
 * 振込用カナの対応表: what one full-width character becomes in a bank file. A character without a row cannot be written: ヷ ヸ ヹ ヺ
 * ヰ ヱ ゝ 々 and all kanji have none, because any choice would be a guess at what the passbook says.
 */
export const BANK_KANA: ReadonlyMap<string, string> = new Map([
  ...pairs(FULL, HALF, ''),
  ...pairs(SMALL, SMALL_AS_LARGE, ''),
  ...pairs('「」', '｢｣', ''),
  ...pairs(VOICED, VOICED_BASE, 'ﾞ'),
  ...pairs(SEMI_VOICED, SEMI_VOICED_BASE, 'ﾟ'),
  ...pairs('゛\u3099', 'ﾞﾞ', ''),
  ...pairs('゜\u309a', 'ﾟﾟ', ''),
  // 長音 and every dash people type are written as a hyphen: 0xB0 is not allowed in a name.
  ...pairs('ー―‐‑‒–—−', '--------', ''),
]);
