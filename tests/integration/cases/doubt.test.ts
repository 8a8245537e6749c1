import * as journey from '@grant/scripts/seed/journey';
import { verbs } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPdf } from '../../fixtures/pdf.ts';
import { type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { PATIENCE } from '../../fixtures/patience.ts';
import { setStage, type Person, type Stage } from './cast.ts';
import * as steps from './doubt-steps.ts';
import { sentAgain } from './once-steps.ts';

let office: Office;
let stage: Stage;
beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
});
afterAll(() => office?.stop());

const workbench = (walk: journey.Walk, name: Person = 'reviewer') =>
  stage.cast.by(name).call('case.workbench', { id: walk.id });
const post = async (name: Person, walk: journey.Walk, path: string, input: object) =>
  stage
    .client(name)
    .post(`/grants/cases/${walk.id}/${path}`, { version: await stage.version(walk), ...input });
const doubt = { kind: 'false_record', reason: '出勤簿の記載が賃金台帳と合わない。' };

describe('不正疑義', () => {
  let walk: journey.Walk;
  beforeAll(async () => {
    walk = await stage.submitted();
    await journey.inReview(stage.cast, walk);
    await stage.cast.by('reviewer').call('case.suspend', {
      ...(await journey.versionOf(stage.cast, walk)),
      kind: 'false_record',
      reason: doubt.reason,
    });
  });

  it('reaches the officials at once, by a mail that names no firm', async () => {
    const official = office.accounts['official']?.email ?? '';
    const mail = await office.mail.waitFor(official, { subject: '速報' });
    expect(mail.text).toContain('出勤簿・賃金台帳の作為');
    expect(mail.text).not.toContain(walk.answers.employerName);
    expect(mail.text).toContain(`${office.url}/admin/doubt`);
    const told = async () => (await workbench(walk)).suspicions[0]?.state;
    await expect.poll(told, { timeout: PATIENCE }).toBe('reported');
    expect((await workbench(walk)).suspicions).toMatchObject([{ facts: doubt.reason }]);
    // By the clock of the office, which in practice lives on another day.
    const [raised] = await office.sql`
      select (raised_at at time zone 'Asia/Tokyo')::date::text as on from suspicions where application = ${walk.id}`;
    expect(raised?.['on']).toBe(stage.cast.today);
  });

  it('has a report for the official, whom nothing else of the case is shown', async () => {
    const [one] = (await workbench(walk)).suspicions;
    const official = await office.signIn('official');
    const answer = await official.fetch(`/grants/suspicions/${one?.id ?? ''}/report.pdf`);
    const { text } = await readPdf(new Uint8Array(await answer.arrayBuffer()));
    expect(text).toContain(walk.answers.employerName);
    expect(text).toContain('出勤簿の記載が賃金台帳と合わない');
    expect((await official.get(`/grants/cases/${walk.id}`)).status).toBe(404);
    const board = verbs['doubt.board'].output.parse(
      ((await official.get('/grants/doubt')).body as { data: unknown }).data,
    );
    expect(board).toMatchObject({ scope: 'official', mayOpenReport: true, cases: [], agents: [] });
    expect(board.suspicions).toMatchObject([{ id: one?.id, employerName: null }]);
    for (const name of ['applicant', 'applicant2'] as const) {
      const refused = await stage.client(name).get(`/grants/suspicions/${one?.id ?? ''}/report.pdf`);
      expect(refused.status).toBe(403);
    }
  });

  it('is not visible to the applicant by any word, code or door', async () => {
    const twin = await stage.submitted();
    await journey.inReview(stage.cast, twin);
    const seen = async (one: journey.Walk) => {
      const shown = await stage.cast.by('applicant').call('application.show', { id: one.id });
      const { state, stateLabel, stateMeaning, waitingFor, permittedEvents } = shown;
      const timeline = shown.timeline.map((event) => event.event);
      return { state, stateLabel, stateMeaning, waitingFor, permittedEvents, timeline };
    };
    await expect(seen(walk)).resolves.toEqual(await seen(twin));
    const answers = async (one: journey.Walk) => {
      const tried = await post('applicant', one, 'release', { reason: '解除' });
      const answered = await stage
        .client('applicant')
        .post(`/grants/applications/${one.id}/correction/answer`, {
          version: await stage.version(one),
          answers: {},
        });
      return [tried, answered].map(({ status, body }) => ({ status, body }));
    };
    await expect(answers(walk)).resolves.toEqual(await answers(twin));
    await steps.toldByTelephone(stage, walk);
    const row = await stage.client('applicant').get(`/items/applications/${walk.id}`);
    expect(JSON.stringify(row.body)).not.toMatch(/suspended|prefecture/u);
    expect((await stage.client('applicant').get(`/items/applications/${walk.id}?fields=state`)).status).toBe(
      403,
    );
    for (const collection of ['suspicions', 'signals', 'bars', 'case_events'])
      expect((await stage.client('applicant').get(`/items/${collection}`)).status).toBe(403);
  });

  it('ends by a proposal and a confirmation of two other people', async () => {
    expect(
      refusalCode(await post('reviewer', walk, 'propose-release', { outcome: 'cleared', reason: '確認' })),
    ).toBe('SAME_PERSON');
    expect(refusalCode(await post('manager', walk, 'release', { reason: '確認した。' }))).toBe(
      'GUARD_FAILED',
    );
    await steps.releasedWhenRead(stage, walk);
    const read = { reason: '確認した。', notesSeen: await steps.notesSeen(stage, walk) };
    const proposal = { ...read, outcome: 'cleared', reason: '原本と合う。' };
    expect((await post('approver', walk, 'propose-release', proposal)).status).toBe(200);
    expect(refusalCode(await post('approver', walk, 'release', read))).toBe('SAME_PERSON');
    expect((await post('manager', walk, 'release', read)).status).toBe(200);
    const { suspicions, case: after, timeline } = await workbench(walk);
    expect(after.state).toBe('in_review');
    expect(suspicions).toMatchObject([
      { state: 'cleared', outcome: '確認した。', proposal: { reason: '原本と合う。' } },
    ]);
    const ends = ['propose_release', 'propose_release', 'release'];
    expect(timeline.map((event) => event.event).slice(-4)).toEqual(['suspend', ...ends]);
  });

  it('is not written by items, import or GraphQL, not even by an administrator', async () => {
    const row = { application: walk.id, kind: 'other', facts: '疑い', state: 'cleared' };
    expect(refusalCode(await office.admin.post('/items/suspicions', row))).toBe('GUARD_FAILED');
    const [known] = await office.sql`select id from suspicions where application = ${walk.id}`;
    const edit = await office.admin.patch(`/items/suspicions/${String(known?.['id'])}`, { state: 'raised' });
    expect(refusalCode(edit)).toBe('GUARD_FAILED');
    expect(refusalCode(await stage.client('manager').post('/items/suspicions', row))).toBe('GUARD_FAILED');
  });
});

