import { describe, expect, it } from 'vitest';
import { civilDate } from '../civil-date.ts';
import { ruleTitle } from '../eligibility/rules.ts';
import { mandateStanding, type MandateTerms } from './mandate.ts';
import { NOTICE_KINDS, notices, partiesOf, recipientsOf } from './notices.ts';
import { declaredEmployerFaults, type DeclaredEmployer } from './mandate-employer.ts';
import {
  comparePrincipal,
  principalFaults,
  principalFindings,
  sameIdentity,
  type NamedEmployer,
  type Principal,
} from './principal.ts';

const terms = (changes: Partial<MandateTerms> = {}): MandateTerms => ({
  state: 'confirmed',
  startsOn: civilDate('2026-05-01'),
  endsOn: civilDate('2026-12-31'),
  ...changes,
});

describe('委任の効力', () => {
  it.each([
    ['2026-04-30', 'upcoming'],
    ['2026-05-01', 'holding'],
    ['2026-12-31', 'holding'],
    ['2027-01-01', 'ended'],
  ] as const)('of a confirmed mandate on %s is %s', (today, standing) => {
    expect(mandateStanding(terms(), civilDate(today))).toBe(standing);
  });

  it('is none before it is confirmed and after it was ended, whatever the period says', () => {
    const today = civilDate('2026-07-15');
    expect(mandateStanding(terms({ state: 'declared' }), today)).toBe('declared');
    expect(mandateStanding(terms({ state: 'ended' }), today)).toBe('ended');
  });

  it('is none without a period', () => {
    expect(mandateStanding(terms({ endsOn: null }), civilDate('2026-07-15'))).toBe('ended');
  });
});

describe('通知の宛先', () => {
  const agent = 'agent@example.jp';
  const employer = 'employer@example.jp';

  it.each(NOTICE_KINDS)('%s goes to whom the table says', (kind) => {
    const expected = notices[kind].to === 'both' ? [agent, employer] : [agent];
    expect(recipientsOf(kind, { agent, employer })).toEqual(expected);
  });

  it.each(NOTICE_KINDS)('%s goes to the employer alone without an agent who may act', (kind) => {
    expect(recipientsOf(kind, { agent: null, employer })).toEqual([employer]);
  });

  it('goes to one address once, and to nobody without one', () => {
    expect(recipientsOf('paid', { agent, employer: agent })).toEqual([agent]);
    expect(recipientsOf('paid', { agent: null, employer: null })).toEqual([]);
    expect(recipientsOf('paid', { agent: '', employer })).toEqual([employer]);
    expect(partiesOf('paid', { agent, employer })).toEqual(['agent', 'employer']);
    expect(partiesOf('paid', { agent, employer: agent })).toEqual(['agent']);
    expect(partiesOf('paid', { agent: null, employer })).toEqual(['employer']);
  });
});

