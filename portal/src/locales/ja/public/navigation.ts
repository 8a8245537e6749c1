/** 公開ページの案内: header, breadcrumb, and what stands instead of an apply button. */
export const navigation = {
  menu: 'メニュー',
  close: '閉じる',
  public: '制度と申請の案内',
  account: '申請者のページ',
  trail: '現在の位置',
  home: 'ホーム',
  links: [
    ['overview', '制度の概要'],
    ['requirements', '支給要件と金額'],
    ['papers', '用意するもの'],
    ['flow', '申請の流れ'],
    ['selfCheck', '自己チェック'],
    ['faq', 'よくある質問'],
    ['downloads', '様式'],
    ['inquiry', 'お問い合わせ'],
  ],
  emergency: '受付停止のお知らせ',
  before: (date: string) =>
    `申請の受付は${date}に始まります。利用登録と自己チェックは、今からご利用になれます。`,
  closed: (date: string) => `申請の受付は${date}に終了しました。新しい申請はできません。`,
  closedMine: {
    applicant: '提出済みの申請の状況は、マイページで確認できます。',
    agent: '提出済みの申請の状況は、顧問先ごとに確認できます。',
  },
  draft: {
    before: (date: string) =>
      `申請の受付は${date}に始まります。それまでは、申請書を入力して保存できますが、提出はできません。`,
    closed: (date: string) =>
      `申請の受付は${date}に終了しました。この申請書は提出できません。入力した内容は、引き続きご覧になれます。`,
    paused:
      'ただいま申請の受付を停止しています。入力した内容は保存できますが、受付が再開するまで提出できません。',
  },
  paused: 'ただいま申請の受付を停止しています。入力中の内容は保存されています。',
} as const;
