/**
 * 折りたたみ: questions that most applicants need not answer. The form shows them when asked to, and says what is filed
 * when they stay blank.
 */
export const folds = {
  building: { label: '建物名・階・部屋番号を入力する', blank: 'ない場合は、入力しないでください。' },
  workplace: {
    label: '事業主の所在地と異なる事業所に勤務している場合',
    blank: '入力しない場合は、事業主の名称と所在地のとおりとします。',
  },
  supporter: {
    label: '登録名が事業主の名称と異なる場合',
    blank: '入力しない場合は、事業主の名称で登録を確認します。',
  },
  contact: {
    label: '担当者が代表者と異なる場合',
    blank: '入力しない場合は、代表者に、事業主の電話番号とログインに使うメールアドレスで連絡します。',
  },
} as const;

/** One group of questions that stay folded. */
export type FoldCode = keyof typeof folds;
