import { isDirectusError } from '@directus/errors';
import type { AccessAction, VerbOutput, VerbParsed } from '@grant/schema';
import QRCode from 'qrcode';
import { recordAccess } from '../adapter/access-log.ts';
import { elevated } from '../adapter/actor.ts';
import { refused } from '../adapter/refused.ts';
import { sessionTimeOf } from '../adapter/session.ts';
import { countAttempt } from './attempts.ts';
import type { ActorVisit } from './visit.ts';

/**
 * 利用者の安全: password, second factor and sessions, always of the person who asks. The public host reaches only verbs,
 * so that Directus' own doors for these stay closed to the outside.
 */

// Tries are counted for the account, so that a stolen session cannot test passwords from many addresses.
async function count(visit: ActorVisit, door: string): Promise<void> {
  if (visit.office.env['RATE_LIMITER_REGISTRATION_ENABLED'] === false) return;
  await countAttempt(visit.office, door, visit.actor.id);
}

async function options(visit: ActorVisit) {
  return { schema: await visit.office.getSchema(), accountability: elevated(visit.actor.accountability) };
}

async function requirePassword(visit: ActorVisit, password: string): Promise<void> {
  await count(visit, 'password');
  const { AuthenticationService } = visit.office.services;
  try {
    await new AuthenticationService(await options(visit)).verifyPassword(visit.actor.id, password);
  } catch (error) {
    if (isDirectusError(error)) refused('WRONG_PASSWORD', {});
    throw error;
  }
}

async function onRecord(visit: ActorVisit, action: AccessAction, purpose: string): Promise<void> {
  await recordAccess(visit.office.database, {
    actor: visit.actor.id,
    action,
    collection: 'directus_users',
    id: visit.actor.id,
    purpose,
  });
}

async function hasSecondFactor(visit: ActorVisit): Promise<boolean> {
  const person: { tfa_secret: string | null } | undefined = await visit.office
    .database('directus_users')
    .where({ id: visit.actor.id })
    .first<{ tfa_secret: string | null } | undefined>('tfa_secret');
  return person?.tfa_secret != null;
}

/** ログイン中の利用者. */
export async function showMe(visit: ActorVisit): Promise<VerbOutput<'account.me'>> {
  const { actor } = visit;
  return {
    id: actor.id,
    email: actor.email || null,
    duties: [...actor.duties],
    secondFactor: await hasSecondFactor(visit),
    session: sessionTimeOf(visit.request),
  };
}

/** パスワードの変更: the present one is asked; every other session ends. */
export async function changePassword(
  visit: ActorVisit,
  input: VerbParsed<'account.changePassword'>,
): Promise<Record<string, never>> {
  await requirePassword(visit, input.current);
  const { UsersService } = visit.office.services;
  await new UsersService(await options(visit)).updateOne(visit.actor.id, { password: input.password });
  await endOthers(visit);
  await onRecord(visit, 'password_changed', 'パスワードの変更');
  return {};
}

/** 二要素認証の準備: a secret as text and as a picture for an authenticator app. Nothing is switched on yet. */
export async function beginSecondFactor(
  visit: ActorVisit,
  input: VerbParsed<'account.beginSecondFactor'>,
): Promise<VerbOutput<'account.beginSecondFactor'>> {
  await requirePassword(visit, input.password);
  if (await hasSecondFactor(visit))
    refused('GUARD_FAILED', { event: '二要素認証の準備', reason: '二要素認証は、すでに有効です。' });
  const { TFAService } = visit.office.services;
  const { secret, url } = await new TFAService(await options(visit)).generateTFA(visit.actor.id);
  return { secret, svg: await QRCode.toString(url, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }) };
}

/** 二要素認証の開始: on from now, once the app has shown a code that fits. */
export async function enableSecondFactor(
  visit: ActorVisit,
  input: VerbParsed<'account.enableSecondFactor'>,
): Promise<Record<string, never>> {
  await count(visit, 'second-factor');
  if (await hasSecondFactor(visit))
    refused('GUARD_FAILED', { event: '二要素認証の開始', reason: '二要素認証は、すでに有効です。' });
  const { TFAService } = visit.office.services;
  try {
    await new TFAService(await options(visit)).enableTFA(visit.actor.id, input.otp, input.secret);
  } catch (error) {
    if (isDirectusError(error)) refused('WRONG_CODE', {});
    throw error;
  }
  await onRecord(visit, 'second_factor_enabled', '二要素認証の開始');
  return {};
}

/** 二要素認証の停止: the password is asked, because whoever sits at an open screen must not weaken the account. */
export async function disableSecondFactor(
  visit: ActorVisit,
  input: VerbParsed<'account.disableSecondFactor'>,
): Promise<Record<string, never>> {
  await requirePassword(visit, input.password);
  if (!(await hasSecondFactor(visit))) return {};
  const publicOnly = [...visit.actor.duties].every((duty) => duty === 'applicant' || duty === 'agent');
  if (!publicOnly)
    refused('GUARD_FAILED', {
      event: '二要素認証の停止',
      reason: '職員の二要素認証は停止できません。端末を変えたときは、システム管理者に連絡してください。',
    });
  const { TFAService } = visit.office.services;
  await new TFAService(await options(visit)).disableTFA(visit.actor.id);
  await onRecord(visit, 'second_factor_disabled', '二要素認証の停止');
  return {};
}

function others(visit: ActorVisit) {
  const { session } = visit.actor.accountability;
  const all = visit.office.database('directus_sessions').where({ user: visit.actor.id });
  return session === undefined ? all : all.whereNot({ token: session });
}

async function endOthers(visit: ActorVisit): Promise<number> {
  return others(visit).delete();
}

/** ログイン中の端末の数, besides this one. */
export async function whereSignedIn(visit: ActorVisit): Promise<VerbOutput<'account.whereSignedIn'>> {
  const rows: unknown[] = await others(visit).where('expires', '>', new Date()).select('user');
  return { others: rows.length };
}

/** ほかの端末からのログアウト: every session of this account but the one that asks. */
export async function signOutEverywhere(visit: ActorVisit): Promise<VerbOutput<'account.signOutEverywhere'>> {
  const ended = await endOthers(visit);
  await onRecord(visit, 'signed_out_everywhere', 'ほかの端末からのログアウト');
  return { ended };
}
