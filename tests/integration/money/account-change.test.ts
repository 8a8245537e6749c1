import { inBatch, payable, type Walk } from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalCode, startOffice, type Office } from '../../fixtures/office.ts';
import { formOf, read } from '../agency/stage.ts';
import { setStage, type Stage } from '../cases/cast.ts';

let office: Office;
let stage: Stage;
beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
});
afterAll(() => office?.stop());

const ACCOUNT = {
  bankCode: '0129',
  branchCode: '100',
  accountType: 'ordinary',
  accountHolderKana: 'カ）ヘンコウ',
};

async function change(walk: Walk, accountNumber: string, who: 'applicant' | 'applicant2' = 'applicant') {
  const version = String(await stage.version(walk));
  return stage
    .client(who)
    .upload(
      `/grants/applications/${walk.id}/account-change`,
      formOf({ version, ...ACCOUNT, accountNumber }, accountNumber),
    );
}

describe('振込口座の変更', () => {
  it('sets the old account aside, brings its passbook, is on record, and leaves the case where it is', async () => {
    const walk = await stage.submitted();
    const [before] = await office.sql`select content_hash from applications where id = ${walk.id}`;
    const answer = await change(walk, '7654321');
    expect(read('account.change', answer).state).toBe('submitted');
    const accounts =
      await office.sql`select status, last3 from bank_accounts where application = ${walk.id} order by status`;
    expect(accounts.map((row) => [String(row['status']), String(row['last3'])])).toEqual([
      ['live', '321'],
      ['replaced', (walk.answers.accountNumber ?? '').slice(-3)],
    ]);
    const [after] = await office.sql`select content_hash, version from applications where id = ${walk.id}`;
    expect(after?.['content_hash']).not.toBe(before?.['content_hash']);
    const events =
      await office.sql`select event, from_state, to_state from case_events where application = ${walk.id} order by seq`;
    expect(events.at(-1)).toEqual({
      event: 'change_account',
      from_state: 'submitted',
      to_state: 'submitted',
    });
    const papers =
      await office.sql`select status from attachments where application = ${walk.id} and paper = 'passbook' order by uploaded_at`;
    expect(papers.map((row): unknown => row['status'])).toEqual(['replaced', 'received']);
    await office.mail.waitFor(office.accounts.applicant?.email ?? '', { subject: '振込口座の変更' });
    const shown = read(
      'application.show',
      await stage.client('applicant').get(`/grants/applications/${walk.id}`),
    );
    expect(shown.timeline.at(-1)?.event).toBe('change_account');
    expect(JSON.stringify(shown)).not.toContain('7654321');
  });

  it('is refused to strangers, on an old version, and once the payment is under way', async () => {
    const walk = await stage.submitted();
    expect(refusalCode(await change(walk, '7654321', 'applicant2'))).toBe('NOT_FOUND');
    const stale = await stage
      .client('applicant')
      .upload(
        `/grants/applications/${walk.id}/account-change`,
        formOf({ version: '0', ...ACCOUNT, accountNumber: '1' }, 'x'),
      );
    expect(refusalCode(stale)).toBe('STALE_VERSION');
    await payable(stage.cast, walk);
    expect((await change(walk, '1112223')).status).toBe(200);
    await inBatch(stage.cast, [walk]);
    expect(refusalCode(await change(walk, '4445556'))).toBe('ILLEGAL_TRANSITION');
  });
});

describe('提出内容の控え', () => {
  it('is one PDF for whoever sent the application, and for nobody else', async () => {
    const walk = await stage.submitted();
    const copy = await stage.client('applicant').fetch(`/grants/applications/${walk.id}/copy.pdf`);
    expect(copy.headers.get('content-type')).toContain('application/pdf');
    expect(
      Buffer.from(await copy.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect((await stage.client('applicant2').get(`/grants/applications/${walk.id}/copy.pdf`)).status).toBe(
      404,
    );
  });
});
