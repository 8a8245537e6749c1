import { expect, it } from 'vitest';
import { itemAnswerText } from './item-answer.ts';

const item = {
  targetKind: 'field' as const,
  target: 'employerLegalForm',
  newValue: 'sole_owner',
  answeredAt: '2026-07-15T02:00:00.000Z',
  unneededReason: null,
};

it('writes an answer in words, a paper by its file, and why there was nothing to mend', () => {
  expect(itemAnswerText(item)).toBe('個人事業主');
  expect(itemAnswerText({ ...item, targetKind: 'paper', target: 'attendance', newValue: 'a.pdf' })).toBe(
    'a.pdf',
  );
  expect(itemAnswerText({ ...item, newValue: null, unneededReason: '登記のとおりです。' })).toBe(
    '直す必要がない\n理由：登記のとおりです。',
  );
});

it('tells an answer that became pointless from none, and from a blank one', () => {
  expect(itemAnswerText({ ...item, newValue: null })).toBe('（お尋ねしない項目になりました）');
  expect(itemAnswerText({ ...item, newValue: null, answeredAt: null })).toBeNull();
  expect(itemAnswerText({ ...item, target: 'employerBuilding', newValue: '' })).toBe('－');
});
