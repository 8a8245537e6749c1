/**
 * 異体字: groups of characters that people and registers write for the same name; the first of a group stands for all.
 * For matching only, the name as written is kept for display. A small map of what occurs in names of persons, firms and
 * places, after 文字情報基盤 縮退マップ; Unicode's own compatibility forms are unified before it by NFKC.
 */
const GROUPS = [
  '高髙',
  '崎﨑嵜碕',
  '斎齋齊斉',
  '辺邊邉',
  '沢澤',
  '浜濱濵',
  '島嶋嶌',
  '桜櫻',
  '広廣',
  '国國',
  '学學',
  '吉𠮷',
  '恵惠',
  '栄榮',
  '関關',
  '竜龍',
  '滝瀧',
  '徳德',
  '真眞',
  '円圓',
  '実實',
  '富冨',
  '峰峯',
  '亀龜',
  '静靜',
  '豊豐',
  '万萬',
  '与與',
  '宝寶寳',
  '鉄鐵',
  '塩鹽',
  '黒黑',
  '礼禮',
  '会會',
  '条條',
  '縄繩',
  '瀬瀨',
  '頼賴',
  '来來',
  '曽曾',
  '桑桒',
  '館舘',
  '穂穗',
  '弥彌',
  '総總',
  '彦彥',
  '児兒',
  '蔵藏',
  '経經',
  '芦蘆',
  '桧檜',
  '遥遙',
  '尭堯',
  '槙槇',
  '篭籠',
  '柳栁',
  '角⻆',
  '土圡',
  '橋𣘺',
  '塚塚',
];

const FOLD: ReadonlyMap<string, string> = new Map(
  GROUPS.flatMap((group) => {
    const [first, ...others] = [...group] as [string, ...string[]];
    return others.map((other) => [other, first] as const);
  }),
);

/** Variation selectors (U+FE00-FE0F) and ideographic ones (U+E0100-E01EF), which only choose a shape (辻󠄀). */
const SELECTORS = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;

/** 異体字を代表字に: variation selectors are dropped, compatibility forms and known variants unified. */
export function foldVariants(text: string): string {
  const plain = text.replace(SELECTORS, '').normalize('NFKC');
  return [...plain].map((character) => FOLD.get(character) ?? character).join('');
}
