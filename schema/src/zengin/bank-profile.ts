import { z } from 'zod';
import { addBusinessDays, checkTransferDate, isBusinessDay } from '../calendar.ts';
import { BANK_CALENDAR, type BusinessCalendar } from '../calendar/closures.ts';
import type { CivilDate } from '../civil-date.ts';
import { civilDateInJapan, minuteOfDayInJapan, type Instant } from '../civil-date/japan-time.ts';
import { accept, type Result } from '../refusal.ts';
import { AMOUNT_YEN_MAX, TOTAL_YEN_MAX, TRANSFERS_MAX } from './layout.ts';

/** 銀行別の取決め: everything in which banks differ, as the contract with the bank says. */
export const bankProfileSchema = z.object({
  /** What follows every record, the end record included. */
  separator: z.enum(['CRLF', 'LF', 'none']).default('CRLF'),
  /** Whether bank and branch names are written or left blank. */
  fillBankNames: z.boolean().default(true),
  /** Filler of 手形交換所番号, which 総合振込 does not use. */
  clearingHouse: z.enum(['zeros', 'spaces']).default('zeros'),
  /** Filler of a 顧客コード that is not used. */
  codes: z.enum(['zeros', 'spaces']).default('zeros'),
  /** 振込指定区分: 7 テレ振込, 8 文書振込, 0 where the bank does not use it. */
  transferCategory: z.enum(['7', '8', '0']).default('7'),
  /** Symbols allowed in names of payee and consignor. */
  symbols: z
    .string()
    .regex(/^[().,\-/\\｢｣]*$/u, {
      error: '受取人名に使える記号は ( ) . , - / \\ ｢ ｣ の中から選んでください。',
    })
    .default('()-.'),
  /** Whether ｦ may stand in names. */
  woAllowed: z.boolean().default(false),
  /** Limits of the contract, never above what the fields can hold. */
  maxItems: z.number().int().min(1).max(TRANSFERS_MAX).default(TRANSFERS_MAX),
  maxAmountYen: z.number().int().min(1).max(AMOUNT_YEN_MAX).default(AMOUNT_YEN_MAX),
  maxTotalYen: z.number().int().min(1).max(TOTAL_YEN_MAX).default(TOTAL_YEN_MAX),
  /** 締切時刻: minutes since midnight in Japan; a file sent later counts as sent on the next bank day. */
  cutOffMinute: z
    .number()
    .int()
    .min(0)
    .max(1440)
    .default(15 * 60),
  /** Bank business days between sending and the transfer date. */
  minDaysAhead: z.number().int().min(0).max(60).default(1),
  maxDaysAhead: z.number().int().min(0).max(60).default(15),
});

/** 銀行別の取決め after parsing. */
export type BankProfile = z.output<typeof bankProfileSchema>;

/** The profile of a bank about which nothing else is known. */
export const DEFAULT_BANK_PROFILE: BankProfile = bankProfileSchema.parse({});

/** 受付日: the bank business day on which a file sent at this moment counts as sent. */
export function sendingDay(
  profile: BankProfile,
  moment: Instant,
  calendar: BusinessCalendar = BANK_CALENDAR,
): Result<CivilDate> {
  const date = civilDateInJapan(moment);
  const open = isBusinessDay(calendar, date);
  if (!open.ok) return open;
  const inTime = minuteOfDayInJapan(moment) < profile.cutOffMinute;
  return open.value && inTime ? accept(date) : addBusinessDays(calendar, date, 1);
}

/** 振込指定日の検査: the transfer date for a file sent at this moment under this profile, or why the bank would refuse. */
export function checkSending(
  profile: BankProfile,
  transferDate: CivilDate,
  moment: Instant,
  calendar: BusinessCalendar = BANK_CALENDAR,
): Result<CivilDate> {
  const sent = sendingDay(profile, moment, calendar);
  return sent.ok ? checkTransferDate(transferDate, sent.value, profile, calendar) : sent;
}
