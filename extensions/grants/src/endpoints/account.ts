import { isDirectusError } from '@directus/errors';
import { publicAddress } from '../adapter/setting.ts';
import type { Office, UsersService } from '../adapter/ports.ts';
import { refused } from '../adapter/refused.ts';
import type { VerbParsed } from '@grant/schema';
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

/** 登録: sends a mail with a link; the account works after the link was opened. */
export async function register(visit: Visit, input: VerbParsed<'account.register'>): Promise<void> {
  await count(visit, 'register');
  const known = await userOf(visit.office, input.email);
  try {
    await (
      await users(visit.office)
    ).registerUser({
      email: input.email,
      password: input.password,
      verification_url: portalPage(visit.office, 'verify'),
    });
  } catch (error) {
    if (codeOf(error) === 'FAILED_VALIDATION') fault('password', WEAK);
    if (codeOf(error) === 'RECORD_NOT_UNIQUE') return;
    throw error;
  }
  // Only the account that this very call has made becomes an agent's: nobody turns that of another into one.
  if (input.agent !== undefined && known === undefined)
    await becomeAgent(visit.office, input.email, input.agent);
}

function userOf(office: Office, email: string): Promise<{ id: string } | undefined> {
  return office
    .database('directus_users')
    .whereRaw('lower(email) = lower(?)', [email])
    .first<{ id: string } | undefined>('id');
}

async function becomeAgent(
  office: Office,
  email: string,
  profile: NonNullable<VerbParsed<'account.register'>['agent']>,
): Promise<void> {
  const made = await userOf(office, email);
  if (made === undefined) return;
  const system = await asSystem(office, '手続代行者の利用登録');
  await work(office, system, async (unit) => {
    const role: { role: string } | undefined = await unit
      .trx('directus_access')
      .join('lifecycle_duties', 'lifecycle_duties.policy', 'directus_access.policy')
      .where({ duty: 'agent' })
      .whereNotNull('role')
      .first<{ role: string } | undefined>('role');
    if (role === undefined) throw new Error('no role holds the duty of an agent');
    await unit.trx('directus_users').where({ id: made.id, status: 'unverified' }).update({
      role: role.role,
      last_name: profile.name,
    });
    await unit.create('agents', { ...profile, account: made.id, email, practice: false });
  });
}

/** メールアドレスの確認. */
export async function verify(visit: Visit, input: { token: string }): Promise<void> {
  await count(visit, 'verify');
  try {
    await (await users(visit.office)).verifyRegistration(input.token);
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
