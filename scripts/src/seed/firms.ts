/** Made-up firms and people of the practice office. None of them exists; numbers are made from their place in the list. */

interface Firm {
  readonly name: string;
  readonly kana: string;
  /** As printed in a passbook: half-width kana with the bank's abbreviation. */
  readonly holder: string;
  readonly business: string;
  readonly address: string;
  readonly postalCode: string;
}

interface Person {
  readonly name: string;
  readonly kana: string;
}

export const FIRMS: readonly Firm[] = [
  firm(
    '株式会社みはし製作所',
    'ミハシセイサクショ',
    'ｶ)ﾐﾊｼｾｲｻｸｼﾖ',
    '金属部品の製造',
    '宇都宮市平出工業団地900番地1',
    '3210905',
  ),
  firm(
    '有限会社おおぞら工務店',
    'オオゾラコウムテン',
    'ﾕ)ｵｵｿﾞﾗｺｳﾑﾃﾝ',
    '住宅の建築',
    '栃木市箱森町900番地2',
    '3280075',
  ),
  firm(
    '株式会社しらさぎ運輸',
    'シラサギウンユ',
    'ｶ)ｼﾗｻｷﾞｳﾝﾕ',
    '貨物の運送',
    '小山市横倉新田900番地3',
    '3230813',
  ),
  firm(
    '合同会社なすの設計',
    'ナスノセッケイ',
    'ﾄﾞ)ﾅｽﾉｾﾂｹｲ',
    '建築の設計',
    '那須塩原市豊浦900番地4',
    '3250023',
  ),
  firm(
    '株式会社かぬま木工',
    'カヌマモッコウ',
    'ｶ)ｶﾇﾏﾓﾂｺｳ',
    '木製建具の製造',
    '鹿沼市茂呂900番地5',
    '3220026',
  ),
  firm(
    '株式会社いわふね電機',
    'イワフネデンキ',
    'ｶ)ｲﾜﾌﾈﾃﾞﾝｷ',
    '電気機械の修理',
    '栃木市岩舟町900番地6',
    '3294307',
  ),
  firm(
    '株式会社あしかが繊維',
    'アシカガセンイ',
    'ｶ)ｱｼｶｶﾞｾﾝｲ',
    '織物の製造',
    '足利市問屋町900番地7',
    '3260005',
  ),
  firm('株式会社もおか青果', 'モオカセイカ', 'ｶ)ﾓｵｶｾｲｶ', '青果の卸売', '真岡市長田900番地8', '3214345'),
  firm('株式会社さくら測量', 'サクラソクリョウ', 'ｶ)ｻｸﾗｿｸﾘﾖｳ', '測量', 'さくら市氏家900番地9', '3291311'),
  firm('株式会社やいた印刷', 'ヤイタインサツ', 'ｶ)ﾔｲﾀｲﾝｻﾂ', '印刷', '矢板市片岡900番地10', '3291571'),
  firm(
    '株式会社ゆうがお食品',
    'ユウガオショクヒン',
    'ｶ)ﾕｳｶﾞｵｼﾖｸﾋﾝ',
    '食品の製造',
    '下野市石橋900番地11',
    '3290511',
  ),
  firm(
    '株式会社たかはらシステム',
    'タカハラシステム',
    'ｶ)ﾀｶﾊﾗｼｽﾃﾑ',
    'ソフトウェアの開発',
    '宇都宮市鶴田町900番地12',
    '3200851',
  ),
  firm(
    '株式会社ちゅうおう塗装',
    'チュウオウトソウ',
    'ｶ)ﾁﾕｳｵｳﾄｿｳ',
    '塗装工事',
    '日光市今市900番地13',
    '3211261',
  ),
  firm(
    '株式会社わたらせ造園',
    'ワタラセゾウエン',
    'ｶ)ﾜﾀﾗｾｿﾞｳｴﾝ',
    '造園工事',
    '佐野市植上町900番地14',
    '3270832',
  ),
  firm(
    '株式会社きぬがわ旅館',
    'キヌガワリョカン',
    'ｶ)ｷﾇｶﾞﾜﾘﾖｶﾝ',
    '旅館',
    '日光市鬼怒川温泉大原900番地15',
    '3212522',
  ),
  firm(
    '株式会社ましこ陶器',
    'マシコトウキ',
    'ｶ)ﾏｼｺﾄｳｷ',
    '陶器の製造',
    '芳賀郡益子町益子900番地16',
    '3214217',
  ),
  firm(
    '株式会社おやま精工',
    'オヤマセイコウ',
    'ｶ)ｵﾔﾏｾｲｺｳ',
    '精密部品の製造',
    '小山市城東900番地17',
    '3230807',
  ),
  firm(
    '株式会社みぶ玩具',
    'ミブガング',
    'ｶ)ﾐﾌﾞｶﾞﾝｸﾞ',
    '玩具の製造',
    '下都賀郡壬生町壬生900番地18',
    '3210225',
  ),
  firm(
    '株式会社からすやま製紙',
    'カラスヤマセイシ',
    'ｶ)ｶﾗｽﾔﾏｾｲｼ',
    '紙の加工',
    '那須烏山市中央900番地19',
    '3210621',
  ),
  firm(
    '株式会社おおたわら農機',
    'オオタワラノウキ',
    'ｶ)ｵｵﾀﾜﾗﾉｳｷ',
    '農業機械の販売',
    '大田原市浅香900番地20',
    '3240043',
  ),
];

export const EMPLOYEES: readonly Person[] = [
  { name: '大橋 健太', kana: 'オオハシ ケンタ' },
  { name: '小林 翔', kana: 'コバヤシ ショウ' },
  { name: '田村 大輔', kana: 'タムラ ダイスケ' },
  { name: '福田 拓也', kana: 'フクダ タクヤ' },
  { name: '増渕 亮', kana: 'マスブチ リョウ' },
  { name: '阿久津 学', kana: 'アクツ マナブ' },
  { name: '手塚 直樹', kana: 'テヅカ ナオキ' },
];

function firm(
  name: string,
  kana: string,
  holder: string,
  business: string,
  address: string,
  postalCode: string,
): Firm {
  return { name, kana, holder, business, address: `栃木県${address}`, postalCode };
}

/** One of a list by number, round and round. */
export function pick<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new Error('the list is empty');
  return found;
}
