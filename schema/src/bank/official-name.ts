/**
 * 金融機関の正式な名称. The bank master (zengin-code, after 全国銀行協会「金融機関コード」) leaves 銀行 out and shortens 信用金庫,
 * 信用組合 and 農業協同組合; a letter to a citizen names the institution as it calls itself. Which kind an institution is
 * follows from the range of its code (統一金融機関コード): 0001-0999 銀行, 1xxx 信用金庫, 2xxx 信用組合, 295x-299x 労働金庫,
 * 30xx 農林中央金庫・信用農業協同組合連合会, 3100-9399 農業協同組合, 94xx 漁業協同組合系統, 9900 ゆうちょ銀行.
 */

/** Institutions whose name follows no rule of their range. */
const OWN_NAMES: Readonly<Record<string, string>> = {
  // 資金移動業者, not a bank.
  '0200': 'ワイズ・ペイメンツ・ジャパン',
  '2004': '商工組合中央金庫',
  '2010': '全国信用協同組合連合会',
  '2950': '労働金庫連合会',
  '3000': '農林中央金庫',
  '3771': '秋田たかのす農業協同組合',
  '9481': '漁業協同組合ＪＦしまね',
};

/** Short form at the end of a name in the master, and what it stands for. */
const LONG_FORMS: readonly (readonly [short: string, long: string])[] = [
  ['信漁連', '信用漁業協同組合連合会'],
  ['信連', '信用農業協同組合連合会'],
  ['信金', '信用金庫'],
  ['信組', '信用組合'],
  ['労金', '労働金庫'],
  ['農協', '農業協同組合'],
  ['漁協', '漁業協同組合'],
];

/** Branches of foreign banks carry the legal form of their own country, after which 銀行 is not said. */
const FOREIGN_FORM = /(?:エヌ・エイ|エイ・ジー|エヌ・ヴィ|リミテッド|バンク)$/u;

function isBank(code: string): boolean {
  return code.startsWith('0') || code === '9900';
}

/**
 * 金融機関の正式な名称: `足利銀行` for 0129 足利, `鹿沼相互信用金庫` for a 信金.
 * @param code 統一金融機関コード, four digits
 * @param name the name of the bank master
 */
export function officialBankName(code: string, name: string): string {
  const own = OWN_NAMES[code];
  if (own !== undefined) return own;
  if (isBank(code)) return name.endsWith('銀行') || FOREIGN_FORM.test(name) ? name : `${name}銀行`;
  const form = LONG_FORMS.find(([short]) => name.endsWith(short));
  return form === undefined ? name : name.slice(0, -form[0].length) + form[1];
}
