import {
  agentConcentration,
  paperLabel,
  signalsOf,
  type AgentShare,
  type AwardNumber,
  type CaseState,
  type CivilDate,
  type KnownAnswers,
  type PaperCode,
  type PaperTraits,
  type SignalFacts,
} from '@grant/schema';
import { fromRow } from './row.ts';
import { liveAccount } from './store/accounts.ts';
import { agentJoins, agentKeySql, agentOfCase } from './store/agents.ts';
import type { CaseRecord } from './store/cases.ts';
import { keysOf } from './store/employers.ts';
import { keepSignals } from './store/signals.ts';
import { sharedOf } from './shared-facts.ts';
import type { Unit } from './work.ts';

/** Papers that must have been written before the leave began. */
const BEFORE_LEAVE: ReadonlySet<PaperCode> = new Set<PaperCode>([
  'leave_request',
  'leave_notice',
  'work_rules',
]);

// The case that is being filed is one of them, although its row says so only afterwards.
const AGENT = `
  select count(*) filter (where ${agentKeySql('a')} = :agent)::int as cases,
         count(distinct case when a.id = :id then cast(:employer as uuid) else a.employer end)
           filter (where ${agentKeySql('a')} = :agent)::int as employers,
         count(*)::int as of_all
    from applications a ${agentJoins('a')}
   where a.practice = :practice and a.programme = :programme
     and (a.state not in ('draft', 'received', 'withdrawn') or a.id = :id and a.state <> 'withdrawn')`;

// How many cases the office has altogether says nothing of one agent.
const OF_AGENT = `
  select a.receipt_number as number from applications a ${agentJoins('a')}
    left join signals s on s.application = a.id and s.code = 'agent_concentration' and s.active
   where a.practice = :practice and a.programme = :programme and a.id <> :id and ${agentKeySql('a')} = :agent
     and a.state = any(cast(:undecided as text[]))
     and (grant_signal_basis(s.reason), s.score)
         is distinct from (grant_signal_basis(cast(:reason as text)), cast(:score as integer))`;

const UNDECIDED: readonly CaseState[] = [
  'submitted',
  'in_review',
  'correction_requested',
  'recommended',
  'suspended',
];

const TRAITS = `
  select p.paper, t.made_on, t.changed_on, (p.uploaded_at at time zone 'Asia/Tokyo')::date::text as came_on
    from attachments p join paper_traits t on t.attachment = p.id
   where p.application = ? and p.status = 'received' order by p.uploaded_at`;

const CHANGED = `
  select to_state from case_events where application = ? and event = 'change_account' order by seq desc limit 1`;

async function agentShare(unit: Unit, current: CaseRecord): Promise<AgentShare | null> {
  const agent = await agentOfCase(unit.trx, current.id);
  if (agent === null) return null;
  const { id, employer, practice, programme } = current;
  const bindings = { agent: agent.key, id, employer, practice, programme };
  const answer: { rows: object[] } = await unit.trx.raw(AGENT, bindings);
  return answer.rows[0] === undefined ? null : fromRow<AgentShare>(answer.rows[0]);
}

/**
 * Receipt numbers of the agent's other undecided cases that say something else of the agent than is so by now. For whoever
 * files, or takes back: what a job renews calls for nothing more, so that it ends there.
 */
export async function casesOfAgentBeside(unit: Unit, current: CaseRecord): Promise<string[]> {
  const agent = await agentOfCase(unit.trx, current.id);
  if (agent === null) return [];
  const [signal] = agentConcentration({ agent: await agentShare(unit, current) });
  const { id, practice, programme } = current;
  const answer: { rows: { number: string }[] } = await unit.trx.raw(OF_AGENT, {
    ...{ id, practice, programme, agent: agent.key, undecided: [...UNDECIDED] },
    ...{ reason: signal?.reason ?? null, score: signal?.score ?? null },
  });
  return answer.rows.map(({ number }) => number);
}

async function traitsOf(unit: Unit, current: CaseRecord): Promise<PaperTraits[]> {
  const answer: { rows: object[] } = await unit.trx.raw(TRAITS, [current.id]);
  return answer.rows.map((row) => {
    const { paper, madeOn, changedOn, cameOn } = fromRow<{ paper: PaperCode } & PaperTraits>(row);
    return { label: paperLabel(paper, {}), beforeLeave: BEFORE_LEAVE.has(paper), madeOn, changedOn, cameOn };
  });
}

// A number of this case that stands in the list of earlier years beside the name of another firm.
const AWARD_NUMBERS = `
  select case when w.corporate_number = :corporateNumber then 'corporate_number' else 'insurance_office_number' end as kind,
         w.fiscal_year, w.employer_name as name
    from prior_awards w
   where w.practice = :practice and grant_listed('prior_award', w.row_hash, w.practice, w.fiscal_year)
     and similarity(lower(w.name_key), lower(:nameKey)) < 0.3
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
  const { outdated, ...shared } = await sharedOf(unit, current, application, accountIndex);
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
    ...shared,
  };
  const touched = await keepSignals(unit, current.id, signalsOf(facts));
  return [...new Set([...touched, ...outdated])];
}
