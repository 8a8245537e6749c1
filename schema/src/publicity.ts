/** 広報の種類 (仕様書 本文4(4)イ). */
export const publicityKinds = {
  site: 'ウェブサイト',
  flyer: 'チラシ',
  poster: 'ポスター',
  mail: 'メール・郵送',
  briefing: '説明会',
  visit: '訪問',
  media: '新聞・放送等',
  sns: 'SNS',
  other: 'その他',
} as const;
