/** 公開ページの見出しと要約: as search engines and shared links show them; the summary takes 50 to 120 characters. */
export const pages = {
  home: {
    title: '制度の案内',
    description:
      '栃木県内の中小企業事業主等を対象とした「とちぎ男性育休推進企業奨励金」の対象、金額、受付期間のご案内と、オンライン申請のページです。',
  },
  papers: {
    title: '用意するもの',
    description:
      'とちぎ男性育休推進企業奨励金の申請に必要な書類の一覧です。書類ごとに、どのような場合に必要か、何が確認できるものを用意するかを説明します。',
  },
  signUp: {
    title: '新規登録',
    description:
      'とちぎ男性育休推進企業奨励金をオンラインで申請するための新規登録のページです。メールアドレスの確認後、申請の入力を始められます。',
  },
  signIn: {
    title: 'ログイン',
    description:
      'とちぎ男性育休推進企業奨励金の申請者ログインのページです。申請の続きの入力、審査の状況の確認、補正への回答ができます。',
  },
  privacy: {
    title: 'プライバシーポリシー',
    description:
      'とちぎ男性育休推進企業奨励金の申請で取得する個人情報の利用目的、提供、保存期間と、お問い合わせの窓口を説明します。',
  },
  accessibility: {
    title: 'ウェブアクセシビリティ方針',
    description:
      'とちぎ男性育休推進企業奨励金申請ポータルのウェブアクセシビリティへの取組、対応の目標と、ご意見の窓口を説明します。',
  },
} as const;
