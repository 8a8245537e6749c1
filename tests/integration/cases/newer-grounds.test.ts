/** 判定の後の事実: what becomes known after a judgement is said in the case, and is judged before anything is decided. */
import * as journey from '@grant/scripts/seed/journey';
import { verbs, type Answers, type VerbName, type VerbOutput } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { PATIENCE } from '../../fixtures/patience.ts';
import { setStage, type Person, type Stage } from './cast.ts';
import { heldByAward, heldByBar, heldByBegunBar, heldByDuplicate } from './late-steps.ts';
import { filedByOneHand } from './mass-steps.ts';
import { oneOwnerGrantedOnce, sameNameLooked } from './owner-steps.ts';
import { lookedAt, namelessForOfficials, papersNamed } from './signal-steps.ts';

let office: Office;
let stage: Stage;
beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
});
afterAll(() => office?.stop());

function read<N extends VerbName>(name: N, answer: Answer): VerbOutput<N> {
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return verbs[name].output.parse((answer.body as { data: unknown }).data) as VerbOutput<N>;
}
const workbench = (walk: journey.Walk, name: Person = 'reviewer') =>
  stage.cast.by(name).call('case.workbench', { id: walk.id });
const post = async (name: Person, walk: journey.Walk, path: string, input: object) =>
  stage
    .client(name)
    .post(`/grants/cases/${walk.id}/${path}`, { version: await stage.version(walk), ...input });
const findingOf = async (walk: journey.Walk, rule: string) =>
  (await workbench(walk)).judgement?.findings.find((one) => one.rule === rule);
const total = async (walk: journey.Walk) => (await workbench(walk)).judgement?.amount?.total ?? 0;

describe('A judgement', () => {
  it('gives way to a grant of the same employer: said in the case, and decided only after a new judgement', async () => {
    const first = await stage.submitted();
    const { employerCorporateNumber = '' } = first.answers;
    const second = await stage.submitted({ employerCorporateNumber });
    await journey.recommended(stage.cast, second);
    const seen = () => workbench(second, 'approver');
    expect((await seen()).awardsNewer).toEqual([]);
    await journey.granted(stage.cast, first);
    const { receiptNumber } = (await workbench(first)).case;
    const { awardsNewer, listsNewer } = await seen();
    expect([awardsNewer, listsNewer]).toEqual([[receiptNumber], false]);
    const act = (verb: string, input: object) => post('approver', second, verb, input);
    const stale = await act('grant', { amount: await total(second) });
    expect(JSON.stringify(stale.body)).toContain('別の申請に支給決定がありました');
    expect((await act('return-to-review', { reason: '支給の重なり' })).status).toBe(200);
    expect((await seen()).awardsNewer).toEqual([]);
    await expect(findingOf(second, 'first_leave')).resolves.toMatchObject({ verdict: 'to_check' });
    await journey.reviewed(stage.cast, second);
    const beyond = await act('grant', { amount: await total(second) });
    expect(JSON.stringify(beyond.body)).toContain('回数までの支給決定がすでにあります');
  });

  it('counts an award to one owner at two addresses', () => oneOwnerGrantedOnce(stage));
  it('asks about an award to a firm of the same name', () => sameNameLooked(stage));

  it('gives way to a bar that is entered later, and to none of somebody else', async () => {
    const [walk, other] = [await stage.submitted(), await stage.submitted()];
    await journey.recommended(stage.cast, walk);
    const newer = async (one: journey.Walk) => (await workbench(one)).listsNewer;
    await expect(newer(walk)).resolves.toBe(false);
    const made = await stage.client('manager').post('/items/bars', {
      kind: 'representative',
      name: walk.answers.representativeName,
      starts_on: '2026-04-01',
      until_on: '2030-03-31',
      reason: '令和8年の不正受給',
    });
    expect(made.status).toBe(200);
    expect([await newer(walk), await newer(other)]).toEqual([true, false]);
    const refused = await post('approver', walk, 'grant', { amount: await total(walk) });
    expect(JSON.stringify(refused.body)).toContain('支給停止者の一覧が変わっています');
    expect((await post('approver', walk, 'return-to-review', { reason: '支給停止の確認' })).status).toBe(200);
    const { judgement, listsNewer } = await workbench(walk);
    expect(listsNewer).toBe(false);
    expect(judgement?.findings.find((one) => one.rule === 'bar_list')?.verdict).toBe('to_check');
    // A bar that ends earlier than it was entered counts anew as well.
    const id = (made.body as { data: { id: string } }).data.id;
    const reason = { reason: '誤記' };
    expect((await stage.client('manager').patch(`/items/bars/${id}`, reason)).status).toBe(200);
    await expect(newer(walk)).resolves.toBe(false);
    const ended = await stage.client('manager').patch(`/items/bars/${id}`, { until_on: '2026-04-02' });
    expect(ended.status).toBe(200);
    await expect(newer(walk)).resolves.toBe(true);
  });
});

