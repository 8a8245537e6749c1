import * as journey from '@grant/scripts/seed/journey';
import {
  addDays,
  defaultProgramme,
  industries,
  letterCodes,
  verbs,
  waitSince,
  type VerbInput,
  type VerbName,
  type VerbOutput,
} from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLetter } from '../../fixtures/pdf.ts';
import { refusalCode, startOffice, type Answer, type Office } from '../../fixtures/office.ts';
import { setStage, type Person, type Stage } from '../cases/cast.ts';

let office: Office;
let stage: Stage;
beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
});
afterAll(() => office?.stop());

const call = <N extends VerbName>(who: Person, name: N, input: VerbInput<N>): Promise<VerbOutput<N>> =>
  stage.cast.by(who).call(name, input);
const seen = (walk: journey.Walk, who: Person = 'reviewer') => call(who, 'case.workbench', { id: walk.id });
const bulk = (who: Person, body: object): Promise<Answer> =>
  stage.client(who).post('/grants/queues/act', body);
const read = <N extends VerbName>(name: N, answer: Answer): VerbOutput<N> =>
  verbs[name].output.parse((answer.body as { data: unknown }).data) as VerbOutput<N>;

async function fix(walk: journey.Walk, who: Person, changes: object[], more: object = {}): Promise<Answer> {
  const version = (await seen(walk)).version;
  return stage.client(who).post(`/grants/cases/${walk.id}/staff-fix`, {
    version,
    reason: '登記と照らして明らかな誤字',
    changes,
    ...more,
  });
}

describe('順番待ち', () => {
  it('shows each duty its own queues, the oldest case first, with the office days it waits', async () => {
    const walk = await stage.submitted();
    const list = await call('reviewer', 'queue.list', {});
    expect(list.queue).toBe('to_review');
    expect(list.bulk).toBe('take');
    const line = list.lines.find((one) => one.id === walk.id);
    expect(line).toMatchObject({ waitingForLabel: '事務局', actable: true, wait: { days: 0, tone: 'calm' } });
    expect(list.queues.map((one) => one.code)).toEqual([
      'to_review',
      'mine',
      'others',
      'overdue_corrections',
      'unread',
      'duplicates',
    ]);
    const foreign = await stage.client('reviewer').get('/grants/queues?queue=to_decide');
    expect(refusalCode(foreign)).toBe('FORBIDDEN');
    expect(refusalCode(await stage.client('applicant').get('/grants/queues'))).toBe('FORBIDDEN');
  });

  it('counts office days from the day of filing, and tells the manager what is late', async () => {
    const today = stage.cast.today;
    for (const back of [34, 60]) {
      const arrivedOn = addDays(today, -back);
      await call('reception', 'case.receive', { arrivedOn, postmarkOn: arrivedOn });
    }
    const { lines } = await call('reception', 'queue.list', { queue: 'to_enter' });
    const expected = [60, 34].map((back) => waitSince(defaultProgramme, addDays(today, -back), today));
    expect(lines.map((line) => line.wait?.days)).toEqual(
      expected.map((wait) => (wait.ok ? wait.value.days : Number.NaN)),
    );
    expect(lines.map((line) => line.wait?.tone)).toEqual(['red', 'amber']);
    const late = await call('manager', 'queue.list', { queue: 'late' });
    expect(late.lines.map((line) => line.id)).toEqual(lines.map((line) => line.id));
    const forced = office.sql`update applications set waiting_from = '2000-01-01' where state = 'received'
      returning waiting_from = received_on as kept`;
    expect((await forced).map((row): unknown => row['kept'])).toEqual([true, true]);
  });

  it('takes several cases and says of each what was done or why not', async () => {
    const [free, gone, stale] = [await stage.submitted(), await stage.submitted(), await stage.submitted()];
    await journey.inReview(stage.cast, gone);
    const items = [
      { id: free.id, version: (await seen(free)).version },
      { id: gone.id, version: (await seen(gone)).version },
      { id: stale.id, version: 99 },
      { id: crypto.randomUUID(), version: 0 },
    ];
    const answer = read('case.bulk', await bulk('reviewer', { event: 'take', items }));
    expect(answer.results.map((one) => one.code)).toEqual([
      null,
      'ILLEGAL_TRANSITION',
      'STALE_VERSION',
      'NOT_FOUND',
    ]);
    expect(answer.done).toBe(1);
    expect(answer.results[1]?.message).toMatch(/審査中/u);
    expect((await seen(free)).case.state).toBe('in_review');
    expect((await seen(stale)).case.state).toBe('submitted');
  });

  it('lets nobody do with several cases what the duty does not allow with one', async () => {
    const walk = await stage.submitted();
    const items = [{ id: walk.id, version: (await seen(walk)).version }];
    expect(refusalCode(await bulk('approver', { event: 'take', items }))).toBe('FORBIDDEN');
    const desk = read('case.bulk', await bulk('reception', { event: 'take', items }));
    expect(desk.results[0]?.code).toBe('FORBIDDEN');
    const twice = await bulk('reviewer', { event: 'take', items: [...items, ...items] });
    expect(refusalCode(twice)).toBe('INVALID_INPUT');
  });

  it('posts several notices, each with its own number', async () => {
    const walks = [await stage.submitted(), await stage.submitted()];
    for (const walk of walks) await journey.granted(stage.cast, walk);
    const items = await Promise.all(
      walks.map(async (walk) => {
        const codes = letterCodes(await journey.letterMade(stage.cast, walk));
        const { version } = await seen(walk);
        return {
          id: walk.id,
          version,
          trackingNumber: '53100200004',
          letterCode: codes.letter,
          envelopeCode: codes.envelope,
        };
      }),
    );
    const postedOn = stage.cast.today;
    const [first, second] = items;
    const crossed = items.map((item) => ({
      ...item,
      envelopeCode: (item === first ? second : first)?.envelopeCode,
    }));
    const stopped = read(
      'case.bulk',
      await bulk('reception', { event: 'post_notice', method: 'tracked', postedOn, items: crossed }),
    );
    expect(stopped.results.map((one) => one.code)).toEqual(['ENVELOPE_MISMATCH', 'ENVELOPE_MISMATCH']);
    const answer = read(
      'case.bulk',
      await bulk('reception', { event: 'post_notice', method: 'tracked', postedOn, items }),
    );
    expect(answer.results.map((one) => one.code)).toEqual([null, 'TRACKING_NUMBER_USED']);
  });
});

