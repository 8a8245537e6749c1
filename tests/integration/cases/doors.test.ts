import { signIn, type Caller } from '@grant/scripts/seed/caller';
import * as journey from '@grant/scripts/seed/journey';
import { practicePaper } from '@grant/scripts/seed/paper';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { setStage, type Stage } from './cast.ts';

let office: Office;
let stage: Stage;
let walk: journey.Walk;

beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
  walk = await stage.submitted();
});
afterAll(() => office?.stop());

async function stateOf(id: string): Promise<unknown> {
  const [row] = await office.sql`select state from applications where id = ${id}`;
  return row?.['state'];
}

async function importFile(collection: string, rows: unknown): Promise<Answer> {
  const form = new FormData();
  form.set('file', new Blob([JSON.stringify(rows)], { type: 'application/json' }), 'rows.json');
  return office.admin.upload(`/utils/import/${collection}`, form);
}

describe('状態は操作の画面からだけ変わる, whatever door is tried and whoever tries', () => {
  // Each door says why: a verb's own way (GUARD_FAILED), or that the asker has no such right.
  const tries: [string, string, () => Promise<Answer>][] = [
    ['items', 'GUARD_FAILED', () => office.admin.patch(`/items/applications/${walk.id}`, { state: 'paid' })],
    [
      'batch by keys',
      'GUARD_FAILED',
      () => office.admin.patch('/items/applications', { keys: [walk.id], data: { state: 'granted' } }),
    ],
    [
      'batch array',
      'GUARD_FAILED',
      () => office.admin.patch('/items/applications', [{ id: walk.id, state: 'payable' }]),
    ],
    [
      'amount',
      'GUARD_FAILED',
      () => office.admin.patch(`/items/applications/${walk.id}`, { amount_total: 9_999_999 }),
    ],
    [
      'content',
      'GUARD_FAILED',
      () => office.admin.patch(`/items/applications/${walk.id}`, { employee_name: '別人' }),
    ],
    [
      'graphql',
      'GUARD_FAILED',
      () =>
        office.admin.post('/graphql', {
          query: `mutation { update_applications_item(id: "${walk.id}", data: { state: "paid" }) { id } }`,
        }),
    ],
    ['import', 'GUARD_FAILED', () => importFile('applications', [{ id: walk.id, state: 'paid' }])],
    [
      'decision',
      'GUARD_FAILED',
      () => office.admin.post('/items/decisions', { application: walk.id, kind: 'grant', amount: 1 }),
    ],
    [
      'nested',
      'GUARD_FAILED',
      () =>
        office.admin.patch(`/items/applications/${walk.id}`, { decisions: [{ kind: 'grant', amount: 1 }] }),
    ],
    [
      'account',
      'GUARD_FAILED',
      () => office.admin.post('/items/bank_accounts', { application: walk.id, bank_code: '0001' }),
    ],
    [
      'event',
      'GUARD_FAILED',
      () => office.admin.post('/items/case_events', { application: walk.id, event: 'grant' }),
    ],
    [
      'import of events',
      'GUARD_FAILED',
      () => importFile('case_events', [{ application: walk.id, event: 'grant', to_state: 'granted' }]),
    ],
    ['delete', 'GUARD_FAILED', () => office.admin.delete(`/items/applications/${walk.id}`)],
  ];

  it.each(tries)('is refused by %s (%s)', async (_door, code, attempt) => {
    expect(refusalCode(await attempt())).toBe(code);
    expect(await stateOf(walk.id)).toBe('submitted');
    const [row] =
      await office.sql`select employee_name, amount_total from applications where id = ${walk.id}`;
    expect(row?.['employee_name']).toBe(walk.answers.employeeName);
    expect(row?.['amount_total']).not.toBe(9_999_999);
  });

  it('is refused by a revert to an older revision', async () => {
    await journey.inReview(stage.cast, walk);
    const revisions = await office.sql`
      select id from directus_revisions where collection = 'applications' and item = ${walk.id} order by id`;
    expect(revisions.length).toBeGreaterThan(1);
    const answer = await office.admin.post(`/utils/revert/${String(revisions[0]?.['id'])}`);
    expect(refusalCode(answer)).toBe('GUARD_FAILED');
    expect(await stateOf(walk.id)).toBe('in_review');
  });
});

