import { refuse, type Refusal } from '@grant/schema';

/** 照合入力・限度額・追加支給の柵: what the triggers of double-entry.sql, bank-limits.sql and top-ups.sql refuse, in words. */
export const paymentFences: Readonly<Record<string, () => Refusal>> = {
  grant_entry_differs: () =>
    refuse('GUARD_FAILED', {
      event: '支払の確認',
      reason: '入力した口座又は金額が登録の内容と一致しません。証拠書類を見直して入力し直してください。',
    }),
  grant_confirmation_locked: () => refuse('CONFIRMATION_LOCKED', {}),
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
  grant_one_open_obligation: () =>
    refuse('GUARD_FAILED', {
      event: '支給決定に基づく支払の登録',
      reason: 'この案件には、まだ支払っていない支給決定があります。その支払が済んでから登録してください。',
    }),
};
