import {
  addressKey,
  corporateNameKey,
  emailKey,
  phoneKey,
  stateLabel,
  type CaseState,
  type VerbOutput,
  type VerbParsed,
} from '@grant/schema';
import { refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { currentProgramme } from '../../adapter/store/programmes.ts';
import { digitsOf, READING, typedEnvelopes, type TypedEnvelope } from '../desk/typed-envelopes.ts';
import type { ActorVisit } from '../visit.ts';

type Line = VerbOutput<'intake.list'>['cases'][number];
type Answered = VerbOutput<'intake.list'>['corrections'][number];
type Hit = VerbOutput<'intake.search'>['hits'][number];

/** Shown of a list; the rest is counted, and found by number or name. */
const LINES = 200;

/** SQL: of cases `a` and their drafts `d`, those that bear the words of the desk in their number or name. */
const NAMED = `
  (:words = '' or position(:words in normalize(lower(concat(a.receipt_number, ' ',
    coalesce(a.employer_name, d.answers ->> 'employerName'))), NFKC)) > 0)`;

const LIST = `
  select a.id, a.receipt_number, a.received_on, e.days ->> 'arrivedOn' as arrived_on,
         e.days ->> 'postmarkOn' as postmark_on, d.answers ->> 'employerName' as employer_name,
         (select count(*)::int from attachments p where p.application = a.id and p.status = 'received') as attachments
    from applications a
    left join drafts d on d.application = a.id
    left join lateral (select grant_postal_days(a.id) as days) e on true
   where a.state = 'received' and a.practice = :practice and ${NAMED}
   order by a.received_on, a.receipt_number`;

const ANSWERS = `
  select a.id, a.receipt_number, a.employer_name, a.channel, c.due_on,
         (r.at at time zone 'Asia/Tokyo')::date::text as arrived_on
    from corrections c join applications a on a.id = c.application left join drafts d on d.application = a.id
    left join lateral (select grant_answer_arrived(c.id) as at) r on true
   where c.state = 'open' and a.state = 'correction_requested' and a.practice = :practice and ${NAMED}
   order by r.at nulls last, a.channel = 'online', c.due_on, a.receipt_number`;

/** 入力中の郵送申請: opened and numbered, not yet registered; the oldest first. */
export async function listIntake(
  visit: ActorVisit,
  input: VerbParsed<'intake.list'>,
): Promise<VerbOutput<'intake.list'>> {
  const programme = await currentProgramme(visit.office);
  const { database } = visit.office;
  const asks = {
    practice: programme.practice,
    words: (input.words ?? '').normalize('NFKC').toLowerCase(),
  };
  const listed = async (query: string) => {
    const lines: { rows: object[] } = await database.raw(`${query} limit ${String(LINES)}`, asks);
    const all: { rows: { count: number }[] } = await database.raw(
      `select count(*)::int as count from (${query}) as listed`,
      asks,
    );
    return { rows: lines.rows, more: Math.max(0, (all.rows[0]?.count ?? 0) - lines.rows.length) };
  };
  const cases = await listed(LIST);
  const corrections = await listed(ANSWERS);
  return {
    postRule: programme.figures.postRule,
    cases: cases.rows.map((row) => fromRow<Line>(row)),
    moreCases: cases.more,
    corrections: corrections.rows.map((row) => fromRow<Answered>(row)),
    moreCorrections: corrections.more,
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
  readonly sameAddress: boolean | null;
  readonly sameMail: boolean | null;
  readonly sameInsured: boolean | null;
  readonly sameEmployee: boolean | null;
  readonly alike: number | null;
}

/** Names at least so alike are worth a look before typing; a person decides at once, so rather one too many. */
const ALIKE_MIN = 0.5;

// Drafts of applicants are nobody's business yet; papers being typed in are looked up by what is typed so far.
const SEARCH = `
  with typed as (
    select * from jsonb_to_recordset(cast(:typed as jsonb)) as t(id uuid, name text, corporate_number text, name_key text,
           reading text, address_key text, phone_key text, contact_phone text, mail text, insured text)
  ), known as (
    select 'application' as source, a.id, a.receipt_number, coalesce(a.employer_name, t.name) as employer_name,
           coalesce(a.employee_name, d.answers ->> 'employeeName') as employee_name, a.state, a.channel, null::int as fiscal_year,
           coalesce(a.employer_corporate_number, t.corporate_number) as corporate_number,
           coalesce(a.name_key, t.name_key) as name_key, coalesce(nullif(${READING}, ''), t.reading) as reading,
           coalesce(a.address_key, t.address_key) as address_key, coalesce(a.phone_key, t.phone_key) as phone_key,
           coalesce(nullif(${digitsOf('a.contact_phone')}, ''), t.contact_phone) as contact_phone,
           coalesce(lower(btrim(normalize(a.contact_email, NFKC))), t.mail) as mail,
           coalesce(a.employee_insured_number, t.insured) as insured
      from applications a left join typed t on t.id = a.id left join drafts d on d.application = a.id
     where a.practice = :practice and a.state <> 'draft'
    union all
    select 'prior_award', w.id, null, w.employer_name, null, null, null, w.fiscal_year, w.corporate_number, coalesce(w.name_key, w.employer_name), null,
           w.address_key, null, null, null, null
      from prior_awards w where w.practice = :practice
       and grant_listed('prior_award', w.row_hash, w.practice, w.fiscal_year)
  ), matched as (
    select *, corporate_number = :corporateNumber as same_number, :phoneKey in (phone_key, contact_phone) as same_phone,
           address_key = :addressKey as same_address, mail = :mail as same_mail, insured = :insured as same_insured,
           case when cast(:employee as text) <> '' then grant_person_key(employee_name) = grant_person_key(:employee) end
             as same_employee,
           case when :nameKey = '' then 0
                when name_key = :nameKey then 1
                when position(:nameKey in coalesce(name_key, '')) > 0 then 0.9
                when position(:nameKey in coalesce(reading, '')) > 0 then 0.9
                else similarity(coalesce(name_key, ''), :nameKey) end as alike
      from known)
  select * from matched
   where same_number or same_phone or same_address or same_mail or same_insured or same_employee or alike >= :alikeMin
   order by same_insured desc nulls last, same_number desc nulls last, same_employee desc nulls last, same_phone desc nulls last, same_mail desc nulls last,
            same_address desc nulls last, alike desc limit 30`;

/** Digits alone; null where there are none, which agrees with nothing. */
function digits(text: string | null | undefined): string | null {
  return (text ?? '').normalize('NFKC').replace(/\D/gu, '') || null;
}

/** What is typed of an envelope, by the keys that registered cases have. */
const keysOf = (one: TypedEnvelope) => ({
  id: one.id,
  name: one.employerName,
  corporate_number: digits(one.corporateNumber),
  name_key: corporateNameKey(one.employerName ?? '').key,
  reading: corporateNameKey(one.employerNameKana ?? '').key,
  address_key: addressKey(one.employerAddress ?? ''),
  phone_key: phoneKey(one.employerPhone ?? ''),
  contact_phone: phoneKey(one.contactPhone ?? ''),
  mail: emailKey(one.contactEmail ?? ''),
  insured: digits(one.employeeInsuredNumber),
});

function agreedOf(found: Found): string[] {
  return [
    ...(found.sameInsured === true ? ['被保険者番号が同じ'] : []),
    ...(found.sameEmployee === true ? ['育休取得者の氏名が同じ'] : []),
    ...(found.sameNumber === true ? ['法人番号が同じ'] : []),
    ...(found.samePhone === true ? ['電話番号が同じ'] : []),
    ...(found.sameMail === true ? ['メールアドレスが同じ'] : []),
    ...(found.sameAddress === true ? ['所在地が同じ'] : []),
    ...((found.alike ?? 0) >= 1 ? ['名称が同じ'] : (found.alike ?? 0) >= ALIKE_MIN ? ['名称が似ている'] : []),
  ];
}

/**
 * 入力前の重複の確認: who applied already, on any channel, or was paid in an earlier year. Nothing is written. Refuses where nothing
 * was asked: nobody being found would say nothing.
 */
export async function searchBeforeTyping(
  visit: ActorVisit,
  input: VerbParsed<'intake.search'>,
): Promise<VerbOutput<'intake.search'>> {
  /** An empty key agrees with nothing. */
  const keyOr = (key: string): string | null => (key === '' ? null : key);
  const phone = digits(input.phone);
  const { practice } = await currentProgramme(visit.office);
  const { database } = visit.office;
  const keys = {
    addressKey: keyOr(addressKey(input.address ?? '')),
    mail: keyOr(emailKey(input.email ?? '')),
    corporateNumber: digits(input.corporateNumber),
    insured: digits(input.insuredNumber),
    employee: input.employeeName ?? '',
    phoneKey: phone === null ? null : phoneKey(phone),
    nameKey: corporateNameKey(input.employerName ?? '').key,
  };
  if (Object.values(keys).every((key) => (key ?? '') === ''))
    refused('INVALID_INPUT', {
      faults: [{ path: 'employerName', message: '確かめる項目を1つ以上入力してください。' }],
    });
  const answer: { rows: object[] } = await database.raw(SEARCH, {
    practice,
    typed: JSON.stringify((await typedEnvelopes(database, practice)).map(keysOf)),
    ...keys,
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
