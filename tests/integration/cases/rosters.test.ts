import { verbs, type VerbName, type VerbOutput } from '@grant/schema';
import * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { setStage, type Person, type Stage } from './cast.ts';

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
function send(
  path: string,
  list: string,
  csv: string,
  more: Record<string, string> = {},
  by: Person = 'manager',
) {
  const form = new FormData();
  form.set('list', list);
  for (const [key, value] of Object.entries(more)) form.set(key, value);
  form.set('file', new Blob([csv], { type: 'text/csv' }), '名簿.csv');
  return stage.client(by).upload(`/grants/rosters/${path}`, form);
}
const show = async (state = 'open') =>
  read('roster.show', await stage.client('reviewer').get(`/grants/rosters?state=${state}`));
const earlierAwardsListed = async ({ id }: journey.Walk) =>
  (await stage.cast.by('reviewer').call('case.workbench', { id })).earlierAwardsListed;
const findingOf = async (id: string, rule: string) =>
  (await stage.cast.by('reviewer').call('case.workbench', { id })).judgement?.findings.find(
    (one) => one.rule === rule,
  );

describe('名簿の取込み', () => {
  it('shows how a file is read, keeps nothing, and takes a mapping chosen by hand', async () => {
    const csv = '番号,支給年度,屋号,金額\n1,令和5年度,株式会社あおば,200000\n2,平成元年,株式会社わかば,x\n';
    const guessed = read('roster.preview', await send('preview', 'prior_award', csv));
    expect(guessed).toMatchObject({ missing: ['事業主の名称'], rows: 2, added: 0 });
    const mapping = JSON.stringify({ ...guessed.mapping, employerName: 2 });
    const mapped = read('roster.preview', await send('preview', 'prior_award', csv, { mapping }));
    expect(mapped).toMatchObject({ missing: [], added: 1, refused: [{ line: 3 }] });
    expect(mapped.refused[0]?.reason).toContain('「支給額」');
    expect(refusalCode(await send('import', 'prior_award', csv))).toBe('GUARD_FAILED');
    expect(refusalCode(await send('import', 'prior_award', csv, { mapping: '[' }))).toBe('INVALID_INPUT');
    const [row] = await office.sql`select count(*)::int as count from prior_awards`;
    expect(row?.['count']).toBe(0);
    // Of earlier years nothing is known yet, and the screen says so.
    await expect(earlierAwardsListed(await stage.submitted())).resolves.toBe(false);
  });

  it('takes every row once however often it comes, and keeps the refused ones with line and reason', async () => {
    const csv =
      '年度,事業主名,法人番号,支給額\nR5,株式会社みずき,,200000\nR5,株式会社みずき,,"200,000円"\nR5,,4011001098993,1\n';
    expect(read('roster.import', await send('import', 'prior_award', csv))).toMatchObject({
      added: 1,
      known: 1,
      refused: [{ line: 4, reason: '「事業主の名称」がありません。' }],
    });
    const again = '法人番号,支給額,事業主名,年度\n,200000,株式会社みずき,令和5年度\n';
    expect(read('roster.import', await send('import', 'prior_award', again))).toMatchObject({
      added: 0,
      known: 1,
    });
    const { imports } = await show();
    expect(imports.map((one) => one.refused.length)).toEqual([0, 1]);
    const [kept] = await office.sql`select count(*)::int as count from list_rows`;
    expect(kept?.['count']).toBe(4);
  });

  it('is for the manager, reads tables only, and is not written by other doors', async () => {
    expect((await send('import', 'supporter', '名称\nあ\n', {}, 'reviewer')).status).toBe(403);
    expect(refusalCode(await send('preview', 'supporter', 'a\u0000b'))).toBe('FILE_TYPE_REFUSED');
    expect(refusalCode(await send('preview', 'supporter', '名称\n'))).toBe('GUARD_FAILED');
    expect(refusalCode(await office.admin.post('/items/list_matches', { list: 'supporter' }))).toBe(
      'GUARD_FAILED',
    );
  });

  it('is the only way into a list: a row typed or changed by hand would take part in no match', async () => {
    for (const [collection, name] of [
      ['prior_awards', 'employer_name'],
      ['supporter_members', 'name'],
    ] as const) {
      const typed = {
        [name]: '株式会社手入力',
        practice: true,
        ...(name === 'name' ? {} : { fiscal_year: 2024 }),
      };
      const byHand = await office.admin.post(`/items/${collection}`, typed);
      expect(JSON.stringify(byHand.body)).toContain('「名簿の取込みと照合」の画面から');
      const query = `mutation ($data: create_${collection}_input!) { create_${collection}_item(data: $data) { id } }`;
      const byGraph = await office.admin.post('/graphql', { query, variables: { data: typed } });
      expect(JSON.stringify(byGraph.body)).toContain('「名簿の取込みと照合」の画面から');
      expect(refusalCode(await stage.client('manager').post(`/items/${collection}`, typed))).toBe(
        'GUARD_FAILED',
      );
    }
    const [row] = await office.sql`select id from prior_awards order by id limit 1`;
    const changed = await office.admin.patch(`/items/prior_awards/${String(row?.['id'])}`, { amount: 1 });
    expect(refusalCode(changed)).toBe('GUARD_FAILED');
    const left = await office.sql`select 1 from supporter_members where name = '株式会社手入力'`;
    expect(left).toEqual([]);
  });
});

