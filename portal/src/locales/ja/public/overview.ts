/** 制度の概要 and 支給要件と金額. */
export const overview = {
  title: '制度の概要',
  lead: '男性従業員の育児休業の取得を進める中小企業事業主等を、奨励金で支援する制度です。',
  factsTitle: '制度のあらまし',
  aim: '目的',
  aimText:
    '男性が育児休業を取得しやすい職場づくりに取り組む事業主を支援し、仕事と家庭を両立できる環境の整備を進めます。',
  target: '対象となる事業主',
  targetText: (prefecture: string) =>
    `${prefecture}内に事業所のある中小企業事業主等（会社、個人事業主、社会福祉法人、医療法人、NPO法人など）`,
  leave: '対象となる育児休業',
  leaveText: (from: string, months: number) =>
    `${from}以降に男性従業員が始めた、通算${months}か月以上の育児休業（出生時育児休業（産後パパ育休）を含みます）`,
  back: '復帰',
  backText: (by: string) => `${by}までに原職等に復帰していること`,
  amount: '支給額',
  amountText: (base: string) => `${base}（はじめて取得させた場合は加算があります）`,
  times: '支給の回数',
  timesText: (count: number) => `1事業主につき年度内${count}回まで`,
  period: '受付期間',
  periodText: (from: string, to: string) => `${from}から${to}まで`,
  way: '申請の方法',
  wayText: 'オンライン（24時間）又は郵送',
  owner: '実施主体',
  ownerText: (prefecture: string, office: string) => `${prefecture}（受付・審査・支払：${office}）`,
  nextTitle: '次に読むページ',
  next: [
    ['selfCheck', '自己チェック', '対象になるか、いくら受け取れるかを約3分で確かめられます。'],
    ['requirements', '支給要件と金額', '要件の詳しい説明と、金額の計算の例です。'],
    ['papers', '用意するもの', '書類ごとに、何が確認できればよいかを見本で説明します。'],
    ['flow', '申請の流れ', '申請から振込までの手順と、実際にかかった日数です。'],
  ],
} as const;

export const requirements = {
  title: '支給要件と金額',
  lead: '次の要件をすべて満たす事業主に支給します。ご自身の場合に当てはめるには、自己チェックをご利用ください。',
  sizeTitle: '対象となる事業主',
  sizeLead: (scheme: string) =>
    `中小企業事業主等であることが必要です。会社は資本金又は労働者数のどちらかが、会社以外は労働者数が、次の範囲内であれば当てはまります（${scheme}）。`,
  industry: '業種',
  capital: '資本金の額又は出資の総額',
  capitalNone: '資本金では判断しません',
  employees: '常時雇用する労働者の数',
  upTo: (value: string) => `${value}以下`,
  people: (count: number) => `${count}人以下`,
  sizeNote:
    '人数は企業全体で数えます。暴力団関係者、県税の滞納がある事業主、公的な法人などは対象になりません。',
  listTitle: '支給の要件',
  one: '男性従業員の育児休業と復帰',
  oneLines: (from: string, months: number, by: string) => [
    `${from}以降に始めた育児休業を、通算${months}か月以上取得していること`,
    `${by}までに、原職等（休業前と同じか、相当する職務と事業所）に復帰していること`,
    '県内の事業所に勤務し、休業の開始前から雇用保険の被保険者であること',
  ],
  soft: (months: number) =>
    `原則として、復帰した日から${months}か月以内に申請してください。過ぎた場合は、事務局が県と協議します。`,
  gap: (closes: string) =>
    `申請には復帰していることが必要です。受付は${closes}に終わるため、その後に復帰する場合は申請できません。`,
  two: '「とちぎ女性活躍応援団」への登録',
  twoLines: ['申請日までに登録していること'],
  three: (count: number) => `雇用環境の整備に関する措置（${count}つ以上）`,
  threeLead: '育児・介護休業法第22条第1項に基づく次の措置のうち、必要な数を申請日までに実施していること',
  four: '家事・育児の分担などに関する情報提供',
  fourLines: (leaveEnd: boolean) => [
    `家事・育児の分担の方法と、育児休業中の過ごし方について、${leaveEnd ? '休業が終わるまで' : '申請日まで'}に対象の従業員へ情報を提供していること`,
  ],
  countTitle: '「通算」の数え方',
  countLead: {
    hybrid:
      'ひと続きの休業は、開始日の応当日の前日までを1か月と数えます。分割した休業は、月に満たない日数を合計し、30日を1か月とします。どちらかの数え方で月数に達すれば、要件を満たします。',
    calendarOnly: '開始日の応当日の前日までを1か月と数えます。',
    days30: '暦の日数を合計し、30日を1か月と数えます。',
    days28: '暦の日数を合計し、28日を1か月と数えます。',
  },
  countNote:
    '土曜日・日曜日・祝日も数えます。子の出生日より前の日、年次有給休暇、会社独自の休暇は数えません。別の子や別の従業員の休業は合計しません。',
  example: (number: number) => `例${number}`,
  reached: (months: number) => `${months}か月に達します`,
  unsure: (months: number) => `${months}か月に達します（数え方で結果が異なるため、審査で確認します）`,
  notReached: (months: number) => `${months}か月に達しません`,
  amountTitle: '支給額',
  amountHead: ['当てはまるもの', '支給額'],
  cases: {
    none: '基本の支給額のみ',
    one: (label: string) => `${label}の加算`,
    three: (label: string) => `${label}の加算`,
    both: '2つの加算の両方',
  },
  first: (months: number) =>
    `「はじめて」は、企業全体の、これまでのすべての年度で判断します。過去にこの奨励金を受けたことがあっても、通算${months}か月以上の育児休業が今回はじめてであれば、加算の対象になります。`,
  mode: {
    highest: '2つの加算の両方に当てはまる場合は、高い方だけを加えます。',
    cumulative: '2つの加算の両方に当てはまる場合は、合計して加えます。',
  },
} as const;
