import { describe, expect, it } from 'vitest';
import { parseShape } from '../refusal/door.ts';
import { answersSchema, answerValueSchema, migrateAnswers } from './draft.ts';
import { exampleAnswers } from './example.ts';
import { FORM_VERSION } from './form-versions.ts';

/** Twelve digits that carry the check digit of a マイナンバー; nobody's. */
const looksLikeMyNumber = '123456789018';

function faults(answers: unknown): string[] {
  const parsed = answersSchema.safeParse(answers);
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'));
}

describe('下書きの回答 answersSchema', () => {
  it('keeps what was typed as it was typed, half done or not', () => {
    expect(answersSchema.parse({})).toEqual({});
    const typed = { employerName: ' 株式会社 とちぎ ', returnOn: '令和8年', capital: '一千万' };
    expect(answersSchema.parse(typed)).toEqual(typed);
    expect(answersSchema.parse(exampleAnswers)).toEqual(exampleAnswers);
  });

  it('refuses a マイナンバー in free text, and says where', () => {
    expect(faults({ employerName: `番号 ${looksLikeMyNumber}` })).toEqual(['employerName']);
    expect(faults({ informationMethod: '１２３４－５６７８－９０１８' })).toEqual(['informationMethod']);
    expect(faults({ employeeNameKana: looksLikeMyNumber })).toEqual(['employeeNameKana']);
    expect(faults({ measures: [{ description: looksLikeMyNumber }] })).toEqual(['measures.0.description']);
    const refused = parseShape(answersSchema, { employerName: looksLikeMyNumber });
    expect(refused.ok).toBe(false);
    if (!refused.ok) {
      expect(refused.refusal.message).toContain('事業主の名称にマイナンバー');
      expect(JSON.stringify(refused)).not.toContain(looksLikeMyNumber);
    }
  });

  it('takes twelve digits where a number is asked for', () => {
    expect(faults({ employerCorporateNumber: looksLikeMyNumber })).toEqual([]);
  });

  it.each([
    ['a text too long', { employerName: 'あ'.repeat(101) }, ['employerName']],
    ['a number too long', { accountNumber: '1'.repeat(21) }, ['accountNumber']],
    ['too many periods', { leavePeriods: Array.from({ length: 9 }, () => ({})) }, ['leavePeriods']],
    ['too many measures', { measures: Array.from({ length: 11 }, () => ({})) }, ['measures']],
    ['too many pledges', { pledges: Array.from({ length: 21 }, () => 'x') }, ['pledges']],
    ['a description too long', { measures: [{ description: 'あ'.repeat(501) }] }, ['measures.0.description']],
    ['a number where a text is typed', { capital: 10 }, ['capital']],
    ['an unknown key', { state: 'paid' }, ['']],
    ['an unknown key in a list', { leavePeriods: [{ paid: 'x' }] }, ['leavePeriods.0']],
  ])('refuses %s', (_name, answers, paths) => {
    expect(faults(answers)).toEqual(paths);
  });

  it.each([
    ['the longest text', { employerName: 'あ'.repeat(100) }],
    ['eight periods', { leavePeriods: Array.from({ length: 8 }, () => ({})) }],
    ['the longest description', { measures: [{ description: 'あ'.repeat(500) }] }],
  ])('accepts %s', (_name, answers) => {
    expect(faults(answers)).toEqual([]);
  });

  it('carries one answer of any kind in a correction', () => {
    for (const value of ['宇都宮市', [{ startOn: '2026-06-01' }], [{ description: '研修' }], ['truthful']]) {
      expect(answerValueSchema.parse(value)).toEqual(value);
    }
    expect(answerValueSchema.safeParse({ a: 1 }).success).toBe(false);
  });
});

describe('下書きの移行 migrateAnswers', () => {
  it('keeps answers of this form as they are', () => {
    expect(migrateAnswers(FORM_VERSION, exampleAnswers)).toEqual({
      ok: true,
      value: { answers: exampleAnswers, dropped: [], news: [] },
    });
  });

  it('drops and names what this form no longer asks or can no longer hold', () => {
    const saved = { employerName: '株式会社とちぎ', faxNumber: '028', capital: 10 };
    expect(migrateAnswers(0, saved)).toMatchObject({
      ok: true,
      value: { answers: { employerName: '株式会社とちぎ' }, dropped: ['faxNumber', 'capital'] },
    });
  });

  it.each([
    ['a newer form', FORM_VERSION + 1, {}],
    ['nothing', FORM_VERSION, null],
    ['a text', FORM_VERSION, 'x'],
    ['a list', FORM_VERSION, []],
  ])('refuses %s', (_name, version, saved) => {
    const message = 'この下書きは読み込めません。画面を読み込み直してから、もう一度操作してください。';
    expect(migrateAnswers(version, saved)).toMatchObject({
      ok: false,
      refusal: { code: 'INVALID_INPUT', message, facts: { faults: [{ path: 'formVersion', message }] } },
    });
  });
});
