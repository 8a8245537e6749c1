import { createHash } from 'node:crypto';
import { letterCodes } from '@grant/schema';
import * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, startOffice } from '../../fixtures/office.ts';
import { setStage, type Stage } from './cast.ts';

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
          timeout: 20_000,
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
