import {
  isSignalCode,
  SIGNAL_ALERT_MIN,
  signalLabels,
  signalTotal,
  stateLabel,
  suspicionKinds,
  suspicionStates,
  type SignalCode,
  type VerbOutput,
  type VerbParsed,
} from '@grant/schema';
import type { Actor } from '../../adapter/actor.ts';
import { fromRow } from '../../adapter/row.ts';
import { agentJoins, agentKeySql, agentOfficeSql } from '../../adapter/store/agents.ts';
import { refused } from '../../adapter/refused.ts';
import { prefectureAddresses } from '../../adapter/store/prefecture.ts';
import { currentProgramme } from '../../adapter/store/programmes.ts';
import { UNSENT_REPORTS } from '../../jobs/suspicion.ts';
import type { ActorVisit } from '../visit.ts';

type Board = VerbOutput<'doubt.board'>;

const SUSPICIONS = `
  select s.id, s.kind, s.state as suspicion, s.raised_at, s.reported_at, s.proposed_by is not null as proposed,
         s.id in (${UNSENT_REPORTS}) as unsent,
         a.id as application_id, a.receipt_number, a.employer_name, a.state
    from suspicions s join applications a on a.id = s.application
   where s.state in ('raised', 'reported') and a.practice = :practice order by s.raised_at`;

/** Cases with signals on one page. */
const PAGE_SIZE = 100;

const WITH_SIGNALS = `
    from signals g join applications a on a.id = g.application
   where g.active and grant_signal_counts(g) and a.practice = :practice
     and a.state not in ('draft', 'received', 'withdrawn')`;

// Those of one group, whether a signal of theirs counts or was looked at already.
const OF_GROUP = `
    from applications a left join signals g on g.application = a.id and g.active and grant_signal_counts(g)
   where a.practice = :practice and a.state not in ('draft', 'received', 'withdrawn')
     and a.receipt_number = any(cast(:numbers as text[]))`;

const GROUP = `
  select a.receipt_number, g.reason, array(select jsonb_array_elements_text(g.related::jsonb)) as related
    from applications a join signals g on g.application = a.id
   where a.id = cast(:group as uuid) and a.practice = :practice and g.code = 'mass_filing' and g.active`;

// What the group shares is said once above its cases.
const signalsOf = (cases: string): string => `
  select a.id as application_id, a.receipt_number, a.employer_name, a.state, coalesce(array_agg(g.score) filter (where g.id is not null), '{}') as scores,
         coalesce(array_agg(g.reason order by g.score desc) filter (where g.id is not null and g.code <> :said), '{}') as reasons,
         coalesce(array_agg(g.code order by g.score desc) filter (where g.id is not null and g.code <> :said), '{}') as codes,
         coalesce(bool_or(jsonb_array_length(g.related::jsonb) > 0), false) as linked,
         coalesce(max(jsonb_array_length(g.related::jsonb) + 1) filter (where g.code = 'mass_filing'), 0) as massed
    ${cases}
   group by a.id
   order by case when a.state in ('refused', 'cancelled', 'repaid') then 2 when a.state = 'paid' then 1 else 0 end,
         least(coalesce(sum(g.score), 0), 100) desc, a.receipt_number, a.id limit :size offset :from`;

// Whom the office sees most of, with the names of the register; the share is of all cases of the programme.
const AGENTS = `
  with filed as (select * from applications where practice = :practice and programme = :programme
                    and state not in ('draft', 'received', 'withdrawn'))
  select min(coalesce(gp.name, ga.name, concat_ws(' ', u.last_name, u.first_name))) as name,
         min(${agentOfficeSql}) as office,
         min(f.id::text) as one_case, count(*) over ()::int as total,
         count(*)::int as cases, count(distinct f.employer)::int as employers,
         round(100.0 * count(*) / (select count(*) from filed))::int as percent
    from filed f ${agentJoins('f')} left join directus_users u on u.id = f.agent
   where f.agent is not null or pa.agent is not null
   group by ${agentKeySql('f')} order by cases desc, name limit 50`;

type SuspicionLine = Omit<Board['suspicions'][number], 'kindLabel' | 'stateLabel' | 'caseStateLabel'> & {
  readonly kind: keyof typeof suspicionKinds;
  readonly suspicion: keyof typeof suspicionStates;
  readonly state: Parameters<typeof stateLabel>[0];
};
type SignalLine = Omit<Board['cases'][number], 'total' | 'alert' | 'caseStateLabel'> & {
  readonly scores: readonly number[];
  readonly codes: readonly string[];
  readonly state: Parameters<typeof stateLabel>[0];
};

