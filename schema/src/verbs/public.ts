import { z } from 'zod';
import { emailAddressSchema, postalCodeSchema } from '../answer-shapes.ts';
import { programmeFigures } from '../programme/figures.ts';
import { agentProfileSchema, newPasswordSchema } from './shapes/people.ts';
import { DUTIES } from '../lifecycle/duty.ts';
import { reads, writes } from './verb.ts';
import { daySchema, idSchema, instantSchema, nothing } from './shapes/basic.ts';

const search = z.string().trim().min(1).max(40);
const password = newPasswordSchema;
/** 金融機関一覧の日付: what the bank said later (mergers, new branches) is not in the master. */
const masterDate = daySchema;
/** Of a mailed link; a mail program may have cut it. */
const BROKEN_LINK = 'メールのリンクが途中で切れています。リンク全体をコピーして開いてください。';
const token = z.string().min(16, { error: BROKEN_LINK }).max(2000, { error: BROKEN_LINK });

/** 公開の操作: what anybody may do without signing in, and the account itself. */
export const publicVerbs = {
  'programme.show': reads('/programme', 'public', {
    summary: '制度の概要と受付状況',
    input: nothing,
    output: z.object({
      figures: programmeFigures,
      version: z.number().int(),
      phase: z.enum(['before', 'open', 'closed']),
      receptionOpen: z.boolean(),
      /** True while the office has closed the reception in an emergency; the notice is then never empty. */
      emergencyClosed: z.boolean(),
      emergencyNotice: z.string().nullable(),
      deskOpen: z.boolean(),
      practice: z.boolean(),
      now: instantSchema,
    }),
  }),
  'account.register': writes('/account/register', 'public', {
    summary: '利用登録（確認メールを送る）',
    input: z.strictObject({
      email: emailAddressSchema,
      password,
      /** Given by a 手続代行者 (社労士): the account then acts for employers by mandate, never for itself. */
      agent: agentProfileSchema.optional(),
    }),
    output: nothing,
    refusals: ['TOO_MANY_REQUESTS'],
  }),
  'account.verify': writes('/account/verify', 'public', {
    summary: 'メールアドレスの確認',
    /** The password is the one typed at the registration: the mailbox alone does not make the account its own. */
    input: z.strictObject({ token, password: z.string().min(1).max(200) }),
    output: z.object({ email: z.string() }),
    refusals: ['NOT_FOUND', 'TOO_MANY_REQUESTS'],
  }),
  'account.requestReset': writes('/account/request-reset', 'public', {
    summary: 'パスワード再設定のメールの送信',
    input: z.strictObject({ email: emailAddressSchema }),
    output: nothing,
    refusals: ['TOO_MANY_REQUESTS'],
  }),
  'account.reset': writes('/account/reset', 'public', {
    summary: 'パスワードの再設定',
    input: z.strictObject({ token, password }),
    output: nothing,
    refusals: ['NOT_FOUND', 'TOO_MANY_REQUESTS'],
  }),
  'account.me': reads('/account/me', 'signed_in', {
    summary: 'ログイン中の利用者',
    input: nothing,
    output: z.object({
      id: idSchema,
      email: z.string().nullable(),
      duties: z.array(z.enum(DUTIES)),
      /** 二要素認証 is switched on. */
      secondFactor: z.boolean(),
      /** Seconds until the session ends, and its whole length; null for a session without an end. */
      session: z.object({ secondsLeft: z.number(), seconds: z.number() }).nullable(),
    }),
  }),
  'banks.search': reads('/banks', 'public', {
    summary: '金融機関の検索',
    input: z.strictObject({ query: search }),
    output: z.object({
      banks: z.array(z.object({ code: z.string(), name: z.string(), kana: z.string() })),
      asOf: masterDate,
    }),
  }),
  'branches.search': reads('/banks/:bankCode/branches', 'public', {
    summary: '支店の検索',
    input: z.strictObject({ bankCode: z.string().regex(/^\d{4}$/u), query: z.string().trim().max(40) }),
    output: z.object({
      branches: z.array(z.object({ code: z.string(), name: z.string(), kana: z.string() })),
      asOf: masterDate,
    }),
    refusals: ['NOT_FOUND'],
  }),
  'postal.lookup': reads('/postal/:postalCode', 'public', {
    summary: '郵便番号から住所',
    input: z.strictObject({ postalCode: postalCodeSchema }),
    output: z.object({
      addresses: z.array(z.object({ prefecture: z.string(), city: z.string(), town: z.string() })),
    }),
  }),
  openapi: reads('/openapi.json', 'public', {
    summary: 'この操作一覧',
    input: nothing,
    output: z.looseObject({ openapi: z.string() }),
  }),
  health: reads('/health', 'public', {
    summary: '稼働状況',
    input: nothing,
    output: z.object({ status: z.enum(['ok', 'degraded']), checks: z.record(z.string(), z.boolean()) }),
    refusals: ['UNAVAILABLE'],
  }),
};
