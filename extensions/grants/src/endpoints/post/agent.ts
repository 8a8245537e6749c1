import { type VerbOutput, type VerbParsed } from '@grant/schema';
import { refused } from '../../adapter/refused.ts';
import { keepPostalAgent, postalAgentOf, sameAgent } from '../../adapter/store/agents.ts';
import { lockCase } from '../../adapter/transition.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work } from '../../adapter/work.ts';
import type { ActorVisit } from '../visit.ts';

type Answer = VerbOutput<'intake.agent'>;

/** 郵送申請の手続代行者 as the papers name them. */
export async function showPostalAgent(
  { office, actor }: ActorVisit,
  { id }: VerbParsed<'intake.agent'>,
): Promise<Answer> {
  await requireVisible(office, actor, 'applications', id, '申請');
  return { agent: await postalAgentOf(office.database, id) };
}

/** 郵送申請の手続代行者の記録, while the papers are typed in; afterwards it is a slip that the office puts right (`case.staffFix`). */
export async function setPostalAgent(
  visit: ActorVisit,
  { id, agent, before }: VerbParsed<'intake.setAgent'>,
): Promise<Answer> {
  const { office, actor } = visit;
  await requireVisible(office, actor, 'applications', id, '申請');
  await work(office, actor, async (unit) => {
    const current = await lockCase(unit, id);
    const recorded = await postalAgentOf(unit.trx, id);
    if (!sameAgent(recorded, before) && !sameAgent(recorded, agent))
      refused('STALE_VERSION', { what: '手続代行者' });
    await keepPostalAgent(unit, current, agent);
  });
  return showPostalAgent(visit, { id });
}
