import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inReview, versionOf, type Walk } from '@grant/scripts/seed/journey';
import { refusalCode, startOffice, type Office } from '../../fixtures/office.ts';
import { PATIENCE } from '../../fixtures/patience.ts';
import { readPdf } from '../../fixtures/pdf.ts';
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
      idempotencyKey: 'asked-once-1',
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
    const waiting = async () =>
      (await stage.cast.by('reception').call('queue.list', { queue: 'unread' })).lines.map(({ id }) => id);
    await expect(waiting()).resolves.toEqual([walk.id]);
    await reviewer.post(`/grants/threads/${walk.id}/read`, {});
    await expect(waiting()).resolves.toEqual([]);
    const answered = '期限は書面のとおりです。';
    const answer = { idempotencyKey: 'answered-once-1', body: answered };
    await reviewer.post(`/grants/threads/${walk.id}`, answer);
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

  it('is one message and one mail, however often it is sent from either side', async () => {
    const thread = await stage.submitted();
    await inReview(stage.cast, thread);
    const sides = [
      ['applicant', `/grants/applications/${thread.id}/messages`, '申請者からの連絡'],
      ['reviewer', `/grants/threads/${thread.id}`, '事務局からの連絡'],
    ] as const;
    for (const [who, path, subject] of sides) {
      const client = stage.client(who);
      const to = office.accounts[who === 'applicant' ? 'reviewer' : 'applicant']?.email ?? '';
      const mails = (): number =>
        office.mail
          .messages()
          .filter((one) => one.to.includes(to.toLowerCase()) && one.subject.includes(subject)).length;
      const before = mails();
      const given = { idempotencyKey: `sent-again-${who}`, body: '一度だけ送る連絡です。' };
      // A double click, then a retry after the answer got lost.
      const twice = await Promise.all([client.post(path, given), client.post(path, given)]);
      const answers = [...twice, await client.post(path, given)].map((one) => read('message.send', one));
      expect(new Set(answers.map((one) => one.id)).size).toBe(1);
      expect(new Set(answers.map((one) => one.sentAt)).size).toBe(1);
      // Words that were changed before the retry, and the same words another time, are messages of their own.
      await client.post(path, { ...given, body: '一度だけ送る連絡です。追記します。' });
      await client.post(path, { ...given, idempotencyKey: `sent-later-${who}` });
      const rows = await office.sql<{ body: string }[]>`
        select body from messages where application = ${thread.id}
           and author = ${office.accounts[who]?.id ?? ''} order by sent_at`;
      expect(rows.map((row) => row.body)).toEqual([
        given.body,
        '一度だけ送る連絡です。追記します。',
        given.body,
      ]);
      await expect.poll(() => mails() - before, { timeout: PATIENCE }).toBe(3);
    }
  });

  it('is in the copy of everything sent, with the correction: who, when, and every word', async () => {
    const thread = await stage.submitted();
    await inReview(stage.cast, thread);
    const applicant = stage.client('applicant');
    const address = `/grants/applications/${thread.id}`;
    const long = `長い連絡の始め。${'この行は繰り返しです。'.repeat(180)}長い連絡の終わり。`;
    await applicant.post(`${address}/messages`, { idempotencyKey: 'in-the-copy-1', body: long });
    const answer = { idempotencyKey: 'in-the-copy-2', body: '事務局の答えです。' };
    await stage.client('reviewer').post(`/grants/threads/${thread.id}`, answer);
    await stage.cast.by('reviewer').call('case.requestCorrection', {
      ...(await versionOf(stage.cast, thread)),
      note: '二点について確かめてください。',
      items: [{ targetKind: 'field', target: 'industry', reason: '業種を確かめてください。' }],
    });
    const foot = /(?:練習用・無効)?提出内容の控え受付番号[\w-]+\/\d/gu;
    const wordsOfCopy = async (): Promise<string> => {
      const copy = await applicant.fetch(`${address}/copy.pdf`);
      return (await readPdf(new Uint8Array(await copy.arrayBuffer()))).text.replaceAll(foot, '');
    };
    const asked = await wordsOfCopy();
    expect(asked).toContain('事務局との連絡（2件）');
    expect(asked).toMatch(/令和8年7月15日\d+時\d\d分申請者（申請花子）から事務局へ長い連絡の始め。/u);
    expect(asked).toMatch(/令和8年7月15日\d+時\d\d分事務局から申請者へ事務局の答えです。/u);
    expect(asked.split('この行は繰り返しです。')).toHaveLength(181);
    expect(asked).toContain('長い連絡の終わり。');
    for (const words of [
      '二点について確かめてください。',
      '業種を確かめてください。',
      '回答の日時（未回答）',
    ])
      expect(asked).toContain(words);
    const { correction, version } = await stage.cast
      .by('applicant')
      .call('application.show', { id: thread.id });
    const answers = { [correction?.items[0]?.id ?? '']: 'retail' };
    await stage.cast.by('applicant').call('correction.answer', { id: thread.id, version, answers });
    const answered = await wordsOfCopy();
    expect(answered).toMatch(/回答の日時令和8年7月15日/u);
    expect(answered).toContain('小売業（飲食店を含む）');
  });

  it('is closed to strangers, to the payment desk, and before there is a number', async () => {
    const body = { idempotencyKey: 'closed-doors-1', body: '連絡' };
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
