import { refuse, type Refusal } from '@grant/schema';
import { postFences } from './post-constraints.ts';
import { practiceFences } from './practice-constraints.ts';
import { deskFences } from './desk-constraints.ts';
import { doubtFences, doubtUniques } from './doubt-constraints.ts';
import { registerFences } from './register-constraints.ts';
import { gapFences } from './gap-constraints.ts';
import { fundFences } from './fund-constraints.ts';
import { paymentFences } from './payment-constraints.ts';

/** What the driver tells about a failed statement. */
interface DatabaseFault {
  readonly code: string;
  readonly constraint?: string;
  readonly table?: string;
}

function faultOf(error: unknown): DatabaseFault | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown };
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) return null;
  return {
    code,
    ...(typeof constraint === 'string' ? { constraint } : {}),
    ...(typeof table === 'string' ? { table } : {}),
  };
}

// The database knows less than the rule: it says which fence was hit, not the names. The verbs ask the rule first, so
// these sentences are read only by whoever came another way.
const FENCES: Readonly<Record<string, () => Refusal>> = {
  ...fundFences,
  ...paymentFences,
  ...doubtFences,
  ...gapFences,
  ...postFences,
  ...registerFences,
  ...deskFences,
  grant_illegal_transition: () => refuse('ILLEGAL_TRANSITION', { state: '現在の状態', event: 'この操作' }),
  grant_state_fenced: () => refuse('ILLEGAL_TRANSITION', { state: '現在の状態', event: '状態の直接変更' }),
  grant_same_person: () => refuse('SAME_PERSON', { first: '前の段階の操作', second: 'この操作' }),
  grant_forbidden_duty: () => refuse('FORBIDDEN', { act: 'この操作' }),
  grant_content_locked: () =>
    refuse('GUARD_FAILED', {
      event: '申請内容の変更',
      reason: '受付後の申請内容は、補正の手続きによって変更してください。',
    }),
  grant_fix_outside: () =>
    refuse('GUARD_FAILED', {
      event: '誤記の訂正',
      reason: 'この項目は事務局では直せません。申請者に補正を依頼してください。',
    }),
  grant_fix_reason: () =>
    refuse('GUARD_FAILED', { event: '誤記の訂正', reason: '訂正の理由を入力してください。' }),
  grant_mark_fenced: () =>
    refuse('GUARD_FAILED', {
      event: '判定への判断',
      reason:
        '判断は、審査中の案件の最新の判定に、必要な理由を添えて付けてください。画面を読み込み直してください。',
    }),
  grant_mark_evidence: () =>
    refuse('GUARD_FAILED', {
      event: '判定への判断',
      reason: '根拠には、この案件の書類の頁を選んでください。',
    }),
  grant_append_only: () =>
    refuse('GUARD_FAILED', {
      event: '記録の変更',
      reason: '記録は追記だけができます。変更・削除はできません。',
    }),
  grant_door_closed: () =>
    refuse('GUARD_FAILED', {
      event: 'この設定',
      reason:
        '共有リンク、コメント、変更履歴の停止、外部から起動するフロー、データの書込みやスクリプトを含むフローは使えません。記録に残らない操作になるためです。',
    }),
  grant_batch_sealed: () => refuse('BATCH_SEALED', { batch: '（確定済み）' }),
  grant_duplicate_payment: () => refuse('DUPLICATE_PAYMENT', { receiptNumber: '（この申請）' }),
  grant_money_fenced: () =>
    refuse('GUARD_FAILED', {
      event: '支払の直接変更',
      reason: '支払は、支払バッチの画面の操作から行ってください。',
    }),
  grant_payment_mismatch: () =>
    refuse('GUARD_FAILED', {
      event: '支払の登録',
      reason: '支払の金額又は口座が、支給決定又は届出の口座と一致しません。案件を開いて確かめてください。',
    }),
  grant_unconfirmed: () =>
    refuse('GUARD_FAILED', {
      event: '支払バッチの確定',
      reason: '2人の確認が済んでいない支払があります。確認を終えてから確定してください。',
    }),
  grant_confirmation_stale: () => refuse('STALE_VERSION', { what: '支払の内容' }),
  grant_batch_mismatch: () =>
    refuse('GUARD_FAILED', {
      event: '支払バッチの操作',
      reason: '件数・合計又は支払の状態が一致しません。画面を読み込み直して確かめてください。',
    }),
  grant_same_file: () =>
    refuse('GUARD_FAILED', {
      event: '支払バッチの確定',
      reason: '同じ内容の振込データがすでに作成されています。二重の振込にならないか確かめてください。',
    }),
  grant_award_limit: () =>
    refuse('GUARD_FAILED', {
      event: '支給決定',
      reason:
        '同じ事業主又は従業員に、制度の設定で定めた回数までの支給決定がすでにあります。「過去の支給」で先の決定を確かめてください。不支給とするか、審査に差し戻してください。',
    }),
  grant_decision_mismatch: () =>
    refuse('GUARD_FAILED', {
      event: '決定',
      reason: '決定の内容が審査の結果と一致しません。画面を読み込み直して確かめてください。',
    }),
  grant_one_decision: () =>
    refuse('GUARD_FAILED', { event: '決定', reason: 'この申請にはすでに決定があります。' }),
  grant_obligation_mismatch: () =>
    refuse('GUARD_FAILED', {
      event: '支給決定に基づく支払の登録',
      reason: '支払う額又は状態が支給決定と一致しません。案件を開き、決定の内容を確かめてください。',
    }),
  grant_one_account: () =>
    refuse('GUARD_FAILED', {
      event: '振込口座の登録',
      reason:
        'この申請には、有効な振込口座がすでにあります。画面を読み込み直し、口座補正の手続きで変更してください。',
    }),
  grant_receipt_number: () =>
    refuse('GUARD_FAILED', {
      event: '受付番号の発行',
      reason: '同じ受付番号がすでにあります。もう一度操作してください。',
    }),
  grant_balance_short: () =>
    refuse('GUARD_FAILED', {
      event: 'この操作',
      reason: '概算払の残高が不足しています。概算払の入金を記録するか、支払の件数を減らしてください。',
    }),
  grant_ledger_unbalanced: () =>
    refuse('GUARD_FAILED', {
      event: '受払簿の記帳',
      reason: '借方と貸方の金額が一致しません。1円以上の金額で、合計が等しくなるように入力してください。',
    }),
  grant_batch_file: () =>
    refuse('GUARD_FAILED', {
      event: '支払バッチの確定',
      reason: '振込データ・件数・合計がそろっていません。支払バッチの画面の「確定」から行ってください。',
    }),
  grant_one_result: () =>
    refuse('GUARD_FAILED', { event: '振込結果の記録', reason: 'この支払の結果はすでに記録されています。' }),
  grant_result_early: () =>
    refuse('GUARD_FAILED', {
      event: '振込結果の記録',
      reason: '振込指定日より前の日の結果は記録できません。銀行の結果の日付を確かめてください。',
    }),
  grant_one_confirmation: () =>
    refuse('GUARD_FAILED', { event: '支払の確認', reason: 'この支払はすでに確認しています。' }),
  grant_evidence_missing: () =>
    refuse('GUARD_FAILED', {
      event: 'この操作',
      reason: '裏付けとなる記録がそろっていないため、状態を変更できません。画面の操作から行ってください。',
    }),
  grant_stale_version: () => refuse('STALE_VERSION', { what: '案件' }),
  grant_receipt_fixed: () =>
    refuse('GUARD_FAILED', { event: '受付番号の変更', reason: '発行した受付番号は変更できません。' }),
  grant_case_kept: () =>
    refuse('GUARD_FAILED', {
      event: '申請の削除',
      reason: '受け付けた申請は削除できません。不要な申請は、取下げとして記録してください。',
    }),
  grant_file_frozen: () =>
    refuse('GUARD_FAILED', {
      event: '書類の差替え・削除',
      reason: '受け付けた書類と通知書は変更できません。新しい書類を追加してください。',
    }),
  grant_person_kept: () =>
    refuse('GUARD_FAILED', {
      event: '利用者の削除',
      reason: '記録に残る利用者は削除できません。利用を止めるときは、状態を停止に変えてください。',
    }),
  grant_version_published: () =>
    refuse('GUARD_FAILED', {
      event: '公開した版の変更',
      reason:
        '公開した版は変更も削除もできません。「コピーとして保存」で新しい版を作り、そちらを直してください。',
    }),
  grant_mandate_ended: () => refuse('MANDATE_ENDED', {}),
  grant_mandate_employer: () =>
    refuse('GUARD_FAILED', {
      event: '委任の届出',
      reason:
        '事業主が法人か個人事業主かを選び、法人の場合は正しい13桁の法人番号を入力してください。個人事業主の場合は、法人番号を空欄にしてください。',
    }),
  grant_other_principal: () => refuse('OTHER_PRINCIPAL', { principal: '（委任状に記載の事業主）' }),
  grant_version_draft: () =>
    refuse('GUARD_FAILED', {
      event: '適用する版の変更',
      reason: '適用できるのは、この事業の公開した版だけです。版を公開してから選んでください。',
    }),
  grant_one_tracking: () => refuse('TRACKING_NUMBER_USED', {}),
  grant_version_number: () =>
    refuse('GUARD_FAILED', {
      event: '版の作成',
      reason: '同じ番号の版がすでにあります。画面を読み込み直してからもう一度保存してください。',
    }),
  grant_faq_unapproved: () =>
    refuse('GUARD_FAILED', {
      event: 'よくある質問の公開',
      reason: '今の文に対する県の承認がありません。「県の確認中」にして、県の承認を受けてください。',
    }),
  grant_faq_fixed: () =>
    refuse('GUARD_FAILED', {
      event: 'よくある質問の変更',
      reason: '承認された文は変更できません。「作成中」に戻してから直し、もう一度県の承認を受けてください。',
    }),
  grant_faq_review: () =>
    refuse('GUARD_FAILED', {
      event: 'よくある質問の確認',
      reason:
        '確認できるのは、県の担当者が「県の確認中」の今の版を見たときだけです。画面を読み込み直してください。',
    }),
  grant_envelope_mismatch: () => refuse('ENVELOPE_MISMATCH', { part: '通知書・封筒・宛先', read: '不一致' }),
  grant_custody_step: () =>
    refuse('GUARD_FAILED', {
      event: '原本の記録',
      reason: 'この原本の前の記録に続けられない内容です。保管記録を確かめてください。',
    }),
  ...practiceFences,
};

