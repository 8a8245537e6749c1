import { isUnanswered } from '../answers.ts';
import { yesNo } from '../choices.ts';
import { daysToReturn, startsBeforeBirth } from './leave-shape.ts';
import { impliedTogether, may, must } from './question.ts';

const person = '対象となる従業員と育児休業を確認し、重複した申請がないか確認するため';
const leave = '育児休業の期間と原職等への復帰を確認するため';

/** 対象従業員と子の設問. */
export const employeeQuestions = {
  employeeName: must('従業員の氏名', 'text', person, { maxLength: 60 }),
  employeeNameKana: must('従業員の氏名（フリガナ）', 'kana', person, {
    hint: 'ひらがなや半角カタカナで入力しても、全角カタカナに直します。',
    maxLength: 60,
  }),
  employeeBirthOn: must('従業員の生年月日', 'date', person),
  employeeInsuredNumber: must('雇用保険被保険者番号', 'insured_number', person, {
    hint: '資格取得等確認通知書にある、4桁-6桁-1桁の11桁の番号です。',
  }),
  employeeInsuredOn: must('雇用保険の資格取得日', 'date', person),
  workplaceName: must('勤務する事業所の名称', 'text', person, {
    fold: 'workplace',
    implied: impliedTogether(['workplaceName', 'workplaceAddress'], 'employerName'),
  }),
  workplaceAddress: must('勤務する事業所の所在地', 'text', '県内の事業所に勤務していることを確認するため', {
    hint: '都道府県から入力してください。栃木県内の事業所が対象です。',
    maxLength: 200,
    fold: 'workplace',
    implied: impliedTogether(['workplaceName', 'workplaceAddress'], 'employerAddress'),
  }),
  childBirthOn: must('子の出生日', 'date', person),
};

/** 休業の最終日から復帰した日まで、理由を伺う日数. The same figure stands in the programme for the judgement. */
const GAP_DAYS = 7;

/** 育児休業の設問. */
export const leaveQuestions = {
  leavePeriods: must('育児休業の期間', 'periods', leave, {
    hint: '分割して取得した場合は、期間ごとに入力してください（8期間まで）。年次有給休暇や特別休暇は含みません。',
  }),
  childDueOn: may('子の出産予定日', 'date', person, {
    hint: '出産予定日から休業を始め、出生がその後になった場合に入力してください。',
    asked: (answers) => startsBeforeBirth(answers) || !isUnanswered(answers, 'childDueOn'),
  }),
  scheduledWorkdays: must('休業期間中の所定労働日数', 'integer', leave, {
    hint: '休業がなければ働くはずだった日の合計です。',
  }),
  returnOn: must('復帰した日', 'date', leave, {
    hint: '育児休業が終わった後、実際に勤務した最初の日です。',
  }),
  returnedToOriginalPost: must('原職等に復帰しましたか', 'yesno', leave, {
    choices: yesNo,
    hint: '休業前と同じ、又は相当する職務と事業所に復帰した場合は「はい」です。',
  }),
  returnGapReason: may('休業終了から復帰までに間がある理由', 'multiline', leave, {
    hint: '休業の最終日から復帰した日まで7日を超える場合に入力してください（例 年次有給休暇を取得）。',
    maxLength: 300,
    asked: (answers) => daysToReturn(answers) > GAP_DAYS || !isUnanswered(answers, 'returnGapReason'),
  }),
};
