import type { VerbOutput } from '@grant/schema';
import type { Knex } from 'knex';
import { fromRow } from '../row.ts';
import type { CaseRecord } from './cases.ts';

type Award = VerbOutput<'case.workbench'>['awards'][number];

/** How an award went to what may be the same employer, as `grant_akin` tells it of a case. */
export interface Akin {
  /** Whether that proves it; else a person has to look. */
  readonly certain: boolean;
  readonly agreed: keyof typeof AKIN_LABELS;
}

export const AKIN_LABELS = {
  corporate: '法人番号が同じ',
  employer: '同じ事業主',
  owner: '雇用保険適用事業所番号が同じ',
  office: '雇用保険適用事業所番号が同じ',
  name: '名称が同じ',
  address: '所在地が同じ',
} as const;

// A firm that was renamed keeps its number, one without a number its name or its place: each agreement is shown with its
// reason and judged by a person. The list of earlier years holds real firms, which a practice case never meets.
const AWARDS = `
  select d.id, 'decision' as source, p.fiscal_year, concat_ws('　', d.number, a.receipt_number) as reference,
         a.employer_name, d.amount, a.leave_days, k.agreed
    from grant_akin(:id, :practice, :employer, :corporateNumber, :officeNumber, :nameKey) k
    join applications a on a.id = k.application
    join decisions d on d.application = a.id
    join programmes p on p.id = a.programme
   where d.kind = 'grant' and d.status = 'live'
  union all
  select w.id, 'list', w.fiscal_year, coalesce(w.source, '過年度の支給一覧'), w.employer_name, w.amount, w.leave_days,
         case when w.corporate_number = :corporateNumber then 'corporate'
              when w.insurance_office_number = :officeNumber then 'office'
              when w.name_key = :nameKey then 'name' else 'address' end
    from prior_awards w
   where w.practice = :practice and grant_listed('prior_award', w.row_hash, w.practice, w.fiscal_year)
     and (w.corporate_number = :corporateNumber or w.insurance_office_number = :officeNumber
          or w.name_key = :nameKey or (w.address_key = :addressKey and w.address_key <> ''))
   order by 3, 4`;

/** 過去の支給: awards of what may be the same employer, by this office and in the list taken over (R5 to R7). */
export async function awardsOfEmployer(database: Knex, current: CaseRecord): Promise<Award[]> {
  const text = (key: string): string | null =>
    typeof current[key] === 'string' && current[key] !== '' ? current[key] : null;
  const answer: { rows: object[] } = await database.raw(AWARDS, {
    id: current.id,
    practice: current.practice,
    employer: current.employer,
    corporateNumber: text('employerCorporateNumber'),
    officeNumber: text('insuranceOfficeNumber'),
    nameKey: text('nameKey'),
    addressKey: text('addressKey'),
  });
  return answer.rows
    .map((row) => fromRow<Omit<Award, 'agreed'> & Pick<Akin, 'agreed'>>(row))
    .map((award) => ({ ...award, agreed: AKIN_LABELS[award.agreed] }));
}

/** Whether a list of earlier years stands on the side of the case, practice or real. */
export async function earlierAwardsListed(database: Knex, { practice }: CaseRecord): Promise<boolean> {
  const one: unknown = await database('prior_awards as w')
    .where({ practice })
    .whereRaw("grant_listed('prior_award', w.row_hash, w.practice, w.fiscal_year)")
    .first('id');
  return one !== undefined;
}
