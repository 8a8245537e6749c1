/* eslint-disable no-restricted-imports -- here the test is the server that the portal talks to */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
/* eslint-enable no-restricted-imports */
import type { Answers } from '@grant/schema';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, type EffectScope } from 'vue';
import { pauseBefore, useDraft, type Draft } from './useDraft.ts';

/** How long a machine under load may take; reached only by what never comes. */
const PATIENT = { timeout: 50_000 };

const ID = '5f0c8a9e-6f0a-4b3e-9d51-0a1b2c3d4e5f';

/** A server that keeps one draft the way the office does: laid over by saves, refused on an older revision. */
const office = {
  revision: 0,
  answers: {} as Answers,
  saves: [] as Answers[],
  down: false,
  /** What it answers to the next saves instead of saving. */
  says: [] as [number, object][],
};
let server: Server;
let scope: EffectScope;

function shown(): object {
  return {
    id: ID,
    state: 'draft',
    stateLabel: '下書き',
    stateMeaning: '',
    receiptNumber: null,
    channel: 'online',
    version: 0,
    revision: office.revision,
    savedAt: null,
    submittedAt: null,
    waitingFor: 'applicant',
    answers: office.answers,
    formNews: [],
    formDropped: [],
    attachments: [],
    correction: null,
    decision: null,
    payment: null,
    claims: [],
    fixes: [],
    timeline: [],
    permittedEvents: [],
    agent: null,
    addresses: { agent: null, employer: null },
    unread: 0,
    canWrite: false,
    letters: [],
  };
}

async function bodyOf(request: IncomingMessage): Promise<{ revision: number; answers: Answers }> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString()) as { revision: number; answers: Answers };
}

async function answer(request: IncomingMessage): Promise<[number, object]> {
  if (office.down) return [503, {}];
  if (request.method !== 'POST') return [200, { data: shown() }];
  const given = await bodyOf(request);
  const instead = office.says.shift();
  if (instead !== undefined) return instead;
  if (given.revision !== office.revision) {
    const facts = { revision: office.revision, answers: office.answers };
    return [409, { errors: [{ message: '古い版です。', extensions: { code: 'STALE_VERSION', facts } }] }];
  }
  if ((given.answers.mainBusiness ?? '').length > 200) {
    const faults = [{ path: 'answers.mainBusiness', message: '200文字以下にしてください。' }];
    const extensions = { code: 'INVALID_INPUT', facts: { faults } };
    return [400, { errors: [{ message: '200文字以下にしてください。', extensions }] }];
  }
  office.revision += 1;
  office.answers = { ...office.answers, ...given.answers };
  office.saves.push(given.answers);
  return [200, { data: { revision: office.revision, savedAt: '2026-07-15T01:00:00.000Z' } }];
}

