import { addOfficeDays, addOfficeDaysUntil, responseDay } from './calendar.ts';
import type { BusinessCalendar } from './calendar/closures.ts';
import type { CivilDate } from './civil-date.ts';
import { civilDateInJapan, type Instant } from './civil-date/japan-time.ts';
import { accept, type Result } from './refusal.ts';

/** 所要時間の上限: what one inquiry takes at most, in minutes. */
export const INQUIRY_MINUTES_MAX = 600;

/** 質問の区分, in the order shown. */
export const faqCategories = {
  eligibility: '要件',
  amount: '金額・加算',
  papers: '必要書類',
  procedure: '申請の方法',
  payment: '支払',
  agent: '手続代行',
  other: 'その他',
} as const;

/** 質問の区分. */
export type FaqCategory = keyof typeof faqCategories;

/** 問合せの区分. */
export const inquiryCategories = {
  eligibility: '要件',
  amount: '金額・加算',
  papers: '必要書類',
  procedure: '申請の方法',
  progress: '審査の状況',
  correction: '補正',
  payment: '支払',
  agent: '手続代行',
  supporter: '応援団の登録',
  system: 'サイトの操作',
  complaint: '苦情・意見',
  other: 'その他',
} as const;

/** 問合せの区分. */
export type InquiryCategory = keyof typeof inquiryCategories;

/** 問合せる人の区分. */
export const inquiryParties = {
  employer: '事業主',
  employee: '従業員',
  agent: '手続代行者',
  other: 'その他',
} as const;

/** 問合せの方法. */
export const inquiryChannels = {
  phone: '電話',
  mail: 'メール',
  portal: '申請サイト',
  visit: '来所',
  post: '郵便',
  other: 'その他',
} as const;

/** 問合せの状態. */
export const inquiryStates = { open: '対応中', with_prefecture: '県に照会中', closed: '回答済' } as const;

/** 折返しの時間帯, within the hours of the desk. */
export const callbackSlots = {
  morning: '9時から12時まで',
  noon: '12時から14時まで',
  afternoon: '14時から17時まで',
} as const;

/** The hour at which each 時間帯 is over, JST: until then the call is awaited. */
export const callbackSlotEnds: Readonly<Record<keyof typeof callbackSlots, string>> = {
  morning: '12:00',
  noon: '14:00',
  afternoon: '17:00',
};

/** An inquiry is answered within so many office days. The specification names none; the day promised is kept with it. */
export const INQUIRY_ANSWER_DAYS = 3;

/** So many office days are offered for a call back. */
const CALLBACK_DAYS = 5;

/**
 * 回答期限: the third office day after the one the inquiry counts from, at the latest the last day of the office
 * (事務局の終了日). Null once nobody is there to answer.
 */
export function inquiryAnswerDay(
  moment: Instant,
  calendar: BusinessCalendar,
  until: CivilDate,
): Result<CivilDate | null> {
  if (civilDateInJapan(moment) > until) return accept(null);
  const from = responseDay(moment, calendar);
  if (!from.ok) return from;
  if (from.value > until) return accept(null);
  return addOfficeDaysUntil(from.value, INQUIRY_ANSWER_DAYS, until, calendar);
}

/**
 * 折返しの希望日: the next five office days up to the last day of the office (事務局の終了日); today is over before a request
 * is read. Empty when no such day is left.
 */
export function callbackDays(
  moment: Instant,
  calendar: BusinessCalendar,
  until: CivilDate,
): Result<readonly CivilDate[]> {
  const days: CivilDate[] = [];
  const today = civilDateInJapan(moment);
  for (let step = 1; step <= CALLBACK_DAYS; step += 1) {
    const day = addOfficeDays(today, step, calendar);
    if (!day.ok) return day;
    if (day.value > until) break;
    days.push(day.value);
  }
  return accept(days);
}
