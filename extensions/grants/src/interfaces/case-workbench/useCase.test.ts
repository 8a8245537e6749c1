// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp, watch, type UnwrapNestedRefs } from 'vue';
import { answering, type TestOffice } from '../../desk/office-for-tests.ts';
import { pauseBefore, useCase } from './useCase.ts';

const SET = {
  ...{ id: 's', state: 'open', digest: 'old', ruleLabel: '電話番号が同じ', strength: 'likely', score: 0.6 },
  ...{ agreed: [] as string[], members: [{ applicationId: 'm', receiptNumber: 'R-1', verdict: null }] },
};
/** The case on the server: its version, and who has it. */
const stands = {
  version: 1,
  holder: '審査 一郎',
  marks: [] as string[],
  anew: false,
  set: SET,
  notes: new Map<string, string>(),
};
/** Two papers that are missing; judged anew they have other ids, and the marked one is not the first any more. */
const papers = () =>
  (stands.anew ? ['出勤簿', '就業規則'] : ['就業規則', '出勤簿']).map((paper, at) => ({
    id: stands.anew ? `anew${String(at)}` : at === 0 ? 'f' : 'e',
    rule: 'r',
    title: '添付書類の不足',
    requirement: paper,
    found: '',
  }));
const workbench = () => ({
  version: stands.version,
  case: { assignedToName: stands.holder, stateLabel: '審査中', labels: {} },
  letters: [],
  timeline: [],
  duplicates: [stands.set],
  suspicions: [],
  judgement: {
    findings: papers().map((paper) => {
      const marks = paper.requirement === '就業規則' ? stands.marks : [];
      return { ...paper, mark: marks.at(-1) ?? null, markNote: null, markVersion: marks.length };
    }),
  },
  permittedEvents: [{ event: 'recommend', label: '上申', effect: '' }],
});
const NOTE = 'POST /grants/suspicions/s/note';
let office: TestOffice;
const sent = (): unknown[] =>
  office.asked
    .filter(({ what }) => what === 'POST /grants/cases/a/recommend')
    .map(({ input }) => (input as { version: number }).version);
beforeEach(async () => {
  Object.assign(stands, {
    version: 1,
    holder: '審査 一郎',
    marks: [],
    anew: false,
    set: SET,
    notes: new Map(),
  });
  office = await answering((what) => {
    if (what.startsWith('GET ')) return { data: workbench() };
    if (what.startsWith('POST /grants/findings/')) {
      if (stands.anew && what.includes('/f/')) return { code: 'STALE_VERSION' };
      const { mark, note, markVersion } = office.asked.at(-1)?.input as {
        mark: string;
        note: string;
        markVersion: number;
      };
      if (note === 'refuse') return { code: 'GUARD_FAILED' };
      if (markVersion !== stands.marks.length) return { code: 'STALE_VERSION' };
      stands.marks.push(mark);
      return { data: { markVersion: stands.marks.length } };
    }
    if (what === 'POST /grants/duplicates/s/resolve') {
      const { seen } = office.asked.at(-1)?.input as { seen: string };
      return seen === stands.set.digest ? { data: {} } : { code: 'STALE_VERSION' };
    }
    if (what === NOTE) {
      const { idempotencyKey, facts } = office.asked.at(-1)?.input as Record<
        'idempotencyKey' | 'facts',
        string
      >;
      const kept = stands.notes.get(idempotencyKey) ?? facts;
      stands.notes.set(idempotencyKey, kept);
      return kept === facts ? { data: {} } : { code: 'ALREADY_RECORDED' };
    }
    return sent().at(-1) === stands.version ? { data: {} } : { code: 'STALE_VERSION' };
  });
});
afterEach(() => office.stop());

/** The screen of one case, and the marks it showed one after the other. */
async function shown() {
  const marks: unknown[] = [];
  const app = createApp({ setup: () => useCase('a'), render: () => null });
  const screen = app.mount(document.createElement('div')) as unknown as UnwrapNestedRefs<
    ReturnType<typeof useCase>
  >;
  await expect.poll(() => screen.workbench?.version).toBe(1);
  const mark = (): unknown => screen.workbench?.judgement?.findings[0]?.mark;
  watch(mark, (now) => marks.push(now));
  return { app, screen, marks };
}

it('goes on looking for a letter that takes long, at a slower pace', () => {
  expect([1, 10, 11, 500].map(pauseBefore)).toEqual([3000, 3000, 30_000, 30_000]);
});

