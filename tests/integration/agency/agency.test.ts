import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalCode, startOffice, type Client, type Office } from '../../fixtures/office.ts';
import { setStage, type Stage } from '../cases/cast.ts';
import { noticesPastAnEnd } from './notice-steps.ts';
import {
  askedForNumber,
  neverCorrectedToAnother,
  otherFirmRefused,
  otherNameLooked,
  slipsOfBeforePutRight,
} from './principal-steps.ts';
import { declare, mandated, read, startUnder } from './stage.ts';

let office: Office;
let stage: Stage;
let agent: Client;
let employer: Client;
let employerMail: string;
beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
  agent = await office.signIn('agent');
  employer = stage.client('applicant2');
  employerMail = office.accounts.applicant2?.email ?? '';
});
afterAll(() => office?.stop());

const show = (who: Client, id: string) => who.get(`/grants/applications/${id}`);

describe('委任', () => {
  it('is asked of the employer by mail, confirmed by it, and gives its account the cases too', async () => {
    const id = await declare(agent, { employerName: '株式会社本人', principalEmail: employerMail });
    const mail = await office.mail.waitFor(employerMail, { subject: '手続の代行の確認' });
    expect(JSON.stringify(mail)).toContain('代行 太郎');
    expect(
      refusalCode(await agent.post('/grants/applications', { idempotencyKey: 'too-early-1', mandate: id })),
    ).toBe('MANDATE_ENDED');
    const mine = read('mandate.list', await employer.get('/grants/mandates')).mandates;
    expect(mine.map((one) => [one.id, one.standing])).toEqual([[id, 'declared']]);
    expect(read('mandate.confirm', await employer.post(`/grants/mandates/${id}/confirm`, {})).linked).toBe(
      true,
    );
    const draft = await startUnder(agent, id, 'own-employer-1');
    expect(read('application.show', await show(employer, draft)).agent?.holds).toBe(true);
    const shown = read('application.show', await show(agent, draft));
    expect(shown.answers.employerName).toBe('株式会社本人');
    expect(shown.attachments.map((paper) => paper.paper)).toEqual(['mandate']);
    expect(shown.addresses).toEqual({
      agent: office.accounts.agent?.email,
      employer: employerMail,
    });
  });

  it('is one mandate, one paper and one mail, however often it is sent', async () => {
    const given = {
      employerName: '株式会社一度',
      principalEmail: 'ichido@firm.example.jp',
      idempotencyKey: 'declared-once-1',
    };
    const filesOf = async (): Promise<number> => {
      const [row] = await office.sql`
        select count(*)::int as files from directus_files where uploaded_by = ${office.accounts.agent?.id ?? ''}`;
      return Number(row?.['files']);
    };
    const before = await filesOf();
    // A double click, then a retry after the answer got lost.
    const twice = await Promise.all([declare(agent, given), declare(agent, given)]);
    const id = await declare(agent, given);
    expect(new Set([...twice, id]).size).toBe(1);
    expect(await filesOf()).toBe(before + 1);
    await office.mail.waitFor(given.principalEmail, { subject: '手続の代行の確認' });
    const mails = office.mail.messages().filter((one) => one.to.includes(given.principalEmail));
    expect(mails).toHaveLength(1);
    // What was put right before the retry is a declaration of its own.
    expect(await declare(agent, { ...given, endsOn: '2027-02-28' })).not.toBe(id);
  });

  it('that the employer never gave is declined, not revoked', async () => {
    const id = await declare(agent, { employerName: '株式会社心当なし', principalEmail: employerMail });
    const ended = await employer.post(`/grants/mandates/${id}/end`, { reason: 'revoked' });
    expect(read('mandate.end', ended)).toMatchObject({
      standing: 'ended',
      endReason: '委任を確認できなかったため',
    });
  });

  it('revoked by the employer stops every verb of the agent at once, and the employer goes on', async () => {
    const id = await declare(agent, { employerName: '株式会社解除', principalEmail: employerMail });
    await employer.post(`/grants/mandates/${id}/confirm`, {});
    const draft = await startUnder(agent, id, 'revoked-case-1');
    const save = (who: Client, revision: number) =>
      who.post(`/grants/applications/${draft}/save`, { revision, answers: { contactName: '担当' } });
    expect((await save(agent, 0)).status).toBe(200);
    const ended = read(
      'mandate.end',
      await employer.post(`/grants/mandates/${id}/end`, { reason: 'revoked' }),
    );
    expect(ended).toMatchObject({ standing: 'ended', endReason: '委任者による解除' });
    for (const answer of [
      await show(agent, draft),
      await save(agent, 1),
      await agent.get(`/grants/applications/${draft}/check`),
      await agent.get(`/grants/applications/${draft}/messages`),
      await agent.post(`/grants/applications/${draft}/withdraw`, { version: 0, reason: '試験' }),
    ])
      expect(refusalCode(answer)).toBe('NOT_FOUND');
    const lists = JSON.stringify([
      (await agent.get('/grants/applications')).body,
      (await agent.get('/items/applications')).body,
    ]);
    expect(lists).not.toContain(draft);
    expect(
      refusalCode(
        await agent.post('/grants/applications', { idempotencyKey: 'after-revoke-1', mandate: id }),
      ),
    ).toBe('MANDATE_ENDED');
    expect((await save(employer, 1)).status).toBe(200);
    await office.mail.waitFor(office.accounts.agent?.email ?? '', { subject: '委任が終了しました' });
    await office.mail.waitFor(employerMail, { subject: '委任が終了しました' });
  });

  it('that ends while notices are on their way takes nothing from the employer, and the agent gets none', async () => {
    await noticesPastAnEnd(office, { agent, employer }, employerMail);
  });

  it('is over after its last day, by itself', async () => {
    const id = await mandated(office, agent, { employerName: '株式会社満了' });
    const draft = await startUnder(agent, id, 'expiring-case-1');
    // The past cannot be declared, so the day is moved as the owner of the database.
    await office.sql`alter table mandates disable trigger grant_keep_mandate`;
    await office.sql`update mandates set ends_on = '2026-07-14' where id = ${id}`;
    await office.sql`alter table mandates enable trigger grant_keep_mandate`;
    expect(refusalCode(await show(agent, draft))).toBe('NOT_FOUND');
    const [row] = await office.sql`select state, end_reason from mandates where id = ${id}`;
    expect(row).toEqual({ state: 'ended', end_reason: 'expired' });
  });

  it('of somebody else is not there, for another applicant and for the office without the duty', async () => {
    const id = await mandated(office, agent, { employerName: '株式会社他人' });
    const stranger = stage.client('applicant');
    for (const answer of [
      await stranger.get(`/grants/mandates/${id}`),
      await stranger.get(`/grants/mandates/${id}/paper`),
      await stranger.post(`/grants/mandates/${id}/confirm`, {}),
      await stranger.post(`/grants/mandates/${id}/end`, { reason: 'revoked' }),
    ])
      expect(refusalCode(answer)).toBe('NOT_FOUND');
    expect(refusalCode(await stage.client('reviewer').post(`/grants/mandates/${id}/confirm`, {}))).toBe(
      'FORBIDDEN',
    );
    expect(read('mandate.list', await stranger.get('/grants/mandates')).mandates).toEqual([]);
  });
});

