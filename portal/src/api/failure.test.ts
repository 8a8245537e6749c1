import { describe, expect, it } from 'vitest';
import { failureOf } from './failure.ts';

const said = (code: string, facts: object = {}): object => ({
  errors: [{ message: '文', extensions: { code, facts } }],
});

describe('why a call failed', () => {
  it.each([
    [400, 'INVALID_INPUT', 'refused'],
    [409, 'STALE_VERSION', 'refused'],
    [401, 'UNAUTHENTICATED', 'session'],
    [429, 'TOO_MANY_REQUESTS', 'busy'],
    [500, 'INTERNAL', 'server'],
    [503, 'UNAVAILABLE', 'server'],
  ] as const)('%i %s is %s, with the words and the code of the office', (status, code, cause) => {
    const failure = failureOf(status, said(code, { retryAfterSeconds: 5 }));
    expect(failure).toMatchObject({ cause, code, message: '文', facts: { retryAfterSeconds: 5 } });
  });

  it.each([
    [401, 'refused by Directus', 'session'],
    [403, 'FORBIDDEN_BY_DIRECTUS', 'refused'],
    [429, 'REQUESTS_EXCEEDED', 'busy'],
    [502, 'anything', 'server'],
  ] as const)('%i of another maker (%s) is %s, in our own words', (status, code, cause) => {
    const failure = failureOf(status, said(code));
    expect(failure.cause).toBe(cause);
    expect(failure.message).not.toBe('文');
  });
});
