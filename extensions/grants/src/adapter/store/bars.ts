import {
  barFindings,
  barHits,
  type Bar,
  type CivilDate,
  type Finding,
  type KnownAnswers,
} from '@grant/schema';
import { fromRow } from '../row.ts';
import type { Unit } from '../work.ts';
import { agentOfCase } from './agents.ts';
import type { CaseRecord } from './cases.ts';

/** 支給停止の判定 of a case, today: what stands on the list of bars about its employer, representative or agent. */
export async function barFindingsOf(
  unit: Unit,
  current: CaseRecord,
  application: KnownAnswers,
): Promise<Finding[]> {
  // A bar that is being written is waited for, and waits for this judgement: of what it has seen the database takes note.
  await unit.trx.raw("select pg_advisory_xact_lock_shared(hashtextextended('grant.bars', 0))");
  const rows = await unit.trx<object>('bars').where({ practice: current.practice });
  if (rows.length === 0) return [];
  const agent = await agentOfCase(unit.trx, current.id);
  const one = {
    corporateNumber: application.employerCorporateNumber,
    employerName: application.employerName ?? '',
    representativeName: application.representativeName ?? '',
    agent: agent?.agent ?? null,
    agentName: agent?.name ?? '',
  };
  const bars = rows.map((row) => fromRow<Bar>(row));
  return barFindings(barHits(bars, one, unit.moment.today as CivilDate));
}