describe('操作の拒否', () => {
  it('names a stale version', async () => {
    const answer = await stage.client('reviewer').post(`/grants/cases/${walk.id}/suspend`, {
      version: 0,
      reason: '古い画面',
    });
    expect(refusalCode(answer)).toBe('STALE_VERSION');
  });

  it('does not let a duty do what is another’s', async () => {
    const version = await stage.version(walk);
    const clerk = stage.client('clerk');
    expect(refusalCode(await clerk.post(`/grants/cases/${walk.id}/grant`, { version, amount: 1 }))).toBe(
      'FORBIDDEN',
    );
    const applicant = stage.client('applicant');
    expect(refusalCode(await applicant.get(`/grants/cases/${walk.id}`))).toBe('FORBIDDEN');
    expect(refusalCode(await office.admin.post(`/grants/cases/${walk.id}/take`, { version }))).toBe(
      'FORBIDDEN',
    );
  });

  it('refuses a step out of order', async () => {
    const version = await stage.version(walk);
    const answer = await stage
      .client('approver')
      .post(`/grants/cases/${walk.id}/grant`, { version, amount: 1 });
    expect(refusalCode(answer)).toBe('ILLEGAL_TRANSITION');
  });

  it('refuses an amount that is not the judged one, and then the decision of a changed amount', async () => {
    const fresh = await stage.submitted();
    await journey.recommended(stage.cast, fresh);
    const version = await stage.version(fresh);
    const answer = await stage
      .client('approver')
      .post(`/grants/cases/${fresh.id}/grant`, { version, amount: 1 });
    expect(refusalCode(answer)).toBe('GUARD_FAILED');
    expect(await stateOf(fresh.id)).toBe('recommended');
  });

  it('lets only one of two decisions made at the same moment stand', async () => {
    const fresh = await stage.submitted();
    await journey.recommended(stage.cast, fresh);
    const version = await stage.version(fresh);
    const seen = await stage.cast.by('approver').call('case.workbench', { id: fresh.id });
    const amount = seen.judgement?.amount?.total ?? 0;
    const answers = await Promise.all([
      stage.client('approver').post(`/grants/cases/${fresh.id}/grant`, { version, amount }),
      stage.client('approver2').post(`/grants/cases/${fresh.id}/grant`, { version, amount }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const decisions =
      await office.sql`select count(*)::int as count from decisions where application = ${fresh.id}`;
    expect(decisions[0]?.['count']).toBe(1);
  });
});

describe('担当の引継ぎ', () => {
  it('shows everybody what waits for a colleague, and lets one go on with it, with a reason and unseen by none', async () => {
    const walk = await stage.submitted();
    await journey.inReview(stage.cast, walk);
    const { reviewer2 } = office.accounts;
    if (reviewer2 === undefined) throw new Error('no second reviewer');
    const away = stage.cast.by('reviewer');
    const next = await signIn(office.url, reviewer2);
    const holds = async (by: Caller, queue: 'mine' | 'others') =>
      (await by.call('queue.list', { queue })).lines.some((line) => line.id === walk.id);
    expect([await holds(away, 'others'), await holds(next, 'others'), await holds(next, 'mine')]).toEqual([
      false,
      true,
      false,
    ]);
    const { version } = await journey.versionOf(stage.cast, walk);
    const take = async (name: 'reviewer' | 'reviewer2', input: object) =>
      (await office.signIn(name)).post(`/grants/cases/${walk.id}/take-over`, input);
    const reason = '担当者が休暇のため。';
    expect(refusalCode(await take('reviewer', { version, reason }))).toBe('GUARD_FAILED');
    expect(refusalCode(await take('reviewer2', { version, reason: '' }))).toBe('INVALID_INPUT');
    expect(refusalCode(await take('reviewer2', { version: version - 1, reason }))).toBe('STALE_VERSION');
    expect((await take('reviewer2', { version, reason })).body).toMatchObject({
      data: { state: 'in_review', version: version + 1 },
    });
    expect([await holds(away, 'others'), await holds(next, 'mine')]).toEqual([true, true]);
    const after = await next.call('case.workbench', { id: walk.id });
    expect(after.timeline.at(-1)).toMatchObject({ event: 'take_over', label: '担当の引継ぎ', reason });
    expect(after.permittedEvents.map(({ event }) => event)).not.toContain('take_over');
    expect(
      (await stage.cast.by('applicant').call('application.show', { id: walk.id })).timeline,
    ).not.toContainEqual(expect.objectContaining({ event: 'take_over' }));
    // Whose it is follows from the two events alone, by every door.
    await expect(
      office.sql`update applications set assigned_to = ${office.accounts.reviewer?.id ?? null} where id = ${walk.id}`.execute(),
    ).rejects.toThrow(/state_fenced/u);
  });
});

describe('郵送の申請', () => {
  it('is received, typed in by the desk, and registered like any other', async () => {
    const reception = stage.client('reception');
    const entered = await reception.post('/grants/cases', { arrivedOn: stage.cast.today });
    expect(entered.status).toBe(200);
    const { id } = (entered.body as { data: { id: string } }).data;
    expect(await stateOf(id)).toBe('received');
    const early = await reception.post(`/grants/cases/${id}/register`, { version: 0, revision: 0 });
    expect(refusalCode(early)).toBe('GUARD_FAILED');
    const answers = stage.answers();
    expect((await reception.post(`/grants/applications/${id}/save`, { revision: 0, answers })).status).toBe(
      200,
    );
    const desk = stage.cast.by('reception');
    const { missingPapers } = await desk.call('application.check', { id });
    for (const { paper } of missingPapers) {
      const bytes = practicePaper(['POSTED', paper]);
      await desk.call(
        'attachment.add',
        { id, paper },
        { name: `${paper}.pdf`, type: 'application/pdf', bytes },
      );
    }
    const registered = await reception.post(`/grants/cases/${id}/register`, { version: 0, revision: 1 });
    expect(registered.body).toMatchObject({ data: { state: 'submitted', version: 1 } });
    const seen = await stage.cast.by('reviewer').call('case.workbench', { id });
    expect(seen.case.receiptNumber).toMatch(/^R8-\d{6}-\d$/);
    expect(seen.judgement?.findings.length).toBeGreaterThan(10);
  });

  it('cannot be brought in by import in another state', async () => {
    const [programme] = await office.sql`select id from programmes where practice`;
    const answer = await importFile('applications', [
      { programme: programme?.['id'] as string, practice: true, channel: 'post', state: 'granted' },
    ]);
    expect(refusalCode(answer)).toBe('FORBIDDEN');
  });
});
