import type { Answers } from './answers.ts';
import { grantApplicationSchema, type GrantApplication } from './application.ts';
import { pledgeTexts, valuesOf } from './choices.ts';
import { parseAnswers } from './parse.ts';

/** 申請例: a complete set of answers that meets every requirement; people and companies in it do not exist. */
export const exampleAnswers: Answers = {
  employerLegalForm: 'company',
  employerCorporateNumber: '4011001098993',
  employerName: '株式会社とちぎ製作所',
  employerNameKana: 'カブシキガイシャトチギセイサクショ',
  representativeTitle: '代表取締役',
  representativeName: '栃木 一郎',
  employerPostalCode: '320-0000',
  employerAddress: '栃木県宇都宮市塙田1丁目1番20号',
  employerBuilding: '',
  employerPhone: '028-600-0000',
  industry: 'other',
  mainBusiness: '金属部品の製造',
  capital: '10000000',
  regularEmployees: '45',
  controlledByLargeCompany: 'no',
  insuranceOfficeNumber: '0901-123456-7',
  employeeName: '宇都宮 太郎',
  employeeNameKana: 'ウツノミヤ タロウ',
  employeeBirthOn: '1992-07-15',
  employeeInsuredNumber: '0901-654321-0',
  employeeInsuredOn: '2018-04-01',
  workplaceName: '本社工場',
  workplaceAddress: '栃木県宇都宮市塙田1丁目1番20号',
  childBirthOn: '2026-05-20',
  leavePeriods: [{ kind: 'childcare', startOn: '2026-06-01', endOn: '2026-06-30', workedDays: '0' }],
  scheduledWorkdays: '22',
  returnOn: '2026-07-01',
  returnedToOriginalPost: 'yes',
  supporterName: '株式会社とちぎ製作所',
  supporterRegisteredOn: '2024-10-01',
  measures: [
    {
      kind: 'training',
      implementedOn: '2026-04-15',
      description: '管理職を対象に育児休業制度の研修を行った。',
    },
    {
      kind: 'consultation',
      implementedOn: '2026-04-20',
      description: '総務部に相談窓口を置き、全員に周知した。',
    },
  ],
  informationOn: '2026-05-25',
  informationMethod: '家事育児の分担に関する冊子を渡し、面談で説明した。',
  firstOneMonth: 'yes',
  firstThreeMonths: 'no',
  bankCode: '0129',
  branchCode: '101',
  accountType: 'ordinary',
  accountNumber: '1234567',
  accountHolderKana: 'カ）トチギセイサクシヨ',
  contactName: '総務 花子',
  contactPhone: '028-600-0000',
  contactEmail: 'soumu@example.jp',
  pledges: valuesOf(pledgeTexts),
};

/** 申請例 as a parsed application, with the columns that matter changed. Throws when a change does not parse. */
export function anApplication(
  changes: Partial<Record<keyof GrantApplication, unknown>> = {},
): GrantApplication {
  const { application } = parseAnswers(exampleAnswers);
  return grantApplicationSchema.parse({ ...application, ...changes });
}
