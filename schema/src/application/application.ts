import { z } from 'zod';
import {
  civilDateSchema,
  corporateNumberSchema,
  emailAddressSchema,
  insuranceOfficeNumberSchema,
  insuredPersonNumberSchema,
  kanaSchema,
  phoneNumberSchema,
  postalCodeSchema,
  yenSchema,
} from '../answer-shapes.ts';
import { industries, leaveKinds, legalForms, measureKinds, pledgeTexts, valuesOf } from './choices.ts';
import { LIST_LIMITS } from './keys.ts';

/** Any date of this office lies in these years; a slip of the keyboard (20026) must not reach the arithmetic. */
const dateSchema = civilDateSchema.refine((date) => date >= '1900-01-01' && date <= '2099-12-31', {
  error: '日付は1900年から2099年までの年月日で入力してください。',
});
const text = (maxLength: number) => z.string().trim().min(1).max(maxLength);
const people = z.number().int().min(0).max(1_000_000);
const days = z.number().int().min(0).max(1_100);

/** 休業の一期間: both days included; `workedDays` are days worked inside it (就業日). */
export const leavePeriodSchema = z.object({
  kind: z.enum(valuesOf(leaveKinds)),
  startOn: dateSchema,
  endOn: dateSchema,
  workedDays: days,
});

/** 休業の一期間. */
export type LeavePeriod = z.output<typeof leavePeriodSchema>;

/** 雇用環境整備の措置の一件. */
export const measureSchema = z.object({
  kind: z.enum(valuesOf(measureKinds)),
  implementedOn: dateSchema,
  description: text(500),
});

/** 雇用環境整備の措置の一件. */
export type Measure = z.output<typeof measureSchema>;

/**
 * 支給申請: a complete application, parsed and branded; the bank account is kept apart. Also the shape in which an
 * adapter reads a case back from its columns.
 */
export const grantApplicationSchema = z
  .object({
    employerLegalForm: z.enum(valuesOf(legalForms)),
    /** Null for a sole owner, who has none. */
    employerCorporateNumber: corporateNumberSchema.nullable(),
    employerName: text(100),
    employerNameKana: kanaSchema,
    representativeTitle: text(50),
    representativeName: text(60),
    employerPostalCode: postalCodeSchema,
    employerAddress: text(200),
    employerBuilding: text(100).nullable(),
    employerPhone: phoneNumberSchema,
    industry: z.enum(valuesOf(industries)),
    mainBusiness: text(100),
    /** Yen; null where the legal form has no capital. */
    capital: yenSchema.nullable(),
    regularEmployees: people,
    controlledByLargeCompany: z.boolean(),
    insuranceOfficeNumber: insuranceOfficeNumberSchema,
    employeeName: text(60),
    employeeNameKana: kanaSchema,
    employeeBirthOn: dateSchema,
    employeeInsuredNumber: insuredPersonNumberSchema,
    employeeInsuredOn: dateSchema,
    workplaceName: text(100),
    workplaceAddress: text(200),
    childBirthOn: dateSchema,
    childDueOn: dateSchema.nullable(),
    leavePeriods: z.array(leavePeriodSchema).min(1).max(LIST_LIMITS.leavePeriods),
    scheduledWorkdays: days,
    returnOn: dateSchema,
    returnedToOriginalPost: z.boolean(),
    returnGapReason: text(300).nullable(),
    supporterName: text(100),
    supporterRegisteredOn: dateSchema,
    measures: z.array(measureSchema).min(1).max(LIST_LIMITS.measures),
    informationOn: dateSchema,
    informationMethod: text(500),
    firstOneMonth: z.boolean(),
    firstThreeMonths: z.boolean(),
    contactName: text(60),
    contactPhone: phoneNumberSchema,
    contactEmail: emailAddressSchema,
    pledges: z.array(z.enum(valuesOf(pledgeTexts))).max(LIST_LIMITS.pledges),
  })
  .refine(
    ({ employerLegalForm, employerCorporateNumber }) =>
      (employerLegalForm === 'sole_owner') === (employerCorporateNumber === null),
    { error: '法人は法人番号を入力し、個人事業主は空欄にしてください。', path: ['employerCorporateNumber'] },
  );

/** 支給申請. */
export type GrantApplication = z.output<typeof grantApplicationSchema>;
