import type { Duty } from './lifecycle/duty.ts';

/** よくある質問の状態. */
export const faqStates = {
  draft: '作成中',
  in_review: '県の確認中',
  approved: '承認済',
  published: '公開中',
  retired: '公開終了',
} as const;

/** よくある質問の状態. */
export type FaqState = keyof typeof faqStates;

/** 県の判断. */
export const faqVerdicts = { approved: '承認', revise: '修正依頼', comment: '意見' } as const;

/** One step of a question: from where to where, by whom, and what the button says. */
export interface FaqMove {
  readonly from: FaqState;
  readonly to: FaqState;
  readonly duties: readonly Duty[];
  readonly label: string;
  readonly effect: string;
  /** Only where a text of this question is on the site now. */
  readonly live?: true;
}

const WRITERS: readonly Duty[] = ['reception', 'reviewer'];

/** 作成から公開まで (仕様書 本文4(1)キ). Approval is not in it: it follows from the official's word. */
export const faqMoves: readonly FaqMove[] = [
  {
    from: 'draft',
    to: 'in_review',
    duties: WRITERS,
    label: '県に確認を依頼する',
    effect: '県担当者が質問と回答を確認できるようになります。',
  },
  {
    from: 'in_review',
    to: 'draft',
    duties: WRITERS,
    label: '確認の依頼を取り下げる',
    effect: '作成中に戻り、文を直せます。',
  },
  {
    from: 'approved',
    to: 'published',
    duties: ['manager'],
    label: '公開する',
    effect: '承認された文が申請サイトに表示されます。公開中の版があるときは、その文と入れ替わります。',
  },
  {
    from: 'approved',
    to: 'draft',
    duties: ['manager', ...WRITERS],
    label: '作成中に戻す',
    effect: '承認は無効になります。直した後に、もう一度県の確認が必要です。',
  },
  {
    from: 'published',
    to: 'draft',
    duties: ['manager', ...WRITERS],
    label: '改訂を始める',
    effect:
      '公開中の文は、改訂した文を公開するまで申請サイトに表示されます。改訂した文には、もう一度県の確認が必要です。',
  },
  {
    from: 'published',
    to: 'retired',
    duties: ['manager'],
    label: '公開を終える',
    effect: '申請サイトにすぐに表示されなくなります。公開の履歴は残ります。',
  },
  ...(['draft', 'in_review', 'approved'] as const).map((from): FaqMove => ({
    from,
    to: 'retired',
    duties: ['manager'],
    label: '公開を終える',
    effect: '公開中の版が申請サイトにすぐに表示されなくなり、改訂も終わります。公開の履歴は残ります。',
    live: true,
  })),
  ...(['draft', 'in_review'] as const).map((from): FaqMove => ({
    from,
    to: 'published',
    duties: ['manager', ...WRITERS],
    label: '改訂をやめる',
    effect:
      '改訂中の文を取りやめ、公開中の文に戻します。申請サイトの表示は変わりません。取りやめた文は変更の履歴に残ります。',
    live: true,
  })),
  {
    from: 'retired',
    to: 'draft',
    duties: ['manager', ...WRITERS],
    label: '直して再び公開する',
    effect: '作成中に戻ります。直した後に、県の確認が必要です。',
  },
];

/** The steps open to a person; `live` says whether a text of this question is on the site now. */
export function movesOf(state: FaqState, live: boolean, duties: ReadonlySet<Duty>): FaqMove[] {
  return faqMoves.filter(
    (move) =>
      move.from === state && (live || move.live !== true) && move.duties.some((duty) => duties.has(duty)),
  );
}
