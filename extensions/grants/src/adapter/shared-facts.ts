import { nameKey, ownMailDomain, phoneKey, type KnownAnswers, type SharedCase } from '@grant/schema';
import { agentJoins, agentKeySql, agentOfCase } from './store/agents.ts';
import { FILED_BESIDE, marksInCommon, OF_THIS_EMPLOYER, type MarksInCommon } from './shared-marks.ts';
import type { CaseRecord } from './store/cases.ts';
import { keysOf } from './store/employers.ts';
import type { Unit } from './work.ts';

// One agent's own number and mail stand on the filings of many employers, in both channels.
const OF_ANOTHER_AGENT = `(${agentKeySql('o')}) is distinct from coalesce(cast(:agent as text), '')`;

// What this case shares with cases of other employers. One employer may well use one phone or one file twice.
const SHARED = `
  with other as (
    select a.* from applications a where ${FILED_BESIDE} and not ${OF_THIS_EMPLOYER})
  select 'withdrawnInDoubt' as fact, w.receipt_number as reference, null as name from applications w
   where w.practice = :practice and w.id <> :id and w.state = 'withdrawn' and w.employee_key = cast(:employeeKey as text)
     and w.receipt_number is not null and grant_doubt_stands(w.id)
     and (w.employer = cast(:employer as uuid) or w.employer_corporate_number = cast(:corporateNumber as text)
       or w.insurance_office_number = cast(:officeNumber as text))
  union all
  select 'sameAccount', o.receipt_number, o.representative_name from other o join bank_accounts b on b.application = o.id
   where b.number_index = :accountIndex and b.status = 'live'
  union all
  select 'samePhone', o.receipt_number, o.representative_name from other o ${agentJoins('o')}
   where (o.phone_key = :phoneKey and o.phone_key <> '')
      or ${OF_ANOTHER_AGENT} and cast(:phones as text[])
         && array[nullif(o.phone_key, ''), nullif(o.contact_phone, ''), nullif(regexp_replace(coalesce(gp.phone, ga.phone), '[^0-9]', '', 'g'), '')]
  union all
  select 'sameProducer', o.receipt_number, null from other o where o.id in (select * from grant_same_makers(:id, 'producer', :producers))
  union all
  select 'sameMailDomain', o.receipt_number, o.representative_name from other o ${agentJoins('o')}
   where split_part(lower(o.contact_email), '@', 2) = :mailDomain and ${OF_ANOTHER_AGENT}
  union all
  select 'sameConnection', o.receipt_number, o.representative_name from other o ${agentJoins('o')}
   where o.id in (select * from grant_same_connections(:id, :connections)) and ${OF_ANOTHER_AGENT}
  union all
  select 'sameAgent', o.receipt_number, o.representative_name from other o ${agentJoins('o')}
   where ${agentKeySql('o')} = :agent
  union all
  select 'sameEmployee', o.receipt_number, null from other o where o.employee_insured_number = :insuredNumber
  union all
  select 'sameChild', o.receipt_number, o.employee_name_kana from other o
   where o.employee_birth_on = :employeeBirthOn
     and o.child_birth_on = :childBirthOn and o.employee_insured_number <> :insuredNumber
  union all
  select 'sameRepresentative', o.receipt_number, o.representative_name from other o
   where o.address_key = :addressKey and o.address_key <> ''
   order by 1, 2`;

type SharedFact =
  | 'withdrawnInDoubt'
  | 'sameConnection'
  | 'sameAgent'
  | 'sameProducer'
  | 'sameMailDomain'
  | 'sameAccount'
  | 'samePhone'
  | 'sameEmployee'
  | 'sameChild'
  | 'sameRepresentative';

interface SharedRow {
  readonly fact: SharedFact;
  readonly reference: string;
  /** Of the person that the fact is about, as written there; null where it is about none. */
  readonly name: string | null;
}