// The unique index that a verb can hit in a table.
const UNIQUE: Readonly<Record<string, string>> = {
  payments: 'grant_duplicate_payment',
  obligations: 'grant_one_obligation',
  bank_accounts: 'grant_one_account',
  confirmations: 'grant_one_confirmation',
  decisions: 'grant_one_decision',
  transfer_results: 'grant_one_result',
  programme_versions: 'grant_version_number',
  mailings: 'grant_one_tracking',
  statement_matches: 'grant_one_match',
  bank_statement_lines: 'bank_statement_lines_hash_unique',
  reconciliations: 'grant_one_closing',
  ledger_entries: 'grant_one_reversal',
  ...doubtUniques,
};

// What Directus made of a unique key before it came here; the name of the index is lost, the table is not.
function ofTranslated(error: unknown): Refusal | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code, extensions } = error as { code?: unknown; extensions?: { collection?: unknown } };
  if (code !== 'RECORD_NOT_UNIQUE') return null;
  const table = typeof extensions?.collection === 'string' ? extensions.collection : '';
  const fence = FENCES[UNIQUE[table] ?? ''];
  return fence === undefined ? refuse('DB_CONSTRAINT', { constraint: `${table} unique` }) : fence();
}

/** データベースの制約: the refusal for a violated fence, constraint or key; null for anything else. */
export function constraintRefusal(error: unknown): Refusal | null {
  const fault = faultOf(error);
  if (fault === null) return ofTranslated(error);
  const name = fault.constraint ?? '';
  const fence = Object.hasOwn(FENCES, name) ? FENCES[name] : undefined;
  if (fence !== undefined) return fence();
  if (fault.code === '23505' && fault.table === 'payments')
    return refuse('DUPLICATE_PAYMENT', { receiptNumber: '（この申請）' });
  if (fault.code === '40001' || fault.code === '40P01') return refuse('STALE_VERSION', { what: '案件' });
  if (fault.code.startsWith('23')) return refuse('DB_CONSTRAINT', { constraint: name });
  return null;
}
