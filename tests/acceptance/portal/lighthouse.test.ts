import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lighthouseScores } from '../../fixtures/lighthouse.ts';
import { startOffice, type Office } from '../../fixtures/office.ts';

let office: Office;

beforeAll(async () => {
  office = await startOffice({ seed: true, env: { GRANT_SEARCH_ENGINES: 'true' } });
});

afterAll(() => office.stop());

// Performance depends on the machine of the moment: `npm run bench lighthouse` measures it.
describe('Lighthouse', () => {
  it.each(['', 'papers', 'privacy'])('finds nothing to mend in /portal/%s', async (path) => {
    const [scores] = await lighthouseScores([`${office.url}/portal/${path}`], { performance: false });
    expect(scores, scores?.faults.join('\n')).toMatchObject({
      accessibility: 100,
      bestPractices: 100,
      seo: 100,
    });
  });
});