describe('顧問先', () => {
  it('carries over only what the agent entered about the same employer', async () => {
    const [first, second] = [
      await mandated(office, agent, { employerName: '株式会社甲', corporateNumber: '5010401067252' }),
      await mandated(office, agent, { employerName: '株式会社乙' }),
    ];
    const draft = await startUnder(agent, first, 'carry-first-1');
    await agent.post(`/grants/applications/${draft}/save`, {
      revision: 0,
      answers: { employerPhone: '028-111-2222', employeeName: '甲野太郎', contactName: '甲野花子' },
    });
    const again = read(
      'application.show',
      await show(agent, await startUnder(agent, first, 'carry-again-1')),
    );
    expect(again.answers).toMatchObject({
      employerName: '株式会社甲',
      employerCorporateNumber: '5010401067252',
      employerPhone: '028-111-2222',
    });
    expect(JSON.stringify(again.answers)).not.toContain('甲野');
    const other = read(
      'application.show',
      await show(agent, await startUnder(agent, second, 'carry-other-1')),
    );
    expect(other.answers).toEqual({ employerName: '株式会社乙', employerLegalForm: 'sole_owner' });
    const { clients } = read('client.list', await agent.get('/grants/clients'));
    const of = (id: string) => clients.find(({ mandate }) => mandate.id === id)?.applications.length;
    expect([of(first), of(second)]).toEqual([2, 1]);
  });

  it('is never reached by the key of another: a start that comes again opens the same client or nothing', async () => {
    const [first, second] = [
      await mandated(office, agent, { employerName: '株式会社丙' }),
      await mandated(office, agent, { employerName: '株式会社丁' }),
    ];
    const draft = await startUnder(agent, first, 'one-key-for-two-1');
    const other = await agent.post('/grants/applications', {
      idempotencyKey: 'one-key-for-two-1',
      mandate: second,
    });
    expect([other.status, refusalCode(other)]).toEqual([409, 'OTHER_CLIENT']);
    expect(await startUnder(agent, first, 'one-key-for-two-1')).toBe(draft);
    const { clients } = read('client.list', await agent.get('/grants/clients'));
    expect(clients.find(({ mandate }) => mandate.id === second)?.applications).toEqual([]);
  });

  it('needs an agent: an applicant cannot use a mandate, and an agent cannot apply for itself', async () => {
    const alone = await agent.post('/grants/applications', { idempotencyKey: 'agent-alone-1' });
    expect(refusalCode(alone)).toBe('MANDATE_ENDED');
    expect(refusalCode(await employer.get('/grants/clients'))).toBe('FORBIDDEN');
  });
});

