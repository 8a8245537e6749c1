import { setTimeout } from 'node:timers/promises';
import { isDirectusError } from '@directus/errors';
import type { Knex } from 'knex';
import { publicAddress, settingOf } from '../adapter/setting.ts';
import type { Office, UsersService } from '../adapter/ports.ts';
import { refused } from '../adapter/refused.ts';
import type { VerbOutput, VerbParsed } from '@grant/schema';
import { asSystem } from '../adapter/actor.ts';
import { work } from '../adapter/work.ts';
import { countAttempt } from './attempts.ts';
import type { Visit } from './visit.ts';

/**
 * 利用者登録とパスワード: Directus' own registration and reset behind one face. No answer tells whether an address is
 * registered; the mail does, to whoever reads it.
 */

async function users(office: Office): Promise<UsersService> {
  return new office.services.UsersService({ schema: await office.getSchema(), accountability: null });
}

function portalPage(office: Office, page: string): string {
  return `${publicAddress(office.env)}/portal/${page}`;
}

async function count(visit: Visit, door: string): Promise<void> {
  if (visit.office.env['RATE_LIMITER_REGISTRATION_ENABLED'] === false) return;
  await countAttempt(visit.office, door, visit.request.ip ?? '');
}

function fault(path: string, message: string): never {
  refused('INVALID_INPUT', { faults: [{ path, message }] });
}

function codeOf(error: unknown): string {
  return isDirectusError(error) ? (error as { code: string }).code : '';
}

const WEAK = 'パスワードは、12文字以上で設定してください。';
const SPENT =
  'このリンクは、期限が切れているか、すでに使われています。もう一度、最初から手続きしてください。';
const UNKNOWN_PASSWORD =
  'パスワードが違います。最後に登録したときに決めたパスワードを入力してください。分からないときは、もう一度登録してください。';

/**
 * 登録: sends a mail with a link; the account works after its owner has opened the link and typed the password. Typed
 * again before that, the last time stands, with its password and its kind. Whoever is registered already learns so by
 * mail; the answer is the same, after about the same time, for every address.
 */
export async function register(visit: Visit, input: VerbParsed<'account.register'>): Promise<void> {
  await count(visit, 'register');
  const { office } = visit;
  const enough = setTimeout(2 * Number(settingOf(office.env, 'REGISTER_STALL_TIME')));
  const known = await userOf(office, input.email);
  try {
    await (
      await users(office)
    ).registerUser({
      email: input.email,
      password: input.password,
      verification_url: portalPage(office, 'verify'),
    });
  } catch (error) {
    if (codeOf(error) === 'FAILED_VALIDATION') fault('password', WEAK);
    if (codeOf(error) !== 'RECORD_NOT_UNIQUE') throw error;
  }
  if (known?.status === 'active') await tellRegistered(office, input.email);
  else await writeAsTyped(office, input);
  await enough;
}

function userOf(office: Office, email: string): Promise<{ id: string; status: string } | undefined> {
  return office
    .database('directus_users')
    .whereRaw('lower(email) = lower(?)', [email])
    .first<{ id: string; status: string } | undefined>('id', 'status');
}

async function tellRegistered(office: Office, email: string): Promise<void> {
  const { accountability } = await asSystem(office, '利用登録済みの案内');
  const mail = new office.services.MailService({ schema: await office.getSchema(), accountability });
  const data = { url: portalPage(office, 'signin'), resetUrl: portalPage(office, 'password') };
  // Not waited for: the answer must not take longer for an address that is known.
  mail
    .send({
      to: email,
      subject: '利用登録はお済みです',
      template: { name: 'grant-already-registered', data },
    })
    .catch((error: unknown) => office.logger.error(error, 'a registration was not answered by mail'));
}

