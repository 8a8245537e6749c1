/** Which finding of one reading is meant by a finding of another: a new judgement gives every finding a new id. */
import type { Finding } from './types.ts';

/** What tells two findings of one title apart: 添付書類の不足 has one for each paper. */
type Known = Pick<Finding, 'id' | 'rule' | 'requirement'>;

/** @returns the finding itself, else the only one that asks the same; undefined where it cannot be told for certain */
export function sameFinding<T extends Known>(meant: Known, among: readonly T[]): T | undefined {
  const itself = among.find(({ id }) => id === meant.id);
  if (itself !== undefined) return itself;
  const alike = among.filter(
    ({ rule, requirement }) => rule === meant.rule && requirement === meant.requirement,
  );
  return alike.length === 1 ? alike[0] : undefined;
}

/** The finding in the words of a merge view. */
export const wordsOfFinding = ({ title, requirement }: Pick<Finding, 'title' | 'requirement'>): string =>
  `${title}　${requirement}`;
