import type { PaperCode } from '@grant/schema';

/** One line of a drawn example; what the office looks for is marked. */
export interface SketchLine {
  readonly label: string;
  readonly value: string;
  readonly mark?: boolean;
}

/** A drawn example of a paper: made-up names, no real person or firm. */
export interface Sketch {
  readonly title: string;
  readonly lines: readonly SketchLine[];
  readonly stamp?: string;
}

/** 用意するもの. What a paper is called and must show comes from the table of papers; here is what it is and its example. */
export const papersPage = {
  title: '用意するもの',
  lead: '申請に必要な書類です。書類ごとに、どのような書類か、何が確認できればよいかを、見本とともに説明します。',
  formats:
    'オンラインではPDFのほか、スマートフォンで撮影した写真（JPEG・PNG・HEIC）も使えます。書類がそろっていれば、入力と添付は30分ほどで終わります。',
  size: (size: string) => `1ファイル${size}までです。`,
  mask: '個人番号（マイナンバー）が書かれている場合は、見えないように塗りつぶしてから添付してください。',
  shows: '確認する内容',
  what: 'どのような書類か',
  example: '見本',
  exampleNote: '見本の名称・氏名・番号は架空のものです。色の付いた行が、確認する箇所です。',
  alt: (title: string, marks: string) => `${title}の見本。確認する箇所は、${marks}。`,
  agent: '手続代行者が申請する場合に必要です。',
  toc: 'このページの書類',
} as const;

/** What each paper is, in a sentence. */
export const paperWhat: Readonly<Partial<Record<PaperCode, string>>> = {
  registry:
    '法人は法務局で取れる「履歴事項全部証明書」など、個人事業主は税務署に出した「開業届」の控えです。',
  headcount: '労働者名簿や、人数を一覧にした表など、申請日の人数が分かるものです。様式は自由です。',
  insurance_office: 'ハローワークに届け出たときに交付された、事業主の控えです。',
  child_proof: '母子健康手帳の「出生届出済証明」の頁や、住民票の写しなどです。',
  leave_request: '従業員が会社に提出した、育児休業の申出の書面です。',
  leave_notice: '会社が従業員に渡した、休業の期間などを通知する書面です。',
  attendance: '休業の前月から復帰した月までの、毎日の勤務の記録です。',
  wages: '休業の前月から復帰した月までの、賃金の支払の記録です。',
  insured_notice: '雇用保険に加入したときに、ハローワークから会社に交付された通知書です。',
  work_rules: '育児休業について定めた部分と、労働基準監督署の受付印のある頁です。',
  work_calendar: '会社カレンダーや勤務表など、休業がなければ働くはずだった日が分かるものです。',
  passbook:
    '通帳の表紙をめくった、口座番号とカナの名義が書かれた頁です。ネット銀行は、画面の写しでも構いません。',
  measures_evidence: '研修の資料と参加者名簿、相談窓口の掲示、事例や方針を載せた社内報などです。',
  supporter_evidence: '登録証の写しや、応援団のサイトで自社が掲載されている画面の写しです。',
  information_evidence: '渡した冊子や資料と、従業員が受け取った日が分かる署名やメールです。',
  mandate: '事業主が手続代行者に申請を任せることを示す書面です。',
};