describe('委任者と申請事業主', () => {
  it('are one by number: another firm is told at its field and refused at filing, and its draft is kept', () =>
    otherFirmRefused({ office, stage, agent }));

  it('stay one when a filed case is corrected or put right', () =>
    neverCorrectedToAnother({ office, stage, agent }));

  it('are told apart by number alone, so that a slip in a case of before is put right and no more', () =>
    slipsOfBeforePutRight({ office, stage, agent }));

  it('are known from the mandate on: it names its corporation by number, or a sole proprietor', () =>
    askedForNumber({ office, stage, agent }));

  it('are for the reviewer to look at where there are only names, and they differ', () =>
    otherNameLooked({ office, stage, agent }));
});

describe('手続代行者の利用登録', () => {
  it('makes an account that acts by mandate, with its name and office on record', async () => {
    const email = 'sharoushi@agent.example.jp';
    const profile = {
      name: '新任 代行',
      office: '新任事務所',
      qualification: '社会保険労務士',
      registrationNumber: '第1号',
      phone: '028-600-2222',
    };
    const answer = await office.anonymous.post('/grants/account/register', {
      email,
      password: 'correct horse battery',
      agent: profile,
    });
    expect(answer.status).toBe(200);
    const [row] = await office.sql`
      select a.name, grant_duties(u.id) as duty, u.status from agents a join directus_users u on u.id = a.account
       where u.email = ${email}`;
    // Not yet active, so no duty yet: the mailed link comes first.
    expect(row).toBeUndefined();
    const [agentRow] = await office.sql`
      select a.office, u.role, u.status from agents a join directus_users u on u.id = a.account where u.email = ${email}`;
    expect(agentRow).toEqual({
      office: '新任事務所',
      role: '20000000-0000-4000-8000-000000000002',
      status: 'unverified',
    });
  });
});