describe('決定の後の事実', () => {
  it('keeps the money back from a duplicate until it is judged, and names it to the clerk', () =>
    heldByDuplicate(stage));
  it('keeps the money back from whoever was barred since, until a manager says why it does not matter', () =>
    heldByBar(stage));
  it('keeps the money back from an earlier award that is listed since, until somebody has looked', () =>
    heldByAward(stage, taken));
  it('of a bar that has begun since the judgement leads back to the review', () =>
    heldByBegunBar(stage, office.sql));
});

describe('疑義の兆候', () => {
  it('go from the other cases when the case that they name is withdrawn', async () => {
    const first = await stage.submitted();
    const { bankCode, branchCode, accountType, accountNumber } = first.answers;
    const second = await stage.submitted({ bankCode, branchCode, accountType, accountNumber });
    const codes = async () => (await workbench(first)).signals.map((signal) => signal.code);
    await expect.poll(codes, { timeout: PATIENCE }).toEqual(['shared_account']);
    const withdrawn = await stage.client('applicant').post(`/grants/applications/${second.id}/withdraw`, {
      version: await stage.version(second),
      reason: '重ねて出した。',
    });
    expect(withdrawn.status, JSON.stringify(withdrawn.body)).toBe(200);
    await expect.poll(codes, { timeout: PATIENCE }).toEqual([]);
  });

  it('are shared by papers that do not say who the employer is, but not by two of one name and address', async () => {
    const account = {
      bankCode: '0129',
      branchCode: '101',
      accountType: 'ordinary',
      accountNumber: '7654321',
    };
    const posted = async (changes: Answers): Promise<journey.Walk> => {
      const answers = { ...stage.answers(), employerCorporateNumber: '', ...account, ...changes };
      const walk = await journey.received(stage.cast, 920, answers);
      await stage.cast.by('reception').call('case.register', { id: walk.id, version: 0, revision: 1 });
      return walk;
    };
    const first = await posted({});
    const other = await posted({});
    const { employerName = '', employerAddress = '' } = first.answers;
    const again = await posted({ employerName, employerAddress });
    const named = await office.sql`select 1 from applications
      where id in (${first.id}, ${other.id}, ${again.id}) and employer is not null`;
    expect(named).toEqual([]);
    const numberOf = async (walk: journey.Walk) => (await workbench(walk)).case.receiptNumber;
    const shared = async (walk: journey.Walk) =>
      (await workbench(walk)).signals
        .filter(({ code }) => code === 'shared_account')
        .flatMap(({ related }) => related.map(({ receiptNumber }) => receiptNumber));
    expect(await shared(again)).toEqual([await numberOf(other)]);
    const both = [await numberOf(first), await numberOf(again)];
    await expect.poll(() => shared(other), { timeout: PATIENCE }).toEqual(both);
  });

  it('count no more once somebody has looked, until a further case joins', () => lookedAt(stage));

  it('name a group of many where one hand is behind it, and no form that everybody has', () =>
    filedByOneHand(office, stage));

  it('tell one representative of several firms from two people of one name', async () => {
    const first = await stage.submitted({ representativeName: '佐藤 一郎' });
    const codes = async (walk: journey.Walk) => (await workbench(walk)).signals.map(({ code }) => code);
    const namesake = await stage.submitted({ representativeName: '佐藤　一郎' });
    await expect(codes(namesake)).resolves.toEqual([]);
    const { employerPhone = '' } = first.answers;
    const shell = await stage.submitted({ representativeName: '佐藤　一郎', contactPhone: employerPhone });
    await expect(codes(shell)).resolves.toEqual(['shared_phone', 'representative_elsewhere']);
    const other = await stage.submitted({ representativeName: '佐藤 次郎', contactPhone: employerPhone });
    await expect(codes(other)).resolves.toEqual(['shared_phone']);
    const { signals } = await workbench(shell);
    for (const { related } of signals.slice(1))
      expect(related.map(({ applicationId }) => applicationId)).toEqual([first.id]);
  });

  it('make one group of what hangs together, for the prefecture without names', async () => {
    const first = await stage.submitted();
    const { bankCode, branchCode, accountType, accountNumber } = first.answers;
    const second = await stage.submitted({ bankCode, branchCode, accountType, accountNumber });
    const third = await stage.submitted({ contactPhone: second.answers.employerPhone ?? '' });
    const group = async (walk: journey.Walk, name: Person = 'reviewer') =>
      stage.cast.by(name).call('doubt.cluster', { id: walk.id });
    const ids = async (walk: journey.Walk) =>
      (await group(walk)).cases.map(({ applicationId }) => applicationId);
    await expect.poll(() => ids(first)).toEqual([first.id, second.id, third.id]);
    await expect(ids(third)).resolves.toEqual([third.id, second.id, first.id]);
    const { cases, complete } = await group(first, 'reception');
    expect(complete).toBe(true);
    expect(cases[1]).toMatchObject({
      employerName: second.answers.employerName,
      representativeName: second.answers.representativeName,
      employerAddress: second.answers.employerAddress,
      agentName: null,
      links: [
        { applicationId: first.id, labels: ['別の事業主と同じ振込口座'] },
        { applicationId: third.id, labels: ['別の事業主と同じ電話番号'] },
      ],
    });
    await expect(ids(await stage.submitted())).resolves.toHaveLength(1);
    for (const client of [stage.client('applicant'), stage.client('clerk')])
      expect((await client.get(`/grants/doubt/cases/${first.id}/cluster`)).status).toBe(403);
    // Made-up firms come back to one name and address after a while.
    const alone = await stage.submitted({ representativeName: '小平 一人' });
    await namelessForOfficials(await office.signIn('official'), first, alone);
  });
});