/** The drawn examples. */
export const paperSketches: Readonly<Partial<Record<PaperCode, Sketch>>> = {
  registry: {
    title: '履歴事項全部証明書',
    lines: [
      { label: '商号', value: '株式会社○○製作所', mark: true },
      { label: '本店', value: '栃木県○○市一丁目1番', mark: true },
      { label: '資本金の額', value: '金1000万円', mark: true },
    ],
    stamp: '登記官',
  },
  headcount: {
    title: '労働者数の一覧',
    lines: [
      { label: '基準日', value: '令和8年7月10日', mark: true },
      { label: '常時雇用', value: '45人', mark: true },
      { label: '短時間', value: '6人' },
    ],
  },
  insurance_office: {
    title: '雇用保険適用事業所設置届（控）',
    lines: [
      { label: '事業所番号', value: '0901-000000-0', mark: true },
      { label: '事業所の名称', value: '株式会社○○製作所', mark: true },
    ],
    stamp: '受理',
  },
  child_proof: {
    title: '出生届出済証明',
    lines: [
      { label: '子の氏名', value: '○○ はな', mark: true },
      { label: '出生の日', value: '令和8年5月20日', mark: true },
      { label: '父の氏名', value: '○○ 太郎', mark: true },
      { label: '個人番号', value: '■■■■（塗りつぶし）' },
    ],
    stamp: '市町村長',
  },
  leave_request: {
    title: '育児休業申出書',
    lines: [
      { label: '申出日', value: '令和8年4月20日', mark: true },
      { label: '開始日', value: '令和8年6月1日', mark: true },
      { label: '終了日', value: '令和8年6月30日', mark: true },
    ],
  },
  leave_notice: {
    title: '育児休業取扱通知書',
    lines: [
      { label: '通知日', value: '令和8年4月24日' },
      { label: '休業の期間', value: '6月1日～6月30日', mark: true },
      { label: '事業主', value: '株式会社○○製作所' },
    ],
  },
  attendance: {
    title: '出勤簿（令和8年5月～7月）',
    lines: [
      { label: '5月31日', value: '出勤' },
      { label: '6月1日', value: '育児休業', mark: true },
      { label: '6月30日', value: '育児休業', mark: true },
      { label: '7月1日', value: '出勤（復帰）', mark: true },
    ],
  },
  wages: {
    title: '賃金台帳（○○ 太郎）',
    lines: [
      { label: '5月', value: '支給 250,000円' },
      { label: '6月', value: '支給 0円（休業）', mark: true },
      { label: '7月', value: '支給 250,000円', mark: true },
    ],
  },
  insured_notice: {
    title: '資格取得等確認通知書',
    lines: [
      { label: '被保険者番号', value: '0901-000000-0', mark: true },
      { label: '氏名・生年月日', value: '○○ 太郎 H4.7.15', mark: true },
      { label: '資格取得日', value: '平成30年4月1日', mark: true },
    ],
  },
  work_rules: {
    title: '就業規則',
    lines: [
      { label: '第○条', value: '育児休業の対象', mark: true },
      { label: '第○条', value: '申出の手続', mark: true },
    ],
    stamp: '労基署受付',
  },
  work_calendar: {
    title: '会社カレンダー（6月）',
    lines: [
      { label: '所定労働日', value: '22日', mark: true },
      { label: '休日', value: '土曜日・日曜日', mark: true },
    ],
  },
  passbook: {
    title: '普通預金通帳',
    lines: [
      { label: '銀行・支店', value: '○○銀行 本店', mark: true },
      { label: '口座番号', value: '普通 0000000', mark: true },
      { label: '名義（カナ）', value: 'カ）○○セイサクシヨ', mark: true },
    ],
  },
  measures_evidence: {
    title: '研修の実施記録',
    lines: [
      { label: '実施日', value: '令和8年4月15日', mark: true },
      { label: '内容', value: '育児休業制度の研修', mark: true },
      { label: '参加者', value: '管理職12人' },
    ],
  },
  supporter_evidence: {
    title: 'とちぎ女性活躍応援団 登録証',
    lines: [
      { label: '登録名', value: '株式会社○○製作所', mark: true },
      { label: '登録日', value: '令和6年10月1日', mark: true },
    ],
  },
  information_evidence: {
    title: '資料の受領書',
    lines: [
      { label: '資料', value: '父親向け育児冊子', mark: true },
      { label: '受領日', value: '令和8年5月25日', mark: true },
      { label: '受領者', value: '○○ 太郎（署名）', mark: true },
    ],
  },
  mandate: {
    title: '委任状',
    lines: [
      { label: '委任者', value: '株式会社○○製作所', mark: true },
      { label: '受任者', value: '社会保険労務士 ○○', mark: true },
      { label: '委任日', value: '令和8年7月1日', mark: true },
    ],
  },
};
