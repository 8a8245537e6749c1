import { answersSchema, gapItems, type Answers, type VerbInput, type VerbOutput } from '@grant/schema';
import * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { formOf } from '../agency/stage.ts';
import { setStage, type Stage } from './cast.ts';

let office: Office;
let stage: Stage;

beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
});
afterAll(() => office?.stop());

const desk = () => stage.cast.by('reception');

describe('郵送受付', () => {
  it('numbers the papers at opening, by the postmark as the programme says', async () => {
    const opened = await desk().call('case.receive', { arrivedOn: '2026-07-15', postmarkOn: '2026-07-13' });
    expect(opened.receiptNumber).toMatch(/^R8-\d{6}-\d$/u);
    expect(opened.receivedOn).toBe('2026-07-13');
    const unread = await desk().call('case.receive', { arrivedOn: '2026-07-15', postmarkOn: null });
    expect(unread.receivedOn).toBe('2026-07-15');
    expect(unread.receiptNumber).not.toBe(opened.receiptNumber);
    const { cases, postRule } = await desk().call('intake.list', {});
    expect(postRule).toBe('postmark');
    expect(cases.find((one) => one.id === opened.id)).toMatchObject({
      arrivedOn: '2026-07-15',
      postmarkOn: '2026-07-13',
    });
  });

  it.each([
    [{ arrivedOn: '2026-07-16' }],
    [{ arrivedOn: '2026-07-14', postmarkOn: '2026-07-15' }],
    [{ arrivedOn: 'yesterday' }],
  ])('refuses %j', async (input) => {
    const answer = await stage.client('reception').post('/grants/cases', input);
    expect(refusalCode(answer)).toBe('INVALID_INPUT');
  });

  it('finds who applied already before a word is typed: by name in any spelling, number or phone', async () => {
    const walk = await stage.submitted({ employerName: '株式会社髙根沢製麺', employerPhone: '028-612-3456' });
    const hits = async (query: Parameters<typeof search>[0]) =>
      (await search(query)).filter((hit) => hit.id === walk.id);
    type Query = 'employerName' | 'corporateNumber' | 'phone' | 'employeeName' | 'insuredNumber';
    const search = async (
      query: Partial<Record<Query, string>>,
    ): Promise<VerbOutput<'intake.search'>['hits']> => (await desk().call('intake.search', query)).hits;
    expect(await hits({ employerName: '（株）高根沢製麺' })).toMatchObject([{ agreed: ['名称が同じ'] }]);
    expect(await hits({ employerName: '高根沢' })).toMatchObject([{ agreed: ['名称が似ている'] }]);
    expect(await hits({ corporateNumber: walk.answers.employerCorporateNumber ?? '' })).toMatchObject([
      { agreed: ['法人番号が同じ'] },
    ]);
    expect(await hits({ phone: '０２８６１２３４５６' })).toMatchObject([{ agreed: ['電話番号が同じ'] }]);
    const { employeeName = '', employeeInsuredNumber: insuredNumber = '' } = walk.answers;
    expect(await hits({ insuredNumber })).toMatchObject([{ agreed: ['被保険者番号が同じ'] }]);
    const spelt = employeeName.replaceAll(/\s/gu, '　');
    expect(await hits({ employeeName: spelt })).toMatchObject([{ agreed: ['育休取得者の氏名が同じ'] }]);
    expect(await hits({ employerName: '日光硝子', employeeName: '別の 人' })).toEqual([]);
    for (const asked of ['', '?employerName=%E3%80%80', '?phone=-'])
      expect(refusalCode(await stage.client('reception').get(`/grants/intake/search${asked}`))).toBe(
        'INVALID_INPUT',
      );
  });

  it('takes papers in that lack some: each gap becomes a finding, and the number stays', async () => {
    const opened = await desk().call('case.receive', { arrivedOn: '2026-07-15' });
    const { id } = opened;
    await desk().call('application.save', { id, revision: 0, answers: answersSchema.parse(stage.answers()) });
    const { missing, missingPapers } = await desk().call('application.check', { id });
    expect(missing).toEqual([]);
    expect(missingPapers.length).toBeGreaterThan(5);
    const registered = await desk().call('case.register', { id, version: 0, revision: 1 });
    expect(registered.state).toBe('submitted');
    const seen = await stage.cast.by('reviewer').call('case.workbench', { id });
    expect(seen).toMatchObject({ reachedByMail: true, case: { receiptNumber: opened.receiptNumber } });
    const gaps = seen.judgement?.findings.filter((one) => one.rule === 'paper_missing') ?? [];
    expect(gaps).toHaveLength(missingPapers.length);
    expect(gaps[0]).toMatchObject({ title: '添付書類の不足', verdict: 'to_check' });
    expect(seen.judgement?.verdict).toBe('to_check');
  });
});

/** Answers of a paper: a child without a birthday, an impossible day, no account, no insured number, half the pledges. */
function withGaps(whole: Answers): Answers {
  const left = ['childBirthOn', 'bankCode', 'accountNumber', 'employeeInsuredNumber', 'contactEmail'];
  return {
    ...Object.fromEntries(Object.entries(whole).filter(([key]) => !left.includes(key))),
    informationOn: '令和8年2月30日',
    pledges: (whole.pledges ?? []).slice(1),
  };
}

