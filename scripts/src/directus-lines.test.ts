import { describe, expect, it } from 'vitest';
import { lineForPeople } from './directus-lines.ts';

const logged = (entry: object): string => JSON.stringify({ level: 50, time: 1795416239427, ...entry });

describe('a line of the log of Directus at the terminal', () => {
  it('is not shown for a request that was refused', () => {
    const err = {
      type: 'GraphQLError',
      message: '条件',
      stack: 'DirectusError: 条件\n    at directusErrorOf',
    };
    expect(lineForPeople(logged({ err }))).toBeUndefined();
    expect(lineForPeople(logged({ err, msg: '条件' }))).toBeUndefined();
  });

  it('is the sentence of a defect', () => {
    const err = { type: 'DatabaseError', message: 'disk full', stack: 'error: disk full' };
    expect(lineForPeople(logged({ err }))).toBe('disk full');
    expect(lineForPeople(logged({ err, msg: 'disk full' }))).toBe('disk full');
    expect(lineForPeople(logged({ level: 40, msg: 'a job failed' }))).toBe('a job failed');
    expect(lineForPeople(logged({ err, msg: 'job queue' }))).toBe('job queue: disk full');
  });

  it.each([
    'Connection terminated unexpectedly (Queue: mail, Worker: 1)',
    'Connection terminated due to connection timeout',
    'connect ECONNREFUSED 127.0.0.1:54329',
    'the database system is shutting down',
  ])('is not shown for a lost connection: %s', (message) => {
    expect(lineForPeople(logged({ err: { message }, msg: 'job queue' }))).toBeUndefined();
  });

  it.each([
    '\u001b[33m[PREFER_BUILTIN_FEATURE] \u001b[0mThe functionality provided by `x` is already covered natively.',
    ' \u001b[38;5;240m │\u001b[0m ',
    ' \u001b[38;5;240m │\u001b[0m Help: you could turn it off via `checks.preferBuiltinFeature`',
  ])('is not shown for what the bundler advises Directus to do: %s', (line) => {
    expect(lineForPeople(line)).toBeUndefined();
  });

  it('is what it is when it is no log entry', () => {
    expect(lineForPeople('Segmentation fault')).toBe('Segmentation fault');
    expect(lineForPeople('{"odd":1}')).toBe('{"odd":1}');
  });

  it('is not shown for the maps this product has not', () => {
    expect(lineForPeople(logged({ level: 40, msg: "PostGIS isn't installed." }))).toBeUndefined();
  });
});
