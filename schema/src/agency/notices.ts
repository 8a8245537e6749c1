/**
 * 通知の宛先: who gets which mail about a case. Sending and the statement on the screens come from this one table, so that
 * neither can say something else.
 */

/** 通知の種類, one mail template each. */
export const NOTICE_KINDS = [
  'submitted',
  'correction-requested',
  'correction-reminder',
  'correction-overdue',
  'correction-answered',
  'message',
  'decided',
  'account-correction',
  'account-changed',
  'staff-fixed',
  'paid',
  'cancelled',
  'claimed',
  'repaid',
  'withdrawn',
  'withdrawal-undone',
] as const;

/** One kind of notice. */
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** `acting`: whoever does the next step (the agent while the mandate holds); `both`: agent and employer. */
export type NoticeTo = 'acting' | 'both';

/** What each notice is called and whom it goes to. */
export const notices: Readonly<Record<NoticeKind, { readonly label: string; readonly to: NoticeTo }>> = {
  submitted: { label: '申請の受付', to: 'both' },
  'correction-requested': { label: '補正の依頼', to: 'acting' },
  'correction-reminder': { label: '補正の期限のお知らせ', to: 'acting' },
  'correction-overdue': { label: '補正の期限が過ぎたお知らせ', to: 'both' },
  'correction-answered': { label: '補正の回答の受付', to: 'acting' },
  message: { label: '事務局からの連絡', to: 'acting' },
  decided: { label: '審査の結果', to: 'both' },
  'account-correction': { label: '振込不能による口座の確認', to: 'both' },
  'account-changed': { label: '振込口座の変更', to: 'both' },
  'staff-fixed': { label: '事務局による誤記の訂正', to: 'both' },
  paid: { label: '振込の完了', to: 'both' },
  cancelled: { label: '決定の取消し', to: 'both' },
  claimed: { label: '返還の請求', to: 'both' },
  repaid: { label: '返還金の入金', to: 'both' },
  withdrawn: { label: '申請の取下げ', to: 'both' },
  'withdrawal-undone': { label: '取下げの取消し', to: 'both' },
};

/** Addresses of a case. `agent` is null when there is none or the mandate does not hold. */
export interface NoticeAddresses {
  readonly agent: string | null;
  readonly employer: string | null;
}

/** Who an address of a case belongs to. */
export type NoticeParty = keyof NoticeAddresses;

/** Whom a notice goes to, each address once: the agent before the employer. */
export function partiesOf(kind: NoticeKind, addresses: NoticeAddresses): readonly NoticeParty[] {
  const has = (party: NoticeParty): boolean => addresses[party] !== null && addresses[party] !== '';
  const [first, second]: readonly NoticeParty[] = (['agent', 'employer'] as const).filter(has);
  if (first === undefined) return [];
  const alone = notices[kind].to === 'acting' || second === undefined;
  return alone || addresses[first] === addresses[second] ? [first] : [first, second];
}

/** The addresses a notice goes to, each once; none when nobody has one (a postal applicant gets letters). */
export function recipientsOf(kind: NoticeKind, addresses: NoticeAddresses): readonly string[] {
  return partiesOf(kind, addresses).flatMap((party) => addresses[party] ?? []);
}
