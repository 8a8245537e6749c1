import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inReview, type Walk } from '@grant/scripts/seed/journey';
import { refusalCode, startOffice, type Office } from '../../fixtures/office.ts';
import { setStage, type Stage } from '../cases/cast.ts';
import { read } from './stage.ts';

let office: Office;
let stage: Stage;
let walk: Walk;
beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
  walk = await stage.submitted();
  await inReview(stage.cast, walk);
});
afterAll(() => office?.stop());

describe('事務局との連絡', () => {
  it('goes both ways, with unread marks and mails that say nothing of the content', async () => {
    const applicant = stage.client('applicant');
    const reviewer = stage.client('reviewer');
    const asked = '補正の期限について教えてください。';
    const sent = await applicant.post(`/grants/applications/${walk.id}/messages`, {
      id: walk.id,
      body: asked,
    });
    expect(read('message.send', sent).direction).toBe('to_office');
    const toOffice = await office.mail.waitFor(office.accounts.reviewer?.email ?? '', {
      subject: '申請者からの連絡',
    });
    expect(JSON.stringify(toOffice)).not.toContain('期限');
    const seen = read('case.messages', await reviewer.get(`/grants/threads/${walk.id}`));
    expect(seen.messages.map((one) => [one.body, one.authorName, one.readAt])).toEqual([
      [asked, '申請 花子', null],
    ]);
    await reviewer.post(`/grants/threads/${walk.id}/read`, {});
    const answered = '期限は書面のとおりです。';
    await reviewer.post(`/grants/threads/${walk.id}`, { body: answered });
    const mail = await office.mail.waitFor(office.accounts.applicant?.email ?? '', {
      subject: '事務局からの連絡',
    });
    expect(JSON.stringify(mail)).not.toContain('書面');
    const lines = read('application.list', await applicant.get('/grants/applications')).applications;
    expect(lines.find((line) => line.id === walk.id)?.unread).toBe(1);
    const thread = read('message.list', await applicant.get(`/grants/applications/${walk.id}/messages`));
    expect(thread.employerName).toBe(
      read('application.show', await applicant.get(`/grants/applications/${walk.id}`)).answers.employerName,
    );
    expect(thread.messages.map((one) => [one.authorName, one.readAt === null])).toEqual([
      ['申請 花子', false],
      ['事務局', true],
    ]);
    await applicant.post(`/grants/applications/${walk.id}/messages/read`, {});
    const after = read('application.show', await applicant.get(`/grants/applications/${walk.id}`));
    expect(after.unread).toBe(0);
  });

  it('is closed to strangers, to the payment desk, and before there is a number', async () => {
    const body = { body: '連絡' };
    const path = `/grants/applications/${walk.id}/messages`;
    expect(refusalCode(await stage.client('applicant2').post(path, body))).toBe('NOT_FOUND');
    expect(refusalCode(await stage.client('applicant2').get(path))).toBe('NOT_FOUND');
    expect(refusalCode(await stage.client('clerk').get(`/grants/threads/${walk.id}`))).toBe('FORBIDDEN');
    expect(refusalCode(await stage.client('manager').post(`/grants/threads/${walk.id}`, body))).toBe(
      'FORBIDDEN',
    );
    const started = await stage
      .client('applicant')
      .post('/grants/applications', { idempotencyKey: 'no-number-1' });
    const { id } = read('application.start', started);
    const early = await stage.client('applicant').post(`/grants/applications/${id}/messages`, body);
    expect(refusalCode(early)).toBe('GUARD_FAILED');
  });
});