async function taken(csv: string): Promise<void> {
  const form = new FormData();
  form.set('list', 'prior_award');
  form.set('file', new Blob([csv], { type: 'text/csv' }), '名簿.csv');
  read('roster.import', await stage.client('manager').upload('/grants/rosters/import', form));
}

describe('過年度の支給の名簿', () => {
  it('leave 「はじめて」 to a person where the days of an earlier leave are missing or may be a month', async () => {
    for (const [days, said] of [
      ['', '休業の長さが分からない'],
      ['28', '暦によって1か月に達することのある日数'],
    ] as const) {
      const { employerCorporateNumber: number = '' } = stage.answers();
      await taken(`年度,事業主名,法人番号,休業日数\nR7,長さの商号,${number},${days}\n`);
      const walk = await stage.submitted({ employerCorporateNumber: number });
      const finding = await findingOf(walk, 'first_leave');
      expect(finding?.verdict).toBe('to_check');
      expect(finding?.found).toContain(said);
      expect(finding?.found).toContain('2025年度 長さの商号');
    }
  });

  it('follows the 法人番号 that the office puts right: the listed firm is the one judged', async () => {
    const number = stage.answers().employerCorporateNumber ?? '';
    await taken(`年度,事業主名,法人番号,休業日数\nR6,かつての商号,${number},45\n`);
    const walk = await stage.submitted();
    await expect(findingOf(walk, 'first_leave')).resolves.toMatchObject({ verdict: 'passed' });
    const fixed = await post('reviewer', walk, 'staff-fix', {
      reason: '登記と照らして明らかな誤字',
      changes: [{ key: 'employerCorporateNumber', value: number }],
    });
    expect(fixed.status, JSON.stringify(fixed.body)).toBe(200);
    await expect(findingOf(walk, 'first_leave')).resolves.toMatchObject({ verdict: 'to_check' });
    const { listsNewer } = await workbench(walk);
    expect(listsNewer).toBe(false);
  });
});

