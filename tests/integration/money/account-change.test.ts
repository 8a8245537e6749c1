import { defaultProgramme } from '@grant/schema';
import {
  confirmedBatch,
  inBatch,
  inReview,
  payable,
  settled,
  versionOf,
  type Walk,
} from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalCode, startOffice, type Office } from '../../fixtures/office.ts';
import { readPdf } from '../../fixtures/pdf.ts';
import { formOf, read } from '../agency/stage.ts';
import { setStage, type Stage } from '../cases/cast.ts';
import { actOn, bothNotices, codesOn } from './acts.ts';

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

async function send(
  walk: Walk,
  address: string,
  accountNumber: string,
  who: 'applicant' | 'applicant2',
  branchCode = ACCOUNT.branchCode,
) {
  const version = String(await stage.version(walk));
  const form = formOf({ version, ...ACCOUNT, branchCode, accountNumber }, accountNumber);
  return stage.client(who).upload(`/grants/applications/${walk.id}/${address}`, form);
}

const change = (walk: Walk, accountNumber: string, who: 'applicant' | 'applicant2' = 'applicant') =>
  send(walk, 'account-change', accountNumber, who);

async function passbooks(walk: Walk): Promise<string[]> {
  const papers = await office.sql<{ status: string }[]>`
    select status from attachments where application = ${walk.id} and paper = 'passbook' order by uploaded_at`;
  return papers.map(({ status }) => status);
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
    await expect(passbooks(walk)).resolves.toEqual(['replaced', 'received']);
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
    const unlisted = await send(walk, 'account-change', '7654321', 'applicant', '999');
    expect(refusalCode(unlisted)).toBe('INVALID_INPUT');
    expect(JSON.stringify(unlisted.body)).toContain('一覧にありません');
    await payable(stage.cast, walk);
    expect((await change(walk, '1112223')).status).toBe(200);
    const batch = await inBatch(stage.cast, [walk]);
    expect(refusalCode(await change(walk, '4445556'))).toBe('ILLEGAL_TRANSITION');
    // The sealed number of the account before, under the fingerprint that two people confirm: no file is made of it.
    await office.sql.begin(async (trx) => {
      await trx`select set_config('grant.money', 'rotate_key', true)`;
      await trx`update bank_accounts live set number_sealed = old.number_sealed from bank_accounts old
        where live.application = ${walk.id} and live.status = 'live'
          and old.application = ${walk.id} and old.status = 'replaced'`;
    });
    const answers = { ...walk.answers, ...ACCOUNT, accountNumber: '1112223' };
    await expect(settled(stage.cast, batch, [{ ...walk, answers }], [])).rejects.toThrow(
      '確認された口座番号と一致しません',
    );
    const [left] = await office.sql`select state, file_sha256 from payment_batches where id = ${batch}`;
    expect(left).toEqual({ state: 'open', file_sha256: null });
  });
});

describe('振込口座の訂正 after a failed transfer', () => {
  it('takes a new account with its passbook, hash and mail, and nothing else of the case', async () => {
    const walk = await stage.submitted();
    await payable(stage.cast, walk);
    await settled(stage.cast, await inBatch(stage.cast, [walk]), [walk], [walk]);
    const applicant = stage.client('applicant');
    const address = `/grants/applications/${walk.id}`;
    const [before] = await office.sql`select state, content_hash from applications where id = ${walk.id}`;
    expect(before?.['state']).toBe('account_correction');

    const version = await stage.version(walk);
    const bare = await applicant.post(`${address}/account`, { version: String(version), ...ACCOUNT });
    expect(bare.status).toBe(400);
    const paper = await applicant.upload(`${address}/attachments`, formOf({ paper: 'passbook' }, 'other'));
    expect(refusalCode(paper)).toBe('GUARD_FAILED');
    const [kept] = await office.sql<{ id: string }[]>`
      select id from attachments where application = ${walk.id} and paper <> 'passbook' order by id limit 1`;
    await expect(
      office.sql`update attachments set status = 'removed' where id = ${kept?.id ?? ''}`.execute(),
    ).rejects.toMatchObject({ constraint_name: 'grant_content_locked' });
    expect(refusalCode(await send(walk, 'account', '5556667', 'applicant2'))).toBe('NOT_FOUND');
    expect(await stage.version(walk)).toBe(version);

    const answer = read('account.correct', await send(walk, 'account', '5556667', 'applicant'));
    expect(answer.state).toBe('payable');
    await expect(passbooks(walk)).resolves.toEqual(['replaced', 'received']);
    const [after] = await office.sql`select content_hash from applications where id = ${walk.id}`;
    expect(after?.['content_hash']).not.toBe(before?.['content_hash']);
    await office.mail.waitFor(office.accounts.applicant?.email ?? '', { subject: '振込口座の変更' });

    const answers = { ...walk.answers, ...ACCOUNT, accountNumber: '5556667' };
    await settled(stage.cast, await inBatch(stage.cast, [walk]), [{ ...walk, answers }], []);
    const attempts = await office.sql<{ state: string }[]>`
      select state from payments where application = ${walk.id} order by prepared_at`;
    expect(attempts.map(({ state }) => state)).toEqual(['failed', 'paid']);
  });
});

