import { REQUIREMENTS } from './requirements.ts';

/** How a column is written: text, whole numbers or whole yen. */
export type ListColumnKind = 'text' | 'number' | 'yen';

/** 列: one column of a list by its key, in the list's order. */
export interface ListColumn {
  readonly key: string;
  /** Japanese heading. */
  readonly title: string;
  readonly kind: ListColumnKind;
  /** Width in characters of the sheet. */
  readonly width: number;
}

function column(key: string, title: string, width = 12, kind: ListColumnKind = 'text'): ListColumn {
  return { key, title, kind, width };
}

const number = (key: string, title: string): ListColumn => column(key, title, 8, 'number');
const amount = (key: string, title: string): ListColumn => column(key, title, 12, 'yen');

const RECEIPT = [
  column('receiptNumber', '受付番号', 14),
  column('receivedOn', '受付日'),
  column('postmarkOn', '消印日'),
  column('channel', '経路', 8),
  column('employerName', '申請者', 28),
];
const EMPLOYER = [
  column('corporateNumber', '法人番号', 16),
  column('insuranceOfficeNumber', '雇用保険番号', 16),
  column('agentName', '代理人', 16),
  column('employeeKey', '対象従業員key', 26),
  column('childBirthOn', '子生年月日'),
];
const LEAVE = [
  ...[1, 2, 3, 4].map((part) => column(`leave${part}`, `休業期間${part}`, 24)),
  number('leaveMonths', '通算月'),
  number('leaveDays', '通算日'),
  number('scheduledWorkdays', '所定労働日数'),
  column('returnOn', '復帰日'),
];
// 判定額 is what the rules make of the leave; 支給額 what was decided, with what was added and claimed back since.
const AMOUNT = [
  amount('amountAddition', '加算'),
  amount('amountTotal', '判定額'),
  amount('amountAwarded', '支給額'),
];
const DECISION = [
  column('decisionKind', '決定区分', 10),
  column('decisionNumber', '決定番号', 14),
  column('decidedOn', '決定日'),
];
const PAYMENT = [
  column('transferOn', '支払予定日'),
  column('paidOn', '支払実行日'),
  column('payResult', '支払結果', 10),
];

/** 審査管理表の列, in the order agreed with the prefecture (本文4(2)カ); a group such as 日/番号 is one column each. */
export const managementColumns: readonly ListColumn[] = [
  ...RECEIPT,
  ...EMPLOYER,
  ...LEAVE,
  column('deadlineVerdict', '期限判定', 10),
  ...REQUIREMENTS.flatMap((no) => [
    column(`requirement${no}Verdict`, `要件${no}判定`, 10),
    column(`requirement${no}Papers`, `要件${no}根拠書類`, 28),
    column(`requirement${no}On`, `要件${no}日付`),
    column(`requirement${no}By`, `要件${no}担当`, 14),
  ]),
  column('sizeVerdict', '中小判定', 10),
  column('sizeMethod', '中小判定の方式', 20),
  column('duplicateVerdict', '重複判定', 12),
  column('firstOneMonth', 'はじめて判定（1か月）', 16),
  column('firstThreeMonths', 'はじめて判定（3か月）', 16),
  ...AMOUNT,
  number('corrections', '不備回数'),
  column('correctionRequestedOn', '補正依頼日'),
  column('correctionAnsweredOn', '補正回答日'),
  column('correctionDueOn', '補正期限'),
  column('reviewedBy', '一次審査者', 14),
  column('reviewedOn', '一次審査日'),
  column('decidedBy', '二次審査者', 14),
  column('secondReviewedOn', '二次審査日'),
  column('suspicion', '不正疑義', 14),
  column('consultation', '県協議', 14),
  ...DECISION,
  column('postedOn', '通知発送日'),
  column('trackingNumber', '通知発送番号', 16),
  ...PAYMENT,
  number('officeDays', '標準処理日数'),
  column('remarks', '備考', 24),
];

/**
 * 申請者情報一覧の列 (本文4(4)ウ): what the prefecture keeps of an applicant, without the office's own marks; the account
 * by its last three digits.
 */
export const applicantColumns: readonly ListColumn[] = [
  ...RECEIPT,
  column('representative', '代表者', 20),
  column('postalCode', '郵便番号', 10),
  column('address', '所在地', 36),
  column('phone', '電話番号', 14),
  column('contactName', '担当者', 14),
  column('contactPhone', '担当者の電話番号', 14),
  column('contactEmail', '担当者のメールアドレス', 28),
  ...EMPLOYER,
  ...LEAVE,
  ...AMOUNT,
  ...DECISION,
  column('postedOn', '通知発送日'),
  ...PAYMENT,
  column('bank', '振込先', 24),
  column('accountMasked', '口座番号（下3桁）', 14),
  column('state', '状態', 14),
];