// Two people may bear one name: of one at another address something else must be the same before it is a sign.
const REACHED_ALIKE: ReadonlySet<SharedFact> = new Set<SharedFact>([
  'sameAccount',
  'samePhone',
  'sameMailDomain',
  'sameConnection',
  'sameAgent',
]);

// A space, or 髙 for 高, makes nobody another person.
function samePerson(one: string | null, two: string | null): boolean {
  const key = nameKey(one ?? '');
  return key !== '' && key === nameKey(two ?? '');
}

/** What so many other cases share is the exit of a telephone company. */
const CONNECTION_CASES_MAX = 10;
/** What more cases hold than this is the name of a usual program. */
const PRODUCER_CASES_MAX = 3;

/** Every telephone number of this case: of the employer, of the person in charge, of the agent. */
async function phonesOf(unit: Unit, application: KnownAnswers, registered: string | null): Promise<string[]> {
  const agent =
    registered === null
      ? undefined
      : await unit.trx<{ id: string; phone: string | null }>('agents').where({ id: registered }).first();
  const given = [application.employerPhone, application.contactPhone, agent?.phone];
  return [...new Set(given.map((phone) => phoneKey(phone ?? '')))].filter((phone) => phone !== '');
}

type SharedCases = Record<
  | Exclude<SharedFact, 'sameAgent'>
  | 'sameRepresentativeElsewhere'
  | 'sameFile'
  | 'samePage'
  | 'sameAuthor'
  | 'sameText',
  readonly SharedCase[]
>;

/** 別の事業主の申請と共通するもの: cases of other employers, by what they share with this one. */
export async function sharedOf(
  unit: Unit,
  current: CaseRecord,
  application: KnownAnswers,
  accountIndex: string | null,
): Promise<SharedCases & Omit<MarksInCommon, 'few'>> {
  const { nameKey: employerName, phoneKey: employerPhone, addressKey, employeeKey } = keysOf(application);
  const agent = await agentOfCase(unit.trx, current.id);
  const bindings = {
    id: current.id,
    practice: current.practice,
    employer: current.employer,
    accountIndex,
    nameKey: employerName,
    employeeKey,
    corporateNumber: application.employerCorporateNumber || null,
    officeNumber: application.insuranceOfficeNumber || null,
    phoneKey: employerPhone,
    addressKey,
    insuredNumber: application.employeeInsuredNumber,
    employeeBirthOn: application.employeeBirthOn,
    childBirthOn: application.childBirthOn,
    agent: agent?.key ?? null,
    phones: await phonesOf(unit, application, agent?.agent ?? null),
    mailDomain: ownMailDomain(application.contactEmail ?? ''),
    connections: CONNECTION_CASES_MAX,
    producers: PRODUCER_CASES_MAX,
  };
  const answer: { rows: SharedRow[] } = await unit.trx.raw(SHARED, bindings);
  const { few, ...marks } = await marksInCommon(unit, current, application, agent, bindings);
  const of = (fact: SharedFact, person?: string | null): SharedCase[] =>
    answer.rows
      .filter((row) => row.fact === fact && (person === undefined || samePerson(row.name, person)))
      .map(({ reference }) => ({ reference }));
  const sameRepresentative = of('sameRepresentative', application.representativeName);
  const here = new Set(sameRepresentative.map(({ reference }) => reference));
  const alike = [...REACHED_ALIKE].flatMap((fact) => of(fact, application.representativeName));
  return {
    withdrawnInDoubt: of('withdrawnInDoubt'),
    sameFile: few.file,
    samePage: few.page,
    sameAccount: of('sameAccount'),
    samePhone: of('samePhone'),
    sameEmployee: of('sameEmployee'),
    sameChild: of('sameChild', application.employeeNameKana),
    sameRepresentative,
    sameRepresentativeElsewhere: alike.filter(({ reference }) => !here.has(reference)),
    sameAuthor: few.author,
    sameProducer: of('sameProducer'),
    sameText: few.text,
    sameMailDomain: of('sameMailDomain'),
    sameConnection: of('sameConnection'),
    ...marks,
  };
}
