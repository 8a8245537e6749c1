import { signalTotal, stateLabel, type VerbOutput, type VerbParsed } from '@grant/schema';
import { fromRow } from '../../adapter/row.ts';
import { refused } from '../../adapter/refused.ts';
import { agentJoins, agentKeySql } from '../../adapter/store/agents.ts';
import { currentProgramme } from '../../adapter/store/programmes.ts';
import { visibleRows } from '../../adapter/visible.ts';
import type { ActorVisit } from '../visit.ts';
import { isInside, showBoard } from './board.ts';
import { showCluster } from './cluster.ts';

type AgentCases = VerbOutput<'doubt.agentCases'>;
type Line = Omit<AgentCases['cases'][number], 'caseStateLabel' | 'signals'> & {
  readonly state: Parameters<typeof stateLabel>[0];
  readonly scores: readonly number[];
};

const CASES_MAX = 200;

// The cases that the board counts for one agent, which is known by one of them.
const CASES = `
  with filed as (
    select f.*, ${agentKeySql('f')} as agent_key from applications f ${agentJoins('f')}
     where f.practice = :practice and f.programme = :programme and f.state not in ('draft', 'received', 'withdrawn'))
  select f.id as application_id, f.receipt_number, f.employer_name, f.state, f.amount_total as amount,
         array(select g.score from signals g where g.application = f.id and g.active and grant_signal_counts(g)) as scores
    from filed f
   where f.agent_key = (select one.agent_key from filed one where one.id::text = :id)
   order by f.submitted_at desc nulls last, f.receipt_number desc`;

/** 同じ手続代行者の申請: what the count of an agent on the board is made of. An official reads it without names. */
async function showAgentCases(
  { office, actor }: ActorVisit,
  { id }: VerbParsed<'doubt.agentCases'>,
): Promise<AgentCases> {
  const { practice, id: programme } = await currentProgramme(office);
  const answer: { rows: object[] } = await office.database.raw(CASES, { practice, programme, id });
  const found = answer.rows.map((row) => fromRow<Line>(row));
  const inside = isInside(actor);
  const seen = inside
    ? await visibleRows(office, actor, 'applications', {
        fields: ['id'],
        filter: { id: { _in: found.map(({ applicationId }) => applicationId) } },
        limit: -1,
      })
    : [];
  const visible = new Set(seen.map((row) => String(row['id'])));
  const lines = inside ? found.filter(({ applicationId }) => visible.has(applicationId)) : found;
  if (lines.length === 0) refused('NOT_FOUND', { what: '申請' });
  return {
    total: lines.length,
    cases: lines.slice(0, CASES_MAX).map(({ state, scores, employerName, ...line }) => ({
      ...line,
      employerName: inside ? employerName : null,
      caseStateLabel: stateLabel(state),
      signals: signalTotal(scores.map((score) => ({ score }))),
    })),
  };
}

export const boardHandlers = {
  'doubt.board': showBoard,
  'doubt.cluster': showCluster,
  'doubt.agentCases': showAgentCases,
};