describe('記入に不備のある郵送申請', () => {
  let whole: Answers;
  let walk: journey.Walk;
  const seen = () => stage.cast.by('reviewer').call('case.workbench', { id: walk.id });
  const ofRule = (judgement: VerbOutput<'case.workbench'>['judgement'], rule: string) =>
    judgement?.findings.filter((one) => one.rule === rule) ?? [];

  it('keeps out papers that name nobody or nowhere, and nothing else', async () => {
    const { id } = await desk().call('case.receive', { arrivedOn: '2026-07-15' });
    const register = async (answers: Answers, revision: number) => {
      await desk().call('application.save', { id, revision, answers: answersSchema.parse(answers) });
      return stage.client('reception').post(`/grants/cases/${id}/register`, {
        version: 0,
        revision: revision + 1,
      });
    };
    const nobody = await register({ employerPhone: '0286123456' }, 0);
    expect(refusalCode(nobody)).toBe('GUARD_FAILED');
    expect(JSON.stringify(nobody.body)).toContain('事業主の名称と、所在地又は電話番号');
    expect(refusalCode(await register({ employerName: '株式会社なし', employerPhone: '' }, 1))).toBe(
      'GUARD_FAILED',
    );
    const least = await register({ employerName: '株式会社なし', employerPhone: '028-600-0001' }, 2);
    expect(least.status).toBe(200);
    const { judgement } = await stage.cast.by('reviewer').call('case.workbench', { id });
    expect(judgement?.findings.filter((one) => one.verdict === 'failed')).toEqual([]);
    expect(judgement).toMatchObject({ verdict: 'to_check', leave: null, amount: null });
  });

  it('is registered on the day it came, each gap a finding with its question, no amount, no employer invented', async () => {
    whole = stage.answers({ employerName: '有限会社すきま工房' });
    walk = await journey.received(stage.cast, 901, withGaps(whole));
    const registered = await desk().call('case.register', {
      id: walk.id,
      version: 0,
      revision: 1,
      notes: [
        { key: 'childBirthOn', note: '7月とだけ記入' },
        { key: 'bankCode', note: '書き込めない' },
      ],
    });
    expect(registered.state).toBe('submitted');
    const { judgement, case: shown, reachedByMail } = await seen();
    expect(reachedByMail).toBe(false);
    const facts = ofRule(judgement, 'answer_missing').map((one) => one.facts);
    expect(facts.map((one) => one['question']).toSorted()).toEqual([
      'childBirthOn',
      'contactEmail',
      'employeeInsuredNumber',
      'informationOn',
      'pledges',
    ]);
    expect(facts.find((one) => one['question'] === 'childBirthOn')).toMatchObject({ note: '7月とだけ記入' });
    expect(facts.find((one) => one['question'] === 'informationOn')).toMatchObject({
      note: '書面には「令和8年2月30日」と記入',
    });
    expect(ofRule(judgement, 'account_missing')).toHaveLength(1);
    expect(ofRule(judgement, 'leave_months')[0]).toMatchObject({ verdict: 'to_check' });
    expect(judgement).toMatchObject({ verdict: 'to_check', leave: null, amount: null });
    expect(shown['childBirthOn']).toBeNull();
    expect(shown['employerName']).toBe('有限会社すきま工房');
    const [row] = await office.sql`
      select amount_total, employee_key, received_on, (select count(*)::int from bank_accounts b where b.application = a.id) as accounts
        from applications a where id = ${walk.id}`;
    expect(row).toMatchObject({ amount_total: null, employee_key: null, accounts: 0 });
    const letters = await office.sql`select kind from letters where application = ${walk.id}`;
    expect(letters).toEqual([{ kind: 'receipt' }]);
  });

  it('is found by what is there, and answers for its number and PIN', async () => {
    const { hits } = await desk().call('intake.search', { employerName: '（有）すきま工房' });
    expect(hits.map((hit) => hit.id)).toContain(walk.id);
    const card = await stage.client('reception').fetch(`/grants/intake/${walk.id}/status-card.pdf`, {
      method: 'POST',
    });
    expect(card.status).toBe(200);
  });

  it('is not recommended for a grant, whoever marks what, and can be recommended for a refusal', async () => {
    await journey.inReview(stage.cast, walk);
    await expect(journey.reviewed(stage.cast, walk)).rejects.toThrow(
      '記入のない項目又は読み取れない項目が6件',
    );
    const other = await journey.received(stage.cast, 902, {
      ...withGaps(stage.answers()),
      regularEmployees: '',
    });
    await desk().call('case.register', { id: other.id, version: 0, revision: 1 });
    await journey.recommended(stage.cast, other, 'refuse');
    const { version, case: shown } = await stage.cast.by('approver').call('case.workbench', { id: other.id });
    expect(shown.state).toBe('recommended');
    const client = stage.client('approver');
    const granted = await client.post(`/grants/cases/${other.id}/grant`, { version, amount: 200_000 });
    expect(refusalCode(granted)).toBe('GUARD_FAILED');
    const reasons = [{ requirement: 'papers_shown', text: '要件を確認できる記入がない。' }];
    const refusedCase = await client.post(`/grants/cases/${other.id}/refuse`, { version, reasons });
    expect(refusedCase.body).toMatchObject({ data: { state: 'refused' } });
  });

  it('asks for every gap by one list, and the account with the passbook', async () => {
    const { judgement, version } = await seen();
    // Marks made before the answers are known do not stand in the way.
    const items = gapItems((judgement?.findings ?? []).map(({ rule, facts }) => ({ rule, facts })));
    expect(items.filter((item) => item.target === 'passbook')).toHaveLength(1);
    expect(items.map((item) => item.target)).toEqual(
      expect.arrayContaining(['childBirthOn', 'employeeInsuredNumber', 'pledges', 'wages']),
    );
    await stage.cast.by('reviewer').call('case.requestCorrection', { id: walk.id, version, note: '', items });
    const letter =
      await office.sql`select kind from letters where application = ${walk.id} and kind = 'correction'`;
    expect(letter).toHaveLength(1);
  });

  it('is whole once the answers came by post, and is granted and paid', async () => {
    const answers = answersSchema.parse({ ...walk.answers, ...whole });
    const version = (await desk().call('application.show', { id: walk.id })).version;
    const {
      bankCode = '',
      branchCode = '',
      accountType = '',
      accountNumber = '',
      accountHolderKana = '',
    } = whole;
    const account = { bankCode, branchCode, accountType, accountNumber, accountHolderKana };
    const changed = await stage
      .client('reception')
      .upload(
        `/grants/applications/${walk.id}/account-change`,
        formOf({ version: String(version), ...account }, 'passbook of the gaps'),
      );
    expect(changed.status).toBe(200);
    const shown = await desk().call('application.show', { id: walk.id });
    const given: VerbInput<'correction.answer'>['answers'] = {};
    for (const item of shown.correction?.items ?? []) {
      const value = answers[item.target as keyof typeof answers];
      const paper = item.target as Parameters<typeof journey.attach>[2];
      // The passbook came with the account.
      const own =
        paper === 'passbook' ? shown.attachments.findLast((one) => one.paper === paper)?.id : undefined;
      if (item.targetKind === 'field' && value !== undefined) given[item.id] = value;
      else given[item.id] = own ?? (await journey.attach(stage.cast, walk, paper, item.id));
    }
    const answered = await desk().call('correction.answer', {
      id: walk.id,
      version: shown.version,
      answers: given,
      arrivedOn: stage.cast.today,
    });
    expect(answered.state).toBe('in_review');
    const { judgement } = await seen();
    for (const rule of ['answer_missing', 'account_missing', 'paper_missing'])
      expect(ofRule(judgement, rule)).toEqual([]);
    expect(judgement?.verdict).toBe('eligible');
    expect(judgement?.amount?.total).toBeGreaterThan(0);
    await journey.reviewed(stage.cast, walk);
    await journey.notified(stage.cast, walk);
    const paid = { ...walk, answers: whole };
    const batch = await journey.inBatch(stage.cast, [paid]);
    await journey.settled(stage.cast, batch, [paid], []);
    const after = await seen();
    expect(after.case.state).toBe('paid');
  });
});

