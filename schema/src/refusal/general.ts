import { dayInWords as day } from '../civil-date/day-words.ts';
import { entry, type Fact } from './entry.ts';

/** One field that was refused at a door: where (dotted path) and the Japanese sentence. */
export type FieldFault = { readonly path: string; readonly message: string };

/** 共通の拒否: codes that adapters use whatever the subject. Sentences say what to do next. */
export const generalRefusals = {
  NOT_FOUND: entry<{ what: string }>(
    404,
    ({ what }) => `${what}が見つかりません。番号を確かめるか、一覧から選び直してください。`,
  ),
  UNAUTHENTICATED: entry(401, () => 'ログインが必要です。ログインしてからもう一度操作してください。'),
  // The page was opened by one account and its call came under the session of another.
  OTHER_ACCOUNT: entry(
    409,
    () => '別の利用者としてログインしています。この操作は行われていません。画面を読み込み直してください。',
  ),
  FORBIDDEN: entry<{ act: string }>(
    403,
    ({ act }) => `「${act}」を行う権限がありません。必要な場合は管理者に確認してください。`,
  ),
  // `revision` and `answers` are what the server holds now, where the loser of a race may see it and lay its own over it.
  // `news` is the whole sentence where there is something to be read first.
  STALE_VERSION: entry<{ what: string; news?: string; revision?: number; answers?: Fact }>(
    409,
    ({ what, news }) =>
      news ??
      `${what}は、ほかの操作によって先に更新されています。画面を読み込み直し、内容を確かめてからもう一度操作してください。`,
  ),
  SAME_PERSON: entry<{ first: string; second: string }>(
    409,
    ({ first, second }) =>
      `「${first}」を行った人は「${second}」を行えません。別の担当者に依頼してください。`,
  ),
  ILLEGAL_TRANSITION: entry<{ state: string; event: string }>(
    409,
    ({ state, event }) =>
      `「${state}」の案件では「${event}」を行えません。画面を読み込み直し、今の状態で行える操作を選んでください。`,
  ),
  GUARD_FAILED: entry<{ event: string; reason: string }>(
    422,
    ({ event, reason }) => `「${event}」を行う条件がそろっていません。${reason}`,
  ),
  INVALID_INPUT: entry<{ faults: readonly FieldFault[] }>(400, ({ faults }) => {
    const [first, second] = faults;
    if (first !== undefined && second === undefined) return first.message;
    return `入力に誤りがあります${faults.length === 0 ? '' : `（${faults.length}件）`}。各項目の説明を確かめて直してください。`;
  }),
  // `next` is a whole sentence: what remains to be done differs between too early, too late and a day nobody offers.
  OUTSIDE_PERIOD: entry<{ what: string; from: string; to: string; next: string }>(
    422,
    ({ what, from, to, next }) => `${what}は${day(from)}から${day(to)}までです。${next}`,
  ),
  ALREADY_SUBMITTED: entry<{ receiptNumber: string }>(
    409,
    ({ receiptNumber }) =>
      `この申請はすでに受け付けています（受付番号 ${receiptNumber}）。重ねて提出する必要はありません。`,
  ),
  // The answer to the same key was lost, and other words were typed since.
  ALREADY_RECORDED: entry<{ event: string }>(
    409,
    ({ event }) =>
      `「${event}」は、先に送った内容ですでに記録されており、直した内容は記録していません。記録を確かめ、直した内容も記録するときは、もう一度操作してください。`,
  ),
  DUPLICATE_PAYMENT: entry<{ receiptNumber: string }>(
    409,
    ({ receiptNumber }) =>
      `受付番号 ${receiptNumber} には、支払済み又は支払手続中の支払いがあります。重ねて支払うことはできません。既存の支払いを確かめてください。`,
  ),
  BATCH_SEALED: entry<{ batch: string }>(
    409,
    ({ batch }) =>
      `支払バッチ ${batch} は確定済みのため変更できません。変更が必要な支払いは、次のバッチで扱ってください。`,
  ),
  FILE_TOO_LARGE: entry<{ name: string; maxBytes: number }>(
    413,
    ({ name, maxBytes }) =>
      `「${name}」は大きすぎます。${Math.floor(maxBytes / 1024 / 1024)}MB以下のファイルにしてください。`,
  ),
  FILE_TYPE_REFUSED: entry<{ name: string; accepted: readonly string[] }>(
    415,
    ({ name, accepted }) =>
      `「${name}」は受け付けられない種類のファイルです。${accepted.join('、')}のいずれかで添付してください。`,
  ),
  TOO_MANY_REQUESTS: entry<{ retryAfterSeconds: number }>(
    429,
    ({ retryAfterSeconds }) =>
      `操作が短い時間に集中しました。${retryAfterSeconds}秒ほど待ってからもう一度お試しください。`,
  ),
  DB_CONSTRAINT: entry<{ constraint: string }>(
    409,
    () =>
      '登録の決まりに反するため保存できませんでした。画面を読み込み直してからもう一度操作し、続くときは管理者に連絡してください。',
  ),
  UNAVAILABLE: entry<{ what: string }>(
    503,
    ({ what }) => `${what}は一時的に利用できません。しばらく待ってからもう一度お試しください。`,
  ),
  INTERNAL: entry<{ reference: string }>(
    500,
    ({ reference }) =>
      `処理中に問題が起きました。しばらく待ってからもう一度お試しください。続くときは、照会番号 ${reference} を添えて事務局に連絡してください。`,
  ),
};