describe('払込みの途中の案件の疑義', () => {
  it('is recorded, freezes the batch, and is closed by three people', async () => {
    const walk = await stage.submitted();
    await journey.payable(stage.cast, walk);
    const batchId = await journey.confirmedBatch(stage.cast, [walk]);
    expect((await post('clerk', walk, 'raise-suspicion', doubt)).status).toBe(200);
    const batch = await stage.cast.by('clerk').call('batch.show', { id: batchId });
    const { version, count, total } = batch;
    const sealed = await stage
      .client('clerk')
      .post(`/grants/batches/${batchId}/seal`, { version, count, total });
    expect(refusalCode(sealed)).toBe('GUARD_FAILED');
    expect(JSON.stringify(sealed.body)).toContain(batch.payments[0]?.receiptNumber);
    await steps.addedFacts(office, stage, walk);
    const id = (await workbench(walk)).suspicions[0]?.id ?? '';
    const act = (name: Person, path: string, input: object) =>
      stage.client(name).post(`/grants/suspicions/${id}/${path}`, input);
    expect((await act('manager', 'answer', { answer: '振込を止めること。' })).status).toBe(200);
    expect((await act('approver', 'answer', { answer: '口座を確かめること。' })).status).toBe(200);
    const { today } = stage.cast;
    const instructed = `${today}　振込を止めること。\n${today}　口座を確かめること。`;
    expect((await workbench(walk)).suspicions[0]?.prefectureAnswer).toBe(instructed);
    await expect(
      office.sql`update suspicions set prefecture_answer = '続けてよい。' where id = ${id}`.execute(),
    ).rejects.toMatchObject({ constraint_name: 'grant_append_only' });
    const proposed = async () => ({
      proposedAt: (await workbench(walk)).suspicions[0]?.proposal?.at ?? null,
      notesSeen: await steps.notesSeen(stage, walk),
    });
    const none = { ...(await proposed()), proposedAt: null };
    expect(refusalCode(await act('approver', 'close', { reason: '確認', ...none }))).toBe('GUARD_FAILED');
    const proposal = { outcome: 'cleared', reason: '口座を確認した。' };
    expect((await act('reviewer', 'propose', { ...proposal, outcome: 'confirmed', ...none })).status).toBe(
      200,
    );
    // Whoever has read the former proposal neither replaces nor confirms the next.
    const former = await proposed();
    expect(refusalCode(await act('reviewer', 'propose', { ...proposal, ...none }))).toBe('STALE_VERSION');
    expect((await act('reviewer', 'propose', { ...proposal, ...former })).status).toBe(200);
    expect(refusalCode(await act('approver', 'close', { reason: '確認した。', ...former }))).toBe(
      'STALE_VERSION',
    );
    await steps.closedWhenRead(act, proposal, proposed);
    await steps.instructedLate(office, stage, walk, instructed);
    const again = await stage
      .client('clerk')
      .post(`/grants/batches/${batchId}/seal`, { version, count, total });
    expect(again.status).toBe(200);
    await steps.sealedInDoubt(office, stage, walk, batchId);
  });

  it('keeps its case out of the next batch, and names it before somebody chooses it', async () => {
    const walk = await stage.submitted();
    await journey.payable(stage.cast, walk);
    const batchId = await journey.inBatch(stage.cast, [walk]);
    await sentAgain(office, stage, walk, doubt);
    const clerk = stage.cast.by('clerk');
    const [payment] = (await clerk.call('batch.show', { id: batchId })).payments;
    await clerk.call('batch.remove', { id: batchId, paymentId: payment?.id ?? '' });
    const { payable, bankProfiles } = await clerk.call('batch.payable', {});
    expect(payable.find(({ applicationId }) => applicationId === walk.id)?.obstacle).toBe('doubt');
    const again = await stage.client('clerk').post('/grants/batches', {
      transferOn: bankProfiles[0]?.transferOn,
      bankProfileId: bankProfiles[0]?.id,
      applicationIds: [walk.id],
    });
    expect(refusalCode(again)).toBe('GUARD_FAILED');
    expect(JSON.stringify(again.body)).toContain(payment?.receiptNumber);
  });

  it('is not recorded where the case can be suspended', async () => {
    const walk = await stage.submitted();
    expect(refusalCode(await post('reviewer', walk, 'raise-suspicion', doubt))).toBe('GUARD_FAILED');
  });
});

