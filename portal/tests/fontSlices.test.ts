// @vitest-environment node
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { codePointsOf, measuresOf } from '../build/faceFile.ts';
import { fontSlices } from '../build/fontSlices.ts';
import { ja } from '../src/locales/ja.ts';
import { papers, questions } from '@grant/schema';

const face = readFileSync(
  createRequire(import.meta.url).resolve(
    '@expo-google-fonts/biz-udgothic/400Regular/BIZUDGothic_400Regular.ttf',
  ),
);
const covered = codePointsOf(face);
const { first, rest } = fontSlices(covered);
const all = [...first, ...rest];

function texts(tree: unknown): string {
  if (typeof tree === 'string') return tree;
  return typeof tree === 'object' && tree !== null ? Object.values(tree).map(texts).join('') : '';
}

const inPart = (name: string, weight: 400 | 700): Set<string> =>
  new Set(
    all
      .filter((part) => part.name.startsWith(name) && part.weights.includes(weight))
      .flatMap((part) => part.characters),
  );

describe('the parts of the face', () => {
  it.each([400, 700] as const)(
    'hold every character of the texts in the first two parts at weight %i',
    (weight) => {
      const two = new Set([...inPart('landing', weight), ...inPart('fixed', weight)]);
      const shown = new Set(Array.from(texts([ja, papers, questions])));
      const missing = [...shown].filter(
        (sign) => covered.includes(sign.codePointAt(0) ?? 0) && !two.has(sign),
      );
      expect(missing.filter((sign) => sign.trim() !== '')).toEqual([]);
    },
  );

  it.each(['宇都宮市塙田', '髙橋', '﨑山', '渡邊', '齋藤', '壬生町', '鬱蒼', '龠'])(
    'hold %s, so that a name is shown in one face',
    (name) => {
      const everything = new Set(all.flatMap((part) => part.characters));
      expect(Array.from(name).filter((sign) => !everything.has(sign))).toEqual([]);
    },
  );

  it('are named by one range each, beyond the fixed texts and the common names', () => {
    const runs = rest.filter(({ name }) => name.startsWith('rest-'));
    expect(runs.length).toBeGreaterThan(30);
    for (const { range } of runs) expect(range).toMatch(/^U\+[\da-f]+-[\da-f]+$/u);
  });

  it('stand on the measures of the face', () => {
    expect(measuresOf(face)).toEqual({ ascent: 879.8828125, descent: 120.1171875, lineGap: 0 });
  });
});
