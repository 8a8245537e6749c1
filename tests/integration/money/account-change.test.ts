import {
  confirmedBatch,
  inBatch,
  inReview,
  payable,
  versionOf,
  type Walk,
} from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalCode, startOffice, type Office } from '../../fixtures/office.ts';
import { readPdf } from '../../fixtures/pdf.ts';
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

  it('writes a corrected choice in words, and the days worked in the leave', async () => {
    const walk = await stage.submitted();
    await inReview(stage.cast, walk);
    const item = { targetKind: 'field' as const, target: 'industry', reason: '業種を確かめてください。' };
    await stage.cast.by('reviewer').call('case.requestCorrection', {
      ...(await versionOf(stage.cast, walk)),
      note: '',
      items: [item],
    });
    const applicant = stage.cast.by('applicant');
    const { correction, version } = await applicant.call('application.show', { id: walk.id });
    const answers = { [correction?.items[0]?.id ?? '']: 'retail' };
    await applicant.call('correction.answer', { id: walk.id, version, answers });
    const copy = await stage.client('applicant').fetch(`/grants/applications/${walk.id}/copy.pdf`);
    const text = (await readPdf(new Uint8Array(await copy.arrayBuffer()))).text.replaceAll(/\s/gu, '');
    expect(text).not.toContain('retail');
    expect(text).toContain('小売業（飲食店を含む）');
    expect(text).toContain('（休業中の就業0日）');
  });
});

describe('銀行への送信と振込結果', () => {
  it('is held against a sheet that says what was sealed, and no whole account number', async () => {
    const clerk = stage.client('clerk');
    const walks = [await stage.submitted(), await stage.submitted()];
    for (const walk of walks) await payable(stage.cast, walk);
    const id = await confirmedBatch(stage.cast, walks);
    expect(refusalCode(await clerk.get(`/grants/batches/${id}/sheet`))).toBe('GUARD_FAILED');
    const { version, count, total } = await stage.cast.by('clerk').call('batch.show', { id });
    const sealed = read(
      'batch.seal',
      await clerk.post(`/grants/batches/${id}/seal`, { version, count, total }),
    );
    const sheet = await clerk.fetch(`/grants/batches/${id}/sheet`);
    expect(sheet.headers.get('content-type')).toContain('application/pdf');
    const { text } = await readPdf(new Uint8Array(await sheet.arrayBuffer()));
    expect(text).toContain(sealed.fileSha256);
    expect(text).toContain(`2件合計額${(total ?? 0).toLocaleString('en-US')}円`);
    for (const walk of walks) expect(text).not.toContain(walk.answers.accountNumber);
    expect((await stage.client('confirmer').get(`/grants/batches/${id}/sheet`)).status).toBe(403);

    const [first, second] = sealed.payments;
    const list = (amount: number) =>
      [
        '支払番号,金額,結果,日付,理由,手数料',
        `${String(first?.serial)},${String(first?.amount)},振込済,,,`,
        `${String(second?.serial)},${String(amount)},振込不能,${sealed.transferOn},口座なし,660`,
      ].join('\r\n');
    const upload = (written: string) => {
      const form = new FormData();
      form.set('file', new Blob([written], { type: 'text/csv' }), 'kekka.csv');
      return clerk.upload(`/grants/batches/${id}/results/read`, form);
    };
    const wrong = await upload(list(1));
    expect(refusalCode(wrong)).toBe('RESULT_LIST_FAULT');
    expect(JSON.stringify(wrong.body)).toContain('3行目の「金額」');
    const { results } = read('batch.readResults', await upload(list(second?.amount ?? 0)));
    const states = () => office.sql`select state from payments where payment_batch = ${id} order by state`;
    // Read is not recorded.
    expect((await states()).map((row): unknown => row['state'])).toEqual(['sealed', 'sealed']);
    expect((await clerk.post(`/grants/batches/${id}/results`, { results })).status).toBe(200);
    expect((await states()).map((row): unknown => row['state'])).toEqual(['failed', 'paid']);
    const [kept] = await office.sql`
      select r.fee_lost, r.reason from transfer_results r join payments p on p.id = r.payment
       where p.payment_batch = ${id} and r.outcome = 'failed'`;
    expect(kept).toMatchObject({ fee_lost: 660, reason: '口座なし' });
    expect(refusalCode(await upload(list(1)))).toBe('GUARD_FAILED');
  });
});
