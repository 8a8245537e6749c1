import type { VerbOutput } from '@grant/schema';
import type { Knex } from 'knex';
import { fromRow } from '../row.ts';
import type { CaseRecord } from './cases.ts';

type Award = VerbOutput<'case.workbench'>['awards'][number];

// A firm that was renamed keeps its number, one without a number its name or its place: each agreement is shown with its
// reason and judged by a person. The list of earlier years holds real firms, which a practice case never meets.
const AWARDS = `
  select d.id, 'decision' as source, p.fiscal_year, concat_ws('　', d.number, a.receipt_number) as reference,
         a.employer_name, d.amount, a.leave_days,
         case when e.corporate_number = :corporateNumber then '法人番号が同じ' else '名称が同じ' end as agreed
    from decisions d
    join applications a on a.id = d.application
    join programmes p on p.id = a.programme
    left join employers e on e.id = a.employer
   where d.kind = 'grant' and d.status = 'live' and a.id <> :id and a.practice = :practice
     and (e.corporate_number = :corporateNumber
          or (coalesce(e.corporate_number, cast(:corporateNumber as text)) is null and e.name_key = :nameKey))
  union all
  select w.id, 'list', w.fiscal_year, coalesce(w.source, '過年度の支給一覧'), w.employer_name, w.amount, w.leave_days,
         case when w.corporate_number = :corporateNumber then '法人番号が同じ'
              when w.insurance_office_number = :officeNumber then '雇用保険適用事業所番号が同じ'
              when w.name_key = :nameKey then '名称が同じ' else '所在地が同じ' end
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
    corporateNumber: text('employerCorporateNumber'),
    officeNumber: text('insuranceOfficeNumber'),
    nameKey: text('nameKey'),
    addressKey: text('addressKey'),
  });
  return answer.rows.map((row) => fromRow<Award>(row));
}

/** Whether a list of earlier years stands on the side of the case, practice or real. */
export async function earlierAwardsListed(database: Knex, { practice }: CaseRecord): Promise<boolean> {
  const one: unknown = await database('prior_awards as w')
    .where({ practice })
    .whereRaw("grant_listed('prior_award', w.row_hash, w.practice, w.fiscal_year)")
    .first('id');
  return one !== undefined;
}
