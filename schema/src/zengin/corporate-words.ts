/** 法人略語: one word of the table of the bank association's abbreviations; `short` stands in brackets. */
export interface CorporateWord {
  /** The word as written in a name, other spellings included. */
  readonly written: readonly string[];
  /** Its reading in full-width kana. */
  readonly reading: string;
  /** Half-width abbreviation without brackets. */
  readonly short: string;
}

const word = (written: string, reading: string, short: string): CorporateWord => ({
  written: written.split(' '),
  reading,
  short,
});

/** Longer words first: 医療法人社団 is not 医療法人 and something. */
export const CORPORATE_WORDS: readonly CorporateWord[] = [
  word('株式会社 (株) ㈱', 'カブシキガイシャ', 'ｶ'),
  word('有限会社 (有) ㈲', 'ユウゲンガイシャ', 'ﾕ'),
  word('合名会社 (名) ㈴', 'ゴウメイガイシャ', 'ﾒ'),
  word('合資会社 (資) ㈾', 'ゴウシガイシャ', 'ｼ'),
  word('合同会社 (同)', 'ゴウドウガイシャ', 'ﾄﾞ'),
  word('相互会社', 'ソウゴガイシャ', 'ｿ'),
  word('社会医療法人財団', 'シャカイイリョウホウジンザイダン', 'ｲ'),
  word('社会医療法人社団', 'シャカイイリョウホウジンシャダン', 'ｲ'),
  word('社会医療法人', 'シャカイイリョウホウジン', 'ｲ'),
  word('医療法人財団', 'イリョウホウジンザイダン', 'ｲ'),
  word('医療法人社団', 'イリョウホウジンシャダン', 'ｲ'),
  word('医療法人', 'イリョウホウジン', 'ｲ'),
  word('一般財団法人', 'イッパンザイダンホウジン', 'ｻﾞｲ'),
  word('公益財団法人', 'コウエキザイダンホウジン', 'ｻﾞｲ'),
  word('財団法人', 'ザイダンホウジン', 'ｻﾞｲ'),
  word('一般社団法人', 'イッパンシャダンホウジン', 'ｼﾔ'),
  word('公益社団法人', 'コウエキシャダンホウジン', 'ｼﾔ'),
  word('社団法人', 'シャダンホウジン', 'ｼﾔ'),
  word('宗教法人', 'シュウキョウホウジン', 'ｼﾕｳ'),
  word('学校法人', 'ガッコウホウジン', 'ｶﾞｸ'),
  word('社会福祉法人', 'シャカイフクシホウジン', 'ﾌｸ'),
  word('更生保護法人', 'コウセイホゴホウジン', 'ﾎｺﾞ'),
  word('特定非営利活動法人', 'トクテイヒエイリカツドウホウジン', 'ﾄｸﾋ'),
  word('NPO法人', 'エヌピーオーホウジン', 'ﾄｸﾋ'),
  word('中間法人', 'チュウカンホウジン', 'ﾁﾕｳ'),
  word('農事組合法人', 'ノウジクミアイホウジン', 'ﾉｳ'),
  word('管理組合法人', 'カンリクミアイホウジン', 'ｶﾝﾘ'),
  word('地方独立行政法人', 'チホウドクリツギョウセイホウジン', 'ﾁﾄﾞｸ'),
  word('独立行政法人', 'ドクリツギョウセイホウジン', 'ﾄﾞｸ'),
  word('国立大学法人', 'コクリツダイガクホウジン', 'ﾀﾞｲ'),
  word('公立大学法人', 'コウリツダイガクホウジン', 'ﾀﾞｲ'),
  word('弁護士法人', 'ベンゴシホウジン', 'ﾍﾞﾝ'),
  word('行政書士法人', 'ギョウセイショシホウジン', 'ｷﾞﾖ'),
  word('司法書士法人', 'シホウショシホウジン', 'ｼﾎｳ'),
  word('税理士法人', 'ゼイリシホウジン', 'ｾﾞｲ'),
  word('社会保険労務士法人', 'シャカイホケンロウムシホウジン', 'ﾛｳﾑ'),
];

/** 営業所略語: words for an office, written at the end of a name as `(ｴｲ`. */
export const OFFICE_WORDS: readonly CorporateWord[] = [
  word('営業所', 'エイギョウショ', 'ｴｲ'),
  word('出張所', 'シュッチョウジョ', 'ｼﾕﾂ'),
];

/** 事業略語: words for a line of business, which banks shorten inside a name, without brackets. */
export const BUSINESS_WORDS: readonly CorporateWord[] = [
  word('国民健康保険団体連合会', 'コクミンケンコウホケンダンタイレンゴウカイ', 'ｺｸﾎﾚﾝ'),
  word('社会保険診療報酬支払基金', 'シャカイホケンシンリョウホウシュウシハライキキン', 'ｼﾔﾎ'),
  word('共済農業協同組合連合会', 'キョウサイノウギョウキョウドウクミアイレンゴウカイ', 'ｷﾖｳｻｲﾚﾝ'),
  word('農業協同組合連合会', 'ノウギョウキョウドウクミアイレンゴウカイ', 'ﾉｳｷﾖｳﾚﾝ'),
  word('漁業協同組合連合会', 'ギョギョウキョウドウクミアイレンゴウカイ', 'ｷﾞﾖﾚﾝ'),
  word('食糧販売協同組合', 'ショクリョウハンバイキョウドウクミアイ', 'ｼﾖｸﾊﾝｷﾖｳ'),
  word('厚生年金基金', 'コウセイネンキンキキン', 'ｺｳﾈﾝ'),
  word('社会福祉協議会', 'シャカイフクシキョウギカイ', 'ｼﾔｷﾖｳ'),
  word('健康保険組合', 'ケンコウホケンクミアイ', 'ｹﾝﾎﾟ'),
  word('国民健康保険', 'コクミンケンコウホケン', 'ｺｸﾎ'),
  word('生命保険', 'セイメイホケン', 'ｾｲﾒｲ'),
  word('海上火災保険', 'カイジョウカサイホケン', 'ｶｲｼﾞﾖｳ'),
  word('火災海上保険', 'カサイカイジョウホケン', 'ｶｻｲ'),
  word('共済組合', 'キョウサイクミアイ', 'ｷﾖｳｻｲ'),
  word('協同組合', 'キョウドウクミアイ', 'ｷﾖｳｸﾐ'),
  word('労働組合', 'ロウドウクミアイ', 'ﾛｳｸﾐ'),
  word('連合会', 'レンゴウカイ', 'ﾚﾝ'),
];
