import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mergeTables } from './refusal/catalogue.ts';
import { parseShape, refusalOfIssues, refusingShape } from './refusal/door.ts';
import { entry } from './refusal/entry.ts';
import {
  accept,
  isRefusal,
  isRefusalCode,
  isRefusalError,
  refuse,
  RefusalError,
  reject,
  statusOf,
  unwrap,
  type RefusalCode,
} from './refusal.ts';

describe('Refusal 拒否', () => {
  it('carries its code, its facts and a Japanese sentence built from the facts', () => {
    expect(refuse('NOT_FOUND', { what: '受付番号 R8-0001 の申請' })).toEqual({
      code: 'NOT_FOUND',
      message: '受付番号 R8-0001 の申請が見つかりません。番号を確かめるか、一覧から選び直してください。',
      facts: { what: '受付番号 R8-0001 の申請' },
    });
  });

  it('does not compile without the facts of its code', () => {
    // @ts-expect-error NOT_FOUND must say what was not found
    expect(refuse('NOT_FOUND', {}).code).toBe('NOT_FOUND');
    // @ts-expect-error a code that is not in the catalogue does not exist
    expect(() => refuse('NO_SUCH_CODE', {})).toThrow();
  });

  it('of a stale draft may carry what the server holds now, and says the same sentence', () => {
    const held = refuse('STALE_VERSION', {
      what: '下書き',
      revision: 3,
      answers: { employerName: '株式会社サンプル' },
    });
    expect(held.facts).toEqual({
      what: '下書き',
      revision: 3,
      answers: { employerName: '株式会社サンプル' },
    });
    expect(held.message).toBe(refuse('STALE_VERSION', { what: '下書き' }).message);
  });

  it('has a status hint for adapters', () => {
    const expected: Partial<Record<RefusalCode, number>> = {
      NOT_FOUND: 404,
      UNAUTHENTICATED: 401,
      FORBIDDEN: 403,
      STALE_VERSION: 409,
      SAME_PERSON: 409,
      ILLEGAL_TRANSITION: 409,
      GUARD_FAILED: 422,
      INVALID_INPUT: 400,
      OUTSIDE_PERIOD: 422,
      ALREADY_RECORDED: 409,
      ALREADY_SUBMITTED: 409,
      DUPLICATE_PAYMENT: 409,
      BATCH_SEALED: 409,
      FILE_TOO_LARGE: 413,
      FILE_TYPE_REFUSED: 415,
      TOO_MANY_REQUESTS: 429,
      DB_CONSTRAINT: 409,
      UNAVAILABLE: 503,
      INTERNAL: 500,
    };
    const found = Object.fromEntries(
      Object.keys(expected).map((code) => [code, statusOf({ code: code as RefusalCode })]),
    );
    expect(found).toEqual(expected);
  });

  it('never shows the name of a database constraint to a person', () => {
    expect(refuse('DB_CONSTRAINT', { constraint: 'payments_one_live' }).message).not.toContain('payments');
  });

  it('is recognised by shape and known code, also after JSON', () => {
    const refusal = refuse('FORBIDDEN', { act: '決定' });
    expect(isRefusal(JSON.parse(JSON.stringify(refusal)))).toBe(true);
    for (const other of [
      null,
      undefined,
      'FORBIDDEN',
      {},
      { ...refusal, code: 'toString' },
      { ...refusal, code: 1 },
      { ...refusal, message: 1 },
      { ...refusal, facts: null },
      { ...refusal, facts: 'x' },
    ]) {
      expect(isRefusal(other)).toBe(false);
    }
    expect(isRefusalCode('INTERNAL')).toBe(true);
    expect(isRefusalCode('constructor')).toBe(false);
  });

  it('travels as an error only through RefusalError, which is recognised by name and code', () => {
    const error = new RefusalError(refuse('FORBIDDEN', { act: '決定' }));
    expect(error.message).toBe(error.refusal.message);
    expect(isRefusalError(error)).toBe(true);
    expect(isRefusalError(new Error('x'))).toBe(false);
    expect(isRefusalError(Object.assign(new Error('x'), { refusal: error.refusal }))).toBe(false);
    expect(isRefusalError(Object.assign(new Error('x'), { name: 'RefusalError' }))).toBe(false);
    expect(isRefusalError({ name: 'RefusalError', refusal: error.refusal })).toBe(false);
  });

  it('is thrown by unwrap and by nothing else', () => {
    expect(unwrap(accept(3))).toBe(3);
    expect(() => unwrap(reject('INTERNAL', { reference: 'A1' }))).toThrow(RefusalError);
  });

  it.each([
    [[], '入力に誤りがあります。各項目の説明を確かめて直してください。'],
    [[{ path: 'a', message: '入力してください。' }], '入力してください。'],
    [
      [
        { path: 'a', message: 'い。' },
        { path: 'b', message: 'ろ。' },
      ],
      '入力に誤りがあります（2件）。各項目の説明を確かめて直してください。',
    ],
  ])('of input says one fault itself and counts several (%j)', (faults, message) => {
    expect(refuse('INVALID_INPUT', { faults }).message).toBe(message);
  });
});