describe('名簿との照合', () => {
  it('is certain by 法人番号, and a confirmed award speaks against 「はじめて」', async () => {
    const answers = stage.answers();
    const number = answers.employerCorporateNumber ?? '';
    await send(
      'import',
      'prior_award',
      `年度,事業主名,法人番号,支給額,休業日数\nR6,旧商号,${number},200000,45\n`,
    );
    const walk = await stage.submitted({ employerCorporateNumber: number });
    await expect(findingOf(walk.id, 'first_leave')).resolves.toMatchObject({ verdict: 'to_check' });
    const decided = await show('decided');
    const listed = { more: '2024年度　200,000円' };
    expect(decided.matches[0]).toMatchObject({ state: 'match', score: 100, decidedByName: null, listed });
  });

  it('that comes after the judgement lets nothing be granted on it, until the case was judged anew', async () => {
    const walk = await stage.submitted();
    const number = walk.answers.employerCorporateNumber ?? '';
    await expect(findingOf(walk.id, 'first_leave')).resolves.toMatchObject({ verdict: 'passed' });
    await journey.recommended(stage.cast, walk);
    await send('import', 'prior_award', `年度,事業主名,法人番号,休業日数\nR6,前の商号,${number},45\n`);
    await expect(earlierAwardsListed(walk)).resolves.toBe(true);
    const total = async () =>
      (await stage.cast.by('approver').call('case.workbench', { id: walk.id })).judgement?.amount?.total ?? 0;
    const before = await total();
    const act = async (verb: string, input: object) =>
      stage
        .client('approver')
        .post(`/grants/cases/${walk.id}/${verb}`, { version: await stage.version(walk), ...input });
    const refusedGrant = await act('grant', { amount: before });
    expect(refusalCode(refusedGrant)).toBe('GUARD_FAILED');
    expect(JSON.stringify(refusedGrant.body)).toContain('支給停止者の一覧が変わっています');
    const reasons = [{ requirement: 'first_leave', text: '名簿と照合していない理由' }];
    const refusedRefusal = await act('refuse', { reasons });
    expect(JSON.stringify(refusedRefusal.body)).toContain('支給停止者の一覧が変わっています');
    expect((await act('return-to-review', { reason: '名簿の照合' })).status).toBe(200);
    await expect(findingOf(walk.id, 'first_leave')).resolves.toMatchObject({ verdict: 'to_check' });
    await journey.reviewed(stage.cast, walk);
    const granted = await act('grant', { amount: await total() });
    expect(granted.status, JSON.stringify(granted.body)).toBe(200);
  });

  it('that comes during the review is said there, and is judged by one act before a grant is recommended', async () => {
    const walk = await stage.submitted();
    await journey.inReview(stage.cast, walk);
    const seen = () => stage.cast.by('reviewer').call('case.workbench', { id: walk.id });
    const offered = async () => {
      const { listsNewer, permittedEvents } = await seen();
      return [listsNewer, permittedEvents.some(({ event }) => event === 'judge_anew')];
    };
    await expect(offered()).resolves.toEqual([false, false]);
    for (const finding of (await seen()).judgement?.findings ?? [])
      await stage.cast.by('reviewer').call('finding.mark', {
        id: finding.id,
        mark: 'ok',
        note: '書類で確認',
        markVersion: 0,
      });
    const number = walk.answers.employerCorporateNumber ?? '';
    await send('import', 'prior_award', `年度,事業主名,法人番号,休業日数\nR6,昔の商号,${number},45\n`);
    await expect(offered()).resolves.toEqual([true, true]);
    const act = async (verb: string, input: object) =>
      stage
        .client('reviewer')
        .post(`/grants/cases/${walk.id}/${verb}`, { version: await stage.version(walk), ...input });
    const early = await act('recommend', { recommendation: 'grant', note: '' });
    expect(refusalCode(early)).toBe('GUARD_FAILED');
    expect(JSON.stringify(early.body)).toContain('「判定のやり直し」をしてから上申してください');
    expect((await act('judge-anew', {})).status).toBe(200);
    await expect(offered()).resolves.toEqual([false, false]);
    const { judgement, timeline } = await seen();
    expect(timeline.at(-1)).toMatchObject({ event: 'judge_anew', label: '判定のやり直し' });
    const open = judgement?.findings.filter(({ mark }) => mark === null).map(({ rule }) => rule);
    expect(open).toEqual(['first_leave']);
    const [row] = await office.sql`select verdict from applications where id = ${walk.id}`;
    expect(row).toEqual({ verdict: judgement?.verdict });
    expect(judgement?.verdict).toBe('to_check');
    await journey.reviewed(stage.cast, walk);
  });

  it('by name waits for a person, whose word the next judgement follows', async () => {
    const walk = await stage.submitted();
    const unlisted = await stage.submitted();
    const newer = async (id: string) =>
      (await stage.cast.by('approver').call('case.workbench', { id })).listsNewer;
    await journey.recommended(stage.cast, unlisted);
    await expect(newer(unlisted.id)).resolves.toBe(false);
    const name = (walk.answers.employerName ?? '').replace('株式会社', '（株）');
    await send('import', 'supporter', `名称,登録日\n${name},2024-06-03\n`);
    // Judged before there was a list: its registration was taken on the applicant's word, and no row is its own.
    await expect(newer(unlisted.id)).resolves.toBe(true);
    const act = async (verb: string, input: object) =>
      stage
        .client('approver')
        .post(`/grants/cases/${unlisted.id}/${verb}`, { version: await stage.version(unlisted), ...input });
    expect(refusalCode(await act('grant', { amount: 200_000 }))).toBe('GUARD_FAILED');
    expect((await act('return-to-review', { reason: '名簿の照合' })).status).toBe(200);
    await expect(findingOf(unlisted.id, 'supporter')).resolves.toMatchObject({ verdict: 'to_check' });
    // A further list says nothing of an employer that it does not name.
    await send('import', 'supporter', '名称,登録日\n株式会社まったく別の会社,2024-06-03\n');
    await expect(newer(unlisted.id)).resolves.toBe(false);
    const match = (await show()).matches.find((one) => one.listed.name === name);
    expect(match).toMatchObject({ state: 'open', employer: { name: walk.answers.employerName } });
    const decide = (verdict: string, seen: object, reason = '登録証で確認') =>
      stage
        .client('reviewer')
        .post(`/grants/rosters/matches/${match?.id ?? ''}/decide`, { verdict, reason, seen });
    const untouched = { state: 'open', decidedAt: null };
    expect((await decide('later', untouched)).status).toBe(200);
    // Nobody judges over a word that was not on the screen.
    expect(refusalCode(await decide('no_match', untouched, '別の会社'))).toBe('STALE_VERSION');
    const later = (await show()).matches.find((one) => one.id === match?.id);
    const seen = { state: 'later', decidedAt: later?.decidedAt };
    expect((await decide('match', seen)).status).toBe(200);
    const done = (await show('decided')).matches.find((one) => one.id === match?.id);
    expect(done).toMatchObject({ state: 'match', reason: '登録証で確認' });
    expect(done?.decidedByName).not.toBeNull();
    const { employerCorporateNumber = '' } = walk.answers;
    const second = await stage.submitted({ employerCorporateNumber });
    await expect(findingOf(second.id, 'supporter')).resolves.toMatchObject({ verdict: 'passed' });
    // The list knows another day than the applicant: a person looks.
    const dated = await stage.submitted({ employerCorporateNumber, supporterRegisteredOn: '2024-06-04' });
    const other = await findingOf(dated.id, 'supporter');
    expect(other).toMatchObject({ verdict: 'to_check', facts: { listed: ['2024-06-03'] } });
    expect(other?.found).toContain('応援団の名簿の登録日は令和6年6月3日です');
    const stranger = await stage.submitted();
    const finding = await findingOf(stranger.id, 'supporter');
    expect(finding?.verdict).toBe('to_check');
    expect(finding?.found).toContain('見当たりません');
  });
});