describe('marks', () => {
  it('stand against a reading that began before them', async () => {
    const { app, screen, marks } = await shown();
    const release = office.hold('GET /grants/cases/a');
    const reading = screen.read();
    await expect.poll(() => office.asked.filter(({ what }) => what.startsWith('GET ')).length).toBe(2);
    screen.markFinding('f', 'ok', '', null);
    await expect.poll(() => marks).toEqual(['ok']);
    release();
    await reading;
    expect([marks, screen.workbench?.judgement?.findings[0]]).toMatchObject([
      ['ok'],
      { mark: 'ok', markVersion: 1 },
    ]);
    app.unmount();
  });

  it('of one finding are shown as the last was pressed, and each builds upon the former', async () => {
    const { app, screen, marks } = await shown();
    screen.markFinding('f', 'ok', '', null);
    screen.markFinding('f', 'defect', '出勤簿と合わない。', null);
    await screen.read();
    expect([marks, stands.marks]).toEqual([['defect'], ['ok', 'defect']]);
    app.unmount();
  });
});

describe('a mark that another person was quicker than', () => {
  it('is shown beside theirs, and meant for the same paper after a new judgement', async () => {
    const { app, screen } = await shown();
    Object.assign(stands, { marks: ['defect'], anew: true });
    screen.markFinding('f', 'ok', '電話で確認した。', null);
    await expect.poll(() => screen.conflict).not.toBeNull();
    expect(screen.conflict).toMatchObject({
      label: '判断: 添付書類の不足　就業規則',
      possible: true,
      changes: [{ label: '判断: 添付書類の不足　就業規則', before: '未確認', after: '不備' }],
    });
    await expect(screen.redo()).resolves.toBe(true);
    expect(office.asked.at(-1)?.what).toBe('POST /grants/findings/anew1/mark');
    app.unmount();
  });
});

it('shows the mark that is recorded where the next one was refused', async () => {
  const { app, screen } = await shown();
  screen.markFinding('f', 'ok', '', null);
  screen.markFinding('f', 'hold', 'refuse', null);
  await expect.poll(() => screen.fault).not.toBeNull();
  const [finding] = screen.workbench?.judgement?.findings ?? [];
  expect([finding?.mark, stands.marks]).toEqual(['ok', ['ok']]);
  app.unmount();
});

it('acts on the case as it was when the question was put, not as it was read again behind it', async () => {
  const { app, screen } = await shown();
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

it('judges a set as it was when that was chosen, and shows what it says by now before it is judged again', async () => {
  const { app, screen } = await shown();
  const chosen = screen.workbench?.duplicates[0];
  stands.set = { ...SET, digest: 'new', ruleLabel: '振込口座が同じ', strength: 'exact', score: 1 };
  await screen.read();
  const members = [{ applicationId: 'm', verdict: 'different' as const, reason: '別の法人である。' }];
  await expect(screen.resolveDuplicate('s', members, chosen)).resolves.toBe(false);
  expect(screen.conflict).toMatchObject({
    label: '重複の判断',
    possible: true,
    mine: [{ label: 'R-1', value: '別件（別の事業主・従業員の申請）　別の法人である。' }],
    changes: [{ before: '類似 60点　電話番号が同じ\nR-1', after: '一致　振込口座が同じ\nR-1' }],
  });
  await expect(screen.redo()).resolves.toBe(true);
  app.unmount();
});

describe('a note to a suspicion', () => {
  const note = { event: 'note_facts', label: '続報の記録', effect: '', path: 'suspicions/s/note' };

  it('is recorded once when it is sent again after a lost answer, and the next one beside it', async () => {
    const { app, screen } = await shown();
    office.lose(NOTE);
    await expect(screen.act(note, { facts: '電話があった。' })).resolves.toBe(false);
    expect(screen.fault).toContain('通信できませんでした');
    await expect(screen.act(note, { facts: '電話があった。' })).resolves.toBe(true);
    expect([...stands.notes.values()]).toEqual(['電話があった。']);
    await expect(screen.act(note, { facts: '電話があった。' })).resolves.toBe(true);
    expect([...stands.notes.values()]).toEqual(['電話があった。', '電話があった。']);
    app.unmount();
  });

  it('that was put right after a lost answer is recorded beside the first only by whoever was told of that', async () => {
    const { app, screen } = await shown();
    office.lose(NOTE);
    await screen.act(note, { facts: '電話があった。' });
    const read = office.asked.filter(({ what }) => what.startsWith('GET ')).length;
    await expect(screen.act(note, { facts: '来所があった。' })).resolves.toBe(false);
    expect([screen.fault, [...stands.notes.values()]]).toEqual([
      expect.stringContaining('ALREADY_RECORDED'),
      ['電話があった。'],
    ]);
    // What was recorded stands behind the dialog.
    expect(office.asked.filter(({ what }) => what.startsWith('GET ')).length).toBe(read + 1);
    await expect(screen.act(note, { facts: '来所があった。' })).resolves.toBe(true);
    expect([...stands.notes.values()]).toEqual(['電話があった。', '来所があった。']);
    app.unmount();
  });
});
