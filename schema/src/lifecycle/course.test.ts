import { describe, expect, it } from 'vitest';
import { courseOf } from './course.ts';

const step = (at: string, label: string) => ({
  at,
  label,
  actorName: '審査 良子',
  duty: '審査担当',
  reason: null,
  detail: null,
});
const beside = (at: string, label: string) => ({ at, label, actorName: '受付 愛', note: '受付' });

describe('courseOf', () => {
  it('puts what was done around a case between its steps, and a day alone at its end', () => {
    const lines = courseOf({
      timeline: [
        step('2026-07-15T00:00:00.000Z', '受付'),
        step('2026-07-16T14:00:00.000Z', '審査の開始'),
        step('2026-07-16T15:30:00.000Z', '上申'),
      ],
      alongside: [
        beside('2026-07-15T01:00:00.000Z', '問合せ（電話）'),
        beside('2026-07-16', '補正依頼書の発送'),
      ],
    });
    expect(lines.map(({ label, who, step: moves }) => [label, who, moves])).toEqual([
      ['受付', '審査 良子（審査担当）', true],
      ['問合せ（電話）', '受付 愛', false],
      ['審査の開始', '審査 良子（審査担当）', true],
      ['補正依頼書の発送', '受付 愛', false],
      ['上申', '審査 良子（審査担当）', true],
    ]);
  });
});
