/** What Lighthouse (mobile preset) thinks of the public pages, in points lost of 100. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { build } from '../build.ts';
import { runNode } from '../child.ts';
import { ROOT } from '../environment.ts';
import { type Bench, type Measurement, measured } from './bench.ts';
import { withOffice } from './throwaway.ts';

const SAMPLES = 3;
const LOG_FOLDER = path.join(ROOT, '.data', 'bench');
/** Points that may be lost; speed depends a little on the machine, the rest not at all. */
const BOUNDS = { performance: 2, accessibility: 0, bestPractices: 0, seo: 0 } as const;

const scoresShape = z.array(
  z.object({
    performance: z.number(),
    accessibility: z.number(),
    bestPractices: z.number(),
    seo: z.number(),
  }),
);

/** Addresses of the public pages, as the portal tells search engines. */
async function publicPages(url: string): Promise<string[]> {
  const map = await (await fetch(`${url}/portal/sitemap.xml`)).text();
  return [...map.matchAll(/<loc>([^<]+)<\/loc>/gu)].map(([, address = '']) => address);
}

async function scoresOf(page: string): Promise<z.infer<typeof scoresShape>> {
  const program = path.join(ROOT, 'tests', 'fixtures', 'lighthouse-run.ts');
  const { code, lines } = await runNode([program, ...Array<string>(SAMPLES).fill(page)], {
    env: { PATH: process.env['PATH'] ?? '' },
    log: path.join(LOG_FOLDER, 'lighthouse.log'),
  });
  if (code !== 0) throw new Error(lines);
  return scoresShape.parse(JSON.parse(lines.split('\n').at(-1) ?? ''));
}

export const lighthouse: Bench = {
  name: 'lighthouse',
  about:
    'Points that Lighthouse (mobile) takes from each public page, of 100, for speed, accessibility, practice and SEO.',
  async run(progress): Promise<readonly Measurement[]> {
    mkdirSync(LOG_FOLDER, { recursive: true });
    await build(progress, LOG_FOLDER);
    return withOffice(
      progress,
      async ({ office }) => {
        const results: Measurement[] = [];
        for (const page of await publicPages(office.url)) {
          const name = new URL(page).pathname.replace('/portal/', '') || 'home';
          const scores = await progress.step(name, () => scoresOf(page));
          for (const [part, bound] of Object.entries(BOUNDS)) {
            const lost = scores.map((score) => 100 - score[part as keyof typeof BOUNDS]);
            results.push(measured(`lighthouse.${name}.${part}-lost`, 'points', bound, lost));
          }
        }
        return results;
      },
      { listed: true, seed: true },
    );
  },
};
