import {
  corporateNameKey,
  phoneKey,
  stateLabel,
  type CaseState,
  type VerbOutput,
  type VerbParsed,
} from '@grant/schema';
import { fromRow } from '../../adapter/row.ts';
import { currentProgramme } from '../../adapter/store/programmes.ts';
import type { ActorVisit } from '../visit.ts';

type Line = VerbOutput<'intake.list'>['cases'][number];
type Answered = VerbOutput<'intake.list'>['corrections'][number];
type Hit = VerbOutput<'intake.search'>['hits'][number];

const LIST = `
  select a.id, a.receipt_number, a.received_on, e.facts ->> 'arrivedOn' as arrived_on,
         e.facts ->> 'postmarkOn' as postmark_on, d.answers ->> 'employerName' as employer_name,
         (select count(*)::int from attachments p where p.application = a.id and p.status = 'received') as attachments
    from applications a
    left join drafts d on d.application = a.id
    left join case_events e on e.application = a.id and e.event = 'receive'
   where a.state = 'received' and a.practice = ?
   order by a.received_on, a.receipt_number limit 200`;

const ANSWERS = `
  select a.id, a.receipt_number, a.employer_name, a.channel, c.due_on
    from corrections c join applications a on a.id = c.application
   where c.state = 'open' and a.state = 'correction_requested' and a.practice = ?
   order by a.channel = 'online', c.due_on, a.receipt_number limit 200`;

/** 入力中の郵送申請: opened and numbered, not yet registered; the oldest first. */
export async function listIntake(visit: ActorVisit): Promise<VerbOutput<'intake.list'>> {
  const programme = await currentProgramme(visit.office);
  const { database } = visit.office;
  const answer: { rows: object[] } = await database.raw(LIST, [programme.practice]);
  const answers: { rows: object[] } = await database.raw(ANSWERS, [programme.practice]);
  return {
    postRule: programme.figures.postRule,
    cases: answer.rows.map((row) => fromRow<Line>(row)),
    corrections: answers.rows.map((row) => fromRow<Answered>(row)),
  };
}

interface Found {
  readonly source: Hit['source'];
  readonly id: string;
  readonly receiptNumber: string | null;
  readonly employerName: string | null;
  readonly employeeName: string | null;
  readonly state: CaseState | null;
  readonly channel: Hit['channel'];
  readonly fiscalYear: number | null;
  readonly sameNumber: boolean | null;
  readonly samePhone: boolean | null;
  readonly alike: number | null;
}

/** Names at least so alike are worth a look before typing; a person decides at once, so rather one too many. */
const ALIKE_MIN = 0.5;

// Drafts of applicants are nobody's business yet; papers being typed in are looked up by what is typed so far.
const SEARCH = `
  with known as (
    select 'application' as source, a.id, a.receipt_number, coalesce(a.employer_name, d.answers ->> 'employerName') as employer_name,
           coalesce(a.employee_name, d.answers ->> 'employeeName') as employee_name, a.state, a.channel, null::int as fiscal_year,
           coalesce(a.employer_corporate_number, d.answers ->> 'employerCorporateNumber') as corporate_number,
           a.name_key, coalesce(a.phone_key, regexp_replace(d.answers ->> 'employerPhone', '\\D', '', 'g')) as phone_key
      from applications a left join drafts d on d.application = a.id
     where a.practice = :practice and a.state <> 'draft'
    union all
    select 'prior_award', w.id, null, w.employer_name, null, null, null, w.fiscal_year, w.corporate_number, w.name_key, null
      from prior_awards w where w.practice = :practice
  ), matched as (
    select *, corporate_number = :corporateNumber as same_number, phone_key = :phoneKey as same_phone,
           case when :nameKey = '' then 0
                when name_key = :nameKey then 1
                when position(:nameKey in coalesce(name_key, employer_name, '')) > 0 then 0.9
                else similarity(coalesce(name_key, employer_name, ''), :nameKey) end as alike
      from known)
  select * from matched
   where same_number or same_phone or alike >= :alikeMin
   order by same_number desc nulls last, same_phone desc nulls last, alike desc limit 30`;

function agreedOf(found: Found): string[] {
  return [
    ...(found.sameNumber === true ? ['法人番号が同じ'] : []),
    ...(found.samePhone === true ? ['電話番号が同じ'] : []),
    ...((found.alike ?? 0) >= 1 ? ['名称が同じ'] : (found.alike ?? 0) >= ALIKE_MIN ? ['名称が似ている'] : []),
  ];
}

/** 入力前の重複の確認: who applied already, on any channel, or was paid in an earlier year. Nothing is written. */
export async function searchBeforeTyping(
  visit: ActorVisit,
  input: VerbParsed<'intake.search'>,
): Promise<VerbOutput<'intake.search'>> {
  const digits = (text: string | undefined): string | null => {
    const only = (text ?? '').normalize('NFKC').replace(/\D/gu, '');
    return only === '' ? null : only;
  };
  const phone = digits(input.phone);
  const programme = await currentProgramme(visit.office);
  const answer: { rows: object[] } = await visit.office.database.raw(SEARCH, {
    practice: programme.practice,
    corporateNumber: digits(input.corporateNumber),
    phoneKey: phone === null ? null : phoneKey(phone),
    nameKey: corporateNameKey(input.employerName ?? '').key,
    alikeMin: ALIKE_MIN,
  });
  return {
    hits: answer.rows.map((row) => {
      const found = fromRow<Found>(row);
      return {
        source: found.source,
        id: found.id,
        receiptNumber: found.receiptNumber,
        employerName: found.employerName,
        employeeName: found.employeeName,
        state: found.state,
        stateLabel: found.state === null ? `${found.fiscalYear ?? ''}年度に支給` : stateLabel(found.state),
        channel: found.channel,
        agreed: agreedOf(found),
      };
    }),
  };
}
