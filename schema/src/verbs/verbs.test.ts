import { describe, expect, it } from 'vitest';
import { transitions } from '../lifecycle/table.ts';
import type { Duty } from '../lifecycle/duty.ts';
import { openApiDocument, refusalCodesOf } from './open-api.ts';
import { verbNames, verbOf, verbs } from './table.ts';
import { pathKeysOf } from './verb.ts';

const id = '0190c7a0-0000-7000-8000-000000000001';

interface Operation {
  readonly operationId: string;
  readonly description: string;
  readonly security: readonly unknown[];
  readonly parameters: readonly { name: string; in: string; required: boolean }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: { properties: object } }> };
  readonly responses: { readonly '200': { readonly content: object } };
  readonly 'x-refusal-codes': readonly string[];
}

const document = openApiDocument('https://grant.example.jp', '1.2.3');
const paths = document['paths'] as unknown as Record<string, Record<string, Operation>>;

describe('操作の一覧 verbs', () => {
  it('have one method and path each', () => {
    const doors = verbNames.map((name) => `${verbOf(name).method} ${verbOf(name).path}`);
    expect(new Set(doors).size).toBe(doors.length);
  });

  it('are described by Japanese sentences and named subject.act', () => {
    for (const name of verbNames) {
      expect(verbOf(name).summary).toMatch(/[぀-ヿ一-鿿]/u);
      expect(name).toMatch(/^[a-z]+(\.[a-zA-Z]+)?$/u);
    }
  });

  it('take every path parameter as input', () => {
    for (const name of verbNames) {
      for (const key of pathKeysOf(verbOf(name).path))
        expect(Object.keys(verbOf(name).input.shape)).toContain(key);
    }
  });

  it('put fixed paths before paths with parameters', () => {
    expect(verbNames.indexOf('batch.payable')).toBeLessThan(verbNames.indexOf('batch.show'));
  });

  it('never let the administrator act on a case, pay or decide', () => {
    for (const name of verbNames) expect(verbOf(name).duties).not.toContain('administrator');
  });

  it('admit to an act of a case exactly the staff duties of the transition table', () => {
    const dutiesOf = (event: string) => [
      ...new Set(transitions.filter((row) => row.event === event).flatMap((row) => row.duties)),
    ];
    expect(verbs['case.grant'].duties).toEqual(dutiesOf('grant'));
    expect(verbs['case.suspend'].duties).toEqual(dutiesOf('suspend'));
    expect(verbs['case.withdraw'].duties).toEqual(['reception'] satisfies Duty[]);
    expect(verbs['case.cancel'].duties).toEqual(['approver'] satisfies Duty[]);
  });

  it('make every act of a case name the version it saw', () => {
    for (const name of verbNames) {
      if (!verbOf(name).path.startsWith('/cases/:id/')) continue;
      expect(Object.keys(verbOf(name).input.shape), name).toContain('version');
      expect(verbOf(name).refusals, name).toContain('STALE_VERSION');
    }
  });

  it.each([
    ['case.grant', { id, version: 1, amount: 200_000.5 }],
    ['case.grant', { id, version: -1, amount: 200_000 }],
    ['case.grant', { id: 'x', version: 1, amount: 200_000 }],
    ['case.grant', { id, version: 1, amount: 200_000, state: 'paid' }],
    ['case.refuse', { id, version: 1, reasons: [] }],
    ['case.suspend', { id, version: 1, reason: '  ' }],
    ['case.requestCorrection', { id, version: 1, note: '', items: [] }],
    ['application.start', { idempotencyKey: 'short' }],
    ['application.save', { id, revision: 0, answers: { employerName: 'あ'.repeat(101) } }],
    ['account.register', { email: 'soumu@example.jp', password: 'elevenchars' }],
    ['account.register', { email: 'not a mail', password: 'long enough password' }],
    ['branches.search', { bankCode: '12', query: 'ホンテン' }],
    ['batch.create', { transferOn: '2026-13-01', bankProfileId: id, applicationIds: [id] }],
    ['batch.create', { transferOn: '2026-12-01', bankProfileId: id, applicationIds: [] }],
    ['batch.results', { id, results: [{ paymentId: id, outcome: 'lost', on: '2026-12-01' }] }],
  ] as const)('%s refuses what does not fit its shape', (name, input) => {
    expect(verbOf(name).input.safeParse(input).success).toBe(false);
  });

  it.each(['verify', 'reset'] as const)('tell of a mailed link that was cut what to do: %s', (act) => {
    const given = { token: 'cut', password: 'twelve chars' };
    const { error } = verbs[`account.${act}`].input.safeParse(given);
    expect(error?.issues.map(({ path, message }) => [path, message])).toEqual([
      [['token'], 'メールのリンクが途中で切れています。リンク全体をコピーして開いてください。'],
    ]);
  });

  it.each([
    ['case.grant', { id, version: 1, amount: 200_000 }],
    [
      'case.requestCorrection',
      { id, version: 0, note: '', items: [{ targetKind: 'paper', target: 'wages', reason: '不足' }] },
    ],
    [
      'application.save',
      {
        id,
        revision: 0,
        answers: { employerName: '株式会社とちぎ', leavePeriods: [{ startOn: '2026/4/1' }] },
      },
    ],
    [
      'correction.answer',
      { id, version: 2, answers: { [id]: '宇都宮市', [id.replace(/1$/u, '2')]: [{ kind: 'training' }] } },
    ],
    ['account.register', { email: 'soumu@example.jp', password: 'twelve chars' }],
    ['postal.lookup', { postalCode: '３２０－８５０１' }],
    ['batch.create', { transferOn: '2026-12-01', bankProfileId: id, applicationIds: [id] }],
  ] as const)('%s accepts what fits', (name, input) => {
    expect(verbOf(name).input.safeParse(input).success).toBe(true);
  });
});

