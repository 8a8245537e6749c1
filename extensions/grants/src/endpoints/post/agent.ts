import { type VerbOutput, type VerbParsed } from '@grant/schema';
import { keepPostalAgent, postalAgentOf } from '../../adapter/store/agents.ts';
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
  { id, agent }: VerbParsed<'intake.setAgent'>,
): Promise<Answer> {
  const { office, actor } = visit;
  await requireVisible(office, actor, 'applications', id, '申請');
  await work(office, actor, async (unit) => keepPostalAgent(unit, await lockCase(unit, id), agent));
  return showPostalAgent(visit, { id });
}
