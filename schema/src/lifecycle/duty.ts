/**
 * 職務: what a person may do in this office. Each duty is one access policy; one person may hold several where the
 * four-eyes rule allows. `system` acts in jobs only and holds no policy.
 */
export const DUTIES = [
  'applicant',
  'agent',
  'reception',
  'reviewer',
  'approver',
  'payment_clerk',
  'payment_confirmer',
  'manager',
  'official',
  'auditor',
  'administrator',
  'system',
] as const;

/** One duty (職務). */
export type Duty = (typeof DUTIES)[number];

/** 職務名: what a duty is called on screens and in documents. */
export const dutyLabels: Readonly<Record<Duty, string>> = {
  applicant: '申請者',
  agent: '手続代行者',
  reception: '受付担当',
  reviewer: '審査担当',
  approver: '決裁者',
  payment_clerk: '支払担当',
  payment_confirmer: '支払確認者',
  manager: '事務局責任者',
  official: '県担当者',
  auditor: '監査担当',
  administrator: 'システム管理者',
  system: '自動処理',
};

/** 事務局の職務: duties of people who work in the office (not the public, not the prefecture). */
export const OFFICE_DUTIES = [
  'reception',
  'reviewer',
  'approver',
  'payment_clerk',
  'payment_confirmer',
  'manager',
] as const satisfies readonly Duty[];

/** Narrows any text to a duty. */
export function isDuty(value: unknown): value is Duty {
  return (DUTIES as readonly unknown[]).includes(value);
}

/** 操作者: who acts. `id` is the user's uuid; the duties are those the person holds now. */
export interface Actor {
  readonly id: string;
  readonly duties: readonly Duty[];
}
