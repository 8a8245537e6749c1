// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp, h, nextTick, reactive, type App } from 'vue';
import FindingRow from './FindingRow.vue';
import type { Finding, Mark } from './types.ts';

/** A requirement that failed and that the reviewer found fulfilled, with the reason. */
const finding = reactive({
  id: '5f0c8a9e-6f0a-4b3e-9d51-0a1b2c3d4e5f',
  rule: 'leave_length',
  article: '第3条',
  title: '休業の日数',
  verdict: 'failed',
  requirement: '1か月以上',
  found: '29日',
  facts: {},
  mark: 'ok',
  markNote: '就業規則の別表による。',
  markVersion: 1,
  markedByName: '審査 一郎',
  evidence: null,
}) as unknown as { -readonly [K in keyof Finding]: Finding[K] };
const sent: [Mark, string][] = [];
/** The page in the viewer. */
const page = { attachmentId: 'a', page: 2 };
const proofs: unknown[] = [];
let app: App;
beforeEach(async () => {
  sent.length = 0;
  proofs.length = 0;
  Object.assign(finding, { mark: 'ok', markNote: '就業規則の別表による。' });
  document.body.innerHTML = '<div id="app"></div>';
  app = createApp(() =>
    h(FindingRow, {
      finding,
      editable: true,
      attachments: [],
      current: page,
      onMark: (mark: Mark, note: string, proof: unknown) => {
        sent.push([mark, note]);
        proofs.push(proof);
      },
    }),
  );
  app.mount('#app');
  await nextTick();
});
afterEach(() => app.unmount());

const box = (): HTMLInputElement => {
  const found = document.querySelector<HTMLInputElement>('.note input');
  if (found === null) throw new Error('no field for a note');
  return found;
};
async function press(label: string): Promise<void> {
  const buttons = [...document.querySelectorAll('button')];
  const found = buttons.find((one) => one.textContent.trim() === label);
  if (found === undefined) throw new Error(`no ${label}`);
  found.click();
  await nextTick();
  await nextTick();
}
async function type(words: string): Promise<void> {
  box().value = words;
  box().dispatchEvent(new Event('input'));
  await nextTick();
}
const said = (): string => document.querySelector('[role=alert]')?.textContent ?? '';

describe('the note of a mark', () => {
  it('does not go over to another mark as its own', async () => {
    await press('不備');
    expect([sent, box().value]).toEqual([[['defect', '']], '']);
  });

  it('keeps what was typed and not yet saved', async () => {
    await press('メモを直す');
    await type('出勤簿と合わない。');
    await press('不備');
    expect([sent, box().value]).toEqual([[['defect', '出勤簿と合わない。']], '出勤簿と合わない。']);
  });

  it('belongs to the mark pressed last, whose answer may still be on its way', async () => {
    await press('不備');
    await type('出勤簿と合わない。');
    await press('保存');
    expect(sent.at(-1)).toEqual(['defect', '出勤簿と合わない。']);
  });

  it('goes with its page, also while the answer to the mark is on its way', async () => {
    const key = (name: string) =>
      document
        .querySelector('[data-rule]')
        ?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
    key('2');
    await nextTick();
    key('e');
    await nextTick();
    expect(sent).toEqual([
      ['defect', ''],
      ['defect', ''],
    ]);
    expect(proofs).toEqual([null, page]);
  });

  it('is said to be missing where 適 needs it, and stands there again when left', async () => {
    await press('メモを直す');
    await type('');
    await press('保存');
    expect([sent, said()]).toEqual([[], '適合と判断した理由を入力してください。']);
    await type('就');
    expect(said()).toBe('');
    await type('');
    await press('閉じる');
    await press('メモを直す');
    expect(box().value).toBe('就業規則の別表による。');
  });
});
