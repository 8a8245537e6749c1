import { createHash } from 'node:crypto';
import { letterCodes } from '@grant/schema';
import * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { PATIENCE } from '../../fixtures/patience.ts';
import { setStage, type Person, type Stage } from './cast.ts';

let office: Office;
let stage: Stage;
let walk: journey.Walk;

beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
});
afterAll(() => office?.stop());

describe('一件の申請が支払済になるまで, step by step over HTTP', () => {
  it('is submitted with a number, a judgement, a receipt and a mail', async () => {
    walk = await stage.submitted();
    const applicant = stage.cast.by('applicant');
    const shown = await applicant.call('application.show', { id: walk.id });
    expect(shown.receiptNumber).toMatch(/^R8-\d{6}-\d$/);
    expect(shown.state).toBe('submitted');
    expect(shown.answers.accountNumber).not.toContain(walk.answers.accountNumber);
    const judgements = await office.sql`select * from judgements where application = ${walk.id}`;
    expect(judgements).toHaveLength(1);
    expect(judgements[0]?.['programme_version']).toBeTruthy();
    const mail = await office.mail.waitFor(office.accounts.applicant?.email ?? '', {
      subject: '受け付けました',
    });
    expect(mail).toBeDefined();
    await expect
      .poll(
        async () =>
          (await stage.client('applicant').fetch(`/grants/applications/${walk.id}/receipt.pdf`)).status,
        {
          timeout: PATIENCE,
        },
      )
      .toBe(200);
  });

  it('keeps the account number nowhere in clear', async () => {
    const number = walk.answers.accountNumber ?? '';
    const rows = await office.sql`
      select d.answers::text || coalesce(d.sealed, '') || b.number_sealed || b.number_index as stored
        from drafts d join bank_accounts b on b.application = d.application where d.application = ${walk.id}`;
    expect(rows).toHaveLength(1);
    expect(String(rows[0]?.['stored'])).not.toContain(number);
  });

  it('is corrected once, with old and new values kept', async () => {
    await journey.correctionAnswered(stage.cast, walk);
    const seen = await stage.cast.by('reviewer').call('case.workbench', { id: walk.id });
    const item = seen.corrections[0]?.items.find((one) => one.target === 'scheduledWorkdays');
    expect(item).toMatchObject({ oldValue: '28', newValue: '27' });
    expect(seen.judgement?.number).toBe(2);
    expect(seen.case['scheduledWorkdays']).toBe(27);
  });

  it('is recommended, granted by another person, and noticed', async () => {
    const reviewer = stage.cast.by('reviewer');
    const seen = await reviewer.call('case.workbench', { id: walk.id });
    for (const finding of seen.judgement?.findings ?? [])
      if (finding.verdict !== 'passed')
        await reviewer.call('finding.mark', {
          id: finding.id,
          mark: 'ok',
          note: '書類で確認した。',
          markVersion: finding.markVersion,
        });
    await reviewer.call('case.recommend', {
      id: walk.id,
      version: seen.version,
      recommendation: 'grant',
      note: '要件を満たす。',
    });
    const amount = seen.judgement?.amount?.total ?? 0;
    const approver = stage.cast.by('approver');
    await approver.call('case.grant', { id: walk.id, version: await stage.version(walk), amount });
    const codes = letterCodes(await journey.letterMade(stage.cast, walk));
    const after = await stage.cast.by('reception').call('case.postNotice', {
      id: walk.id,
      version: await stage.version(walk),
      method: 'tracked',
      trackingNumber: '53100123451',
      postedOn: stage.cast.today,
      letterCode: codes.letter,
      envelopeCode: codes.envelope,
    });
    expect(after.state).toBe('payable');
    const shown = await stage.cast.by('applicant').call('application.show', { id: walk.id });
    expect(shown.decision).toMatchObject({ kind: 'grant', amount });
  });

  it('is paid from a sealed bank file that is the same every time', async () => {
    const batchId = await journey.inBatch(stage.cast, [walk]);
    await journey.settled(stage.cast, batchId, [walk], []);
    const clerk = stage.client('clerk');
    const first = Buffer.from(await (await clerk.fetch(`/grants/batches/${batchId}/file`)).arrayBuffer());
    const second = Buffer.from(await (await clerk.fetch(`/grants/batches/${batchId}/file`)).arrayBuffer());
    expect(first.equals(second)).toBe(true);
    expect(first.length % 122).toBe(0);
    const batch = await stage.cast.by('clerk').call('batch.show', { id: batchId });
    expect(createHash('sha256').update(first).digest('hex')).toBe(batch.fileSha256);
    expect(batch.state).toBe('settled');
    const shown = await stage.cast.by('applicant').call('application.show', { id: walk.id });
    expect(shown.state).toBe('paid');
    const fetches = await office.sql`
      select count(*)::int as count from access_log where action = 'transfer_file_fetched' and target_id = ${batchId}`;
    expect(fetches[0]?.['count']).toBe(2);
  });

  it('leaves an unbroken history, one event for every change', async () => {
    const events = await office.sql`select * from case_events where application = ${walk.id} order by seq`;
    const [current] = await office.sql`select version from applications where id = ${walk.id}`;
    expect(events).toHaveLength(Number(current?.['version']));
    expect(events.map((event): unknown => event['event'])).toEqual([
      'submit',
      'take',
      'request_correction',
      'answer_correction',
      'recommend',
      'grant',
      'post_notice',
      'batch',
      'record_paid',
    ]);
  });
});

