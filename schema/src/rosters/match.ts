import { similarity } from '../duplicates/similarity.ts';

/** What a row of a list and an employer are compared by; keys as cases have them. */
export interface Listed {
  readonly corporateNumber: string | null;
  readonly insuranceOfficeNumber: string | null;
  readonly nameKey: string;
  /** Empty when the list gives none. */
  readonly addressKey: string;
}

/** 名簿との照合の結果: `certain` by 法人番号; everything else is for a person to judge. */
export interface RosterMatch {
  readonly certain: boolean;
  /** 0 to 100. */
  readonly score: number;
  /** Labels of what agrees. */
  readonly columns: readonly string[];
}

/** Names at least so alike are shown to a person. */
export const ROSTER_NAME_MIN = 0.7;
/** Of names that are not equal, addresses must be at least so alike where both are known. */
export const ROSTER_ADDRESS_MIN = 0.5;

const equal = (left: string | null, right: string | null): boolean =>
  left !== null && left !== '' && left === right;

/** 名簿の行と事業主の照合, or null. Two different 法人番号 are two employers whatever they are called. */
export function matchListed(listed: Listed, employer: Listed): RosterMatch | null {
  if (equal(listed.corporateNumber, employer.corporateNumber))
    return { certain: true, score: 100, columns: ['法人番号'] };
  if (listed.corporateNumber !== null && employer.corporateNumber !== null) return null;
  const office = equal(listed.insuranceOfficeNumber, employer.insuranceOfficeNumber);
  const alike = similarity(listed.nameKey, employer.nameKey);
  const placed = listed.addressKey !== '' && employer.addressKey !== '';
  const near = placed ? similarity(listed.addressKey, employer.addressKey) : 0;
  const named = alike === 1 || (alike >= ROSTER_NAME_MIN && (!placed || near >= ROSTER_ADDRESS_MIN));
  if (!office && !named) return null;
  return {
    certain: false,
    score: office ? 95 : Math.round(70 * alike + 25 * near),
    columns: [
      ...(office ? ['雇用保険適用事業所番号'] : []),
      ...(alike >= ROSTER_NAME_MIN ? [alike === 1 ? '名称' : '名称（類似）'] : []),
      ...(near >= ROSTER_ADDRESS_MIN ? [near === 1 ? '所在地' : '所在地（類似）'] : []),
    ],
  };
}
