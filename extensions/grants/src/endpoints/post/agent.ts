import { type VerbOutput, type VerbParsed } from '@grant/schema';
import { fromRow } from '../../adapter/row.ts';
import { registeredAgent } from '../../adapter/store/agents.ts';
import { lockCase } from '../../adapter/transition.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work } from '../../adapter/work.ts';
import type { ActorVisit } from '../visit.ts';

type Answer = VerbOutput<'intake.agent'>;

const NAMED = `
  select g.name, coalesce(g.office, '') as office, coalesce(g.qualification, '') as qualification,
         coalesce(g.registration_number, '') as registration_number, p.mandate_enclosed
    from postal_agents p join agents g on g.id = p.agent where p.application = ?`;

/** 郵送申請の手続代行者 as the papers name them. */
export async function showPostalAgent(
  { office, actor }: ActorVisit,
  { id }: VerbParsed<'intake.agent'>,
): Promise<Answer> {
  await requireVisible(office, actor, 'applications', id, '申請');
  const answer: { rows: object[] } = await office.database.raw(NAMED, [id]);
  const [row] = answer.rows;
  return { agent: row === undefined ? null : fromRow<NonNullable<Answer['agent']>>(row) };
}

/**
 * 郵送申請の手続代行者の記録: the agent is looked up in the register by number and name, and added when it is not there, so that
 * one person counts as one in both channels. The database holds that it is named while the papers are typed in.
 */
export async function setPostalAgent(
  visit: ActorVisit,
  { id, agent }: VerbParsed<'intake.setAgent'>,
): Promise<Answer> {
  const { office, actor } = visit;
  await requireVisible(office, actor, 'applications', id, '申請');
  await work(office, actor, async (unit) => {
    const { practice } = await lockCase(unit, id);
    if (agent === null) {
      await unit.trx('postal_agents').where({ application: id }).delete();
      return;
    }
    const { mandateEnclosed, ...named } = agent;
    // Two desks that name the same new agent at the same moment add one.
    await unit.trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', ['grant.agents']);
    const known = await registeredAgent(unit.trx, named, practice);
    const row = {
      agent: known ?? (await unit.create('agents', { ...named, practice })),
      mandate_enclosed: mandateEnclosed,
    };
    await unit
      .trx('postal_agents')
      .insert({ application: id, ...row })
      .onConflict('application')
      .merge(row);
  });
  return showPostalAgent(visit, { id });
}
