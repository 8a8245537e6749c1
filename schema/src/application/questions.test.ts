import { describe, expect, it } from 'vitest';
import { isUnanswered } from './answers.ts';
import { exampleAnswers } from './example.ts';
import { LIST_KEYS, QUESTION_KEYS } from './keys.ts';
import {
  isPaperCode,
  missingPaperCodes,
  PAPER_CODES,
  paperLabel,
  papers,
  requiredPaperCodes,
  type PaperCode,
} from './papers.ts';
import {
  isQuestionKey,
  questionKeys,
  questionLabel,
  questions,
  questionsOf,
  sectionOf,
  sections,
  unansweredKeys,
} from './questions.ts';
import { QUESTION_KINDS } from './questions/question.ts';

describe('設問 questions', () => {
  it('stand each in one section, and every key has its question', () => {
    expect(new Set(questionKeys).size).toBe(questionKeys.length);
    expect([...questionKeys].sort()).toEqual(Object.keys(questions).sort());
    expect(sections.map((section) => section.code)).toEqual(Object.keys(QUESTION_KEYS));
  });

  it('have a label, a kind and a purpose (別記1-4), and choices where one chooses', () => {
    for (const key of questionKeys) {
      const { label, kind, purpose, choices, maxLength } = questions[key];
      expect(label, key).not.toBe('');
      expect(QUESTION_KINDS, key).toContain(kind);
      expect(purpose, key).toMatch(/ため$/u);
      expect(choices !== null, key).toBe(['choice', 'yesno', 'pledges'].includes(kind));
      expect(maxLength > 0, key).toBe(!(LIST_KEYS as readonly string[]).includes(key));
    }
  });

  it('have hints that are sentences or examples', () => {
    for (const key of questionKeys) expect(questions[key].hint, key).toMatch(/^$|。$|^例 |）。?$/u);
  });

  it('know their section and label', () => {
    expect(sectionOf('bankCode').label).toBe('振込口座');
    expect(questionsOf('contact')).toEqual(['contactName', 'contactPhone', 'contactEmail']);
    expect(questionLabel('returnOn')).toBe('復帰した日');
    expect(questionLabel('unknown')).toBe('unknown');
    expect(isQuestionKey('toString')).toBe(false);
  });

  it('are all answered by the example', () => {
    expect(unansweredKeys(exampleAnswers)).toEqual([]);
  });

  it('leave open only what may be left open', () => {
    const open = questionKeys.filter((key) => !unansweredKeys({}).includes(key));
    expect(open).toEqual([
      'employerCorporateNumber',
      'employerBuilding',
      'capital',
      'workplaceName',
      'workplaceAddress',
      'childDueOn',
      'returnGapReason',
      'supporterName',
      'firstThreeMonths',
      'contactName',
      'contactPhone',
    ]);
  });

  it.each([
    ['company', true, true],
    ['professional', true, true],
    ['medical', true, false],
    ['sole_owner', false, false],
    ['', false, false],
  ])('ask a %s for its number and capital as its form has them', (employerLegalForm, number, capital) => {
    const open = unansweredKeys({ employerLegalForm });
    expect(open.includes('employerCorporateNumber')).toBe(number);
    expect(questions.employerCorporateNumber.asked({ employerLegalForm })).toBe(number);
    expect(open.includes('capital')).toBe(capital);
    expect(questions.capital.asked({ employerLegalForm })).toBe(capital);
  });

  it('take blank text and empty lists for no answer', () => {
    expect(isUnanswered({ employerName: ' 　' }, 'employerName')).toBe(true);
    expect(isUnanswered({ employerName: 'あ' }, 'employerName')).toBe(false);
    expect(isUnanswered({}, 'employerName')).toBe(true);
    expect(isUnanswered({ measures: [] }, 'measures')).toBe(true);
    expect(isUnanswered({ measures: [{}] }, 'measures')).toBe(false);
  });
});

describe('添付書類 papers', () => {
  const all = { requiredPapers: PAPER_CODES, isAgent: false };

  it('say each what they must show', () => {
    for (const code of PAPER_CODES) {
      expect(papers[code].label).not.toBe('');
      expect(papers[code].mustShow).not.toBe('');
    }
  });

  it('are all required but the mandate and the free one', () => {
    const free: readonly PaperCode[] = ['mandate', 'other'];
    expect(requiredPaperCodes({}, all)).toEqual(PAPER_CODES.filter((code) => !free.includes(code)));
  });

  it('ask an agent for the mandate', () => {
    expect(requiredPaperCodes({}, { ...all, isAgent: true })).toContain('mandate');
  });

  it('are only those the programme asks for', () => {
    expect(requiredPaperCodes({}, { requiredPapers: ['wages', 'mandate', 'other'], isAgent: false })).toEqual(
      ['wages'],
    );
  });

  it('are missing until attached', () => {
    const context = { requiredPapers: ['wages', 'passbook'], isAgent: false } as const;
    expect(missingPaperCodes({}, context, ['wages'])).toEqual(['passbook']);
    expect(missingPaperCodes({}, context, ['passbook', 'wages', 'other'])).toEqual([]);
  });

  it('call the registry by the legal form once it is known', () => {
    expect(paperLabel('registry')).toBe('登記事項証明書又は開業届の写し');
    expect(paperLabel('registry', { employerLegalForm: '' })).toBe('登記事項証明書又は開業届の写し');
    expect(paperLabel('registry', { employerLegalForm: 'sole_owner' })).toBe('開業届の写し');
    expect(paperLabel('registry', { employerLegalForm: 'npo' })).toBe('登記事項証明書の写し');
    expect(paperLabel('wages', { employerLegalForm: 'sole_owner' })).toBe('賃金台帳の写し');
  });

  it('are recognised by code', () => {
    expect([isPaperCode('wages'), isPaperCode('pay'), isPaperCode(3)]).toEqual([true, false, false]);
  });
});