/** The roles that one may register for oneself. */
async function ownRoles(trx: Knex.Transaction): Promise<{ applicant: string; agent: string }> {
  const settings = await trx('directus_settings').first<
    { public_registration_role: string | null } | undefined
  >('public_registration_role');
  const agent = await trx('directus_access')
    .join('lifecycle_duties', 'lifecycle_duties.policy', 'directus_access.policy')
    .where({ duty: 'agent' })
    .whereNotNull('role')
    .first<{ role: string } | undefined>('role');
  if (settings?.public_registration_role == null || agent === undefined)
    throw new Error('nobody may register');
  return { applicant: settings.public_registration_role, agent: agent.role };
}

/** Makes an account that nobody has verified what was typed last. One that works is never touched. */
async function writeAsTyped(
  office: Office,
  { email, password, agent: profile }: VerbParsed<'account.register'>,
): Promise<void> {
  const system = await asSystem(office, '利用登録');
  await work(office, system, async (unit) => {
    const { trx, schema } = unit;
    const roles = await ownRoles(trx);
    const pending = await trx('directus_users')
      .whereRaw('lower(email) = lower(?)', [email])
      .where({ status: 'unverified' })
      .whereIn('role', Object.values(roles))
      .forUpdate()
      .first<{ id: string } | undefined>('id');
    if (pending === undefined) return;
    const { UsersService } = office.services;
    await new UsersService({ knex: trx, schema, accountability: null }).updateOne(pending.id, {
      password,
      role: profile === undefined ? roles.applicant : roles.agent,
      last_name: profile?.name ?? null,
    });
    const written = await trx('agents')
      .where({ account: pending.id })
      .first<{ id: string } | undefined>('id');
    if (profile === undefined) await unit.remove('agents', written === undefined ? [] : [written.id]);
    else if (written === undefined)
      await unit.create('agents', { ...profile, account: pending.id, email, practice: false });
    else await unit.update('agents', written.id, profile);
  });
}

/**
 * メールアドレスの確認: by whoever reads the mail and knows the password. An account that a stranger has registered on
 * the address of another would otherwise become the owner's and stay the stranger's.
 */
export async function verify(
  visit: Visit,
  { token, password }: VerbParsed<'account.verify'>,
): Promise<VerbOutput<'account.verify'>> {
  await count(visit, 'verify');
  const { office } = visit;
  const system = await asSystem(office, 'メールアドレスの確認');
  return work(office, system, async ({ trx, schema }) => {
    const { UsersService, AuthenticationService } = office.services;
    const id = await verified(new UsersService({ knex: trx, schema, accountability: null }), token);
    try {
      // After the row is locked and before anything of it holds: a registration in between changes nothing.
      await new AuthenticationService({ knex: trx, schema, accountability: null }).verifyPassword(
        id,
        password,
      );
    } catch (error) {
      if (isDirectusError(error)) fault('password', UNKNOWN_PASSWORD);
      throw error;
    }
    return trx('directus_users').where({ id }).first<{ email: string }>('email');
  });
}

async function verified(service: UsersService, token: string): Promise<string> {
  try {
    return await service.verifyRegistration(token);
  } catch (error) {
    if (isDirectusError(error)) fault('token', SPENT);
    throw error;
  }
}

/** パスワード再設定の申込み: the same answer, after about the same time, for every address. */
export async function requestReset(visit: Visit, input: { email: string }): Promise<void> {
  await count(visit, 'reset');
  try {
    await (await users(visit.office)).requestPasswordReset(input.email, portalPage(visit.office, 'reset'));
  } catch (error) {
    if (codeOf(error) !== 'FORBIDDEN') throw error;
  }
}

/** パスワードの再設定. */
export async function reset(visit: Visit, input: { token: string; password: string }): Promise<void> {
  await count(visit, 'reset');
  try {
    await (await users(visit.office)).resetPassword(input.token, input.password);
  } catch (error) {
    if (codeOf(error) === 'FAILED_VALIDATION') fault('password', WEAK);
    if (isDirectusError(error)) fault('token', SPENT);
    throw error;
  }
}
