import { day, firstLeaveDay, passed, toCheck, defineRule } from '../rule.ts';

/** 休業前からの雇用（雇用保険の被保険者であること）. */
export const employment = defineRule({
  code: 'employment',
  title: '雇用保険の資格取得',
  article: '別紙 要件1',
  needs: ['employeeInsuredOn', 'leavePeriods'],
  requirement: () => '休業の開始日までに雇用保険の被保険者となっていること。',
  judge: ({ application }) => {
    const startOn = firstLeaveDay(application);
    const { employeeInsuredOn } = application;
    const facts = { employeeInsuredOn, startOn };
    return employeeInsuredOn <= startOn
      ? passed(`資格取得日は${day(employeeInsuredOn)}です。`, facts)
      : toCheck(`資格取得日${day(employeeInsuredOn)}が休業の開始日${day(startOn)}より後です。`, facts);
  },
});