describe('操作一覧の文書 openApiDocument', () => {
  it('describes every verb once under its path', () => {
    const described = Object.values(paths).flatMap((methods) =>
      Object.values(methods).map((operation) => operation.operationId),
    );
    expect(described.toSorted()).toEqual([...verbNames].toSorted());
  });

  it('names server, version, session cookie and the shape of a refusal', () => {
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { version: '1.2.3' },
      servers: [{ url: 'https://grant.example.jp/grants' }],
      components: {
        securitySchemes: { session: { in: 'cookie', name: 'directus_session_token' } },
        schemas: { Refusal: { required: ['errors'] } },
      },
    });
  });

  it('puts path parameters in the path, queries in the query and the rest in the body', () => {
    const branches = paths['/banks/{bankCode}/branches']?.['get'];
    expect(branches?.parameters.map((one) => `${one.in}:${one.name}`)).toEqual([
      'path:bankCode',
      'query:query',
    ]);
    expect(branches?.requestBody).toBeUndefined();
    const grant = paths['/cases/{id}/grant']?.['post'];
    expect(grant?.parameters.map((one) => `${one.in}:${one.name}`)).toEqual([
      'path:id',
      'header:X-Grant-Account',
    ]);
    expect(Object.keys(grant?.requestBody?.content['application/json']?.schema.properties ?? {})).toEqual([
      'version',
      'amount',
    ]);
  });

  it('asks for multipart with a file when something is attached', () => {
    const upload = paths['/applications/{id}/attachments']?.['post'];
    const form = upload?.requestBody?.content['multipart/form-data']?.schema.properties ?? {};
    expect(Object.keys(form)).toEqual(['paper', 'correctionItem', 'idempotencyKey', 'replaces', 'file']);
  });

  it('says what a file verb answers with', () => {
    expect(Object.keys(paths['/letters/{id}/file']?.['get']?.responses['200'].content ?? {})).toEqual([
      'application/pdf',
    ]);
    expect(Object.keys(paths['/batches/{id}/file']?.['get']?.responses['200'].content ?? {})).toEqual([
      'application/octet-stream',
    ]);
    expect(Object.keys(paths['/programme']?.['get']?.responses['200'].content ?? {})).toEqual([
      'application/json',
    ]);
  });

  it('lists the refusal codes of each verb, signing in only where it is needed', () => {
    expect(refusalCodesOf(verbOf('programme.show'))).not.toContain('UNAUTHENTICATED');
    expect(refusalCodesOf(verbOf('account.me'))).toContain('UNAUTHENTICATED');
    expect(paths['/cases/{id}/grant']?.['post']?.['x-refusal-codes']).toEqual(
      expect.arrayContaining(['SAME_PERSON', 'STALE_VERSION', 'FORBIDDEN', 'INVALID_INPUT']),
    );
    expect(new Set(refusalCodesOf(verbOf('account.register'))).size).toBe(
      refusalCodesOf(verbOf('account.register')).length,
    );
  });

  it('says who may call a verb', () => {
    expect(paths['/programme']?.['get']).toMatchObject({
      security: [],
      description: 'だれでも利用できます。',
    });
    expect(paths['/account/me']?.['get']).toMatchObject({
      security: [{ session: [] }],
      description: 'ログインした人が利用できます。',
    });
    expect(paths['/cases/{id}/grant']?.['post']?.description).toBe('職務: 決裁者');
  });
});
