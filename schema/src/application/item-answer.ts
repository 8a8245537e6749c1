/** 補正の項目への回答: how it is written wherever a round is read, on a screen and on paper. */
import { isQuestionKey } from './questions.ts';
import { writtenAnswer } from './written-answer.ts';

/** What stands in place of a request where nobody asked: the answers to the others brought the item with them. */
export const followingReasons = {
  opened: 'ほかの項目の訂正により、新しくお尋ねした項目です。',
  dropped: 'ほかの項目の訂正により、お尋ねしない項目になりました。',
} as const;

interface Item {
  readonly targetKind: 'field' | 'paper';
  readonly target: string;
  readonly newValue: unknown;
  /** ISO instant; null while nobody has answered. */
  readonly answeredAt: string | null;
  readonly unneededReason: string | null;
}

/** The answer in words, or null while there is none. A paper is named by its file. */
export function itemAnswerText(item: Item): string | null {
  if (item.answeredAt === null) return null;
  if (item.unneededReason !== null) return `直す必要がない\n理由：${item.unneededReason}`;
  if (item.targetKind === 'field' && item.newValue === null) return '（お尋ねしない項目になりました）';
  if (item.targetKind === 'field' && isQuestionKey(item.target))
    return writtenAnswer(item.target, item.newValue);
  return typeof item.newValue === 'string' && item.newValue !== '' ? item.newValue : '－';
}