describe('照合先のない行', () => {
  it('are found by name and put to an employer by hand, by the number of its case and with a reason', async () => {
    const walk = await stage.submitted();
    const { receiptNumber } = (await workbench(walk)).case;
    await expect(findingOf(walk, 'first_leave')).resolves.toMatchObject({ verdict: 'passed' });
    const name = '合名会社むかしの屋号';
    await taken(`年度,事業主名,休業日数\nR6,${name},45\nR6,まったく別の組合,45\n`);
    const lacking = async (part: string) =>
      read(
        'roster.unmatched',
        await stage.client('reviewer').get(`/grants/rosters/unmatched?name=${encodeURIComponent(part)}`),
      );
    const { count, rows } = await lacking('むかしの');
    expect([count, rows.map(({ listed }) => listed.name)]).toEqual([1, [name]]);
    expect((await lacking('')).count).toBeGreaterThan(1);
    const [row] = rows;
    const link = (input: object, by: Person = 'reviewer') =>
      stage.client(by).post(`/grants/rosters/rows/${row?.id ?? ''}/link`, {
        list: 'prior_award',
        receiptNumber,
        caseId: walk.id,
        ...input,
      });
    const reason = '登記の商号変更を確認した。';
    expect((await link({ reason }, 'reception')).status).toBe(403);
    expect((await link({ reason: '' })).status).toBe(400);
    expect(refusalCode(await link({ reason, receiptNumber: 'R8-999999-9' }))).toBe('GUARD_FAILED');
    // Whose the number is has to be seen first.
    expect(refusalCode(await link({ reason, caseId: null }))).toBe('CASE_UNSEEN');
    expect(read('roster.link', await link({ reason })).employerName).toBe(walk.answers.employerName);
    expect(refusalCode(await link({ reason }))).toBe('GUARD_FAILED');
    expect((await lacking('むかしの')).count).toBe(0);
    const done = read(
      'roster.show',
      await stage.client('reviewer').get('/grants/rosters?state=decided'),
    ).matches.find(({ listed }) => listed.name === name);
    expect(done).toMatchObject({ state: 'match', reason, columns: ['手作業'] });
    expect(done?.decidedByName).not.toBeNull();
    await journey.inReview(stage.cast, walk);
    const { listsNewer } = await workbench(walk);
    expect(listsNewer).toBe(true);
    expect((await post('reviewer', walk, 'judge-anew', {})).status).toBe(200);
    await expect(findingOf(walk, 'first_leave')).resolves.toMatchObject({ verdict: 'to_check' });
    // What was linked by mistake is taken back like any match, and has no employer again.
    const undone = await stage.client('reviewer').post(`/grants/rosters/matches/${done?.id ?? ''}/decide`, {
      verdict: 'no_match',
      reason: '別の会社だった。',
      seen: { state: 'match', decidedAt: done?.decidedAt },
    });
    expect(undone.status).toBe(200);
    expect((await lacking('むかしの')).count).toBe(1);
  });
});

describe('A set of duplicates', () => {
  it('names the papers that its cases hold in common, by page where only a page looks alike', () =>
    papersNamed(office, stage));
});
