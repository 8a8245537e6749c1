import { verbs, type Duty, type VerbName } from '@grant/schema';
import { recordAccess } from './access-log.ts';
import type { Accountability, Office } from './ports.ts';
import { refused } from './refused.ts';

/** 操作者: who acts, never optional. `name` is what letters and screens show. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly duties: ReadonlySet<Duty>;
  readonly ip: string | null;
  readonly accountability: Accountability;
}

/** 無人の処理: a job that acts for the office itself. */
export interface SystemActor {
  readonly id: null;
  readonly name: string;
  readonly duties: ReadonlySet<Duty>;
  readonly ip: null;
  readonly accountability: Accountability;
}

/** Whoever a unit of work is done for. */
export type AnyActor = Actor | SystemActor;

/** Full power inside a verb. Who may do what is decided before (duty, visibility) and after (triggers, constraints). */
export function elevated(accountability: Accountability): Accountability {
  return { ...accountability, admin: true };
}

/** The duties of a user: the one source is the SQL function that the triggers use too. */
export async function dutiesOf(office: Office, user: string): Promise<ReadonlySet<Duty>> {
  const answer: { rows: { duty: Duty }[] } = await office.database.raw(
    'select duty from grant_duties(?) as duty',
    [user],
  );
  return new Set(answer.rows.map((row) => row.duty));
}

/**
 * The actor of a request.
 * @throws UNAUTHENTICATED without a signed-in, active user.
 */
export async function actorOf(
  office: Office,
  accountability: Accountability | null | undefined,
): Promise<Actor> {
  if (!accountability?.user) refused('UNAUTHENTICATED', {});
  const { user } = accountability;
  const person = await office
    .database<{
      id: string;
      status: string;
      email: string | null;
      first_name: string | null;
      last_name: string | null;
    }>('directus_users')
    .where({ id: user, status: 'active' })
    .first('email', 'first_name', 'last_name');
  if (!person) refused('UNAUTHENTICATED', {});
  const name = [person.last_name, person.first_name].filter(Boolean).join(' ') || (person.email ?? user);
  return {
    id: user,
    name,
    email: person.email ?? '',
    duties: await dutiesOf(office, user),
    ip: accountability.ip,
    accountability,
  };
}

/**
 * The first of the wanted duties that the actor holds.
 * @throws FORBIDDEN when there is none. `act` is the Japanese name of what was tried.
 */
export function requireDuty(actor: AnyActor, duties: readonly Duty[], act: string): Duty {
  const held = duties.find((duty) => actor.duties.has(duty));
  if (held === undefined) refused('FORBIDDEN', { act });
  return held;
}

/** Whether a verb is open to one of the duties of this person, for screens that lead there. */
export function mayCall(actor: Actor, verb: VerbName): boolean {
  const { duties } = verbs[verb];
  return typeof duties !== 'string' && duties.some((duty) => actor.duties.has(duty));
}

/**
 * The only elevation without a person. Takes a reason and writes it to the access log; `grep asSystem` lists every
 * use.
 */
export async function asSystem(office: Office, reason: string): Promise<SystemActor> {
  await recordAccess(office.database, {
    actor: null,
    action: 'system',
    collection: 'system',
    id: null,
    purpose: reason,
  });
  return {
    id: null,
    name: reason,
    duties: new Set(),
    ip: null,
    accountability: { user: null, role: null, roles: [], admin: true, app: false, ip: null },
  };
}