describe('疑義の兆候', () => {
  it('are computed at receipt from what cases share, and shown with the way to the others', async () => {
    const first = await stage.submitted();
    const { bankCode, branchCode, accountType, accountNumber } = first.answers;
    const second = await stage.submitted({
      ...{ bankCode, branchCode, accountType, accountNumber },
      employeeInsuredNumber: first.answers.employeeInsuredNumber ?? '',
    });
    const { receiptNumber } = (await workbench(first)).case;
    const { signals } = await workbench(second);
    expect(signals.map((signal) => signal.code)).toEqual(['employee_elsewhere', 'shared_account']);
    expect(signals[0]?.related).toEqual([{ receiptNumber, applicationId: first.id }]);
  });

  it('stand on the board of the office, the strongest first', async () => {
    const board = await stage.cast.by('reviewer').call('doubt.board', {});
    const [first] = board.cases;
    expect(first).toMatchObject({ alert: true, total: 100 });
    expect(first?.reasons[0]).toContain('同じ従業員');
    expect((await stage.client('applicant').get('/grants/doubt')).status).toBe(403);
  });

  it('follow who withdraws a suspected case and files again', () => steps.withdrawnAndFiledAgain(stage));
  it('are none in an ordinary case', async () => {
    expect((await workbench(await stage.submitted())).signals).toEqual([]);
  });
});

