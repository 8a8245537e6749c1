/** 案件の出来事: everything that moves a case from one state to another. */
export const EVENTS = [
  'submit',
  'register',
  'take',
  'request_correction',
  'answer_correction',
  'resume_review',
  'recommend',
  'return_to_review',
  'grant',
  'refuse',
  'post_notice',
  'batch',
  'unbatch',
  'recall',
  'record_paid',
  'record_failed',
  'record_return',
  'correct_account',
  'change_account',
  'staff_fix',
  'correct_days',
  'add_papers',
  'unbind_papers',
  'sort_again',
  'judge_anew',
  'take_over',
  'withdraw',
  'undo_withdrawal',
  'suspend',
  'propose_release',
  'release',
  'cancel',
  'revise_decision',
  'claim_repayment',
  'record_repayment',
  'record_part_repayment',
  'propose_top_up',
  'approve_top_up',
  'decline_top_up',
  'cancel_top_up',
] as const;

/** One event (出来事). */
export type CaseEvent = (typeof EVENTS)[number];

/** Events that make a case; they have no state before them. */
export const CREATION_EVENTS = ['start', 'receive'] as const;

/** An event that makes a case. */
export type CreationEvent = (typeof CREATION_EVENTS)[number];

/** How an event is shown: the label of its button and the sentence that says what it will do. */
export interface EventRow {
  readonly label: string;
  readonly effect: string;
}

