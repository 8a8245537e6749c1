/** 待ちの色の名称: what amber and red mean, for whoever does not see colours. */
export const toneLabels = { calm: '', amber: '注意', red: '超過' } as const;

/** 待ち日数の数え方, for the screens that show it. */
export const WAIT_MEANING =
  '待ち日数は営業日で数えます。決定までの事務局の番は、受付日から補正・保留の期間を除いた日数です。決定の後と、申請者や県の番の間は、その番になった日から数えます。';

/** Class of a tag for a tone. */
export const toneClasses = { calm: '', amber: 'open', red: 'bad' } as const;