describe('2人が同じ案件を開いたとき', () => {
  it('tells each who else is there, until the other leaves', async () => {
    const walk = await stage.submitted();
    const alone = await call('reviewer', 'case.presence', { id: walk.id });
    expect(alone.others).toEqual([]);
    const both = await call('approver', 'case.presence', { id: walk.id });
    expect(both.others).toHaveLength(1);
    expect(both.others[0]?.name).not.toContain('@');
    await call('reviewer', 'case.presence', { id: walk.id, leaving: true });
    expect((await call('approver', 'case.presence', { id: walk.id })).others).toEqual([]);
    const stranger = await stage.client('applicant').post(`/grants/presence/${walk.id}`, {});
    expect(refusalCode(stranger)).toBe('FORBIDDEN');
  });

  it('never overwrites a mark that was not seen, and keeps the page that proves it', async () => {
    const walk = await stage.submitted();
    await journey.inReview(stage.cast, walk);
    const before = await seen(walk);
    const finding = before.judgement?.findings[0];
    const paper = before.attachments[0];
    if (finding === undefined || paper === undefined) throw new Error('no finding or paper');
    const mark = (changes: object) =>
      stage.client('reviewer').post(`/grants/findings/${finding.id}/mark`, {
        mark: 'ok',
        note: '',
        markVersion: finding.markVersion,
        evidence: { attachmentId: paper.id, page: 1 },
        ...changes,
      });
    const other = (await seen(await stage.submitted())).attachments[0];
    const foreign = { attachmentId: other?.id, page: 1 };
    expect(refusalCode(await mark({ evidence: foreign }))).toBe('NOT_FOUND');
    const beyond = { attachmentId: paper.id, page: 1999 };
    expect(refusalCode(await mark({ evidence: beyond }))).toBe('INVALID_INPUT');
    const both = await Promise.all([mark({}), mark({ mark: 'hold', note: '別の人の判断' })]);
    expect(both.map((one) => refusalCode(one) ?? 'done').toSorted()).toEqual(['STALE_VERSION', 'done']);
    const after = (await seen(walk)).judgement?.findings.find((one) => one.id === finding.id);
    expect(after).toMatchObject({ markVersion: 1, evidence: { attachmentId: paper.id, page: 1 } });
  });

  it('keeps a grant back while any of them is 不備 or 保留, passed by the rules or not, but no refusal', async () => {
    const walk = await stage.submitted();
    await journey.inReview(stage.cast, walk);
    const before = await seen(walk);
    const findings = before.judgement?.findings ?? [];
    const passed = findings.find(({ verdict }) => verdict === 'passed');
    if (passed === undefined) throw new Error('no finding passed');
    const mark = (finding: { id: string; markVersion: number }, as: 'ok' | 'defect' | 'hold', seenIn = 0) =>
      call('reviewer', 'finding.mark', { id: finding.id, mark: as, note: '見た。', markVersion: seenIn });
    for (const finding of findings) await mark(finding, 'ok', finding.markVersion);
    const recommend = (recommendation: 'grant' | 'refuse') =>
      stage.client('reviewer').post(`/grants/cases/${walk.id}/recommend`, {
        version: before.case.version,
        recommendation,
        note: '審査した。',
      });
    for (const [seenIn, as] of (['hold', 'defect'] as const).entries()) {
      await mark(passed, as, passed.markVersion + seenIn + 1);
      const stopped = await recommend('grant');
      expect(refusalCode(stopped)).toBe('GUARD_FAILED');
      expect(JSON.stringify(stopped.body)).toContain('「不備」「保留」とした判定');
    }
    expect((await recommend('refuse')).status).toBe(200);
  });
});