/** 出来事の一覧: button label, and what pressing it does (Japanese, shown before the confirmation). */
export const events: Readonly<Record<CaseEvent | CreationEvent, EventRow>> = {
  start: { label: '申請書の作成', effect: '申請書の下書きを作ります。' },
  receive: { label: '郵送書類の受領', effect: '郵送で届いた申請書類を記録します。' },
  submit: {
    label: '申請の提出',
    effect: '申請を提出し、受付番号を発行します。提出後は内容を変更できません。',
  },
  register: { label: '郵送申請の登録', effect: '郵送された申請の入力を終え、受付番号を発行します。' },
  take: { label: '審査の開始', effect: '自分の担当として審査を始めます。' },
  request_correction: {
    label: '補正の依頼',
    effect: '申請者に補正を依頼し、期限を通知します。回答があるまで審査は止まります。',
  },
  answer_correction: { label: '補正の回答', effect: '補正の回答を提出し、審査を再開します。' },
  resume_review: {
    label: '補正なしで審査再開',
    effect: '補正の回答を待たずに審査を再開します。理由を記録します。',
  },
  recommend: { label: '審査結果の上申', effect: '支給又は不支給の審査意見を付けて決裁に回します。' },
  return_to_review: { label: '審査への差戻し', effect: '理由を付けて審査担当に差し戻します。' },
  grant: { label: '支給決定', effect: '支給を決定し、決定番号を付けて通知書を作成します。' },
  refuse: { label: '不支給決定', effect: '不支給を決定し、理由を付けて通知書を作成します。' },
  post_notice: { label: '通知書の発送', effect: '通知書の発送を記録し、支払の対象にします。' },
  batch: { label: '支払バッチへの追加', effect: '振込データの対象に加えます。' },
  unbatch: { label: '支払バッチからの除外', effect: '振込データの対象から外し、支払待ちに戻します。' },
  recall: {
    label: '確定した支払の取下げ',
    effect: '銀行に送っていない確定済みの支払バッチを取り下げ、支払待ちに戻します。',
  },
  record_paid: { label: '振込完了の記録', effect: '銀行の結果により支払済とします。' },
  record_failed: {
    label: '振込不能の記録',
    effect: '銀行の結果により振込不能とし、申請者に口座の訂正を依頼します。',
  },
  record_return: {
    label: '振込後の返却の記録',
    effect: '振り込んだ資金が後から戻ったこと（組戻など）を記録し、申請者に口座の訂正を依頼します。',
  },
  correct_account: { label: '振込口座の訂正', effect: '訂正された口座で改めて支払待ちとします。' },
  change_account: {
    label: '振込口座の変更',
    effect: '届け出た振込口座を変更します。それまでの口座の確認は無効になり、改めて2人が確認します。',
  },
  staff_fix: {
    label: '明らかな誤記の訂正',
    effect:
      '申請者に代わって明らかな誤記を直します。直す前の内容は残り、判定をやり直し、申請者に知らせます。',
  },
  correct_days: {
    label: '到着日・消印日の訂正',
    effect:
      '郵送で届いた書類の到着日と消印日を直します。直す前の日は経過に残り、受付期間と期限の判定をやり直します。',
  },
  add_papers: {
    label: '追加書類の受領',
    effect:
      '受付の後に届いた書類を案件に綴じます。案件の状態は変わりません。上申と決定の前に、判定のやり直しが必要になります。',
  },
  unbind_papers: {
    label: '誤って綴じた書類の取外し',
    effect:
      'ほかの案件の書類を、この案件から外します。外した書類は消さずに保存し、審査の対象から除き、申請者の画面にも表示しません。決定の前の案件では、外す書類だけに差し替えられた元の書類を、差替え前に戻します。案件の状態は変わりません。',
  },
  sort_again: {
    label: '書類の仕分け直し',
    effect:
      '仕分けた書類の種類を直します。直す前の仕分けは経過に残ります。直した書類を根拠にした判定の確認は未確認に戻り、上申と決定の前に、判定のやり直しが必要になります。',
  },
  judge_anew: {
    label: '判定のやり直し',
    effect:
      '新しくなった名簿と照らし、判定と重複の確認をやり直します。結果が変わらない判定に付けた確認は残ります。',
  },
  take_over: {
    label: '担当の引継ぎ',
    effect: '前の担当者から審査を引き継ぎ、自分の担当とします。案件の状態は変わりません。理由を記録します。',
  },
  withdraw: {
    label: '申請の取下げ',
    effect:
      '申請を取り下げます。誤って取り下げたときは、取り下げた人と別の決裁者又は事務局責任者が取り消すことができます（下書きを除きます。）。',
  },
  undo_withdrawal: {
    label: '取下げの取消し',
    effect:
      '誤った取下げを取り消し、取下げの前の状態に戻して、申請者に知らせます。補正の依頼中に取り下げられた申請は審査中に戻るため、必要な補正は改めて依頼します。返却した原本があるときは、再び提出を求めてください。',
  },
  suspend: {
    label: '保留（疑義調査）',
    effect: '案件を保留し、決定と支払を止めて県に報告します。',
  },
  propose_release: {
    label: '保留の解除の提案',
    effect: '調査の結論を付けて保留の解除を提案します。別の人が確認するまで、決定も支払もできません。',
  },
  release: {
    label: '保留の解除',
    effect: '提案された結論を確認し、保留を解いて保留前の状態に戻します。',
  },
  cancel: { label: '決定の取消し', effect: '支給決定を取り消します。支払はできなくなります。' },
  revise_decision: {
    label: '決定の変更',
    effect:
      '支給又は不支給の決定を取り消し、審査からやり直します。支払の準備をしている場合は、支払バッチから外します。',
  },
  claim_repayment: {
    label: '返還の請求',
    effect:
      '支払済みの奨励金の返還を求めます。全額を請求すると支給決定を取り消します。一部を請求すると、残りの額の支給はそのまま残ります。',
  },
  record_repayment: { label: '返還の記録', effect: '返還金の入金を記録し、案件を終えます。' },
  record_part_repayment: {
    label: '一部返還の記録',
    effect: '請求した一部の返還金の入金を記録し、支払済みに戻します。残りの額の支給は変わりません。',
  },
  propose_top_up: {
    label: '追加支給の上申',
    effect: '支払済みの額に追加する額と理由を付けて、決裁に回します。支払済みの支払は変わりません。',
  },
  approve_top_up: {
    label: '追加支給の決定',
    effect: '追加の支給を決定し、決定番号を付けて追加支給決定通知書を作成します。',
  },
  decline_top_up: { label: '追加支給の見送り', effect: '追加の支給をしないこととし、支払済みに戻します。' },
  cancel_top_up: {
    label: '追加支給の取消し',
    effect: '追加支給の決定だけを取り消し、支払済みに戻します。当初の支払は変わりません。',
  },
};

/** 出来事の名称. */
export function eventLabel(event: CaseEvent | CreationEvent): string {
  return events[event].label;
}

/** Narrows any text to an event of an existing case. */
export function isEvent(value: unknown): value is CaseEvent {
  return (EVENTS as readonly unknown[]).includes(value);
}

/** 申請の内容を書く操作: whoever did one of them has entered what is decided and paid on, be it at the desk for the applicant. */
export const WRITING_EVENTS = [
  'submit',
  'register',
  'staff_fix',
  'correct_days',
  'answer_correction',
  'change_account',
  'correct_account',
] as const satisfies readonly CaseEvent[];
