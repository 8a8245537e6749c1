import { describe, expect, it } from 'vitest';
import type { Answers } from './answers.ts';
import { exampleAnswers } from './example.ts';
import { parseAnswers } from './parse.ts';
import { readInteger, readYesNo } from './readers.ts';

const said = (changes: Answers) =>
  parseAnswers({ ...exampleAnswers, ...changes }).invalid.map(({ path, message }) => `${path} ${message}`);
const notADate =
  parseAnswers({ ...exampleAnswers, returnOn: 'x' }).invalid.map(({ message }) => message)[0] ?? '';
const period = { kind: 'childcare', startOn: '2026-06-01', endOn: '2026-06-30', workedDays: '0' };

describe('回答の誤りの文 what is wrong with an answer', () => {
  it('stands at the question, without a place, when the question is no list', () => {
    expect(said({ industry: 'x' })).toEqual(['industry 選択肢の中から選んでください。']);
    expect(said({ regularEmployees: 'x' })).toEqual([
      'regularEmployees 0以上の整数を数字で入力してください（例 12）。',
    ]);
    expect(said({ firstOneMonth: 'x' })).toEqual(['firstOneMonth 「はい」か「いいえ」を選んでください。']);
    expect(notADate).toContain('実在する日付として読めません。');
  });

  it('stands at its place in a list, in the words of the question', () => {
    expect(said({ leavePeriods: [{ ...period, startOn: 'x' }] })).toEqual([
      `leavePeriods.0.startOn 1件目の開始日：${notADate}`,
    ]);
    expect(said({ leavePeriods: [period, { ...period, endOn: 'x' }] })).toEqual([
      `leavePeriods.1.endOn 2件目の終了日：${notADate}`,
    ]);
    expect(said({ measures: [{ kind: 'training', implementedOn: 'x', description: '研修' }] })).toEqual([
      `measures.0.implementedOn 1件目の実施日：${notADate}`,
    ]);
    expect(said({ leavePeriods: [{ ...period, workedDays: '-1' }] })).toEqual([
      'leavePeriods.0.workedDays 1件目の就業日数：0以上の整数を数字で入力してください（例 12）。',
    ]);
  });

  it('wants the end of a leave on or after its start', () => {
    expect(said({ leavePeriods: [{ ...period, endOn: '2026-05-31' }] })).toEqual([
      'leavePeriods.0.endOn 1件目の終了日：開始日以後の日付を入力してください。',
    ]);
    expect(said({ leavePeriods: [{ ...period, endOn: '2026-06-01' }] })).toEqual([]);
  });

  it('is told once, where the answer was given, though it is repeated elsewhere', () => {
    const wrong = { employerPhone: '1', contactPhone: '', employerName: '', workplaceName: '' };
    expect(said(wrong).map((line) => line.split(' ')[0])).toEqual(['employerPhone']);
  });

  it('asks for a blank date, and does not call it wrong', () => {
    expect(said({ leavePeriods: [{ ...period, startOn: ' ', endOn: '\u3000' }] })).toEqual([
      'leavePeriods.0.startOn 1件目の開始日：入力してください。',
      'leavePeriods.0.endOn 1件目の終了日：入力してください。',
    ]);
  });

  it('is one fault of its reader', () => {
    const number = '0以上の整数を数字で入力してください（例 12）。';
    expect(readInteger('x')).toMatchObject({
      refusal: { message: number, facts: { faults: [{ path: '', message: number }] } },
    });
    expect(readYesNo('x')).toMatchObject({ refusal: { message: '「はい」か「いいえ」を選んでください。' } });
  });
});