describe('兆候 of what different employers share', () => {
  it('names the same author, long text, mail domain, number of the person in charge, and a number of the list', async () => {
    const text =
      'パンフレットを手渡し、家事と育児の分担、休業中の収入、復帰後の働き方について二人で三回話し合った。';
    const answers = stage.answers();
    const { employerCorporateNumber } = answers;
    const csv = `年度,事業主名,法人番号,支給額\nR6,有限会社まったく別の名前,${employerCorporateNumber ?? ''},200000\n`;
    expect(read('roster.import', await send('import', 'prior_award', csv))).toMatchObject({ added: 1 });
    const first = await stage.submitted({ informationMethod: text, contactEmail: 'soumu@keyaki-k.example' });
    const second = await stage.submitted({
      employerCorporateNumber: employerCorporateNumber ?? '',
      informationMethod: `　${text.replaceAll('、', '，')}`,
      contactEmail: 'keiri@keyaki-k.example',
      contactPhone: first.answers.employerPhone ?? '',
    });
    await office.sql`
      insert into paper_traits (attachment, author, producer)
      select id, 'consultant taro', 'rare maker 1.0' from attachments where application in (${first.id}, ${second.id})
      on conflict (attachment) do update set author = excluded.author, producer = excluded.producer`;
    await journey.correctionAnswered(stage.cast, second);
    const { signals } = await stage.cast.by('reviewer').call('case.workbench', { id: second.id });
    const found = new Map(signals.map((signal) => [signal.code, signal]));
    expect([...found.keys()].toSorted()).toEqual([
      'award_number_elsewhere',
      'copied_text',
      'shared_author',
      'shared_mail_domain',
      'shared_phone',
      'shared_producer',
    ]);
    expect(found.get('award_number_elsewhere')?.reason).toBe(
      '法人番号が、令和6年度の別の名称の支給先（有限会社まったく別の名前）と同じです。',
    );
    for (const [code, signal] of found)
      if (code !== 'award_number_elsewhere')
        expect(signal.related.map((one) => one.applicationId)).toEqual([first.id]);
    // What everybody's machine writes says nothing.
    await office.sql`update paper_traits set producer = 'rare maker 1.0'`;
    const [held] =
      await office.sql`select count(*)::int as cases from grant_same_makers(${second.id}, 'producer', 0)`;
    expect(held?.['cases']).toBe(0);
  });
});
