import type { Answers } from '../answers.ts';
import { pledgeTexts, yesNo } from '../choices.ts';
import { mayReachThreeMonths } from './leave-shape.ts';
import { impliedTogether, must } from './question.ts';

const measures = '支給の要件（応援団の登録、雇用環境の整備、情報提供）を確認するため';
const addition = '加算の対象になるか確認するため';

/** 取組の設問. */
export const measureQuestions = {
  supporterName: must('とちぎ女性活躍応援団の登録名', 'text', measures, {
    hint: '登録されている企業・団体名を入力してください。',
    fold: 'supporter',
    implied: impliedTogether(['supporterName'], 'employerName'),
  }),
  supporterRegisteredOn: must('とちぎ女性活躍応援団の登録日', 'date', measures),
  measures: must('雇用環境の整備に関する措置', 'measures', measures, {
    hint: '育児・介護休業法第22条第1項の措置のうち、実施したものを2つ以上選んでください。',
  }),
  informationOn: must('家事育児の分担等について情報提供した日', 'date', measures),
  informationMethod: must('情報提供の方法と内容', 'multiline', measures, {
    hint: '例 父親向け冊子を渡し、休業中の過ごし方を面談で説明した',
    maxLength: 500,
  }),
};

// A 「はい」 that was given once stays in sight, so that it can be taken back.
const asksThreeMonths = (answers: Answers): boolean =>
  mayReachThreeMonths(answers) || answers.firstThreeMonths === 'yes';

/** 加算の設問. */
export const additionQuestions = {
  firstOneMonth: must(
    '男性従業員に1か月以上の育児休業を取得させたのは、今回がはじめてですか',
    'yesno',
    addition,
    {
      choices: yesNo,
      hint: '企業全体の、これまでのすべての年度について答えてください。',
    },
  ),
  firstThreeMonths: must(
    '男性従業員に3か月以上の育児休業を取得させたのは、今回がはじめてですか',
    'yesno',
    addition,
    {
      choices: yesNo,
      hint: '今回の休業が3か月に満たない場合は「いいえ」を選んでください。',
      asked: (answers) => asksThreeMonths(answers),
      implied: (answers) => (asksThreeMonths(answers) ? undefined : 'no'),
    },
  ),
};

/** 誓約・同意の設問. */
export const pledgeQuestions = {
  pledges: must('誓約・同意', 'pledges', '支給の条件を満たし、利用目的に同意していることを確認するため', {
    choices: pledgeTexts,
    hint: '内容を読み、すべての項目に印を付けてください。',
  }),
};
