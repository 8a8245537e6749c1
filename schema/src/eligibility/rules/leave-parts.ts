import { addDays, addMonths } from '../../civil-date.ts';
import { passed, toCheck, defineRule } from '../rule.ts';

/** 分割の回数. Employers may grant more than the law, so more parts are a warning. */
export const leaveParts = defineRule({
  code: 'leave_parts',
  title: '分割の回数',
  article: '育児・介護休業法 第5条第2項、第9条の2第2項',
  needs: ['childBirthOn', 'leavePeriods'],
  requirement: ({ programme }) =>
    `1歳までの分割は、育児休業${programme.ordinaryPartsMax}回、出生時育児休業${programme.atBirthPartsMax}回までであること。`,
  judge: ({ application, programme }) => {
    const eve = addDays(addMonths(application.childBirthOn, 12), -1);
    const early = application.leavePeriods.filter((period) => period.startOn <= eve);
    const atBirth = early.filter((period) => period.kind === 'at_birth').length;
    const ordinary = early.length - atBirth;
    const facts = { ordinary, atBirth };
    const found = `育児休業${ordinary}回、出生時育児休業${atBirth}回です。`;
    return ordinary > programme.ordinaryPartsMax || atBirth > programme.atBirthPartsMax
      ? toCheck(`${found}法定の回数を超えています。就業規則の確認が必要です。`, facts)
      : passed(found, facts);
  },
});
