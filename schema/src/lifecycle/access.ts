/** 閲覧記録の操作: what the access log says somebody did; every entry carries one of these names. */
export const accessActionLabels = {
  administrator_read: 'システム管理者による閲覧',
  case_opened: '申請の閲覧',
  paper_opened: '提出書類の閲覧',
  paper_taken_out: '提出書類の取り外し',
  letter_opened: '通知書等の閲覧',
  evidence_opened: '支払証拠の閲覧',
  account_revealed: '口座番号の閲覧',
  transfer_file_fetched: '振込データの取得',
  confirmation_mismatch: '支払確認での不一致',
  confirmation_released: '支払確認の再開',
  list_opened: '一覧の閲覧',
  list_taken: '一覧の出力',
  login_failed: 'サインインの失敗',
  password_changed: 'パスワードの変更',
  second_factor_enabled: '二要素認証の開始',
  second_factor_disabled: '二要素認証の停止',
  signed_out_everywhere: 'ほかの端末からのログアウト',
  system: 'システムによる処理',
} as const satisfies Readonly<Record<string, string>>;

/** 閲覧記録の操作 by its name in the records. */
export type AccessAction = keyof typeof accessActionLabels;
