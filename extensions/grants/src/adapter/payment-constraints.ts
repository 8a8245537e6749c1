import { refuse, type Refusal } from '@grant/schema';

/** 照合入力・限度額・追加支給・返還の柵: what the triggers of double-entry.sql, bank-limits.sql and top-ups.sql and claims.sql refuse, in words. */
export const paymentFences: Readonly<Record<string, () => Refusal>> = {
  grant_entry_differs: () =>
    refuse('GUARD_FAILED', {
      event: '支払の確認',
      reason: '入力した口座又は金額が登録の内容と一致しません。証拠書類を見直して入力し直してください。',
    }),
  grant_confirmation_locked: () => refuse('CONFIRMATION_LOCKED', {}),
  grant_fee_deducted: () =>
    refuse('GUARD_FAILED', {
      event: '振込結果の記録',
      reason: '戻った資金から差し引かれた手数料は、1円以上、振り込んだ額未満で入力してください。',
    }),
  grant_transfer_day_over: () =>
    refuse('GUARD_FAILED', {
      event: '支払バッチの確定',
      reason: '振込日を過ぎているか、締めた月の日付です。振込日を変更してから確定してください。',
    }),
  grant_failed_reason: () =>
    refuse('GUARD_FAILED', {
      event: '振込結果の記録',
      reason: '振込不能・組戻の理由を、銀行の結果のとおり入力してください。',
    }),
  grant_batch_recall: () =>
    refuse('GUARD_FAILED', {
      event: '確定した支払バッチの取下げ',
      reason:
        '取下げには、申出の理由と銀行への確認が必要です。バッチを確定した人と申し出た人は承認できません。画面を読み込み直して確かめてください。',
    }),
  grant_recall_debited: () =>
    refuse('GUARD_FAILED', {
      event: '確定した支払バッチの取下げ',
      reason:
        '通帳の明細に、このバッチの合計額に当たる出金があります。振り込まれている場合は、申出を取りやめて結果を記録してください。別の出金のときは、資金管理で先に照合してください。',
    }),
  grant_bank_closed: () =>
    refuse('GUARD_FAILED', {
      event: '支払バッチの作成',
      reason:
        '土曜日・日曜日・祝日と12月31日から1月3日までは、銀行の休業日です。振込指定日に営業日を選んでください。',
    }),
  grant_bank_limit: () =>
    refuse('GUARD_FAILED', {
      event: '支払バッチの確定',
      reason: '銀行との契約による件数又は金額の上限を超えています。件数を減らすか、振込日を分けてください。',
    }),
  grant_one_obligation: () =>
    refuse('GUARD_FAILED', {
      event: '支給決定に基づく支払の登録',
      reason: 'この支給決定には、支払がすでに登録されています。案件を開いて確かめてください。',
    }),
  grant_claim_mismatch: () =>
    refuse('GUARD_FAILED', {
      event: '返還の請求・記録',
      reason:
        '返還の請求と記録は、支払済みで返還を請求していない額の範囲で、請求した額のとおりに行ってください。画面を読み込み直して額を確かめてください。',
    }),
  grant_one_open_obligation: () =>
    refuse('GUARD_FAILED', {
      event: '支給決定に基づく支払の登録',
      reason: 'この案件には、まだ支払っていない支給決定があります。その支払が済んでから登録してください。',
    }),
};