describe('明らかな誤記の訂正', () => {
  it('keeps the original, judges anew, tells the applicant, and reopens only what changed', async () => {
    const walk = await stage.submitted();
    await journey.inReview(stage.cast, walk);
    const before = await seen(walk);
    for (const one of before.judgement?.findings ?? [])
      await call('reviewer', 'finding.mark', {
        id: one.id,
        mark: 'ok',
        note: '書類で確認した。',
        markVersion: one.markVersion,
      });
    const answer = await fix(walk, 'reception', [
      { key: 'representativeName', value: '訂正 太郎' },
      { key: 'supporterName', value: '株式会社訂正後' },
    ]);
    expect(answer.status).toBe(200);
    const after = await seen(walk);
    expect(after.case['representativeName']).toBe('訂正 太郎');
    expect(after.fixes.map((one) => [one.label, one.oldValue, one.newValue])).toContainEqual([
      expect.any(String) as string,
      walk.answers.representativeName,
      '訂正 太郎',
    ]);
    expect(after.timeline.at(-1)).toMatchObject({ event: 'staff_fix', reason: '登記と照らして明らかな誤字' });
    expect(after.judgement?.number).toBe((before.judgement?.number ?? 0) + 1);
    // Who still sees the judgement before is told so, and by the code that opens the comparison.
    const path = `/grants/findings/${before.judgement?.findings[0]?.id ?? ''}/mark`;
    const late = await stage.client('reviewer').post(path, { mark: 'hold', note: '', markVersion: 1 });
    expect(refusalCode(late)).toBe('STALE_VERSION');
    const open = after.judgement?.findings.filter((one) => one.mark === null).map((one) => one.rule);
    const changed = after.judgement?.findings.filter(
      (one) => before.judgement?.findings.find((old) => old.rule === one.rule)?.found !== one.found,
    );
    expect(open).toEqual(changed?.map((one) => one.rule));
    const mail = await office.mail.waitFor(office.accounts.applicant?.email ?? '', { subject: '誤記を訂正' });
    expect(mail.text).toContain('代表者の氏名');
    expect(mail.text).not.toContain('訂正 太郎');
  });

  it('reaches neither account nor declarations, names a reason, and is refused on an old version', async () => {
    const walk = await stage.submitted();
    for (const key of ['accountNumber', 'leavePeriods', 'firstOneMonth', 'pledges', 'state'])
      expect(refusalCode(await fix(walk, 'reviewer', [{ key, value: '1234567' }]))).toBe('INVALID_INPUT');
    const name = [{ key: 'contactName', value: '別 名' }];
    expect(refusalCode(await fix(walk, 'reviewer', name, { reason: ' ' }))).toBe('INVALID_INPUT');
    expect(refusalCode(await fix(walk, 'reviewer', name, { version: 0 }))).toBe('STALE_VERSION');
    const same = [{ key: 'contactName', value: walk.answers.contactName ?? '' }];
    expect(refusalCode(await fix(walk, 'reviewer', same))).toBe('INVALID_INPUT');
    for (const who of ['approver', 'clerk', 'applicant'] as const)
      expect(refusalCode(await fix(walk, who, name))).toBe('FORBIDDEN');
    const past = await stage
      .client('reviewer')
      .patch(`/items/applications/${walk.id}`, { contact_name: '別 名' });
    expect(past.status).toBe(403);
    expect((await seen(walk)).case['contactName']).toBe(walk.answers.contactName);
  });

  it('is over once the case is recommended', async () => {
    const walk = await stage.submitted();
    await journey.recommended(stage.cast, walk);
    const answer = await fix(walk, 'manager', [{ key: 'contactName', value: '別 名' }]);
    expect(refusalCode(answer)).toBe('ILLEGAL_TRANSITION');
  });
});

describe('審査調書', () => {
  it('prints findings, marks, arithmetic and history for those who may read the case', async () => {
    const walk = await stage.submitted({ industry: 'retail' });
    expect((await fix(walk, 'reception', [{ key: 'industry', value: 'service' }])).status).toBe(200);
    await journey.recommended(stage.cast, walk);
    const number = (await seen(walk)).case.receiptNumber ?? '';
    const { text } = await readLetter(stage.client('approver'), `/grants/review-records/${walk.id}`);
    for (const word of ['審査調書', '応当日による1か月', '最も高い加算だけ', '審査結果の上申', number])
      expect(text).toContain(word);
    // What was put right stands there in the words of the form, not in its codes.
    for (const code of ['retail', 'service'] as const) {
      expect(text).toContain(industries[code].replaceAll(/\s/gu, ''));
      expect(text).not.toContain(code);
    }
    const stranger = await stage.client('applicant').fetch(`/grants/review-records/${walk.id}`);
    expect(stranger.status).toBe(403);
  });
});