describe('The refusal catalogue 拒否の一覧', () => {
  it('refuses two rows of the same code', () => {
    const table = { SAME: entry(400, () => 'い。') };
    expect(() => mergeTables(table, table)).toThrow('SAME');
  });
});

describe('A zod shape at the door', () => {
  const shape = z.strictObject({
    name: z.string().min(1),
    count: z.number().int().min(2).max(3),
    choice: z.enum(['x', 'y']),
    list: z.array(z.string()).min(2).max(3),
    note: z.string().max(2),
    share: z.number().gt(0).lt(1),
    code: z.string().regex(/^a$/u),
  });
  const good = { name: 'a', count: 2, choice: 'x', list: ['a', 'b'], note: '', share: 0.5, code: 'a' };

  it('gives the parsed value when the input fits', () => {
    expect(parseShape(shape, good)).toEqual({ ok: true, value: good });
  });

  it.each([
    [{ name: undefined }, '入力してください。'],
    [{ name: null }, '入力してください。'],
    [{ name: '' }, '入力してください。'],
    [{ count: '' }, '入力してください。'],
    [{ name: 1 }, '入力の形が正しくありません。入力し直してください。'],
    [{ count: 1 }, '2以上にしてください。'],
    [{ count: 4 }, '3以下にしてください。'],
    [{ list: ['a'] }, '2件以上にしてください。'],
    [{ list: ['a', 'b', 'c', 'd'] }, '3件以下にしてください。'],
    [{ note: 'abc' }, '2文字以下にしてください。'],
    [{ share: 0 }, '0より大きくしてください。'],
    [{ share: 1 }, '1未満にしてください。'],
    [{ choice: 'z' }, '選択肢の中から選んでください。'],
    [{ code: 'b' }, '入力の形が正しくありません。入力し直してください。'],
    [{ extra: 1 }, '扱えない項目があります（extra）。'],
  ])('answers in Japanese for %j', (change, message) => {
    const result = parseShape(shape, { ...good, ...change });
    expect(result.ok ? '' : result.refusal.message).toBe(message);
  });

  it.each([
    [z.array(z.string()).min(1), [], '1件以上にしてください。'],
    [z.string().min(2), 'a', '2文字以上にしてください。'],
    [z.string().min(1), '', '入力してください。'],
    [z.number().min(1), 0, '1以上にしてください。'],
    [z.number().gt(1), 1, '1より大きくしてください。'],
    [z.number().lt(1), 1, '1未満にしてください。'],
    [z.strictObject({}), { a: 1, b: 2 }, '扱えない項目があります（a、b）。'],
    [z.number().multipleOf(2), 1, '入力の形が正しくありません。入力し直してください。'],
    [z.union([z.string(), z.number()]), true, '入力の形が正しくありません。入力し直してください。'],
  ])('says by how much an input is off: %#', (one: z.ZodType, input, message) => {
    const result = parseShape(one, input);
    expect(result.ok ? '' : result.refusal.message).toBe(message);
  });

  it('names the place of each fault by its path', () => {
    const error = z.object({ a: z.array(z.object({ b: z.string() })) }).safeParse({ a: [{ b: 1 }] }).error;
    expect(refusalOfIssues(error as z.ZodError).facts).toMatchObject({ faults: [{ path: 'a.0.b' }] });
  });

  it('hands on the refusal of the parser it wraps', () => {
    const even = refusingShape((text) =>
      text.length % 2 === 0 ? accept(text) : reject('NOT_FOUND', { what: text }),
    );
    expect(even.parse('ab')).toBe('ab');
    const issue = even.safeParse('a').error?.issues[0];
    expect(issue?.message).toContain('aが見つかりません');
    expect(issue).toMatchObject({ params: { refusal: { code: 'NOT_FOUND' } } });
  });
});
