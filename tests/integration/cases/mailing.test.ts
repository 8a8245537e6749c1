import * as journey from '@grant/scripts/seed/journey';
import { addDays, letterCodes } from '@grant/schema';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { PATIENCE } from '../../fixtures/patience.ts';
import { readLetter } from '../../fixtures/pdf.ts';
import { setStage, type Stage } from './cast.ts';
import * as revoked from './mailing-steps.ts';

let office: Office;
let stage: Stage;
let walk: journey.Walk;
let letter: string;
const { codesOf } = revoked;
const NUMBER = '53100123451';

beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
  walk = await stage.submitted();
  await journey.granted(stage.cast, walk);
});
afterAll(() => office?.stop());

/** The id of the case's letter, once its PDF lies on the desk. */
async function made(of: journey.Walk, kind: string): Promise<string> {
  const find = async () =>
    (await stage.cast.by('reception').call('case.workbench', { id: of.id })).letters.find(
      (one) => one.kind === kind && one.madeAt !== null,
    )?.id;
  await expect.poll(find, { timeout: PATIENCE }).toBeDefined();
  return (await find()) ?? '';
}

const statusFor = async (who: Parameters<Stage['client']>[0]): Promise<number> =>
  (await stage.client(who).fetch(`/grants/letters/${letter}/file`)).status;

async function seenByApplicant(): Promise<unknown[]> {
  const { letters } = await stage.cast.by('applicant').call('application.show', { id: walk.id });
  return letters.map((one) => one.kind);
}

async function post(postedOn: string, trackingNumber = NUMBER, changes: object = {}) {
  const version = await stage.version(walk);
  return stage.client('reception').post(`/grants/cases/${walk.id}/post-notice`, {
    version,
    method: 'tracked',
    trackingNumber,
    postedOn,
    ...codesOf(letter),
    ...changes,
  });
}

async function recordMailing(
  of: journey.Walk,
  letterId: string,
  by: Parameters<Stage['client']>[0] = 'reception',
  changes: object = {},
) {
  return stage.client(by).post(`/grants/cases/${of.id}/record-mailing`, {
    version: await stage.version(of),
    letterId,
    method: 'tracked',
    trackingNumber: '53100123462',
    postedOn: stage.cast.today,
    ...codesOf(letterId),
    ...changes,
  });
}

