import { PAPER_CODES } from '../application/papers.ts';
import { pledgeTexts, valuesOf } from '../application/choices.ts';
import { civilDate } from '../civil-date.ts';
import { yen } from '../yen.ts';
import type { Programme } from './figures.ts';
import { defaultSizeLimits } from './size-limits.ts';

const MEGABYTE = 1_048_576;

/** 令和8(2026)年度 とちぎ男性育休推進企業奨励金: the figures of 仕様書 別紙, and defaults where it is silent. */
export const defaultProgramme: Programme = {
  code: 'r8-dansei-ikukyu',
  name: 'とちぎ男性育休推進企業奨励金',
  fiscalYear: 2026,
  prefectureName: '栃木県',
  publicityOpensOn: civilDate('2026-04-20'),
  receptionOpensOn: civilDate('2026-05-01'),
  receptionClosesOn: civilDate('2027-03-12'),
  receptionClosesTime: '23:59:59',
  postRule: 'postmark',
  officeClosesOn: civilDate('2027-03-31'),
  officeOpensTime: '09:00:00',
  officeClosesTime: '17:00:00',
  officeClosures: ['12-29', '12-30', '12-31', '01-01', '01-02', '01-03'],
  leaveStartFrom: civilDate('2026-04-01'),
  returnBy: civilDate('2027-03-31'),
  minimumMonths: 1,
  monthRule: 'hybrid',
  minWorkdays: null,
  baseAmount: yen(200_000),
  additions: [
    { code: 'first_one_month', label: 'はじめて1か月以上取得させた場合', months: 1, amount: yen(100_000) },
    { code: 'first_three_months', label: 'はじめて3か月以上取得させた場合', months: 3, amount: yen(300_000) },
  ],
  additionMode: 'highest',
  awardLimitPer: 'employer_fy',
  awardLimitCount: 1,
  // A second filing may be meant (a corrected one after a mistake): a person looks at both before anything is decided.
  exactDuplicates: 'decision',
  softDeadlineMonths: 2,
  smeScheme: 'koyou',
  smeLimits: defaultSizeLimits,
  largeCompanyControl: 'to_check',
  measuresRequired: 2,
  informationBy: 'leave_end',
  childAgeLimit: 2,
  returnGapDays: 7,
  ordinaryPartsMax: 2,
  atBirthPartsMax: 2,
  atBirthDaysMax: 28,
  atBirthWindowDays: 56,
  employeeAgeMin: 18,
  employeeAgeMax: 70,
  pledges: valuesOf(pledgeTexts),
  requiredPapers: PAPER_CODES.filter((code) => code !== 'other'),
  // Two weeks of five office days.
  correctionDays: 10,
  correctionReminders: 2,
  standardDays: 30,
  standardAmberDays: 20,
  expectedApplications: 150,
  letterIssuerName: 'とちぎ男性育休推進企業奨励金事務局長',
  letterContact: 'とちぎ男性育休推進企業奨励金事務局',
  // A real office writes its own; a letter without them says only when the desk is open.
  letterAddress: '',
  letterPhone: '',
  letterAppealText: '',
  decisionNumberSeries: '男育支',
  receiptNumberSeries: 'R8',
  attachmentMaxBytes: 20 * MEGABYTE,
  attachmentTotalMaxBytes: 100 * MEGABYTE,
  attachmentsMax: 60,
};
