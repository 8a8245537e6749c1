/** 申請の流れ, 様式, 窓口. */
export const flow = {
  title: '申請の流れ',
  lead: '申請から振込までの手順と、かかる時間の目安です。',
  steps: [
    {
      title: '自己チェックをする',
      time: '約3分',
      text: '対象になるか、いくら受け取れるか、足りない書類は何かを確かめます。登録は要りません。',
    },
    {
      title: '書類をそろえる',
      time: '数日',
      text: '「用意するもの」の見本を見て、書類をそろえます。スマートフォンで撮影した写真も使えます。',
    },
    {
      title: '利用登録をする',
      time: '約3分',
      text: 'メールアドレスとパスワードを登録し、届いたメールのリンクから登録を完了します。',
    },
    {
      title: '入力して提出する',
      time: '約30分',
      text: '画面の案内に沿って入力し、書類を添付して提出します。途中で中断しても、続きから入力できます。提出するとすぐに受付番号をお知らせします。',
    },
  ],
  review: '審査',
  reviewText:
    '事務局が内容と書類を確認します。不備があるときは、メールで補正をお願いします。補正を待つ間は審査が進みません。',
  decision: '決定と通知',
  decisionText: '支給又は不支給を決定し、通知書を郵送します。',
  payment: '振込',
  paymentText: '指定の口座に振り込み、メールでお知らせします。',
  timeTitle: '実際にかかった日数',
  timeLead: (cases: number) =>
    `受付した日から数えた、${cases}件の実績です（補正にかかった日数と休日を含みます）。`,
  toDecision: '受付から決定まで',
  toPayment: '受付から振込まで',
  half: '半数の申請',
  most: '8割の申請',
  within: (days: number) => `${days}日以内`,
  standard: (days: number) =>
    `書類がそろった申請は、受付からおおむね${days}営業日で審査を終えることを標準としています。`,
  few: '実際にかかった日数は、決定した件数が10件に達してから、このページに掲載します。',
  reviewTime: (days: number) => `標準 ${days}営業日`,
  postTitle: '郵送で申請する場合',
  postText:
    '様式に記入し、書類の写しを添えて、特定記録郵便など配達が確認できる方法でお送りください。オンラインと郵送の両方で申請しないでください。',
  postLink: '様式をダウンロードする',
} as const;

export const downloads = {
  title: '様式のダウンロード',
  lead: '郵送で申請する方のための様式と、制度の案内です。オンラインで申請する方は、様式は要りません。',
  leadClosed: '制度の案内です。',
  files: [
    {
      verb: 'download.form',
      title: '支給申請書兼請求書（記入用）',
      text: '申請の内容、誓約・同意、添付書類のチェック表を含みます。印刷して記入し、書類の写しを添えてお送りください。',
      open: '支給申請書をPDFで開く',
    },
    {
      verb: 'download.mandate',
      title: '委任状（記入用）',
      text: '社会保険労務士などに申請を任せるときに使います。事業主が記入し、代理人が写しを届け出ます。',
      open: '委任状をPDFで開く',
    },
    {
      verb: 'download.leaflet',
      title: '制度のリーフレット',
      text: '支給額、対象、申請の方法、用意するものをA4判1枚（両面）にまとめています。社内での案内にご利用ください。',
      open: 'リーフレットをPDFで開く',
    },
  ],
  postTitle: '郵送で申請する方へ',
  post: (rule: 'postmark' | 'arrival', date: string) =>
    rule === 'postmark'
      ? `${date}の消印まで有効です。料金別納など消印のない郵便は、届いた日で判断します。`
      : `${date}までに届いたものを受け付けます。`,
  postLines: [
    '特定記録郵便など、配達が確認できる方法でお送りください。',
    '送付した書類は返却しません。控えを取ってからお送りください。',
    '個人番号（マイナンバー）が書かれている書類は、番号を塗りつぶしてください。',
    'オンラインと郵送の両方で申請しないでください。',
  ],
  address: '送付先',
} as const;

export const contact = {
  title: '窓口と受付時間',
  lead: '制度の内容や申請の方法について、電話とこのサイトでご相談をお受けします。',
  office: '名称',
  phone: '電話',
  address: '所在地（郵送先）',
  hours: '受付時間',
  hoursText: (from: string, to: string) => `平日 ${from}から${to}まで`,
  closed: '休業日',
  closedText: '土曜日、日曜日、祝日・休日、年末年始（12月29日から1月3日まで）',
  until: '窓口の終了',
  untilText: (date: string) => `${date}まで`,
  nowOpen: 'ただいま受付時間内です。',
  nowClosed: (callsBack: boolean) =>
    callsBack
      ? 'ただいま受付時間外です。お問い合わせの送信と、電話の折返しのお申込みは、いつでもできます。'
      : 'ただいま受付時間外です。お問い合わせの送信は、いつでもできます。',
  over: (date: string) =>
    `奨励金事務局は${date}で終了しました。奨励金についてのご用は、栃木県へお問い合わせください。`,
  calendarTitle: '休業日のカレンダー',
  calendarLead: '「休」の付いた日は、窓口をお休みします。',
  month: (year: number, month: number) => `${year}年${month}月`,
  weekdays: ['日', '月', '火', '水', '木', '金', '土'],
  off: '休',
  offWords: (reason: string) => `休業日（${reason}）`,
  today: '今日',
  inquiry: 'お問い合わせ・折返しの申込み',
} as const;
