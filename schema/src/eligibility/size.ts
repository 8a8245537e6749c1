import type { GrantApplication } from '../application/application.ts';
import type { Programme, SizeLimit } from '../programme/figures.ts';
import { smeSchemeLabels } from '../programme/size-limits.ts';
import { formatYen } from '../yen.ts';
import { failed, passed, toCheck, type Outcome } from './rule.ts';

type Employer = Pick<GrantApplication, 'employerLegalForm' | 'industry' | 'capital' | 'regularEmployees'>;

/** Forms that have capital and are judged by it or by employees. */
function hasCapital(form: Employer['employerLegalForm']): boolean {
  return form === 'company' || form === 'professional';
}

function within(employer: Employer, limit: SizeLimit): { byCapital: boolean; byEmployees: boolean } {
  const byCapital =
    hasCapital(employer.employerLegalForm) &&
    limit.capital !== null &&
    employer.capital !== null &&
    employer.capital <= limit.capital;
  return { byCapital, byEmployees: employer.regularEmployees <= limit.employees };
}

function limitText(limit: SizeLimit): string {
  const employees = `常時雇用する労働者${limit.employees}人以下`;
  return limit.capital === null ? employees : `資本金${formatYen(limit.capital)}以下又は${employees}`;
}

function ownText(employer: Employer): string {
  const employees = `常時雇用する労働者${employer.regularEmployees}人`;
  return employer.capital === null ? employees : `資本金${formatYen(employer.capital)}、${employees}`;
}

/** True when 中小企業基本法2条1項, which speaks of companies and individuals, does not cover the legal form. */
function outsideTheAct(employer: Employer, programme: Programme): boolean {
  const act = programme.smeScheme === 'kihonho' || programme.smeScheme === 'kihonho_seirei';
  return act && !['company', 'professional', 'sole_owner'].includes(employer.employerLegalForm);
}

/**
 * 中小企業の判定: capital or employees at or under the limit of the industry. Forms without capital (個人, 社会福祉法人, 医療法人,
 * NPO …) are judged by employees only. A special line of business, or a form the Act does not name, is for a person.
 */
export function judgeSize(employer: Employer, programme: Programme): Outcome {
  const rows = programme.smeLimits[programme.smeScheme].filter((row) => row.industry === employer.industry);
  const limit = rows.find((row) => !row.special);
  const facts = {
    scheme: smeSchemeLabels[programme.smeScheme],
    industry: employer.industry,
    capital: employer.capital,
    regularEmployees: employer.regularEmployees,
  };
  if (limit === undefined) return toCheck('この業種の規模の上限が登録されていません。', facts);
  const own = ownText(employer);
  const { byCapital, byEmployees } = within(employer, limit);
  const all = { ...facts, limit: limitText(limit), byCapital, byEmployees };
  if (byCapital || byEmployees) {
    if (outsideTheAct(employer, programme)) {
      return toCheck(
        `${own}。会社・個人以外の法人のため、「中小企業事業主等」に当たるか確認が必要です。`,
        all,
      );
    }
    return passed(`${own}（${limit.label}：${limitText(limit)}）。`, all);
  }
  const special = rows.find((row) => row.special && Object.values(within(employer, row)).includes(true));
  if (special !== undefined) {
    return toCheck(
      `${own}。${special.label}に当たる場合は${limitText(special)}のため対象です。業種の確認が必要です。`,
      all,
    );
  }
  return failed(`${own}で、${limit.label}の上限（${limitText(limit)}）を超えています。`, all);
}
