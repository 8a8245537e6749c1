/** A complete, eligible, made-up application by number; the same number and day give the same answers. */
import {
  addDays,
  type Answers,
  type CivilDate,
  corporateCheckDigit,
  defaultProgramme,
  nextBankDay,
} from '@grant/schema';
import { EMPLOYEES, FIRMS, pick } from './firms.ts';

function digits(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function corporateNumber(index: number): string {
  const base = `0600010${digits(10_001 + index * 37, 5)}`;
  return `${corporateCheckDigit(base)}${base}`;
}

function workdayFrom(date: CivilDate): CivilDate {
  const next = nextBankDay(date);
  if (!next.ok) throw new Error(next.refusal.message);
  return next.value;
}

/**
 * @param index which firm and employee; beyond the list the firm's name gets a number, so that names stay distinct
 * @param today the day the application is made (JST): leave and return lie a few weeks before it
 * @param changes answers that the case is about
 */
export function madeUpAnswers(index: number, today: CivilDate, changes: Answers = {}): Answers {
  const firm = pick(FIRMS, index);
  const employee = pick(EMPLOYEES, index);
  const round = Math.floor(index / FIRMS.length);
  const returnOn = workdayFrom(addDays(today, -24));
  const leaveEnd = addDays(returnOn, -1);
  const leaveStart = addDays(leaveEnd, -(39 + (index % 3)));
  return {
    employerLegalForm: 'company',
    employerCorporateNumber: corporateNumber(index),
    employerName: round === 0 ? firm.name : `${firm.name}${String(round + 1)}号`,
    employerNameKana: firm.kana,
    representativeTitle: '代表取締役',
    representativeName: pick(['青木 一', '石川 恵', '上野 誠', '江田 昇'], index),
    employerPostalCode: firm.postalCode,
    employerAddress: firm.address,
    employerPhone: `028${digits(6_100_000 + index * 13, 7)}`,
    industry: 'other',
    mainBusiness: firm.business,
    capital: '10000000',
    regularEmployees: String(8 + (index % 40)),
    controlledByLargeCompany: 'no',
    insuranceOfficeNumber: `0901-${digits(600_000 + index, 6)}-${String(index % 10)}`,
    employeeName: employee.name,
    employeeNameKana: employee.kana,
    // No two of 270 are born on one day: two of one name and birthday with children alike would be taken for one.
    employeeBirthOn: `19${digits(88 + (index % 10), 2)}-0${String(1 + (index % 9))}-${digits(1 + (index % 27), 2)}`,
    employeeInsuredNumber: `5001-${digits(200_000 + index * 3, 6)}-${String(index % 10)}`,
    employeeInsuredOn: '2019-04-01',
    workplaceName: '本社',
    workplaceAddress: firm.address,
    childBirthOn: addDays(leaveStart, -30),
    leavePeriods: [{ kind: 'childcare', startOn: leaveStart, endOn: leaveEnd, workedDays: '0' }],
    scheduledWorkdays: '28',
    returnOn,
    returnedToOriginalPost: 'yes',
    supporterName: firm.name,
    supporterRegisteredOn: '2024-06-03',
    measures: [
      {
        kind: 'training',
        implementedOn: addDays(leaveStart, -60),
        description: '管理職と全従業員に研修を行った。',
      },
      {
        kind: 'consultation',
        implementedOn: addDays(leaveStart, -90),
        description: '総務課に相談窓口を設けた。',
      },
    ],
    informationOn: addDays(leaveStart, -14),
    informationMethod: '家事育児の分担と育休中の過ごし方のパンフレットを渡して面談した。',
    firstOneMonth: 'yes',
    firstThreeMonths: 'no',
    bankCode: '0129',
    branchCode: '101',
    accountType: 'ordinary',
    accountNumber: digits(1_200_001 + index * 7919, 7),
    accountHolderKana: firm.holder,
    contactName: '総務 担当',
    contactPhone: `028${digits(6_100_000 + index * 13, 7)}`,
    contactEmail: `soumu${String(index)}@firm${String(index)}.example.jp`,
    pledges: [...defaultProgramme.pledges],
    ...changes,
  };
}