describe('委任者と申請事業主', () => {
  const number = '4011001098993';
  const other = '5010401067252';
  const firm = (changes: NamedEmployer = {}): NamedEmployer => ({
    employerLegalForm: 'company',
    employerCorporateNumber: number,
    employerName: '株式会社サンプル',
    ...changes,
  });
  const mandate = (changes: Partial<Principal> = {}): Principal => ({
    name: '株式会社サンプル',
    corporateNumber: number,
    kind: null,
    ...changes,
  });
  const none = { corporateNumber: null, kind: 'sole_owner' } as const;
  const owner = { employerLegalForm: 'sole_owner', employerCorporateNumber: null };

  it.each<[string, Partial<Principal>, NamedEmployer, 'same' | 'other' | 'unclear']>([
    ['one number', {}, {}, 'same'],
    ['one number, typed full-width', {}, { employerCorporateNumber: '４０１１００１０９８９９３' }, 'same'],
    ['one number under a new name', {}, { employerName: '株式会社新しい名' }, 'same'],
    ['another number under the same name', {}, { employerCorporateNumber: other }, 'other'],
    ['a corporation and a sole proprietor of one name', {}, owner, 'other'],
    [
      'a corporation and a sole proprietor who typed its number before',
      {},
      { employerLegalForm: 'sole_owner' },
      'other',
    ],
    ['a number that cannot be read yet', {}, { employerCorporateNumber: '401' }, 'same'],
    [
      'no number in the mandate, one name in two spellings',
      { name: '㈱サンプル', corporateNumber: null },
      {},
      'same',
    ],
    ['no number in the mandate, two names', { name: '株式会社べつ', corporateNumber: null }, {}, 'unclear'],
    [
      '屋号 in the mandate, 屋号 and name in the application',
      { name: '鈴木工務店', corporateNumber: '' },
      { ...owner, employerName: '鈴木工務店 鈴木太郎' },
      'unclear',
    ],
    ['a sole proprietor, as declared', { ...none, name: '鈴木' }, { ...owner, employerName: '鈴木' }, 'same'],
    ['a corporation under a mandate of a sole proprietor', none, {}, 'other'],
    ['a form not chosen yet', none, { employerLegalForm: '', employerName: '株式会社サンプル' }, 'same'],
    ['no name yet', { corporateNumber: null }, { employerName: '' }, 'unclear'],
  ])('%s', (_case, principal, employer, expected) => {
    expect(comparePrincipal(mandate(principal), firm(employer))).toBe(expected);
  });

  it.each<[string, NamedEmployer, boolean]>([
    ['another name', { employerName: '株式会社新しい名' }, true],
    ['another form of corporation', { employerLegalForm: 'medical' }, true],
    ['the same number, full-width', { employerCorporateNumber: '４０１１００１０９８９９３' }, true],
    ['another number', { employerCorporateNumber: other }, false],
    ['no number', { employerCorporateNumber: null }, false],
    ['a sole proprietor with the number still there', { employerLegalForm: 'sole_owner' }, false],
  ])('is one employer before and after a change, or not: %s', (_case, changes, expected) => {
    expect(sameIdentity(firm(), firm(changes))).toBe(expected);
  });

  it('is a fault at the answer that is another employer, which says whose mandate it is', () => {
    expect(principalFaults(mandate(), firm())).toEqual([]);
    expect(principalFaults(mandate({ corporateNumber: null }), firm({ employerName: '別' }))).toEqual([]);
    const [fault] = principalFaults(mandate(), firm({ employerCorporateNumber: other }));
    expect(fault).toMatchObject({ key: 'employerCorporateNumber', path: 'employerCorporateNumber' });
    expect(fault?.message).toBe(
      'この申請書は、委任者「株式会社サンプル」（法人番号 4011001098993）の委任により作られています。入力の誤りであれば、委任者の法人番号に直してください。ほかの事業主の申請は、手続代行者が「顧問先」の一覧のその事業主の欄から作ってください。',
    );
    expect(principalFaults(mandate(), firm(owner))[0]?.path).toBe('employerLegalForm');
    const [ofSole] = principalFaults(mandate(none), firm());
    expect(ofSole?.path).toBe('employerLegalForm');
    expect(ofSole?.message).toContain('委任者「株式会社サンプル」（個人事業主）の委任により');
  });

  it('is to be checked with both names where they are not known to be one', () => {
    expect(principalFindings(mandate(), firm({ employerName: '株式会社新しい名' }))).toEqual([]);
    const unclear = { ...owner, employerName: '鈴木工務店 鈴木太郎' };
    expect(
      principalFindings(mandate({ name: '鈴木工務店', corporateNumber: null }), firm(unclear)),
    ).toMatchObject([
      {
        rule: 'principal',
        verdict: 'to_check',
        found:
          '委任者は「鈴木工務店」、申請事業主は「鈴木工務店 鈴木太郎」（個人事業主）です。委任状と申請書を見比べ、同じ事業主かどうかを確かめてください。',
      },
    ]);
    expect(principalFindings(mandate(), firm({ employerCorporateNumber: other }))[0]?.verdict).toBe(
      'to_check',
    );
    expect(ruleTitle('principal')).toBe('委任者と申請事業主');
  });
});

describe('委任の届出の事業主', () => {
  it.each<[string, DeclaredEmployer, string | null]>([
    ['nothing chosen', { employerKind: '', corporateNumber: '4011001098993' }, '法人か個人事業主か'],
    ['no number', { employerKind: 'corporation', corporateNumber: '　' }, '法人番号を入力してください。'],
    ['twelve digits', { employerKind: 'corporation', corporateNumber: '401100109899' }, '入力は12桁'],
    [
      'a wrong check digit',
      { employerKind: 'corporation', corporateNumber: '5011001098993' },
      '検査数字が合いません',
    ],
    ['a number', { employerKind: 'corporation', corporateNumber: '４０１１-００１０-９８９９３' }, null],
    ['a sole proprietor', { employerKind: 'sole_owner', corporateNumber: '401' }, null],
  ])('%s', (_case, declared, words) => {
    const faults = declaredEmployerFaults(declared);
    expect(faults).toHaveLength(words === null ? 0 : 1);
    expect(faults[0]?.message ?? '').toContain(words ?? '');
  });
});
