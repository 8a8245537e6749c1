/** 利用者の設定、ログインの有効時間、事務局との連絡、口座の変更. */
export const securityTexts = {
  settings: {
    title: '利用者の設定',
    email: 'ログインに使うメールアドレス',
    password: 'パスワードの変更',
    current: '現在のパスワード',
    next: '新しいパスワード',
    change: 'パスワードを変更する',
    changed: 'パスワードを変更しました。ほかの端末はログアウトされました。',
    currentMissing: '現在のパスワードを入力してください。',
    factor: '二要素認証',
    factorLead:
      'ログインのときに、パスワードに加えて認証アプリの6桁の確認コードを入力します。パスワードが知られても、不正に使われにくくなります。',
    factorOn: '二要素認証は有効です。',
    factorOff: '二要素認証は有効ではありません。',
    begin: '二要素認証を設定する',
    beginPassword: '設定を始めるには、現在のパスワードを入力してください。',
    scan: '認証アプリで次のQRコードを読み取ってください。',
    scanAlt: '認証アプリに登録するためのQRコード',
    typed: '読み取れないときは、次の文字を認証アプリに入力してください。',
    otp: '確認コード',
    otpSupport: '登録すると、認証アプリに6桁の数字が表示されます。その数字を入力してください。',
    otpMissing: '確認コードを入力してください。',
    enable: '有効にする',
    enabled: '二要素認証を有効にしました。次のログインから確認コードが必要です。',
    lost: '端末をなくしたときは、事務局にお電話ください。本人確認の後、二要素認証を停止します。',
    disable: '二要素認証を停止する',
    disablePassword: '停止するには、現在のパスワードを入力してください。',
    disabled: '二要素認証を停止しました。',
    sessions: 'ほかの端末からのログアウト',
    sessionsLead: (count: number) =>
      count === 0
        ? 'ほかにログイン中の端末はありません。'
        : `この端末のほかに、${String(count)}件のログインがあります。心当たりがないときは、ログアウトさせてください。`,
    signOutEverywhere: 'ほかの端末をすべてログアウトする',
    signedOut: 'ほかの端末をログアウトしました。',
    cancel: 'やめる',
  },
  sessionGuard: {
    title: 'まもなくログインの有効時間が切れます',
    lead: '続けて操作するときは「続ける」を押してください。入力した内容は保存されています。',
    left: (minutes: number, seconds: number) =>
      minutes > 0 ? `あと${String(minutes)}分${String(seconds)}秒` : `あと${String(seconds)}秒`,
    spoken: (minutes: number) =>
      minutes > 0
        ? `ログインの有効時間は、あと約${String(minutes)}分です。`
        : 'ログインの有効時間は、あと1分もありません。',
    stay: '続ける',
    leave: 'ログアウトする',
    endedTitle: 'ログインの有効時間が切れました',
    endedLead:
      '入力した内容はこの端末に残っています。ログインし直すと、この画面に戻り、続きから操作できます。',
    again: 'ログインし直す',
  },
  messages: {
    title: '事務局との連絡',
    lead: 'この申請について、事務局と連絡を取ることができます。返信があると、メールでお知らせします（メールに内容は記載しません）。',
    none: 'まだ連絡はありません。',
    toOffice: '事務局へ',
    fromOffice: '事務局から',
    unread: '未読',
    read: (when: string) => `事務局が ${when} に読みました`,
    notRead: '事務局はまだ読んでいません',
    body: '連絡の内容',
    support: '2,000文字まで。マイナンバーや口座番号は書かないでください。',
    missing: '連絡の内容を入力してください。',
    send: '事務局へ送る',
    sent: '送信しました。',
    closed: '連絡は、申請の受付後に送ることができます。お急ぎのときは事務局へお電話ください。',
    open: '事務局との連絡を開く',
    count: (unread: number) => `未読の連絡が${String(unread)}件あります`,
  },
  newAccount: {
    passbook: '振込を受ける口座の通帳の写し',
    passbookSupport: (size: string) =>
      `金融機関名・支店名・口座番号・口座名義（カナ）が分かるページ。PDF又は写真（JPEG・PNG・HEIC）、${size}まで。`,
    passbookMissing: '振込を受ける口座の通帳の写しを選んでください。',
  },
  accountChange: {
    title: '振込口座の変更',
    lead: '変更すると、それまでに事務局が行った口座の確認は無効になり、新しい口座を改めて確認します。',
    submit: '振込口座を変更する',
    none: '現在、この申請の振込口座は変更できません。振込の手続きが始まっているときは、事務局にお問い合わせください。',
    link: '振込口座を変更する',
  },
  copy: {
    title: '提出内容の控え',
    link: '提出内容の控え（PDF）',
    lead: '提出した内容、書類の一覧（ページ数・照合用の値）、補正の記録、事務局との連絡を一つの PDF にまとめたものです。',
  },
} as const;
