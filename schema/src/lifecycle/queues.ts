import type { Duty } from './duty.ts';
import { STATES, type CaseState } from './states.ts';
import { DECIDED_STATES } from './turns.ts';

/** 順番待ちの列, in the order of the work. */
export const QUEUE_CODES = [
  'to_enter',
  'arrived_answers',
  'to_review',
  'mine',
  'others',
  'overdue_corrections',
  'unread',
  'to_decide',
  'duplicates',
  'lost_papers',
  'to_post',
  'to_mail',
  'no_card',
  'payable',
  'account_correction',
  'repayment',
  'suspended',
  'late',
] as const;

/** Code of one queue. */
export type QueueCode = (typeof QUEUE_CODES)[number];

/** Events that may be done on several cases at once; each case is checked by itself. */
export const BULK_EVENTS = ['take', 'post_notice'] as const;

/** An event that may be done on several cases at once. */
export type BulkEvent = (typeof BULK_EVENTS)[number];

/** 順番待ちの一列: whose turn it is and in which states. */
export interface Queue {
  readonly label: string;
  /** Japanese sentence: what is to be done. */
  readonly hint: string;
  readonly duties: readonly Duty[];
  readonly states: readonly CaseState[];
  /**
   * Only the person's own cases, those of others, corrections answered by post and not entered, corrections past their day
   * of which nothing came, what is amber or red, or cases with a
   * letter not yet posted, a message nobody has read, a duplicate nobody has resolved, papers that left after the decision, or
   * no 照会番号 yet although they came by post.
   */
  readonly only:
    | 'assigned'
    | 'others'
    | 'arrived'
    | 'overdue'
    | 'late'
    | 'unposted'
    | 'unread'
    | 'duplicates'
    | 'lost'
    | 'uncarded'
    | null;
  readonly bulk: BulkEvent | null;
}

const WITH_THE_OFFICE: readonly CaseState[] = [
  'received',
  'submitted',
  'in_review',
  'recommended',
  'granted',
  'payable',
];

