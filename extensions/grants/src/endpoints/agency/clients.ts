import type { VerbOutput, VerbParsed } from '@grant/schema';
import { refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { mandatesOfAgent } from '../../adapter/store/mandates.ts';
import { work, type Unit } from '../../adapter/work.ts';
import { linesOf } from '../views/applicant.ts';
import type { ActorVisit } from '../visit.ts';
import { mandateView } from './view.ts';

type Profile = NonNullable<VerbOutput<'client.list'>['profile']>;
interface AgentRecord {
  readonly id: string;
  readonly name: string;
  readonly office: string | null;
  readonly qualification: string | null;
  readonly registrationNumber: string | null;
  readonly phone: string | null;
}

async function agentOf(
  database: Unit['trx'] | ActorVisit['office']['database'],
  account: string,
): Promise<AgentRecord | undefined> {
  const row = await database<object>('agents').where({ account }).first();
  return row === undefined ? undefined : fromRow<AgentRecord>(row);
}

/** 代行者の登録 of this account. GUARD_FAILED while the agent has not entered it. */
export async function requireAgent(visit: ActorVisit): Promise<AgentRecord> {
  const found = await agentOf(visit.office.database, visit.actor.id);
  if (found !== undefined) return found;
  refused('GUARD_FAILED', {
    event: '委任の届出',
    reason: '先に、手続代行者の氏名・事務所・登録番号を登録してください。',
  });
}

/**
 * 顧問先の一覧: every mandate with the applications made under it. The lists of two employers never meet, and what was
 * made under a mandate that has ended is not shown any more.
 */
export async function listClients(visit: ActorVisit): Promise<VerbOutput<'client.list'>> {
  const { database } = visit.office;
  const known = await agentOf(database, visit.actor.id);
  const mandates = await mandatesOfAgent(database, visit.actor.id);
  const lines = await linesOf(visit);
  return {
    profile:
      known === undefined
        ? null
        : ({
            name: known.name,
            office: known.office ?? '',
            qualification: known.qualification ?? '',
            registrationNumber: known.registrationNumber ?? '',
            phone: known.phone ?? '',
          } satisfies Record<keyof Profile, string> as Profile),
    clients: mandates.map((mandate) => ({
      mandate: mandateView(mandate, visit.moment.today),
      applications: lines.filter((line) => line.mandate === mandate.id),
    })),
  };
}

/** Writes who an agent is; the account's own name follows, for letters and staff screens. */
export async function saveProfile(
  visit: ActorVisit,
  input: VerbParsed<'client.profile'>,
): Promise<Record<string, never>> {
  const { actor, office } = visit;
  const known = await agentOf(office.database, actor.id);
  await work(office, actor, async (unit) => {
    if (known === undefined)
      await unit.create('agents', { ...input, account: actor.id, email: actor.email, practice: false });
    else await unit.update('agents', known.id, input);
    await unit.update('directus_users', actor.id, { lastName: input.name, firstName: null });
  });
  return {};
}