describe('決定の変更', () => {
  it('takes a payable case back to review, where it is recommended and granted anew, once', async () => {
    const walk = await stage.submitted();
    await payable(stage.cast, walk);
    const act = actOn(stage, walk);
    const reason = '加算の適用に誤りがあったため。';
    expect(refusalCode(await act('approver', 'revise-decision', { reason }))).toBe('SAME_PERSON');
    const revised = await act('approver2', 'revise-decision', { reason });
    expect(revised.body).toMatchObject({ data: { state: 'in_review' } });
    const again = await act('reviewer', 'recommend', { recommendation: 'grant', note: '書類を確認した。' });
    expect(again.body).toMatchObject({ data: { state: 'recommended' } });
    const { judgement } = await stage.cast.by('approver').call('case.workbench', { id: walk.id });
    const granted = await act('approver', 'grant', { amount: judgement?.amount?.total });
    expect(granted.body).toMatchObject({ data: { state: 'granted' } });
    const standing = await office.sql`
      select d.status, o.status as owed from decisions d join obligations o on o.decision = d.id
       where d.application = ${walk.id} order by d.status`;
    expect(standing.map((row) => ({ ...row }))).toEqual([
      { status: 'cancelled', owed: 'cancelled' },
      { status: 'live', owed: 'open' },
    ]);
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
  let sent: string;
  let walks: Walk[];

  it('is held against a sheet that says what was sealed, and no whole account number', async () => {
    const clerk = stage.client('clerk');
    walks = [await stage.submitted(), await stage.submitted()];
    for (const walk of walks) await payable(stage.cast, walk);
    const id = await confirmedBatch(stage.cast, walks);
    sent = id;
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
    const list = (amount: number, payee = first?.account?.holderKana ?? '') =>
      [
        '番号,支払番号,受取人名,金額,結果,日付,理由,手数料',
        `2,${String(first?.serial)},${payee},${String(first?.amount)},振込済,,,`,
        `1,${String(second?.serial)},,${String(amount)},振込不能,${sealed.transferOn},口座なし,660`,
      ].join('\r\n');
    const upload = (written: string) => {
      const form = new FormData();
      form.set('file', new Blob([written], { type: 'text/csv' }), 'kekka.csv');
      return clerk.upload(`/grants/batches/${id}/results/read`, form);
    };
    const wrong = await upload(list(1));
    expect(refusalCode(wrong)).toBe('RESULT_LIST_FAULT');
    expect(JSON.stringify(wrong.body)).toContain('3行目の「金額」');
    const another = await upload(list(second?.amount ?? 0, 'ﾍﾞﾂｼﾞﾝ'));
    expect(JSON.stringify(another.body)).toContain('2行目の「受取人名」');
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

  it('shows a confirmer of a top-up its account by no other payment of the case, and caps the top-up', async () => {
    const { payments } = await stage.cast.by('clerk').call('batch.show', { id: sent });
    const paid = payments.find((payment) => payment.state === 'paid');
    const walk = walks.find((one) => one.id === paid?.applicationId);
    if (paid?.amount == null || walk === undefined) throw new Error('a payment of the batch was paid');
    const act = actOn(stage, walk);
    const confirmer = stage.client('confirmer');
    const reveal = () => confirmer.post(`/grants/payments/${paid.id}/reveal`, { purpose: '照会への回答' });
    expect((await reveal()).status).toBe(200);

    const reason = '加算の額に誤りがあったため。';
    const { additions, baseAmount } = defaultProgramme;
    const most = baseAmount + Math.max(...additions.map((row) => row.amount)) - paid.amount;
    const beyond = await act('reviewer', 'propose-top-up', { amount: most + 1, reason });
    expect(refusalCode(beyond)).toBe('GUARD_FAILED');
    expect(JSON.stringify(beyond.body)).toContain(`${most.toLocaleString('en-US')}円以内`);
    expect((await act('reviewer', 'propose-top-up', { amount: most, reason })).status).toBe(200);
    expect((await act('approver', 'approve-top-up', { amount: most })).status).toBe(200);
    const [notice = ''] = await bothNotices(stage, walk);
    const posting = { method: 'ordinary', postedOn: stage.cast.today, ...codesOn(notice) };
    expect((await act('reception', 'post-notice', posting)).status).toBe(200);
    await inBatch(stage.cast, [walk]);

    const line = async (by: 'clerk' | 'confirmer') =>
      (await stage.cast.by(by).call('batch.show', { id: sent })).payments.find(({ id }) => id === paid.id);
    expect(await line('confirmer')).toMatchObject({ account: null, amount: null });
    expect((await line('clerk'))?.account?.last3).toBe(walk.answers.accountNumber?.slice(-3));
    expect(refusalCode(await reveal())).toBe('GUARD_FAILED');
  });
});
