import { parseCorporateNumber } from '../identifiers/corporate-number.ts';

/** 法人・個人の別 of the employer that gives a mandate: what a 法人番号 can be asked of. */
export const EMPLOYER_KINDS = ['corporation', 'sole_owner'] as const;

/** One kind of employer. */
export type EmployerKind = (typeof EMPLOYER_KINDS)[number];

/** What a kind of employer is called. */
export const employerKindLabels: Readonly<Record<EmployerKind, string>> = {
  corporation: '法人',
  sole_owner: '個人事業主',
};

/** What an agent says of the employer when it declares a mandate; empty where nothing was chosen or typed. */
export interface DeclaredEmployer {
  readonly employerKind: EmployerKind | '';
  readonly corporateNumber: string;
}

const NUMBER_MISSING =
  '法人番号を入力してください。番号は、国税庁法人番号公表サイトで調べられます。個人事業主の場合は、「個人事業主」を選んでください。';

/**
 * 委任の届出の事業主の確認: a corporation is told from another by its 法人番号 alone, so a mandate of one is not declared
 * without it (番号法39条: every corporation has one); 個人事業主 has none, and what was typed before it was chosen counts for
 * nothing. Faults by control; none where it may be declared.
 */
export function declaredEmployerFaults({
  employerKind,
  corporateNumber,
}: DeclaredEmployer): { path: 'employerKind' | 'corporateNumber'; message: string }[] {
  if (employerKind === '')
    return [{ path: 'employerKind', message: '事業主が法人か個人事業主かを選んでください。' }];
  if (employerKind === 'sole_owner') return [];
  if (corporateNumber.trim() === '') return [{ path: 'corporateNumber', message: NUMBER_MISSING }];
  const parsed = parseCorporateNumber(corporateNumber);
  return parsed.ok ? [] : [{ path: 'corporateNumber', message: parsed.refusal.message }];
}