/** 順番待ちの一覧: 「自分の番」 of every duty. */
export const queues: Readonly<Record<QueueCode, Queue>> = {
  to_enter: {
    label: '郵送の入力待ち',
    hint: '届いた書類の内容を入力し、登録してください。',
    duties: ['reception'],
    states: ['received'],
    only: null,
    bulk: null,
  },
  arrived_answers: {
    label: '補正の回答が届いています',
    hint: '郵送で届いた回答の書類を仕分け、「補正の回答の入力」の画面で入力してください。入力するまで、督促と県との協議は止まります。届いたのが一部だけのときは、その画面で一部だけ届いたことを記録します。',
    duties: ['reception'],
    states: ['correction_requested'],
    only: 'arrived',
    bulk: null,
  },
  to_review: {
    label: '審査待ち',
    hint: '受付の古い順に担当となり、審査を始めてください。',
    duties: ['reviewer'],
    states: ['submitted'],
    only: null,
    bulk: 'take',
  },
  mine: {
    label: '自分が審査中',
    hint: '判定を確かめ、補正の依頼又は上申に進めてください。',
    duties: ['reviewer'],
    states: ['in_review'],
    only: 'assigned',
    bulk: null,
  },
  others: {
    label: 'ほかの担当者が審査中',
    hint: '担当者が不在で進まない案件は、審査担当が案件の画面の「担当の引継ぎ」で引き継ぎます。',
    duties: ['reviewer', 'manager'],
    states: ['in_review'],
    only: 'others',
    bulk: null,
  },
  overdue_corrections: {
    label: '期限を過ぎた補正',
    hint: '申請者に電話などで連絡し、回答の見込みを確かめてください。見込みがないときは、担当の審査担当（不在のときは事務局責任者）に引き継ぎます。県との協議は、審査担当又は事務局責任者が「補正の期限」の画面で記録します。期限を過ぎても自動で不支給にはなりません。',
    duties: ['reception', 'reviewer', 'manager'],
    states: ['correction_requested'],
    only: 'overdue',
    bulk: null,
  },
  unread: {
    label: '読んでいない連絡',
    hint: '申請者からの連絡を案件の画面で読み、返事をしてください。',
    duties: ['reception', 'reviewer'],
    states: STATES,
    only: 'unread',
    bulk: null,
  },
  duplicates: {
    label: '重複の確認待ち',
    hint: '重複の疑いがある申請を案件の画面で見比べ、有効・重複・別件の判断を記録してください。',
    duties: ['reviewer', 'approver', 'manager'],
    // Also after the money has gone: what is found then is asked back.
    states: [
      'submitted',
      'in_review',
      'correction_requested',
      'recommended',
      'granted',
      'payable',
      'in_batch',
      'paid',
      'top_up_proposed',
      'account_correction',
      'suspended',
      'repayment_claimed',
    ],
    only: 'duplicates',
    bulk: null,
  },
  lost_papers: {
    label: '決定の後に書類を外した案件',
    hint: '別の申請の書類であったため、決定の後に外した書類があります。外した人とは別の人が、案件の画面で、その書類がなくても決定のとおりでよいかを確認してください。',
    duties: ['approver', 'manager'],
    states: [...DECIDED_STATES, 'suspended'],
    only: 'lost',
    bulk: null,
  },
  to_decide: {
    label: '決裁待ち',
    hint: '審査意見又は追加支給の理由を確かめ、決定又は差戻しをしてください。',
    duties: ['approver'],
    states: ['recommended', 'top_up_proposed'],
    only: null,
    bulk: null,
  },
  to_post: {
    label: '通知書の発送待ち',
    hint: '通知書を印刷して発送し、発送日と引受番号を記録してください。',
    duties: ['reception', 'payment_clerk'],
    states: ['granted'],
    only: null,
    bulk: 'post_notice',
  },
  to_mail: {
    label: 'そのほかの書類の発送待ち',
    hint: '案件の画面で書類と宛名ラベルを印刷して発送し、「発送を記録」から発送日と引受番号を記録してください。',
    duties: ['reception', 'payment_clerk'],
    states: STATES,
    only: 'unposted',
    bulk: null,
  },
  no_card: {
    label: '照会番号の案内を出していない郵送申請',
    hint: '郵送の申請者が状況を確かめられるように、案件の画面の「整理票・照会番号の案内を出す」から案内を印刷し、申請者に送ってください。',
    duties: ['reception'],
    states: [...WITH_THE_OFFICE, 'correction_requested', 'account_correction', 'suspended'],
    only: 'uncarded',
    bulk: null,
  },
  payable: {
    label: '支払待ち',
    hint: '「支払準備」の画面で支払バッチを作成してください。',
    duties: ['payment_clerk'],
    states: ['payable'],
    only: null,
    bulk: null,
  },
  account_correction: {
    label: '口座補正中',
    hint: '申請者に口座の確認をお願いしています。回答がなければ連絡してください。',
    duties: ['reception', 'payment_clerk'],
    states: ['account_correction'],
    only: null,
    bulk: null,
  },
  repayment: {
    label: '返還の入金待ち',
    hint: '入金を通帳で確かめ、案件の画面で返還の入金を記録してください。期限を過ぎたものは県と協議します。',
    duties: ['payment_clerk'],
    states: ['repayment_claimed'],
    only: null,
    bulk: null,
  },
  suspended: {
    label: '保留（疑義調査中）',
    hint: '県と協議し、解除できるか確かめてください。',
    duties: ['approver', 'manager'],
    states: ['suspended'],
    only: null,
    bulk: null,
  },
  late: {
    label: '標準処理日数に近い・超えた案件',
    hint: '担当者と処理の状況を確かめてください。',
    duties: ['manager'],
    states: WITH_THE_OFFICE,
    only: 'late',
    bulk: null,
  },
};

/** Queues in which it may be the turn of a person with these duties. */
export function queuesOf(duties: ReadonlySet<Duty>): QueueCode[] {
  return QUEUE_CODES.filter((code) => queues[code].duties.some((duty) => duties.has(duty)));
}
