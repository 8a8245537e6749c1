/** 案件の状態: the resting places of a case. Sending a mail or making a letter is not one. */
export const STATES = [
  'draft',
  'received',
  'submitted',
  'in_review',
  'correction_requested',
  'recommended',
  'granted',
  'refused',
  'payable',
  'in_batch',
  'paid',
  'top_up_proposed',
  'account_correction',
  'suspended',
  'withdrawn',
  'cancelled',
  'repayment_claimed',
  'repaid',
] as const;

/** One state (状態). */
export type CaseState = (typeof STATES)[number];

/** Whom a case waits for. */
export const WAITING_FOR = ['applicant', 'office', 'prefecture', 'bank', 'none'] as const;

/** Whom a case waits for (待ち先). */
export type WaitingFor = (typeof WAITING_FOR)[number];

/** 待ち先の名称. */
export const waitingForLabels: Readonly<Record<WaitingFor, string>> = {
  applicant: '申請者',
  office: '事務局',
  prefecture: '県',
  bank: '金融機関',
  none: 'なし',
};

/** What is known of a state whatever the way into it. */
export interface StateRow {
  readonly label: string;
  readonly waitingFor: WaitingFor;
  /** Japanese sentence for the applicant: what happens now. */
  readonly meaning: string;
}

/** 状態の一覧: label, whom the case waits for, and one sentence for the applicant. */
export const states: Readonly<Record<CaseState, StateRow>> = {
  draft: { label: '下書き', waitingFor: 'applicant', meaning: 'まだ提出されていません。' },
  received: {
    label: '郵送受領',
    waitingFor: 'office',
    meaning: '郵送された書類を受け取り、内容を登録しています。',
  },
  submitted: {
    label: '受付済',
    waitingFor: 'office',
    meaning: '申請を受け付けました。審査をお待ちください。',
  },
  in_review: { label: '審査中', waitingFor: 'office', meaning: '申請内容を審査しています。' },
  correction_requested: {
    label: '補正依頼中',
    waitingFor: 'applicant',
    meaning: '補正をお願いしています。期限までに回答してください。',
  },
  recommended: { label: '決裁待ち', waitingFor: 'office', meaning: '審査が終わり、決裁を待っています。' },
  granted: {
    label: '支給決定',
    waitingFor: 'office',
    meaning: '支給を決定しました。通知書を準備しています。',
  },
  refused: {
    label: '不支給決定',
    waitingFor: 'none',
    meaning: '不支給を決定しました。通知書をご確認ください。',
  },
  payable: { label: '支払待ち', waitingFor: 'office', meaning: '振込の準備をしています。' },
  in_batch: { label: '支払処理中', waitingFor: 'bank', meaning: '振込の手続きをしています。' },
  paid: { label: '支払済', waitingFor: 'none', meaning: '指定の口座に振り込みました。' },
  top_up_proposed: {
    label: '追加支給の決裁待ち',
    waitingFor: 'office',
    meaning: '指定の口座に振り込みました。追加の支給について確認しています。',
  },
  account_correction: {
    label: '口座補正中',
    waitingFor: 'applicant',
    meaning: '振込ができませんでした。振込口座を確かめて訂正してください。',
  },
  suspended: { label: '保留（疑義調査中）', waitingFor: 'prefecture', meaning: '内容を確認しています。' },
  withdrawn: { label: '取下げ', waitingFor: 'none', meaning: '申請は取り下げられました。' },
  cancelled: { label: '決定取消', waitingFor: 'none', meaning: '支給決定は取り消されました。' },
  repayment_claimed: {
    label: '返還請求中',
    waitingFor: 'applicant',
    meaning: '奨励金の全部又は一部の返還をお願いしています。通知書をご確認ください。',
  },
  repaid: { label: '返還済', waitingFor: 'none', meaning: '返還を確認しました。' },
};

/** 状態名. */
export function stateLabel(state: CaseState): string {
  return states[state].label;
}

/** Narrows any text to a state. */
export function isState(value: unknown): value is CaseState {
  return (STATES as readonly unknown[]).includes(value);
}
