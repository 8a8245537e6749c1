import { describe, expect, it } from 'vitest';
import { civilDate } from '../civil-date.ts';
import type { SignalFacts } from './facts.ts';
import { isOpenSuspicion, SUSPICION_KINDS, SUSPICION_OUTCOMES, suspicionKinds } from './kinds.ts';
import { isSignalCode, signalLabels, signalsOf, signalTotal, type SignalCode } from './signals.ts';

const clean: SignalFacts = {
  filedOn: civilDate('2026-07-10'),
  leaveStartOn: civilDate('2026-06-01'),
  leaveEndOn: civilDate('2026-06-30'),
  returnOn: civilDate('2026-07-01'),
  insuredOn: civilDate('2018-04-01'),
  legalForm: 'company',
  employerNameKana: 'カブシキガイシャトチギセイサクショ',
  accountHolderKana: 'カ）トチギセイサクシヨ',
  accountChangedIn: null,
  sameFile: [],
  samePage: [],
  sameAccount: [],
  samePhone: [],
  sameEmployee: [],
  withdrawnInDoubt: [],
  sameChild: [],
  sameRepresentative: [],
  sameAuthor: [],
  sameProducer: [],
  sameText: [],
  sameMailDomain: [],
  sameConnection: [],
  sameRepresentativeElsewhere: [],
  marks: [],
  awardNumbers: [],
  agent: null,
  papers: [],
};
const found = (changes: Partial<SignalFacts>) => signalsOf({ ...clean, ...changes });
const codes = (changes: Partial<SignalFacts>) => found(changes).map((signal) => signal.code);
const day = civilDate;
const others = [{ reference: 'R8-0001' }];