describe('通知書の発送', () => {
  it('opens the notice to those whose rights say so, and to its applicant only once it was posted', async () => {
    letter = await made(walk, 'grant');
    expect(await statusFor('clerk')).toBe(200);
    expect(await statusFor('confirmer')).toBe(404);
    expect(await statusFor('applicant')).toBe(404);
    expect(await statusFor('applicant2')).toBe(404);
    expect(await seenByApplicant()).toEqual(['receipt']);
    const told = await office.mail.waitFor(office.accounts.applicant?.email ?? '', {
      subject: '結果が決まりました',
    });
    expect(told.text).toContain('通知書を郵送します');
    expect(told.text).not.toContain('支給決定');
  });

  it('is not recorded before the day of the letter, nor for a day to come', async () => {
    for (const days of [-1, 1]) {
      const answer = await post(addDays(stage.cast.today, days));
      expect(refusalCode(answer)).toBe('POSTED_DATE_OUTSIDE_WINDOW');
      expect(JSON.stringify(answer.body)).toMatch(/発送日令和\d+年\d+月\d+日（.）は記録できません/u);
    }
  });

  it('cannot be recorded around the event that makes the case payable', async () => {
    expect(refusalCode(await recordMailing(walk, letter))).toBe('GUARD_FAILED');
  });

  it('stops before the envelope is closed when letter and envelope are not of one case', async () => {
    const neighbour = await stage.submitted();
    await journey.granted(stage.cast, neighbour);
    const other = await made(neighbour, 'grant');
    const crossed = await post(stage.cast.today, NUMBER, codesOf(letter, other));
    expect(refusalCode(crossed)).toBe('ENVELOPE_MISMATCH');
    expect(JSON.stringify(crossed.body)).toContain(letterCodes(other).envelope);
    expect(refusalCode(await post(stage.cast.today, NUMBER, codesOf(other, letter)))).toBe(
      'ENVELOPE_MISMATCH',
    );
    const half = { letterCode: letterCodes(letter).letter, envelopeCode: '' };
    expect(refusalCode(await post(stage.cast.today, NUMBER, half))).toBe('ENVELOPE_UNREAD');
    expect(refusalCode(await recordMailing(neighbour, letter))).toBe('NOT_FOUND');
    const row = {
      letter,
      application: walk.id,
      method: 'tracked',
      posted_on: stage.cast.today,
      letter_code: letterCodes(letter).letter,
      envelope_code: letterCodes(letter).envelope,
    };
    const plain = (values: object) =>
      office.sql`insert into mailings ${office.sql({ id: randomUUID(), ...row, ...values })}`.execute();
    for (const values of [
      { application: neighbour.id },
      { envelope_code: letterCodes(other).envelope },
      { letter_code: null },
      { letter: null },
      { address: '東京都千代田区' },
    ])
      await expect(plain(values)).rejects.toThrow(/envelope_mismatch/u);
    expect(await office.sql`select id from mailings`).toHaveLength(0);
  });

  it('prints the label of the envelope with the address of the letter and its own code', async () => {
    const label = await readLetter(stage.client('reception'), `/grants/letters/${letter}/label.pdf`);
    expect(label.text).toContain(letterCodes(letter).envelope);
    expect(label.text).toContain(walk.answers.employerName?.replaceAll(/\s/gu, '') ?? '-');
    const paper = await readLetter(stage.client('reception'), `/grants/letters/${letter}/file`);
    expect(paper.text).toContain(letterCodes(letter).letter);
    expect(paper.text).not.toContain(letterCodes(letter).envelope);
    expect((await stage.client('applicant').get(`/grants/letters/${letter}/label.pdf`)).status).toBe(403);
  });

  it('then shows the notice to the applicant', async () => {
    expect((await post(stage.cast.today)).body).toMatchObject({ data: { state: 'payable' } });
    expect(await statusFor('applicant')).toBe(200);
    expect(await seenByApplicant()).toEqual(['receipt', 'grant']);
  });
});

describe('発送の記録', () => {
  it('keeps how a refusal went out, changes no state, and takes a number once', async () => {
    const other = await stage.submitted({ returnedToOriginalPost: 'no' });
    await journey.refused(stage.cast, other);
    const refusal = await made(other, 'refusal');
    const before = await stage.version(other);
    expect(refusalCode(await recordMailing(other, refusal, 'reviewer'))).toBe('FORBIDDEN');
    expect(refusalCode(await recordMailing(other, letter))).toBe('NOT_FOUND');
    const twice = await recordMailing(other, refusal, 'reception', { trackingNumber: NUMBER });
    expect(refusalCode(twice)).toBe('TRACKING_NUMBER_USED');
    const bare = await recordMailing(other, refusal, 'reception', { trackingNumber: '' });
    expect(refusalCode(bare)).toBe('INVALID_INPUT');
    expect((await recordMailing(other, refusal)).status).toBe(200);
    expect(await stage.version(other)).toBe(before);
    const [kept] = await office.sql`select address, letter_code from mailings where letter = ${refusal}`;
    expect(kept?.['address']).toContain(other.answers.employerName);
    await expect(office.sql`update mailings set address = 'x'`.execute()).rejects.toThrow(/append_only/u);
    await expect(office.sql`delete from mailings`.execute()).rejects.toThrow(/append_only/u);
    const seen = await stage.cast.by('reception').call('case.workbench', { id: other.id });
    expect(seen.case.state).toBe('refused');
    expect(seen.letters.find((one) => one.id === refusal)).toMatchObject({
      postedOn: stage.cast.today,
      trackingNumber: '53100123462',
    });
  });

  it('keeps one posting and one postage of a record that is repeated', async () => {
    await revoked.postedOnce({ office, stage });
  });

  it('keeps how a request for correction went out', async () => {
    const third = await stage.submitted();
    await journey.correctionRequested(stage.cast, third);
    const asked = await office.mail.waitFor(office.accounts.applicant?.email ?? '', {
      subject: '補正のお願い',
    });
    expect(asked.text).toMatch(/回答の期限：\s*令和\d+年\d+月\d+日（.）/u);
    const request = await made(third, 'correction');
    const answer = await recordMailing(third, request, 'reception', { trackingNumber: '53100123473' });
    expect(answer.status).toBe(200);
  });
});

