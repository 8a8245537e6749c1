import { isUnanswered, type Answers } from './answers.ts';
import { LIST_KEYS, QUESTION_KEYS, type QuestionKey, type SectionCode, type TextKey } from './keys.ts';
import { accountQuestions, contactQuestions } from './questions/account.ts';
import { employerQuestions, sizeQuestions } from './questions/employer.ts';
import { employeeQuestions, leaveQuestions } from './questions/leave.ts';
import { additionQuestions, measureQuestions, pledgeQuestions } from './questions/measures.ts';
import type { Question } from './questions/question.ts';

/** 区分の一行: heading and lead of one page of the form. */
export interface Section {
  readonly code: SectionCode;
  readonly label: string;
  readonly lead: string;
}

/** 申請書の区分, in the order they are asked. */
export const sections: readonly Section[] = [
  { code: 'employer', label: '申請事業主', lead: '申請する事業主について入力してください。' },
  { code: 'size', label: '企業規模', lead: '中小企業事業主等に当たるか確認します。' },
  {
    code: 'employee',
    label: '対象従業員と子',
    lead: '育児休業を取得した男性従業員とその子について入力してください。',
  },
  { code: 'leave', label: '育児休業', lead: '取得した育児休業と復帰について入力してください。' },
  {
    code: 'measures',
    label: '取組',
    lead: '応援団の登録、雇用環境の整備、情報提供について入力してください。',
  },
  { code: 'addition', label: '加算', lead: 'はじめて取得させた場合の加算について答えてください。' },
  { code: 'account', label: '振込口座', lead: '奨励金を振り込む口座を入力してください。' },
  { code: 'contact', label: '連絡先', lead: '事務局から連絡する担当者を入力してください。' },
  { code: 'papers', label: '添付書類', lead: '必要な書類を添付してください。' },
  { code: 'pledge', label: '誓約・同意', lead: '内容を確認し、誓約・同意してください。' },
];

/** 設問の一覧: every question by key. */
export const questions: Readonly<Record<QuestionKey, Question>> = {
  ...employerQuestions,
  ...sizeQuestions,
  ...employeeQuestions,
  ...leaveQuestions,
  ...measureQuestions,
  ...additionQuestions,
  ...accountQuestions,
  ...contactQuestions,
  ...pledgeQuestions,
};

/** Every question key in the order asked. */
export const questionKeys: readonly QuestionKey[] = sections.flatMap((section) => [
  ...QUESTION_KEYS[section.code],
]);

/** Keys of a section in the order asked. */
export function questionsOf(section: SectionCode): readonly QuestionKey[] {
  return QUESTION_KEYS[section];
}

/** The section a question stands in. */
export function sectionOf(key: QuestionKey): Section {
  // The type of a key is made from the sections, so that every key stands in one.
  return sections.find((section) =>
    (QUESTION_KEYS[section.code] as readonly QuestionKey[]).includes(key),
  ) as Section;
}

/** 設問名; a key that is no question is returned as it is. */
export function questionLabel(key: string): string {
  return isQuestionKey(key) ? questions[key].label : key;
}

/** Narrows any text to a question key. */
export function isQuestionKey(key: string): key is QuestionKey {
  return Object.hasOwn(questions, key);
}

/** 未記入の設問: keys that must be answered, given the other answers, and are not. */
export function unansweredKeys(answers: Answers): QuestionKey[] {
  return questionKeys.filter((key) => questions[key].required(answers) && isUnanswered(answers, key));
}

const isTextKey = (key: QuestionKey): key is TextKey => !(LIST_KEYS as readonly QuestionKey[]).includes(key);

/**
 * 省略された回答: what is filed for the questions that were left blank because another answer says it already; '' where
 * that one is blank itself.
 */
export function impliedAnswers(answers: Answers): Readonly<Partial<Record<TextKey, string>>> {
  const entries = questionKeys.filter(isTextKey).flatMap((key) => {
    const implied = questions[key].implied(answers);
    return implied === undefined ? [] : [[key, implied] as const];
  });
  return Object.fromEntries(entries);
}