describe('電話受付の申請の検索', () => {
  it('finds by the reading, by the telephone of the agent, and while the envelope is still being typed in', async () => {
    const employerNameKana = 'カブシキガイシャ ヴェルデショクヒン';
    const walk = await stage.submitted({ employerName: '株式会社緑食品', employerNameKana });
    const posted = await journey.received(
      stage.cast,
      931,
      stage.answers({
        employerName: '有限会社渡邉紙器',
        employerNameKana: 'ワタナベシキ',
        employerPhone: '0285-71-2468',
      }),
    );
    await desk().call('intake.setAgent', {
      id: posted.id,
      agent: {
        name: '代行 花子',
        office: '代行社会保険労務士事務所',
        qualification: '社会保険労務士',
        registrationNumber: '09310931',
        mandateEnclosed: true,
      },
      before: null,
    });
    await office.sql`update agents set phone = '０２８２−３３−９７５１' where registration_number = '09310931'`;
    for (const [words, id] of [
      ['べるでしょくひん', walk.id],
      ['（有）渡辺紙器', posted.id],
      ['わたなべしき', posted.id],
      ['0285712468', posted.id],
      ['0282-33-9751', posted.id],
    ] as const) {
      const { cases } = await desk().call('inquiry.lookup', { words });
      const found = cases.map((one) => one.id);
      expect(found, words).toEqual([id]);
    }
    const typed = await desk().call('inquiry.lookup', { words: '渡邉紙器' });
    expect(typed.cases).toMatchObject([{ employerName: '有限会社渡邉紙器', stateLabel: '郵送受領' }]);
  });
});
