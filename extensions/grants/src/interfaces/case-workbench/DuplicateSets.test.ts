// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createApp, h, nextTick, shallowRef, type App } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import DuplicateSets from './DuplicateSets.vue';
import type { DuplicateJudgement, DuplicateSet } from './types.ts';

const member = {
  verdict: null,
  reason: null,
  state: 'in_review',
  columns: {},
  employerName: '株式会社けやき',
};
const set = (digest: string): DuplicateSet =>
  ({
    ...{ id: 'd', digest, state: 'open', strength: 'likely', score: 0.6, ruleLabel: '電話番号が同じ' },
    ...{ agreed: [], reason: null, mayReopen: false, reopenings: [] },
    members: [{ ...member, applicationId: 'a', receiptNumber: 'R8-0001' }],
  }) as unknown as DuplicateSet;
const shown = shallowRef(set('first'));
const sent: string[] = [];
let app: App;
beforeEach(async () => {
  shown.value = set('first');
  sent.length = 0;
  document.body.innerHTML = '<div id="app"></div>';
  app = createApp(() =>
    h(DuplicateSets, {
      sets: [shown.value],
      caseId: 'a',
      onResolve: (_id: string, _judged: readonly DuplicateJudgement[], seen: DuplicateSet) =>
        sent.push(seen.digest),
    }),
  );
  app.use(createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] }));
  app.mount('#app');
  await nextTick();
});
afterEach(() => app.unmount());

function field(kind: string, at: number): HTMLInputElement {
  const found = [...document.querySelectorAll<HTMLInputElement>(`input[type=${kind}]`)][at];
  if (found === undefined) throw new Error(`no ${kind}`);
  return found;
}
async function choose(): Promise<void> {
  field('radio', 2).click();
  const reason = field('text', 0);
  reason.value = '別の法人である。';
  reason.dispatchEvent(new Event('input'));
  await nextTick();
}
async function record(): Promise<void> {
  document.querySelector<HTMLButtonElement>('button.primary')?.click();
  await nextTick();
}

it('judges the set that was on the screen when the judgement was chosen, not what was read behind it', async () => {
  await choose();
  shown.value = set('second');
  await nextTick();
  await record();
  // Refused for that, what it says now has been shown.
  await record();
  expect(sent).toEqual(['first', 'second']);
  expect(field('text', 0).value).toBe('別の法人である。');
});

it('judges what is on the screen where the choice was made after the reading', async () => {
  shown.value = set('second');
  await nextTick();
  await choose();
  await record();
  expect(sent).toEqual(['second']);
});