type AgentLine = Board['agents'][number] & { readonly total: number };

const REPORT_READERS = ['reviewer', 'approver', 'payment_clerk', 'manager', 'official', 'auditor'] as const;
const OFFICE = ['reception', 'reviewer', 'approver', 'manager', 'auditor'] as const;

/** Whether this person reads names; a prefecture official does not. */
export function isInside(actor: Actor): boolean {
  return OFFICE.some((duty) => actor.duties.has(duty));
}

type Rows = <T>(sql: string, bindings: object) => Promise<T[]>;

// The group of a case is that case, and those that its own signal names.
async function groupOf(
  rows: Rows,
  asked: { readonly practice: boolean; readonly group: string },
): Promise<{ readonly receiptNumber: string; readonly reason: string; readonly numbers: readonly string[] }> {
  type Group = {
    readonly receiptNumber: string;
    readonly reason: string;
    readonly related: readonly string[];
  };
  const [found] = await rows<Group>(GROUP, asked);
  if (found === undefined) refused('NOT_FOUND', { what: '同じ書類・文章による申請のまとまり' });
  const { receiptNumber, reason } = found;
  return { receiptNumber, reason, numbers: [receiptNumber, ...found.related] };
}

/** 疑義の一覧: what is open, what looks odd, and whose applications are many. An official sees all of it without names. */
export async function showBoard(
  { office, actor }: ActorVisit,
  { page = 1, group }: VerbParsed<'doubt.board'>,
): Promise<Board> {
  const { practice, id: programme } = await currentProgramme(office);
  const rows: Rows = async <T>(sql: string, bindings: object): Promise<T[]> => {
    const answer: { rows: object[] } = await office.database.raw(sql, { ...bindings });
    return answer.rows.map((row) => fromRow<T>(row));
  };
  const inside = isInside(actor);
  const suspicions = await rows<SuspicionLine>(SUSPICIONS, { practice });
  const asked = group === undefined ? null : await groupOf(rows, { practice, group });
  const listed = asked === null ? WITH_SIGNALS : OF_GROUP;
  const said = asked === null ? '' : ('mass_filing' satisfies SignalCode);
  const paged = {
    said,
    practice,
    numbers: asked?.numbers ?? [],
    size: PAGE_SIZE,
    from: (page - 1) * PAGE_SIZE,
  };
  const cases = await rows<SignalLine>(signalsOf(listed), paged);
  const [signalled] = await rows<{ total: number }>(
    `select count(distinct a.id)::int as total ${listed}`,
    paged,
  );
  const casesTotal = signalled?.total ?? 0;
  const agents = await rows<AgentLine>(AGENTS, { practice, programme });
  return {
    scope: inside ? 'office' : 'official',
    mayOpenReport: REPORT_READERS.some((duty) => actor.duties.has(duty)),
    addressed: (await prefectureAddresses(office.database)).length > 0,
    suspicions: suspicions.map(({ kind, suspicion, state, ...line }) => ({
      ...line,
      employerName: inside ? line.employerName : null,
      kindLabel: suspicionKinds[kind],
      stateLabel: suspicionStates[suspicion],
      caseStateLabel: stateLabel(state),
    })),
    cases: cases.map(({ scores, codes, state, ...line }) => {
      const total = signalTotal(scores.map((score) => ({ score })));
      const shown = { ...line, total, alert: total >= SIGNAL_ALERT_MIN, caseStateLabel: stateLabel(state) };
      // A reason may name a firm.
      return inside
        ? shown
        : {
            ...shown,
            employerName: null,
            reasons: codes.map((code) => (isSignalCode(code) ? signalLabels[code] : code)),
          };
    }),
    group:
      asked === null
        ? null
        : {
            receiptNumber: asked.receiptNumber,
            size: asked.numbers.length,
            reason: inside ? asked.reason : null,
          },
    casesTotal,
    casesPages: Math.max(1, Math.ceil(casesTotal / PAGE_SIZE)),
    agentsTotal: agents[0]?.total ?? 0,
    agents: agents.map(({ employers, percent, oneCase, ...agent }, index) => ({
      name: inside ? agent.name : `手続代行者${String(index + 1)}`,
      office: inside ? agent.office : '',
      cases: agent.cases,
      employers,
      percent,
      oneCase,
    })),
  };
}
