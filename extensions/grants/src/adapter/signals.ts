import {
  nameKey,
  ownMailDomain,
  paperLabel,
  phoneKey,
  PRINT_CASES_MAX,
  PRINT_DISTANCE_MAX,
  signalsOf,
  type AgentShare,
  type AwardNumber,
  type CaseState,
  type CivilDate,
  type KnownAnswers,
  type PaperCode,
  type PaperTraits,
  type SharedCase,
  type SignalFacts,
} from '@grant/schema';
import { fromRow } from './row.ts';
import { liveAccount } from './store/accounts.ts';
import { agentJoins, agentKeySql, agentOfCase } from './store/agents.ts';
import type { CaseRecord } from './store/cases.ts';
import { keysOf } from './store/employers.ts';
import { keepSignals } from './store/signals.ts';
import type { Unit } from './work.ts';

/** Papers that must have been written before the leave began. */
const BEFORE_LEAVE: ReadonlySet<PaperCode> = new Set<PaperCode>([
  'leave_request',
  'leave_notice',
  'work_rules',
]);

// One agent's own number and mail stand on the filings of many employers, in both channels.
const OF_ANOTHER_AGENT = `(${agentKeySql('o')}) is distinct from coalesce(cast(:agent as text), '')`;

// What this case shares with cases of other employers. One employer may well use one phone or one file twice.
const SHARED = `
  with other as (
    select a.* from applications a
     where a.practice = :practice and a.id <> :id and a.state not in ('draft', 'received', 'withdrawn')
       and a.receipt_number is not null
       and a.employer is distinct from cast(:employer as uuid))
  select 'sameFile' as fact, o.receipt_number as reference, null as name from other o
   where exists (select from attachments x join attachments y on y.sha256 = x.sha256 and y.application = :id
                  where x.application = o.id and x.status = 'received' and y.status = 'received')
  union all
  select 'samePage', o.receipt_number, null from other o
   where o.id in (select * from grant_same_pages(:id, :distance, :most))
  union all
  select 'sameAccount', o.receipt_number, null from other o join bank_accounts b on b.application = o.id
   where b.number_index = :accountIndex and b.status = 'live'
  union all
  select 'samePhone', o.receipt_number, null from other o ${agentJoins('o')}
   where (o.phone_key = :phoneKey and o.phone_key <> '')
      or ${OF_ANOTHER_AGENT} and cast(:phones as text[])
         && array[nullif(o.phone_key, ''), nullif(o.contact_phone, ''), nullif(regexp_replace(coalesce(gp.phone, ga.phone), '[^0-9]', '', 'g'), '')]
  union all
  select 'sameAuthor', o.receipt_number, null from other o where o.id in (select * from grant_same_makers(:id, 'author', :makers))
  union all
  select 'sameProducer', o.receipt_number, null from other o where o.id in (select * from grant_same_makers(:id, 'producer', :most))
  union all
  select 'sameText', o.receipt_number, null from other o where o.id in (select * from grant_same_texts(:id, :makers))
  union all
  select 'sameMailDomain', o.receipt_number, null from other o ${agentJoins('o')}
   where split_part(lower(o.contact_email), '@', 2) = :mailDomain and ${OF_ANOTHER_AGENT}
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
  | 'sameAuthor'
  | 'sameProducer'
  | 'sameText'
  | 'sameMailDomain'
  | 'sameFile'
  | 'samePage'
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

// A space, or 髙 for 高, makes nobody another person.
function samePerson(one: string | null, two: string | null): boolean {
  const key = nameKey(one ?? '');
  return key !== '' && key === nameKey(two ?? '');
}

const AGENT = `
  select count(*) filter (where ${agentKeySql('a')} = :agent)::int as cases,
         count(distinct a.employer) filter (where ${agentKeySql('a')} = :agent)::int as employers,
         count(*)::int as of_all
    from applications a ${agentJoins('a')}
   where a.practice = :practice and a.programme = :programme and a.state not in ('draft', 'received', 'withdrawn')`;

const TRAITS = `
  select p.paper, t.made_on, t.changed_on from attachments p join paper_traits t on t.attachment = p.id
   where p.application = ? and p.status = 'received' order by p.uploaded_at`;

const CHANGED = `
  select to_state from case_events where application = ? and event = 'change_account' order by seq desc limit 1`;

async function agentShare(unit: Unit, current: CaseRecord): Promise<AgentShare | null> {
  const agent = await agentOfCase(unit.trx, current.id);
  if (agent === null) return null;
  const { practice, programme } = current;
  const answer: { rows: object[] } = await unit.trx.raw(AGENT, { agent: agent.key, practice, programme });
  return answer.rows[0] === undefined ? null : fromRow<AgentShare>(answer.rows[0]);
}

async function traitsOf(unit: Unit, current: CaseRecord): Promise<PaperTraits[]> {
  const answer: { rows: object[] } = await unit.trx.raw(TRAITS, [current.id]);
  return answer.rows.map((row) => {
    const { paper, madeOn, changedOn } = fromRow<{ paper: PaperCode } & PaperTraits>(row);
    return { label: paperLabel(paper, {}), beforeLeave: BEFORE_LEAVE.has(paper), madeOn, changedOn };
  });
}

/** What so many other cases hold is the name of a usual machine, or an example of a guide. */
const MAKER_CASES_MAX = 10;

/** Every telephone number of this case: of the employer, of the person in charge, of the agent. */
async function phonesOf(unit: Unit, application: KnownAnswers, registered: string | null): Promise<string[]> {
  const agent =
    registered === null
      ? undefined
      : await unit.trx<{ id: string; phone: string | null }>('agents').where({ id: registered }).first();
  const given = [application.employerPhone, application.contactPhone, agent?.phone];
  return [...new Set(given.map((phone) => phoneKey(phone ?? '')))].filter((phone) => phone !== '');
}

// A number of this case that stands in the list of earlier years beside the name of another firm.
const AWARD_NUMBERS = `
  select case when w.corporate_number = :corporateNumber then 'corporate_number' else 'insurance_office_number' end as kind,
         w.fiscal_year, w.employer_name as name
    from prior_awards w
   where w.practice = :practice and similarity(lower(w.name_key), lower(:nameKey)) < 0.3
     and (w.corporate_number = :corporateNumber
       or w.insurance_office_number = :officeNumber and w.corporate_number is distinct from :corporateNumber)
   order by w.fiscal_year desc, w.id`;

async function awardNumbers(
  unit: Unit,
  current: CaseRecord,
  application: KnownAnswers,
): Promise<AwardNumber[]> {
  const { nameKey } = keysOf(application);
  const answer: { rows: object[] } = await unit.trx.raw(AWARD_NUMBERS, {
    practice: current.practice,
    corporateNumber: application.employerCorporateNumber,
    officeNumber: application.insuranceOfficeNumber,
    nameKey,
  });
  return answer.rows.map((row) => fromRow<AwardNumber>(row));
}

async function sharedOf(
  unit: Unit,
  current: CaseRecord,
  application: KnownAnswers,
  accountIndex: string | null,
): Promise<Record<SharedFact, SharedCase[]>> {
  const { phoneKey: employerPhone, addressKey } = keysOf(application);
  const agent = await agentOfCase(unit.trx, current.id);
  const answer: { rows: SharedRow[] } = await unit.trx.raw(SHARED, {
    id: current.id,
    practice: current.practice,
    employer: current.employer,
    accountIndex,
    phoneKey: employerPhone,
    addressKey,
    insuredNumber: application.employeeInsuredNumber,
    employeeBirthOn: application.employeeBirthOn,
    childBirthOn: application.childBirthOn,
    agent: agent?.key ?? null,
    phones: await phonesOf(unit, application, agent?.agent ?? null),
    mailDomain: ownMailDomain(application.contactEmail ?? ''),
    makers: MAKER_CASES_MAX,
    distance: PRINT_DISTANCE_MAX,
    most: PRINT_CASES_MAX,
  });
  const of = (fact: SharedFact, person?: string | null): SharedCase[] =>
    answer.rows
      .filter((row) => row.fact === fact && (person === undefined || samePerson(row.name, person)))
      .map(({ reference }) => ({ reference }));
  return {
    sameFile: of('sameFile'),
    samePage: of('samePage'),
    sameAccount: of('sameAccount'),
    samePhone: of('samePhone'),
    sameEmployee: of('sameEmployee'),
    sameChild: of('sameChild', application.employeeNameKana),
    sameRepresentative: of('sameRepresentative', application.representativeName),
    sameAuthor: of('sameAuthor'),
    sameProducer: of('sameProducer'),
    sameText: of('sameText'),
    sameMailDomain: of('sameMailDomain'),
  };
}

async function accountChangedIn(unit: Unit, current: CaseRecord): Promise<CaseState | null> {
  const answer: { rows: { to_state: CaseState }[] } = await unit.trx.raw(CHANGED, [current.id]);
  return answer.rows[0]?.to_state ?? null;
}

/**
 * 疑義の兆候の計算: looks up what the case shares with others and what its files say of themselves, asks the domain, and
 * keeps the answer with the case. `current.employer` must be the employer of `application`.
 * @returns receipt numbers of the other cases for which this changes something
 */
export async function computeSignals(
  unit: Unit,
  current: CaseRecord,
  application: KnownAnswers,
  accountIndex: string | null,
  filedOn: string,
): Promise<readonly string[]> {
  const starts = application.leavePeriods.map((period) => period.startOn).toSorted();
  const ends = application.leavePeriods.map((period) => period.endOn).toSorted();
  const account = await liveAccount(unit.trx, current.id);
  const facts: SignalFacts = {
    filedOn: filedOn as CivilDate,
    leaveStartOn: starts[0] ?? null,
    leaveEndOn: ends.at(-1) ?? null,
    returnOn: application.returnOn,
    insuredOn: application.employeeInsuredOn,
    legalForm: application.employerLegalForm,
    employerNameKana: application.employerNameKana,
    accountHolderKana: account?.holderKana ?? null,
    accountChangedIn: await accountChangedIn(unit, current),
    agent: await agentShare(unit, current),
    papers: await traitsOf(unit, current),
    awardNumbers: await awardNumbers(unit, current, application),
    ...(await sharedOf(unit, current, application, accountIndex)),
  };
  return keepSignals(unit, current.id, signalsOf(facts));
}