describe('疑義の兆候 signalsOf', () => {
  it('finds nothing in an ordinary case', () => {
    expect(found({})).toEqual([]);
  });

  it.each<[keyof SignalFacts, SignalCode, number]>([
    ['sameEmployee', 'employee_elsewhere', 80],
    ['sameAccount', 'shared_account', 70],
    ['sameFile', 'same_file', 60],
    ['withdrawnInDoubt', 'refiled_in_doubt', 60],
    ['sameChild', 'child_elsewhere', 60],
    ['samePage', 'same_page', 40],
    ['sameRepresentative', 'split_company', 40],
    ['samePhone', 'shared_phone', 30],
    ['sameText', 'copied_text', 35],
    ['sameAuthor', 'shared_author', 30],
    ['sameMailDomain', 'shared_mail_domain', 20],
    ['sameProducer', 'shared_producer', 10],
    ['sameConnection', 'shared_connection', 25],
    ['sameRepresentativeElsewhere', 'representative_elsewhere', 25],
  ])('names the cases of %s', (fact, code, score) => {
    const [signal] = found({ [fact]: others });
    expect(signal).toMatchObject({ code, score, related: ['R8-0001'] });
    expect(signal?.reason).toContain('（R8-0001）。');
  });

  it('weighs more cases more, each once, and never above 100', () => {
    const two = [...others, { reference: 'R8-0002' }, { reference: 'R8-0002' }];
    expect(found({ sameFile: two })).toMatchObject([{ score: 65, related: ['R8-0001', 'R8-0002'] }]);
    const many = Array.from({ length: 30 }, (_, index) => ({ reference: String(index) }));
    expect(found({ sameFile: many })[0]).toMatchObject({ score: 100, related: { length: 30 } });
    const [ten, eleven] = [10, 11].map((count) => found({ samePhone: many.slice(0, count) })[0]?.reason);
    expect(ten).toMatch(/（0、1、2、3、4、5、6、7、8、9）。$/u);
    expect(eleven).toMatch(/、8、9、ほか1件）。$/u);
  });

  it('shows a group where many hold a mark, by one signal', () => {
    const holders = Array.from({ length: 39 }, (_, index) => ({ reference: String(index) }));
    const mark = {
      ...({ kind: 'page', paper: '就業規則', others: 39, employers: 39, connected: holders } as const),
      ...{ connectedEmployers: 39, by: { agent: 39 } },
    };
    expect(found({ marks: [mark, mark] })).toMatchObject([{ code: 'mass_filing', score: 100 }]);
    expect(codes({ marks: [{ ...mark, connected: [], connectedEmployers: 0, by: {} }] })).toEqual([]);
  });

  it.each([
    ['2026-04-30', []],
    ['2026-05-01', ['hired_at_leave']],
    ['2026-06-01', ['hired_at_leave']],
    ['2026-06-02', []],
  ])('an acquisition on %s before a leave from 1 June', (insuredOn, expected) => {
    expect(codes({ insuredOn: day(insuredOn) })).toEqual(expected);
  });

  it.each([
    ['2026-07-03', []],
    ['2026-07-04', ['return_on_holiday']],
    ['2026-07-20', ['return_on_holiday']],
    ['2199-01-04', []],
  ])('a return on %s', (returnOn, expected) => {
    expect(codes({ returnOn: day(returnOn) })).toEqual(expected);
  });

  it.each([
    [{ cases: 9, employers: 9, ofAll: 100 }, []],
    [{ cases: 10, employers: 10, ofAll: 100 }, [25]],
    [{ cases: 4, employers: 4, ofAll: 4 }, []],
    [{ cases: 5, employers: 2, ofAll: 17 }, []],
    [{ cases: 6, employers: 2, ofAll: 20 }, [25]],
    [{ cases: 10, employers: 10, ofAll: 30 }, [40]],
    [{ cases: 5, employers: 1, ofAll: 0 }, [25]],
  ])('an agent with %o', (agent, scores) => {
    expect(found({ agent }).map((signal) => signal.score)).toEqual(scores);
  });

  it.each([
    ['ﾕ)ﾄﾁｷﾞｾｲｻｸｼﾖ', []],
    ['トチギセイサクシヨ（カ', []],
    ['トチギ', []],
    ['ウツノミヤ タロウ', ['holder_mismatch']],
    ['カ）', []],
    [null, []],
  ])('an account of %s', (accountHolderKana, expected) => {
    expect(codes({ accountHolderKana })).toEqual(expected);
  });

  it('does not wonder at the own name of a sole owner, nor at a firm without a reading', () => {
    expect(codes({ legalForm: 'sole_owner', accountHolderKana: 'ウツノミヤ タロウ' })).toEqual([]);
    expect(codes({ employerNameKana: '', accountHolderKana: 'ウツノミヤ タロウ' })).toEqual([]);
    expect(codes({ employerNameKana: 'ギ', accountHolderKana: 'ギザ' })).toEqual([]);
  });

  it.each([
    ['in_review', []],
    ['recommended', ['account_changed_late']],
    ['granted', ['account_changed_late']],
    ['payable', ['account_changed_late']],
    [null, []],
  ] as const)('an account changed in %s', (accountChangedIn, expected) => {
    expect(codes({ accountChangedIn })).toEqual(expected);
  });

  it('looks at the days inside the files', () => {
    const paper = {
      label: '休業申出書',
      beforeLeave: true,
      madeOn: day('2026-06-01'),
      changedOn: null,
      cameOn: day('2026-07-09'),
    };
    expect(codes({ papers: [paper] })).toEqual([]);
    expect(codes({ papers: [{ ...paper, madeOn: day('2026-06-02') }] })).toEqual(['paper_backdated']);
    expect(codes({ papers: [{ ...paper, madeOn: day('2026-06-02'), beforeLeave: false }] })).toEqual([]);
    expect(codes({ papers: [{ ...paper, madeOn: null }] })).toEqual([]);
    expect(codes({ papers: [{ ...paper, changedOn: day('2026-07-10') }] })).toEqual([]);
    expect(codes({ papers: [{ ...paper, changedOn: day('2026-07-11') }] })).toEqual(['paper_after_filing']);
    const late = { ...paper, beforeLeave: false, madeOn: day('2026-07-11') };
    expect(codes({ papers: [late] })).toEqual(['paper_after_filing']);
    // What a correction asked for is made after the filing; no file is younger than its arrival.
    expect(codes({ papers: [{ ...late, cameOn: day('2026-07-11') }] })).toEqual([]);
    expect(codes({ papers: [{ ...late, madeOn: day('2026-07-12'), cameOn: day('2026-07-11') }] })).toEqual([
      'paper_after_filing',
    ]);
  });
});