describe('取下げの取消し', () => {
  const version = (one: journey.Walk) => stage.version(one);
  const post = async (name: Person, one: journey.Walk, path: string, input: object) =>
    stage.client(name).post(`/grants/cases/${one.id}/${path}`, { version: await version(one), ...input });
  const seen = (one: journey.Walk) => stage.cast.by('manager').call('case.workbench', { id: one.id });
  const reason = '別の申請と取り違えた。';

  it('puts a case back that the desk withdrew by mistake, by another person, and tells the applicant', async () => {
    const one = await stage.submitted();
    await journey.inReview(stage.cast, one);
    expect((await post('reception', one, 'withdraw', { reason: '申出' })).status).toBe(200);
    // No other door leads back.
    for (const client of [stage.client('manager'), office.admin]) {
      expect((await client.patch(`/items/applications/${one.id}`, { state: 'in_review' })).status).not.toBe(
        200,
      );
      const query = `mutation { update_applications_item(id: "${one.id}", data: { state: "in_review" }) { id } }`;
      await client.post('/graphql', { query });
    }
    expect((await seen(one)).case.state).toBe('withdrawn');
    for (const name of ['reception', 'reviewer', 'clerk', 'applicant'] as const)
      expect((await post(name, one, 'undo-withdrawal', { reason })).status).toBe(403);
    expect((await post('manager', one, 'undo-withdrawal', { reason: ' ' })).status).toBe(400);
    const { permittedEvents } = await seen(one);
    expect(permittedEvents.map(({ event }) => event)).toEqual(['undo_withdrawal']);
    // The desk records what the applicant asks for: it comes back on his wish, or as a mistake of the office.
    expect(refusalCode(await post('manager', one, 'undo-withdrawal', { reason }))).toBe('GUARD_FAILED');
    const reported = async () => {
      const { sheets } = await stage.cast.by('manager').call('list.show', { kind: 'progress' });
      return ['取下げ', '取下げの取消し'].map((item) =>
        Number(sheets[0]?.rows.find((row) => row[1] === item)?.[2]),
      );
    };
    const [counted = 0, undone = 0] = await reported();
    expect((await post('manager', one, 'undo-withdrawal', { reason, mistake: true })).status).toBe(200);
    expect(await reported()).toEqual([counted, undone + 1]);
    const { case: back, timeline, wait } = await seen(one);
    expect([back.state, wait?.days ?? 0]).toEqual(['in_review', 0]);
    expect(timeline.at(-1)).toMatchObject({ event: 'undo_withdrawal', label: '取下げの取消し', reason });
    expect(timeline.at(-1)?.detail).toBe('事務局の記録の誤り');
    await office.mail.waitFor(office.accounts.applicant?.email ?? '', { subject: '取下げを取り消しました' });
    const shown = await stage.cast.by('applicant').call('application.show', { id: one.id });
    expect([shown.state, shown.timeline.at(-1)?.label]).toEqual(['in_review', '取下げの取消し']);
    // It goes on as if nothing had been.
    await journey.reviewed(stage.cast, one);
  });

  it('of the applicant asks for the wish, and compares with what was filed meanwhile', async () => {
    const one = await stage.submitted();
    const withdrawn = await stage.client('applicant').post(`/grants/applications/${one.id}/withdraw`, {
      version: await version(one),
      reason: '押し間違い',
    });
    expect(withdrawn.status).toBe(200);
    const undo = { reason, mistake: true };
    expect(refusalCode(await post('manager', one, 'undo-withdrawal', undo))).toBe('GUARD_FAILED');
    const wish = '令和8年7月15日　電話';
    const again = await stage.submitted({
      employerCorporateNumber: one.answers.employerCorporateNumber ?? '',
      employeeInsuredNumber: one.answers.employeeInsuredNumber ?? '',
      childBirthOn: one.answers.childBirthOn ?? '',
    });
    // The programme lets both in and stops at the decision: they are compared at once.
    const undone = await post('manager', one, 'undo-withdrawal', { reason, wish });
    expect(undone.status, JSON.stringify(undone.body)).toBe(200);
    const { duplicates, timeline } = await seen(one);
    expect(timeline.at(-1)?.detail).toBe(`申出：${wish}`);
    const members = duplicates.flatMap((set) => set.members.map(({ applicationId }) => applicationId));
    expect(members).toContain(again.id);
  });

  it('opens the duplicates again that were judged while the case was withdrawn', async () => {
    const one = await stage.submitted();
    await journey.inReview(stage.cast, one);
    await journey.reviewed(stage.cast, one);
    const other = await stage.submitted({
      employerPhone: one.answers.employerPhone ?? '',
      employeeInsuredNumber: one.answers.employeeInsuredNumber ?? '',
      childBirthOn: one.answers.childBirthOn ?? '',
    });
    expect((await post('reception', one, 'withdraw', { reason: '申出' })).status).toBe(200);
    const sets = async () =>
      (await seen(one)).duplicates.map(({ id, state, digest }) => ({ id, state, digest }));
    const judge = async (verdict: 'valid' | 'different', judged: readonly journey.Walk[]) => {
      for (const { id, digest } of await sets()) {
        const members = judged.map((walk) => ({
          applicationId: walk.id,
          verdict,
          reason: '片方は取下げ済みである。',
        }));
        const answer = await stage
          .client('manager')
          .post(`/grants/duplicates/${id}/resolve`, { seen: digest, members });
        expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      }
    };
    await judge('valid', [one, other]);
    expect((await sets()).map(({ state }) => state)).toEqual(['valid']);
    await journey.payable(stage.cast, other);
    expect((await post('manager', one, 'undo-withdrawal', { reason, mistake: true })).status).toBe(200);
    expect((await sets()).map(({ state }) => state)).toEqual(['open']);
    const { duplicates } = await seen(one);
    expect(
      duplicates.flatMap(({ members }) =>
        members.map(({ applicationId, verdict }) => [applicationId, verdict]),
      ),
    ).toEqual([
      [one.id, null],
      [other.id, 'valid'],
    ]);
    const queue = await stage.cast.by('approver').call('queue.list', { queue: 'duplicates' });
    expect(queue.lines.map(({ id }) => id)).toContain(one.id);
    // It is granted only once it is judged as it stands now.
    const amount = (await seen(one)).judgement?.amount?.total ?? 0;
    expect(JSON.stringify((await post('approver', one, 'grant', { amount })).body)).toContain('重複の疑いが');
    await judge('different', [one]);
    expect((await sets()).map(({ state }) => state)).not.toContain('open');
  });
});
