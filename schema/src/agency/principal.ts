import type { AnswerFault } from '../application/parse.ts';
import type { Finding } from '../eligibility/finding.ts';
import { parseCorporateNumber } from '../identifiers/corporate-number.ts';
import { corporateNameKey } from '../names/keys.ts';
import { compactCode } from '../names/width.ts';
import { employerKindLabels, type EmployerKind } from './mandate-employer.ts';

/** 委任者: the employer that a mandate names, as it names it. */
export interface Principal {
  readonly name: string;
  /** 法人番号; null where the mandate holds none. */
  readonly corporateNumber: string | null;
  /** 法人・個人の別; null in a mandate from before it was asked. */
  readonly kind: EmployerKind | null;
}

/** 申請事業主 as an application names it, typed or read. */
export interface NamedEmployer {
  readonly employerLegalForm?: string | null | undefined;
  readonly employerCorporateNumber?: string | null | undefined;
  readonly employerName?: string | null | undefined;
}

function numberOfPrincipal({ corporateNumber }: Principal): string | null {
  const found = compactCode(corporateNumber ?? '');
  return /^\d{13}$/u.test(found) ? found : null;
}

function numberOfEmployer({ employerLegalForm, employerCorporateNumber }: NamedEmployer): string | null {
  // What was typed before 個人事業主 was chosen is hidden and counts for nothing.
  if (employerLegalForm === 'sole_owner') return null;
  const parsed = parseCorporateNumber(employerCorporateNumber ?? '');
  return parsed.ok ? parsed.value : null;
}

/**
 * True when both are one employer by what tells employers apart: 個人事業主 or not, and the 法人番号. A name or an address
 * tells nobody apart, so a slip in them is put right without asking whose the case is.
 */
export function sameIdentity(one: NamedEmployer, two: NamedEmployer): boolean {
  const isSole = (employer: NamedEmployer): boolean => employer.employerLegalForm === 'sole_owner';
  return isSole(one) === isSole(two) && numberOfEmployer(one) === numberOfEmployer(two);
}

/**
 * 委任者と申請事業主の照合. A mandate with a 法人番号 is a corporation's: another number is another corporation, and a sole
 * proprietor is not it either, not even its owner (法人成り); a mandate of a sole proprietor is no corporation's. Where no
 * two numbers meet there are only names, and they prove nothing against: a mandate for 屋号 「鈴木工務店」 and an
 * application of 「鈴木工務店 鈴木太郎」 may be one person, and an agent that left the number out wrote the name by hand. So
 * names that differ are unclear, never another.
 */
export function comparePrincipal(
  principal: Principal,
  employer: NamedEmployer,
): 'same' | 'other' | 'unclear' {
  const ofMandate = numberOfPrincipal(principal);
  if (ofMandate !== null && employer.employerLegalForm === 'sole_owner') return 'other';
  // A form that is not chosen yet is nobody's.
  if (principal.kind === 'sole_owner' && !['', 'sole_owner'].includes(employer.employerLegalForm ?? ''))
    return 'other';
  const typed = numberOfEmployer(employer);
  if (ofMandate !== null && typed !== null) return ofMandate === typed ? 'same' : 'other';
  const { key } = corporateNameKey(employer.employerName ?? '');
  return key !== '' && key === corporateNameKey(principal.name).key ? 'same' : 'unclear';
}

/** The principal in words: 「株式会社サンプル」（法人番号 4011001098993）, 「鈴木工務店」（個人事業主）. */
export function principalInWords(principal: Principal): string {
  const number = numberOfPrincipal(principal);
  const kind = principal.kind === 'sole_owner' ? `（${employerKindLabels.sole_owner}）` : '';
  return `「${principal.name}」${number === null ? kind : `（法人番号 ${number}）`}`;
}

const FROM_ITS_CARD =
  'ほかの事業主の申請は、手続代行者が「顧問先」の一覧のその事業主の欄から作ってください。';

/** 提出前の確認: the answer by which an application is of another employer than its mandate; none where it may be the same. */
export function principalFaults(principal: Principal, employer: NamedEmployer): AnswerFault[] {
  if (comparePrincipal(principal, employer) !== 'other') return [];
  const ofSole = principal.kind === 'sole_owner';
  const sole = employer.employerLegalForm === 'sole_owner';
  const key = sole || ofSole ? 'employerLegalForm' : 'employerCorporateNumber';
  const whose = `この申請書は、委任者${principalInWords(principal)}の委任により作られています。`;
  const put = ofSole
    ? '選択の誤りであれば、「個人事業主」を選んでください。事業主が法人であるのに委任を個人事業主として届け出たときは、手続代行者が法人番号を入力して届け出直してください。'
    : sole
      ? '選択の誤りであれば、委任者の法人等の種別を選んでください。'
      : '入力の誤りであれば、委任者の法人番号に直してください。';
  return [{ key, path: key, message: `${whose}${put}${FROM_ITS_CARD}` }];
}

/** 委任者の照合 among the findings of a case: its code and its name. */
export const PRINCIPAL_FINDING = { code: 'principal', title: '委任者と申請事業主' } as const;

/**
 * 委任者の照合 of a filed case, for a person to check; none where both are the same. Another number is refused before it
 * comes here, but for cases that were filed before it was.
 */
export function principalFindings(principal: Principal, employer: NamedEmployer): Finding[] {
  if (comparePrincipal(principal, employer) === 'same') return [];
  const employerName = employer.employerName ?? '';
  const number = numberOfEmployer(employer);
  const applying = principalInWords({
    name: employerName,
    corporateNumber: number,
    kind: employer.employerLegalForm === 'sole_owner' ? 'sole_owner' : null,
  });
  return [
    {
      rule: PRINCIPAL_FINDING.code,
      article: '本文4(1)カ',
      requirement: '申請事業主が、手続代行者に委任した事業主であること。',
      found: `委任者は${principalInWords(principal)}、申請事業主は${applying}です。委任状と申請書を見比べ、同じ事業主かどうかを確かめてください。`,
      verdict: 'to_check',
      facts: {
        principal: principal.name,
        principalNumber: numberOfPrincipal(principal),
        employerName,
        employerNumber: number,
      },
    },
  ];
}
