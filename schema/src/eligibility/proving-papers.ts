import type { QuestionKey } from '../application/keys.ts';
import type { PaperCode } from '../application/papers.ts';

/** 要件を示す書類: where a reviewer looks first for each rule. */
const OF_RULE: Readonly<Record<string, readonly PaperCode[]>> = {
  employer_size: ['headcount', 'registry'],
  large_company_control: ['registry'],
  legal_form: ['registry'],
  workplace: ['insurance_office', 'registry'],
  leave_months: ['leave_notice', 'leave_request'],
  leave_start: ['leave_notice', 'leave_request'],
  leave_dates: ['leave_notice', 'leave_request'],
  leave_after_birth: ['leave_notice', 'child_proof'],
  child_born: ['child_proof'],
  child_age: ['child_proof'],
  leave_parts: ['leave_request', 'leave_notice'],
  at_birth_leave: ['leave_request', 'leave_notice'],
  worked_in_leave: ['attendance', 'wages'],
  scheduled_workdays: ['work_calendar', 'attendance'],
  original_post: ['attendance'],
  return_after_leave: ['attendance', 'leave_notice'],
  return_by: ['attendance'],
  return_before_filing: ['attendance'],
  return_day: ['work_calendar', 'attendance'],
  return_gap: ['attendance', 'work_calendar'],
  employment: ['insured_notice'],
  employee_age: ['insured_notice'],
  supporter: ['supporter_evidence'],
  measures_taken: ['measures_evidence', 'work_rules'],
  measures_timing: ['measures_evidence'],
  information: ['information_evidence'],
  first_leave: ['work_rules'],
  principal: ['mandate', 'registry'],
};

const OF_QUESTION: Readonly<Partial<Record<QuestionKey, readonly PaperCode[]>>> = {
  employerLegalForm: ['registry'],
  employerCorporateNumber: ['registry'],
  employerName: ['registry'],
  employerNameKana: ['registry', 'passbook'],
  representativeTitle: ['registry'],
  representativeName: ['registry'],
  employerPostalCode: ['registry'],
  employerAddress: ['registry'],
  employerBuilding: ['registry'],
  mainBusiness: ['registry'],
  industry: ['registry'],
  capital: ['registry'],
  regularEmployees: ['headcount'],
  insuranceOfficeNumber: ['insurance_office', 'insured_notice'],
  employeeName: ['insured_notice', 'child_proof'],
  employeeNameKana: ['insured_notice'],
  employeeBirthOn: ['insured_notice', 'child_proof'],
  employeeInsuredNumber: ['insured_notice'],
  employeeInsuredOn: ['insured_notice'],
  workplaceName: ['insurance_office', 'insured_notice'],
  workplaceAddress: ['insurance_office'],
  childBirthOn: ['child_proof'],
  childDueOn: ['child_proof', 'leave_request'],
  leavePeriods: ['leave_notice', 'leave_request', 'attendance'],
  scheduledWorkdays: ['work_calendar', 'attendance'],
  returnOn: ['attendance'],
  returnedToOriginalPost: ['attendance'],
  returnGapReason: ['attendance', 'work_calendar'],
  supporterName: ['supporter_evidence'],
  supporterRegisteredOn: ['supporter_evidence'],
  measures: ['measures_evidence'],
  informationOn: ['information_evidence'],
  informationMethod: ['information_evidence'],
};

/** Kinds of paper that can show what a rule asks, the likeliest first; none when no paper can. */
export function papersForRule(rule: string): readonly PaperCode[] {
  return OF_RULE[rule] ?? [];
}

/** Kinds of paper by which an answer is checked, the likeliest first. */
export function papersForQuestion(key: QuestionKey): readonly PaperCode[] {
  return OF_QUESTION[key] ?? [];
}