beforeAll(async () => {
  server = createServer((request, response) => {
    void answer(request).then(([status, body]) => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(
    `http://127.0.0.1:${String(port)}/portal/`,
  );
});
afterAll(() => new Promise((done) => server.close(done)));

beforeEach(() => {
  Object.assign(office, { revision: 0, answers: {}, saves: [], down: false, says: [] });
  localStorage.clear();
  scope = effectScope();
});
const opened: Draft[] = [];
afterEach(async () => {
  office.down = false;
  scope.stop();
  // Leaving a draft sends what is unsent: nothing of it may reach the server of the next test.
  await Promise.all(opened.splice(0).map((draft) => draft.save()));
});

function begin(): Draft {
  const draft = scope.run(() => useDraft(ID));
  if (draft === undefined) throw new Error('the scope has ended');
  opened.push(draft);
  return draft;
}

async function open(): Promise<Draft> {
  const draft = begin();
  await draft.load();
  return draft;
}

describe('autosave', () => {
  it('sends while somebody types who never pauses, and everything in the end', async () => {
    const draft = await open();
    let letters = 0;
    // The pause after which a save goes out is four times as long as one between two letters.
    while (office.saves.length === 0 && letters < 40) {
      draft.set('mainBusiness', 'あ'.repeat(++letters));
      await new Promise((next) => setTimeout(next, 250));
    }
    expect(letters).toBeLessThan(40);
    draft.set('mainBusiness', '終わり');
    expect(draft.state.value.kind).toBe('saving');
    await vi.waitFor(() => expect(office.answers.mainBusiness).toBe('終わり'), PATIENT);
    await vi.waitFor(() => expect(draft.state.value.kind).toBe('saved'), PATIENT);
    expect(localStorage.length).toBe(0);
  });

  it.each([
    [0, 1_000],
    [1_400, 1_000],
    [2_000, 500],
    [2_600, 0],
  ])('waits after a letter typed %i ms after the first one for %i ms', (since, wait) => {
    expect(pauseBefore(5_000, 5_000 + since)).toBe(wait);
  });

  it('calls nothing saved that was typed since', async () => {
    const draft = await open();
    draft.set('mainBusiness', '木工');
    expect(draft.state.value.kind).toBe('saving');
    await draft.save();
    expect(draft.state.value.kind).toBe('saved');
    draft.set('mainBusiness', '木工所');
    expect(draft.state.value.kind).toBe('saving');
  });

  it('says that the server fails, keeps the words here, and sends them when it is back', async () => {
    const draft = await open();
    office.down = true;
    draft.set('mainBusiness', '木工');
    await draft.save();
    expect(draft.state.value).toMatchObject({ kind: 'failed', cause: 'server' });
    expect(JSON.stringify(localStorage)).toContain('木工');
    office.down = false;
    window.dispatchEvent(new Event('online'));
    await vi.waitFor(() => expect(office.answers.mainBusiness).toBe('木工'), PATIENT);
    await vi.waitFor(() => expect(draft.state.value.kind).toBe('saved'), PATIENT);
  });

  it('holds back what the server does not take, saves the rest, and sends it once it is put right', async () => {
    const draft = await open();
    const long = '木'.repeat(201);
    draft.set('mainBusiness', long);
    draft.set('contactName', '栃木');
    await expect(draft.save()).resolves.toBe(false);
    expect(office.answers).toEqual({ contactName: '栃木' });
    expect(draft.state.value).toEqual({ kind: 'held', keys: ['mainBusiness'] });
    expect(draft.held.value).toEqual([
      { key: 'mainBusiness', path: 'mainBusiness', message: '200文字以下にしてください。' },
    ]);
    draft.set('contactPhone', '028');
    await expect(draft.save()).resolves.toBe(false);
    expect(office.answers).toEqual({ contactName: '栃木', contactPhone: '028' });
    expect(draft.answers.value.mainBusiness).toBe(long);
    draft.set('mainBusiness', '木工');
    expect(draft.held.value).toEqual([]);
    await expect(draft.save()).resolves.toBe(true);
    expect(office.answers.mainBusiness).toBe('木工');
    expect(draft.state.value.kind).toBe('saved');
    expect(localStorage.length).toBe(0);
  });

  it('has what was held back again after a reload, still to be put right', async () => {
    const long = '木'.repeat(201);
    const lost = await open();
    lost.set('mainBusiness', long);
    await lost.save();
    scope.stop();
    scope = effectScope();
    const draft = await open();
    expect(draft.answers.value.mainBusiness).toBe(long);
    expect(draft.held.value.map(({ key }) => key)).toEqual(['mainBusiness']);
    expect(draft.state.value.kind).toBe('held');
  });

  it('sends again what the office failed to take, or had no time for', async () => {
    const draft = await open();
    const said = (code: string) => ({ errors: [{ message: '文', extensions: { code, facts: {} } }] });
    office.says = [[429, said('TOO_MANY_REQUESTS')]];
    draft.set('mainBusiness', '木工');
    await draft.save();
    expect(draft.state.value).toMatchObject({ kind: 'failed', cause: 'busy' });
    await vi.waitFor(() => expect(office.answers.mainBusiness).toBe('木工'), PATIENT);
    office.says = [[500, said('INTERNAL')]];
    draft.set('mainBusiness', '木工所');
    await draft.save();
    expect(draft.state.value).toMatchObject({ kind: 'failed', cause: 'server' });
    window.dispatchEvent(new Event('online'));
    await vi.waitFor(() => expect(office.answers.mainBusiness).toBe('木工所'), PATIENT);
  });

  it('finds after a crash what was never sent, and sends it', async () => {
    office.down = true;
    const lost = begin();
    lost.set('mainBusiness', '消えかけた入力');
    scope.stop();
    await lost.save();
    scope = effectScope();
    office.down = false;
    const draft = await open();
    expect(draft.answers.value.mainBusiness).toBe('消えかけた入力');
    await vi.waitFor(() => expect(office.answers.mainBusiness).toBe('消えかけた入力'), PATIENT);
  });
});

describe('two at once', () => {
  it('go together where they typed in different fields', async () => {
    const [one, two] = [await open(), await open()];
    one.set('contactName', '一');
    await one.save();
    two.set('mainBusiness', '二');
    await expect(two.save()).resolves.toBe(true);
    expect(two.merged.value).toBe(true);
    expect(two.answers.value).toMatchObject({ contactName: '一', mainBusiness: '二' });
    expect(office.answers).toEqual({ contactName: '一', mainBusiness: '二' });
  });

  it.each([
    ['mine', '二'],
    ['theirs', '一'],
  ] as const)('ask where they typed in the same field, and keep what is chosen: %s', async (choice, kept) => {
    const [one, two] = [await open(), await open()];
    one.set('contactName', '一');
    await one.save();
    two.set('contactName', '二');
    await expect(two.save()).resolves.toBe(false);
    expect(two.state.value.kind).toBe('conflict');
    expect(two.conflicts.value).toEqual([{ key: 'contactName', mine: '二', theirs: '一' }]);
    expect(office.answers.contactName).toBe('一');
    await two.settle(new Map([['contactName', choice]]));
    expect(two.conflicts.value).toEqual([]);
    expect(two.answers.value.contactName).toBe(kept);
    expect(office.answers.contactName).toBe(kept);
  });
});