describe('支給停止者', () => {
  it('fail the case at receipt, by number whatever the name, and are kept by the manager', async () => {
    const answers = stage.answers();
    const made = await stage.client('manager').post('/items/bars', {
      kind: 'employer',
      name: '旧商号',
      corporate_number: answers.employerCorporateNumber,
      starts_on: '2026-04-01',
      until_on: '2030-03-31',
      reason: '令和8年の不正受給',
    });
    expect(made.status).toBe(200);
    const { employerCorporateNumber } = answers;
    const walk = await stage.submitted({ employerCorporateNumber: employerCorporateNumber ?? '' });
    const { judgement } = await workbench(walk);
    expect(judgement?.findings.find((one) => one.rule === 'bar_list')).toMatchObject({
      verdict: 'failed',
      title: '支給停止',
    });
    expect(judgement?.verdict).toBe('ineligible');
    expect((await stage.client('reviewer').post('/items/bars', {})).status).toBe(403);
  });
});

describe('重複の判断', () => {
  it('is made for each case with a reason, and a settled pair opens again only for a new match', async () => {
    const first = await stage.submitted();
    const phone = { employerPhone: first.answers.employerPhone ?? '' };
    const second = await stage.submitted(phone);
    const [set] = (await workbench(second)).duplicates;
    expect(set).toMatchObject({ rule: 'phone', state: 'open' });
    const members = [first, second].map(({ id }) => ({
      applicationId: id,
      verdict: 'different' as const,
      reason: '別の法人である。',
    }));
    const resolve = (name: 'approver' | 'reviewer', judged: readonly object[]) =>
      stage
        .client(name)
        .post(`/grants/duplicates/${set?.id ?? ''}/resolve`, { seen: set?.digest, members: judged });
    expect((await resolve('reviewer', members.slice(0, 1))).body).toMatchObject({ data: { state: 'open' } });
    // What one has judged is not written over by another, its reason neither.
    const other = [{ ...members[0], reason: '同じ結論である。' }];
    expect(refusalCode(await resolve('approver', other))).toBe('STALE_VERSION');
    const copies = members.map((member) => ({ ...member, verdict: 'duplicate' }));
    expect(refusalCode(await resolve('reviewer', copies))).toBe('GUARD_FAILED');
    const done = { data: { state: 'different' } };
    expect((await resolve('reviewer', members.slice(1))).body).toMatchObject(done);
    // Corrected without a new match: stays settled.
    await journey.correctionAnswered(stage.cast, second);
    expect((await workbench(second)).duplicates.map((one) => one.state)).toEqual(['different']);
    // Found to be wrong: opened again by somebody else, with what was judged kept.
    const [again, reason] = [`/grants/duplicates/${set?.id ?? ''}/reopen`, { reason: '登記を取り違えた。' }];
    expect(refusalCode(await stage.client('reviewer').post(again, reason))).toBe('SAME_PERSON');
    expect((await stage.client('approver').post(again, reason)).status).toBe(200);
    const different = { verdict: 'different' };
    expect((await workbench(second)).duplicates).toMatchObject([
      { state: 'open', mayReopen: false, reopenings: [{ ...reason, judgements: [different, different] }] },
    ]);
  });
});
