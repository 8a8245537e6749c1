import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleAnswers } from '../application/example.ts';
import { isIdentified, type AnswerGap } from '../application/gaps.ts';
import { ACCOUNT_KEYS, type QuestionKey } from '../application/keys.ts';
import { parseAnswers } from '../application/parse.ts';
import { questionKeys, questions } from '../application/questions.ts';
import { civilDate } from '../civil-date.ts';
import { duplicateKeys } from '../duplicates/keys.ts';
import { defaultProgramme } from '../programme/defaults.ts';
import { accountGapFinding, answerGapFindings } from './answer-gaps.ts';
import { judge, nothingKnown } from './judge.ts';
import { ruleTitle, rules } from './rules.ts';

const on = civilDate('2026-07-10');
/** The example with some answers left out, as the desk would register it. */
function without(...keys: readonly QuestionKey[]) {
  const answers = Object.fromEntries(
    Object.entries(exampleAnswers).filter(([key]) => !(keys as readonly string[]).includes(key)),
  );
  const { known, missing, invalid } = parseAnswers(answers);
  const gaps = [...new Set([...missing, ...invalid].map(({ key }) => key))].map((key) => ({ key, note: '' }));
  return { known, gaps, judged: judge(known, defaultProgramme, on, nothingKnown, gaps) };
}
const verdictOf = (judged: ReturnType<typeof judge>, rule: string) =>
  judged.findings.find((one) => one.rule === rule)?.verdict;

describe('記入の不備 answerGapFindings', () => {
  it('is one finding to be checked, with the question, its section and its article', () => {
    const [gap, ...rest] = answerGapFindings([{ key: 'childBirthOn', note: '「令和8年2月30日」と記入' }]);
    expect(rest).toEqual([]);
    expect(gap).toMatchObject({ rule: 'answer_missing', verdict: 'to_check', article: '仕様書 本文4(2)イ' });
    expect(gap?.requirement).toContain(questions.childBirthOn.label);
    expect(gap?.found).toContain('令和8年2月30日');
    expect(gap?.facts).toMatchObject({ question: 'childBirthOn' });
    expect([ruleTitle('answer_missing'), ruleTitle('account_missing')]).toEqual([
      '記入の不備',
      '振込口座の不備',
    ]);
  });

  it('leaves the account to its one finding, which says no number', () => {
    const gaps: AnswerGap[] = ACCOUNT_KEYS.map((key) => ({ key, note: '1234567' }));
    expect(answerGapFindings(gaps)).toEqual([]);
    expect(JSON.stringify(accountGapFinding())).not.toMatch(/\d{7}/u);
  });
});

describe('判定 with answers that nobody knows', () => {
  it('judges no rule that rests on them, names them, and names no amount', () => {
    const { judged } = without('childBirthOn');
    expect(judged.leave).toBeNull();
    expect(judged.amount).toBeNull();
    expect(verdictOf(judged, 'leave_months')).toBe('to_check');
    expect(judged.findings.find((one) => one.rule === 'leave_months')?.found).toBe(
      `「${questions.childBirthOn.label}」の記入がないため、判定できません。`,
    );
    expect(verdictOf(judged, 'employer_size')).toBe('passed');
    expect(judged.verdict).toBe('to_check');
  });

  it('names no amount while a declaration is open, though the leave is counted', () => {
    const { judged } = without('firstOneMonth');
    expect(judged.leave?.months).toBeGreaterThan(0);
    expect(judged.amount).toBeNull();
  });

  it('takes a list with a line that cannot be read as open, whatever is left of it', () => {
    const { known, invalid } = parseAnswers({
      ...exampleAnswers,
      leavePeriods: [...(exampleAnswers.leavePeriods ?? []), { kind: 'childcare', startOn: '2026-02-30' }],
    });
    expect(known.leavePeriods).toHaveLength(exampleAnswers.leavePeriods?.length ?? 0);
    expect(invalid.map(({ key }) => key)).toContain('leavePeriods');
    const gaps = [{ key: 'leavePeriods', note: '' }] as const;
    expect(judge(known, defaultProgramme, on, nothingKnown, gaps).leave).toBeNull();
  });

  it('never throws, is never eligible, and fails nothing that a whole application passes', () => {
    const whole = without().judged;
    expect(whole.verdict).toBe('eligible');
    const some = fc.subarray([...questionKeys], { minLength: 1 });
    fc.assert(
      fc.property(some, (keys) => {
        const { gaps, judged } = without(...keys);
        if (gaps.length === 0) return;
        expect(judged.findings.filter((one) => one.verdict === 'failed')).toEqual([]);
        const account = gaps.every(({ key }) => (ACCOUNT_KEYS as readonly string[]).includes(key));
        expect(judged.verdict).toBe(account ? 'eligible' : 'to_check');
      }),
      { numRuns: 200 },
    );
  });

  it('asks no rule for an answer that it does not name', () => {
    for (const rule of rules) {
      const { known } = without(...questionKeys.filter((key) => !rule.needs.some((need) => need === key)));
      const input = { programme: defaultProgramme, on, context: nothingKnown };
      const application = Object.fromEntries(rule.needs.map((key) => [key, known[key]]));
      expect(() => rule.judge({ ...input, application: application as never }), rule.code).not.toThrow();
    }
  });
});

describe('受理に要る最小限 isIdentified', () => {
  it.each([
    ['everything', [], true],
    ['no name', ['employerName'], false],
    ['no address', ['employerAddress'], true],
    ['no telephone', ['employerPhone', 'contactPhone'], true],
    ['neither', ['employerAddress', 'employerPhone', 'contactPhone'], false],
  ] as const)('with %s', (_name, keys, identified) => {
    expect(isIdentified(without(...keys).known)).toBe(identified);
  });
});

describe('照合用の鍵 of papers with gaps', () => {
  it('are empty where something is not known, so that two gaps never agree', () => {
    const { known } = without('employeeInsuredNumber', 'employerPhone', 'contactEmail');
    const keys = duplicateKeys(known, { accountIndex: null, agent: null });
    expect([keys.employeeKey, keys.phoneKey, keys.mailKey, keys.insuredNumber]).toEqual(['', '', '', '']);
  });
});
