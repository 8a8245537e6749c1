// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createApp, type UnwrapNestedRefs } from 'vue';
import { answering, type TestOffice } from '../../desk/office-for-tests.ts';
import { useCase } from './useCase.ts';

/** The case on the server: its version, and who has it. */
const stands = { version: 1, holder: '審査 一郎' };
const workbench = () => ({
  version: stands.version,
  case: { assignedToName: stands.holder, stateLabel: '審査中', labels: {} },
  letters: [],
  timeline: [],
  duplicates: [],
  suspicions: [],
  judgement: null,
  permittedEvents: [{ event: 'recommend', label: '上申', effect: '' }],
});
let office: TestOffice;
const sent = (): unknown[] =>
  office.asked
    .filter(({ what }) => what === 'POST /grants/cases/a/recommend')
    .map(({ input }) => (input as { version: number }).version);
beforeEach(async () => {
  Object.assign(stands, { version: 1, holder: '審査 一郎' });
  office = await answering((what) => {
    if (what.startsWith('GET ')) return { data: workbench() };
    return sent().at(-1) === stands.version ? { data: {} } : { code: 'STALE_VERSION' };
  });
});
afterEach(() => office.stop());

it('acts on the case as it was when the question was put, not as it was read again behind it', async () => {
  const app = createApp({ setup: () => useCase(() => 'a'), render: () => null });
  const screen = app.mount(document.createElement('div')) as unknown as UnwrapNestedRefs<
    ReturnType<typeof useCase>
  >;
  await expect.poll(() => screen.workbench?.version).toBe(1);
  const question = screen.put({ event: 'recommend', label: '上申', effect: '' });
  // Another person has taken the case over, and the screen looks again for a letter that is being made.
  Object.assign(stands, { version: 2, holder: '審査 二郎' });
  await screen.read();
  await expect(screen.act(question, { reason: '要件を満たす。' })).resolves.toBe(false);
  expect(sent()).toEqual([1]);
  expect(screen.conflict).toMatchObject({
    label: '上申',
    possible: true,
    changes: [{ label: '担当', before: '審査 一郎', after: '審査 二郎' }],
  });
  await expect(screen.redo()).resolves.toBe(true);
  expect(sent()).toEqual([1, 2]);
  app.unmount();
});