describe('発送待ちの書類', () => {
  const waiting = async () =>
    new Map(
      (await stage.cast.by('reception').call('queue.list', { queue: 'to_mail' })).lines.map((line) => [
        line.id,
        line.unposted,
      ]),
    );
  const bookmarked = async (): Promise<unknown[]> => {
    const [preset] = await office.sql`select filter from directus_presets where bookmark = '発送待ちの書類'`;
    const query = new URLSearchParams({
      filter: JSON.stringify(preset?.['filter']),
      fields: 'application',
      limit: '-1',
    });
    const answer = await stage.client('reception').get(`/items/letters?${query.toString()}`);
    expect(answer.status).toBe(200);
    return (answer.body as { data: { application: string }[] }).data.map(({ application }) => application);
  };

  it('are a refusal, in a queue and a bookmark of the desk until its posting is recorded', async () => {
    const refused = await stage.submitted({ returnedToOriginalPost: 'no' });
    await journey.refused(stage.cast, refused);
    expect((await waiting()).get(refused.id)).toEqual(['不支給決定通知書']);
    expect(await bookmarked()).toContain(refused.id);
    const answer = await recordMailing(refused, await made(refused, 'refusal'), 'reception', {
      trackingNumber: '53100123484',
    });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect((await waiting()).has(refused.id)).toBe(false);
    expect(await bookmarked()).not.toContain(refused.id);
  });

  it('are no refusal that was taken back, only the letter that says so', async () => {
    const walk = await revoked.refusalTakenBack({ office, stage }, waiting);
    const listed = await bookmarked();
    expect(listed.filter((id) => id === walk.id)).toHaveLength(1);
  });

  it('are a request for correction to whoever filed by post, and to nobody else', async () => {
    const online = await stage.submitted();
    await journey.correctionRequested(stage.cast, online);
    const answers = stage.answers();
    const posted = await journey.received(stage.cast, 0, answers);
    const version = (await stage.cast.by('reception').call('case.workbench', { id: posted.id })).version;
    await stage.cast.by('reception').call('case.register', { id: posted.id, version, revision: 1 });
    await journey.correctionRequested(stage.cast, posted);
    const queue = await waiting();
    expect(queue.get(posted.id)).toEqual(['補正依頼書']);
    expect(queue.has(online.id)).toBe(false);
    expect(await bookmarked()).toContain(posted.id);
    const seen = await stage.cast.by('reception').call('case.workbench', { id: posted.id });
    const letterId = await made(posted, 'correction');
    const recorded = await stage.client('reception').post(`/grants/cases/${posted.id}/record-mailing`, {
      version: seen.version,
      letterId,
      method: 'tracked',
      trackingNumber: '53100123495',
      postedOn: stage.cast.today,
      ...codesOf(letterId),
    });
    expect(recorded.status, JSON.stringify(recorded.body)).toBe(200);
    expect((await waiting()).has(posted.id)).toBe(false);
    expect(await bookmarked()).not.toContain(posted.id);
  });
});

describe('決定が取り消された通知書', () => {
  it('that was not sent is read by no applicant and posted by nobody', async () => {
    await revoked.revisedBeforePosting({ office, stage });
  });

  it('that was sent stays with whoever got it, marked beside the new one', async () => {
    await revoked.revisedAfterPosting({ office, stage });
  });
});
