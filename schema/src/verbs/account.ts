import { z } from 'zod';
import { nothing } from './shapes/basic.ts';
import { newPasswordSchema, otpSchema, passwordSchema } from './shapes/people.ts';
import { reads, writes } from './verb.ts';

/** 利用者の安全: password, second factor and sessions of whoever is signed in. Nobody changes those of another. */
export const accountVerbs = {
  'account.changePassword': writes('/account/password', 'signed_in', {
    summary: 'パスワードの変更',
    input: z.strictObject({ current: passwordSchema, password: newPasswordSchema }),
    output: nothing,
    refusals: ['WRONG_PASSWORD', 'TOO_MANY_REQUESTS'],
  }),
  'account.beginSecondFactor': writes('/account/second-factor/begin', 'signed_in', {
    summary: '二要素認証の準備',
    input: z.strictObject({ password: passwordSchema }),
    output: z.object({
      secret: z.string(),
      /** QR code as an SVG document, for an authenticator app. */
      svg: z.string(),
    }),
    refusals: ['WRONG_PASSWORD', 'TOO_MANY_REQUESTS', 'GUARD_FAILED'],
  }),
  'account.enableSecondFactor': writes('/account/second-factor/enable', 'signed_in', {
    summary: '二要素認証の開始',
    input: z.strictObject({ secret: z.string().regex(/^[A-Z2-7]{16,64}$/u), otp: otpSchema }),
    output: nothing,
    refusals: ['WRONG_CODE', 'TOO_MANY_REQUESTS', 'GUARD_FAILED'],
  }),
  'account.disableSecondFactor': writes('/account/second-factor/disable', 'signed_in', {
    summary: '二要素認証の停止',
    input: z.strictObject({ password: passwordSchema }),
    output: nothing,
    refusals: ['WRONG_PASSWORD', 'TOO_MANY_REQUESTS', 'GUARD_FAILED'],
  }),
  'account.signOutEverywhere': writes('/account/sign-out-everywhere', 'signed_in', {
    summary: 'ほかの端末からのログアウト',
    input: nothing,
    output: z.object({ ended: z.number().int() }),
  }),
  'account.whereSignedIn': reads('/account/sessions', 'signed_in', {
    summary: 'ログイン中の端末の数',
    input: nothing,
    output: z.object({ others: z.number().int() }),
  }),
};
