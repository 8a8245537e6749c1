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
    const err = { type: 'DatabaseError', message: 'terminating connection', stack: 'error: terminating' };
    expect(lineForPeople(logged({ err }))).toBe('terminating connection');
    expect(lineForPeople(logged({ level: 40, msg: 'a job failed' }))).toBe('a job failed');
  });

  it('is what it is when it is no log entry', () => {
    expect(lineForPeople('Segmentation fault')).toBe('Segmentation fault');
    expect(lineForPeople('{"odd":1}')).toBe('{"odd":1}');
  });

  it('is not shown for the maps this product has not', () => {
    expect(lineForPeople(logged({ level: 40, msg: "PostGIS isn't installed." }))).toBeUndefined();
  });
});
