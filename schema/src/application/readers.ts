import { parseCivilDate } from '../civil-date.ts';
import { SPACES, toHalfWidthAscii } from '../names/width.ts';
import { accept, reject, type Result } from '../refusal.ts';
import type { QuestionKind } from './questions/question.ts';

const fault = (message: string) => reject('INVALID_INPUT', { faults: [{ path: '', message }] });

/** 整数の読取り: full-width digits, commas, spaces and a unit after the number are accepted; no sign, no fraction. */
export function readInteger(input: string): Result<number> {
  const found = toHalfWidthAscii(input).replace(SPACES, '').replace(/[,、]/gu, '');
  const digits = /^(\d{1,15})(?:円|人|名|日)?$/u.exec(found)?.[1];
  return digits === undefined
    ? fault('0以上の整数を数字で入力してください（例 12）。')
    : accept(Number(digits));
}

/** はい・いいえの読取り. */
export function readYesNo(input: string): Result<boolean> {
  const found = input.trim();
  if (found === 'yes' || found === 'はい') return accept(true);
  if (found === 'no' || found === 'いいえ') return accept(false);
  return fault('「はい」か「いいえ」を選んでください。');
}

type Reader = (input: string) => Result<unknown>;

/** 読取り: from text as typed to the value of its kind. Kinds not named here stay text and are read by their shape. */
export const readers: Readonly<Partial<Record<QuestionKind, Reader>>> = {
  date: parseCivilDate,
  yen: readInteger,
  integer: readInteger,
  yesno: readYesNo,
};
