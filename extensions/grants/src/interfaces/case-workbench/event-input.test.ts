import { transitions, verbs } from '@grant/schema';
import { describe, expect, it } from 'vitest';
import { pathOf, reasonPrinted, screenOf, seenWith } from './event-input.ts';
import type { Workbench } from './types.ts';

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

it('a reason is called printed where the letter has it: of a decision that is changed only when it was a refusal', () => {
  expect(reasonPrinted('cancel', 'granted')).toBe(true);
  expect(reasonPrinted('claim_repayment', 'paid')).toBe(true);
  expect(reasonPrinted('revise_decision', 'refused')).toBe(true);
  expect(reasonPrinted('revise_decision', 'granted')).toBe(false);
  expect(reasonPrinted('suspend', 'in_review')).toBe(false);
});

it('a release says which 続報 was the last on screen, and nothing else does', () => {
  const notes = (...numbers: number[]) => ({ notes: numbers.map((seq) => ({ seq })) });
  const shown = { version: 4, suspicions: [notes(3, 9), notes(5), notes()] } as unknown as Workbench;
  expect(seenWith('propose_release', shown)).toEqual({ version: 4, notesSeen: 9 });
  expect(seenWith('release', { ...shown, suspicions: [] })).toEqual({ version: 4, notesSeen: 0 });
  expect(seenWith('recommend', shown)).toEqual({ version: 4 });
});
