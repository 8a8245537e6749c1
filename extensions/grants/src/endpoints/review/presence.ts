import type { VerbOutput, VerbParsed } from '@grant/schema';
import { found } from '../../adapter/refused.ts';
import { caseById } from '../../adapter/store/cases.ts';
import { namesOfPeople } from '../../adapter/store/people.ts';
import { requireVisible } from '../../adapter/visible.ts';
import type { ActorVisit } from '../visit.ts';

/** A screen that has not been heard of for so long is closed, or its machine is asleep. */
const LEASE_SECONDS = 45;

const RENEW = `
  insert into case_presence (application, person) values (:application, :person)
  on conflict (application, person) do update set seen_at = now()`;

/** 閲覧中の人: renews the lease of this person on a case, or gives it up, and answers who else has one. */
export async function renewPresence(
  visit: ActorVisit,
  input: VerbParsed<'case.presence'>,
): Promise<VerbOutput<'case.presence'>> {
  const { database } = visit.office;
  await requireVisible(visit.office, visit.actor, 'applications', input.id, '申請');
  const mine = { application: input.id, person: visit.actor.id };
  if (input.leaving === true) await database('case_presence').where(mine).delete();
  else await database.raw(RENEW, mine);
  const others = await database<{ application: string; person: string; seen_at: Date }>('case_presence')
    .where({ application: input.id })
    .whereNot({ person: visit.actor.id })
    .whereRaw('seen_at > now() - make_interval(secs => ?)', [LEASE_SECONDS])
    .orderBy('seen_at')
    .select('person');
  const names = await namesOfPeople(
    database,
    others.map((one) => one.person),
  );
  const { version } = found(await caseById(database, input.id), '申請');
  return { others: [...names.values()].map((name) => ({ name })), version };
}
