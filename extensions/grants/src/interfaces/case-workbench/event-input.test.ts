import { transitions, verbs } from '@grant/schema';
import { describe, expect, it } from 'vitest';
import { pathOf, screenOf } from './event-input.ts';

const OF_APPLICANTS: ReadonlySet<string> = new Set(['applicant', 'agent']);
const POSTS = new Set(
  Object.values(verbs)
    .filter(({ method }) => method === 'POST')
    .map(({ path }) => path),
);
const offered = [
  ...new Set(
    transitions
      .filter(({ duties }) => duties.some((duty) => !OF_APPLICANTS.has(duty)))
      .map(({ event }) => event),
  ),
];

describe('the buttons of a case', () => {
  it.each(offered)('%s leads to a verb, or to the screen where it is done', (event) => {
    const isVerb = POSTS.has(`/cases/:id/${pathOf(event)}`);
    expect(isVerb).toBe(screenOf(event, 'case') === undefined);
  });
});