describe('理由の文', () => {
  const others2 = [...others, { reference: 'R8-0002' }];
  const page = {
    ...({ kind: 'page', paper: '出勤簿', others: 1, employers: 1, connected: [] } as const),
    ...{ connectedEmployers: 0, by: {} },
  };
  const late = {
    label: '休業申出書',
    beforeLeave: true,
    madeOn: day('2026-06-02'),
    changedOn: day('2026-07-11'),
    cameOn: day('2026-07-09'),
  };

  it.each<[Partial<SignalFacts>, string]>([
    [{ sameEmployee: others2 }, '同じ従業員の申請が別の事業主にあります（R8-0001、R8-0002）。'],
    [{ sameAccount: others }, '別の事業主の申請と振込口座が同じです（R8-0001）。'],
    [{ sameFile: others }, '別の事業主の申請と同じファイルが添付されています（R8-0001）。'],
    [{ sameChild: others }, '氏名と子の生年月日が同じ申請が別の事業主にあります（R8-0001）。'],
    [{ samePage: others }, '別の事業主の申請の書類と画像がよく似ています（R8-0001）。'],
    [
      { samePage: others, marks: [page, page] },
      '別の事業主の申請の書類と画像がよく似ています（「出勤簿」2頁。R8-0001）。',
    ],
    [{ sameRepresentative: others }, '代表者と所在地が同じ別の事業主の申請があります（R8-0001）。'],
    [{ samePhone: others }, '別の事業主の申請と電話番号が同じです（R8-0001）。'],
    [{ sameText: others }, '別の事業主の申請と、記述の文章が一字一句同じです（R8-0001）。'],
    [{ sameAuthor: others }, '別の事業主の申請の書類と、PDFに記録された作成者が同じです（R8-0001）。'],
    [{ sameMailDomain: others }, '別の事業主の申請と、メールアドレスのドメインが同じです（R8-0001）。'],
    [{ sameProducer: others }, '別の事業主の申請の書類と、PDFの作成ソフトが同じです（R8-0001）。'],
    [
      { sameConnection: others2 },
      '別の事業主の申請と、サインインの通信元（IPアドレスと端末の種類）が同じです（R8-0001、R8-0002）。',
    ],
    [
      { sameRepresentativeElsewhere: others },
      '代表者の氏名が同じ別の事業主の申請があり、所在地は異なりますが、連絡先、口座、手続代行者又は通信元も同じです（R8-0001）。',
    ],
    [
      {
        awardNumbers: [
          { kind: 'insurance_office_number', fiscalYear: 2024, name: '株式会社けやき' },
          { kind: 'corporate_number', fiscalYear: 2025, name: '株式会社けやき' },
        ],
      },
      '雇用保険適用事業所番号が、令和6年度の別の名称の支給先（株式会社けやき）と同じです。',
    ],
    [{ insuredOn: day('2026-05-25') }, '雇用保険の資格取得（令和8年5月25日）から7日で休業を開始しています。'],
    [{ returnOn: day('2026-07-04') }, '復帰日（令和8年7月4日）が休日です。出勤簿で勤務を確かめてください。'],
    [
      { agent: { cases: 10, employers: 10, ofAll: 100 } },
      '手続代行者の申請が10件（10事業主、全体100件）あります。',
    ],
    [{ accountHolderKana: 'ウツノミヤ タロウ' }, '口座名義のカナが、事業主の名称のカナと大きく異なります。'],
    [{ accountChangedIn: 'granted' }, '振込口座が「支給決定」の間に変更されています。'],
    [
      { papers: [{ ...late, changedOn: null }] },
      '「休業申出書」のファイルの作成日（令和8年6月2日）が、休業の開始より後です。',
    ],
    [
      { papers: [{ ...late, beforeLeave: false }] },
      '「休業申出書」のファイルの日付が、受け取った日より後です。',
    ],
  ])('%o', (facts, reason) => {
    const [signal, ...further] = found(facts);
    expect(signal?.reason).toBe(reason);
    expect(further).toEqual([]);
  });

  it('names the first such paper only, and no case where there is none', () => {
    const second = { ...late, label: '同意書' };
    const signals = found({ papers: [late, second] });
    expect(signals.map(({ code }) => code)).toEqual(['paper_backdated', 'paper_after_filing']);
    expect(
      signals.every(({ reason, related }) => reason.includes('休業申出書') && related.length === 0),
    ).toBe(true);
  });
});

describe('口座名義の法人略語', () => {
  it.each([
    ['シヤ)トチギセイサクシヨ', []],
    ['トチギセイサクシヨ(シヤ)', []],
    ['トチギセイサクシヨ(カ)エイギヨウ', []],
    ['サノコウムテン(カ', ['holder_mismatch']],
    ['カ)サノコウムテン', ['holder_mismatch']],
  ])('%s', (accountHolderKana, expected) => {
    expect(codes({ accountHolderKana })).toEqual(expected);
  });
});

describe('兆候の合計 signalTotal', () => {
  it('adds up to 100 at most', () => {
    expect(signalTotal([])).toBe(0);
    expect(signalTotal([{ score: 40 }, { score: 25 }])).toBe(65);
    expect(signalTotal([{ score: 70 }, { score: 60 }])).toBe(100);
  });
});

describe('names of signals and suspicions', () => {
  it('are known by their codes', () => {
    expect(Object.keys(signalLabels).filter(isSignalCode)).toHaveLength(23);
    expect(isSignalCode('toString')).toBe(false);
    expect(SUSPICION_KINDS.map((kind) => suspicionKinds[kind])).toContain('重複受給');
    expect([...SUSPICION_OUTCOMES, 'raised' as const, 'reported' as const].filter(isOpenSuspicion)).toEqual([
      'raised',
      'reported',
    ]);
  });
});
