import { refuse, type Refusal } from '@grant/schema';

const statementKnown = (): Refusal =>
  refuse('GUARD_FAILED', {
    event: '入出金明細の取込み',
    reason:
      '同じ明細が、ほかの人によって取り込まれたところです。画面を読み込み直し、足りない明細があればもう一度取り込んでください。',
  });

/** 概算払・照合・精算・実費の柵: what the triggers of funds.sql, statements.sql, settlements.sql and costs.sql refuse, in words. */
export const fundFences: Readonly<Record<string, () => Refusal>> = {
  // The key is the data model's own and bears its name.
  bank_statement_lines_hash_unique: statementKnown,
  grant_month_closed: () =>
    refuse('GUARD_FAILED', {
      event: '受払簿の記帳',
      reason: '締めた月と精算した期間の日付では記帳できません。その後の日付にしてください。',
    }),
  grant_reversal_mismatch: () =>
    refuse('GUARD_FAILED', {
      event: '取消しの記帳',
      reason:
        '取り消せるのは、画面から記帳した取引の全体だけです。支払の取引は振込結果から記録してください。',
    }),
  grant_one_reversal: () =>
    refuse('GUARD_FAILED', { event: '取消しの記帳', reason: 'この取引は、すでに取り消されています。' }),
  grant_fund_mismatch: () =>
    refuse('GUARD_FAILED', {
      event: '概算払の請求',
      reason: '請求の内容又は受入額が記録と一致しません。画面を読み込み直して確かめてください。',
    }),
  grant_fund_state: () =>
    refuse('GUARD_FAILED', {
      event: 'この操作',
      reason: 'ほかの操作によって状態が変わっています。画面を読み込み直してください。',
    }),
  grant_statement_mismatch: () =>
    refuse('GUARD_FAILED', {
      event: '入出金明細の照合',
      reason: '明細の額と受払簿の取引の合計とが一致しません。選び直してください。',
    }),
  grant_one_match: () =>
    refuse('GUARD_FAILED', {
      event: '入出金明細の照合',
      reason: '選んだ取引は、ほかの明細とすでに照合されています。画面を読み込み直してください。',
    }),
  grant_statement_open: () =>
    refuse('GUARD_FAILED', {
      event: '月の締め',
      reason: '照合の済んでいない明細があります。「入出金明細」で照合してから締めてください。',
    }),
  grant_month_order: () =>
    refuse('GUARD_FAILED', {
      event: '月の締め',
      reason: '締められるのは、終わった月を古いものから順にです。対象の月を確かめてください。',
    }),
  grant_one_closing: () =>
    refuse('GUARD_FAILED', { event: '月の締め', reason: 'この月はすでに締めています。' }),
  grant_balance_differs: () =>
    refuse('GUARD_FAILED', {
      event: '月の締め',
      reason: '通帳の残高と受払簿の残高とが一致しません。明細の取込みと記帳の漏れを確かめてください。',
    }),
  grant_settlement_mismatch: () =>
    refuse('GUARD_FAILED', {
      event: '概算払の精算',
      reason: '期間・返納額・返納の記帳が一致しません。返納額は期末の残高までにしてください。',
    }),
  grant_settlement_sum: () =>
    refuse('GUARD_FAILED', {
      event: '概算払の精算',
      reason: '期首の残高から期末の残高までの計算が一致しません。この精算を取り下げ、作り直してください。',
    }),
  grant_settlement_period: () =>
    refuse('GUARD_FAILED', {
      event: '精算の承認',
      reason:
        '対象期間が前の精算と重なっているか、間の記帳が漏れています。取り下げて、前の精算の翌日からの期間で作り直してください。',
    }),
  grant_settlement_open: () =>
    refuse('GUARD_FAILED', {
      event: '精算の承認',
      reason:
        '対象期間が終わっていないか、締めと確認の済んでいない月又は結果を記録していない支払バッチがあります。それぞれを済ませてから承認してください。',
    }),
  grant_settlement_uncovered: () =>
    refuse('GUARD_FAILED', {
      event: '精算の承認',
      reason:
        '返納額が、確定した支払などを差し引いた残高を超えています。返納額を減らして作り直すか、振込結果を記録してから定期の精算として作り直してください。',
    }),
  grant_result_open: () =>
    refuse('GUARD_FAILED', {
      event: '月の締め',
      reason:
        '振込日が過ぎ、結果を記録していない支払バッチがあります。振込結果を記録してから締めてください。',
    }),
  grant_return_day: () =>
    refuse('GUARD_FAILED', {
      event: '残額の返納',
      reason: '返納日は、精算の対象期間より後の日にしてください。',
    }),
  grant_balance_short_then: () =>
    refuse('GUARD_FAILED', {
      event: '受払簿の記帳',
      reason:
        'その日の口座の残高が0円を下回ります。先に記帳する入金がないか、通帳で日付と金額を確かめてください。',
    }),
  grant_settlement_stale: () =>
    refuse('GUARD_FAILED', {
      event: '精算の承認',
      reason: '作成の後に受払簿が変わっています。この精算を取り下げ、作り直してください。',
    }),
  grant_cost_fenced: () =>
    refuse('GUARD_FAILED', {
      event: '実費の記録',
      reason:
        '郵送料と振込手数料は発送と振込の記録から作られます。手で記録できるのは組戻手数料とその他だけで、備考が必要です。',
    }),
  grant_one_postage: () =>
    refuse('GUARD_FAILED', { event: '実費の記録', reason: 'この発送の郵送料は、すでに記録されています。' }),
  grant_one_transfer_fee: () =>
    refuse('GUARD_FAILED', { event: '実費の記録', reason: 'この振込の手数料は、すでに記録されています。' }),
  grant_one_reversal_fee: () =>
    refuse('GUARD_FAILED', {
      event: '実費の記録',
      reason: 'この振込の組戻手数料は、すでに記録されています。',
    }),
  grant_fee_used: () =>
    refuse('GUARD_FAILED', {
      event: '料金表の変更',
      reason: '実費の根拠となっている料金は変更できません。適用日を改めた新しい料金を追加してください。',
    }),
};
