import { ageOn } from '../../civil-date/wareki.ts';
import { firstLeaveDay, passed, toCheck, defineRule } from '../rule.ts';

/** 従業員の年齢. */
export const employeeAge = defineRule({
  code: 'employee_age',
  title: '従業員の年齢',
  article: '別紙 要件1',
  needs: ['employeeBirthOn', 'leavePeriods'],
  requirement: ({ programme }) =>
    `従業員の年齢が通常の範囲（${programme.employeeAgeMin}歳から${programme.employeeAgeMax}歳まで）にあること。`,
  judge: ({ application, programme }) => {
    const age = ageOn(application.employeeBirthOn, firstLeaveDay(application));
    const facts = { age, employeeBirthOn: application.employeeBirthOn };
    return age < programme.employeeAgeMin || age > programme.employeeAgeMax
      ? toCheck(`休業の開始時に${age}歳です。生年月日の確認が必要です。`, facts)
      : passed(`休業の開始時に${age}歳です。`, facts);
  },
});
