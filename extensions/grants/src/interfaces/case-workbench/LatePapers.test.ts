// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp, h, nextTick, shallowRef, type App } from 'vue';
import LatePapers from './LatePapers.vue';
import type { Asked, Workbench } from './types.ts';

const UNBIND = { event: 'unbind_papers', label: '誤って綴じた書類の取外し', effect: '' };
const SORT = { event: 'sort_again', label: '書類の仕分け直し', effect: '' };
const paper = (id: string, more: object) => ({
  id,
  originalName: `${id}.pdf`,
  status: 'received',
  unsorted: false,
  pages: 1,
  envelope: null,
  envelopePage: null,
  paper: 'other',
  paperLabel: 'その他',
  ...more,
});
const whole = paper('封筒', { unsorted: true, status: 'replaced', pages: 2 });
const sorted = (kind: string, label: string) =>
  paper(`${kind}の頁`, { envelope: '封筒', envelopePage: 2, paper: kind, paperLabel: label });
const wages = sorted('wages', '賃金台帳');
const attendance = sorted('attendance', '出勤簿');
const shown = (version: number, attachments: readonly object[], more: object = {}): Workbench =>
  ({
    version,
    case: { id: 'case', state: 'in_review', suspendedFrom: null },
    attachments,
    permittedEvents: [UNBIND, SORT],
    ...more,
  }) as unknown as Workbench;

const workbench = shallowRef<Workbench>(shown(1, [whole, wages]));
const sent: [Asked, Record<string, unknown>][] = [];
let app: App;
beforeEach(async () => {
  sent.length = 0;
  workbench.value = shown(1, [whole, wages]);
  document.body.innerHTML = '<div id="app"></div>';
  app = createApp(() =>
    h(LatePapers, {
      workbench: workbench.value,
      onSort: (asked: Asked, input: Record<string, unknown>) => sent.push([asked, input]),
    }),
  );
  app.mount('#app');
  await nextTick();
});
afterEach(() => app.unmount());

const text = (): string => document.body.textContent;
const kind = (): HTMLSelectElement | undefined => [...document.querySelectorAll('select')].at(1);
async function press(label: string): Promise<void> {
  const found = [...document.querySelectorAll('button')].find((one) =>
    one.textContent.trim().startsWith(label),
  );
  if (found === undefined) throw new Error(`no ${label}`);
  found.click();
  await nextTick();
}
async function read(next: Workbench): Promise<void> {
  workbench.value = next;
  await nextTick();
}
/** Page 2 was no 賃金台帳 but an 出勤簿. */
async function choose(): Promise<void> {
  await press('仕分け直す');
  const box = kind();
  if (box === undefined) throw new Error('no page');
  box.value = 'attendance';
  box.dispatchEvent(new Event('change'));
  await nextTick();
}

describe('仕分け直し', () => {
  it('keeps what was chosen when something else of the case changes, and is meant for the case as it stands', async () => {
    await choose();
    await read(shown(2, [whole, wages]));
    expect(kind()?.value).toBe('attendance');
    await press('この内容で仕分け直す');
    expect(sent[0]?.[0].seen?.version).toBe(2);
    expect(sent[0]?.[1]).toEqual({
      attachmentId: '封筒',
      runs: [
        { from: 1, to: 1, paper: null },
        { from: 2, to: 2, paper: 'attendance' },
      ],
    });
    // Recorded, it is asked no more, and nothing has to be explained.
    await read(shown(3, [whole, attendance]));
    expect(kind()).toBeUndefined();
    expect(text()).not.toContain('仕分け直しを終え');
  });

  it('that another person overtook stays with what was chosen, says so, and is sent for what was seen', async () => {
    await choose();
    const leave = sorted('leave_notice', '育児休業取扱通知書');
    await read(shown(2, [whole, leave]));
    expect(kind()?.value).toBe('attendance');
    expect(text()).toContain(
      'この封筒は、開いた後に、ほかの人が仕分け直しています（今の仕分け 育児休業取扱通知書）。',
    );
    await press('この内容で仕分け直す');
    // The server answers that it was overtaken: both are shown beside each other before anything is written over.
    expect(sent[0]?.[0].seen?.version).toBe(1);
  });

  it('says why it has gone: the envelope was taken out, or may be sorted no more', async () => {
    await choose();
    await read(
      shown(2, [
        { ...whole, status: 'removed' },
        { ...wages, status: 'removed' },
      ]),
    );
    expect(kind()).toBeUndefined();
    expect(text()).toContain(
      '「封筒.pdf」の仕分け直しを終えました。ほかの人が、この封筒を案件から外したためです。',
    );
    await read(shown(3, [whole, wages]));
    await choose();
    expect(text()).not.toContain('仕分け直しを終え');
    await read(
      shown(4, [whole, wages], {
        permittedEvents: [],
        case: { id: 'case', state: 'granted', suspendedFrom: null },
      }),
    );
    expect(kind()).toBeUndefined();
    expect(text()).toContain('案件の状態が変わり、仕分け直しができなくなったためです。');
  });
});

describe('決定の後の封筒', () => {
  const decided = { id: 'case', state: 'payable', suspendedFrom: null };

  it('tell whoever may not take them out who can, and what to do', async () => {
    const sentence =
      '決定の後に、別の申請の書類を案件から外すことができるのは、この案件の決定をしていない事務局責任者です。';
    await read(shown(2, [whole, wages], { case: decided, permittedEvents: [] }));
    expect(text()).toContain(sentence);
    expect(text()).toContain(
      '受付番号、封筒の名前と、別の申請の書類であると分かった理由を、事務局責任者に伝えてください。',
    );
    expect(text()).toContain('封筒.pdf');
    await read(shown(3, [whole, wages], { case: decided, permittedEvents: [UNBIND] }));
    expect(text()).not.toContain(sentence);
    // Before the decision, and where no envelope came, there is nothing to say.
    await read(shown(4, [whole, wages], { permittedEvents: [] }));
    expect(text()).not.toContain(sentence);
    await read(shown(5, [wages], { case: decided, permittedEvents: [] }));
    expect(text()).not.toContain(sentence);
  });
});
