import { formatYen, yen } from '../yen.ts';

/**
 * 遷移の条件に使う事実: what the adapter must have read, inside its transaction, before it asks for an event.
 * A guard whose fact is missing refuses: what nobody looked up is not assumed to be well.
 */
export interface GuardFacts {
  /** True while the programme takes applications at the moment of the act (server time for online). */
  readonly receptionOpen?: boolean;
  /** Number of required answers and papers that are still missing or unreadable. */
  readonly missing?: number;
  /** True when the papers name their employer and a place to write to or call (`isIdentified`). */
  readonly identified?: boolean;
  /** Number of answers that a paper leaves open, the account being one of them. */
  readonly unknownAnswers?: number;
  /** Number of items in the correction being asked for. */
  readonly correctionItems?: number;
  /** Number of correction items without an answer. */
  readonly unansweredItems?: number;
  /** Number of findings of the latest judgement that are not passed and that the reviewer has not marked. */
  readonly unsettledFindings?: number;
  /** Number of findings of the latest judgement that stand against a grant: defect, on hold, or not passed and unmarked. */
  readonly opposedFindings?: number;
  /** Number of duplicate sets of this case that are still open. */
  readonly openDuplicates?: number;
  /** The reviewer's recommendation that the decision follows. */
  readonly recommendation?: 'grant' | 'refuse';
  /** Amount of the decision, whole yen. */
  readonly amount?: number;
  /** Amount of the latest judgement, whole yen. */
  readonly judgedAmount?: number;
  /** Reasons of a refusal, Japanese sentences. */
  readonly reasons?: readonly string[];
  /** Why the act is done, as the actor wrote it. */
  readonly reason?: string;
  /** True when the applicant or the agent made the withdrawal that is to be taken back. */
  readonly ownWithdrawal?: boolean;
  /** 申出の日と方法: when and how the applicant asked to have the withdrawal taken back. */
  readonly wish?: string;
  /** 事務局の記録の誤り: true when the office declares that it recorded a withdrawal nobody had asked for. */
  readonly mistake?: boolean;
  /** True when somebody has proposed the release since the case was suspended. */
  readonly releaseProposed?: boolean;
  /** True when the decision letter has been made. */
  readonly letterMade?: boolean;
  /** 支払済額: yen already paid for this case. */
  readonly paidYen?: number;
  /** 返還を請求した額: yen of what was paid that have been claimed back, whether they came in or not. */
  readonly claimedYen?: number;
  /** 返還を請求する額 of the claim that is asked for, whole yen. */
  readonly claimYen?: number;
  /** 返還された額 of the payment that is asked about: yen of it that its receiver has paid back. */
  readonly repaidYen?: number;
  /** What the open obligation was decided as; null when nothing is owed. */
  readonly owedKind?: 'grant' | 'top_up' | null;
  /** 追加支給の上申額, whole yen. */
  readonly proposedYen?: number;
  /** 支給の上限額: the most the case can be awarded by its figures, whole yen. */
  readonly awardMaxYen?: number;
  /** CaseState of the payment batch that the case is in. */
  readonly batchState?: 'open' | 'sealed' | 'settled' | 'discarded' | 'recalled';
}

/** Answers null when the condition holds, else a Japanese sentence that says what is missing. */
export type Guard = (facts: GuardFacts) => string | null;

const unknown = '必要な事実を確かめられませんでした。画面を読み込み直してください。';

function none(count: number | undefined, sentence: (count: number) => string): string | null {
  if (count === undefined) return unknown;
  return count === 0 ? null : sentence(count);
}

// What was paid and not claimed back: 支給額として残る額. Undefined while either was not looked up.
function keptYen({ paidYen, claimedYen }: GuardFacts): number | undefined {
  return paidYen === undefined || claimedYen === undefined ? undefined : paidYen - claimedYen;
}

function spoken(amount: number): string {
  return formatYen(yen(amount));
}

/** 遷移の条件: every guard by name. Pure; the transition table names them. */
export const guards = {
  receptionOpen: ({ receptionOpen }) =>
    receptionOpen === true ? null : '申請の受付期間外です。受付期間を確かめ、事務局にお問い合わせください。',
  complete: ({ missing }) =>
    none(missing, (count) => `未入力又は未添付の項目が${count}件あります。すべて入力・添付してください。`),
  identified: ({ identified }) =>
    identified === true
      ? null
      : '事業主の名称と、所在地又は電話番号を入力してください。書類の差出人が分からないと、補正を依頼できません。',
  knownForGrant: ({ recommendation, unknownAnswers }) =>
    recommendation === 'refuse'
      ? null
      : none(
          unknownAnswers,
          (count) =>
            `記入のない項目又は読み取れない項目が${count}件残っています。補正を依頼し、内容を確かめてから支給としてください。`,
        ),
  hasItems: ({ correctionItems }) =>
    correctionItems !== undefined && correctionItems > 0
      ? null
      : '補正を求める項目がありません。項目を1件以上選んでください。',
  allItemsAnswered: ({ unansweredItems }) =>
    none(
      unansweredItems,
      (count) => `回答していない補正の項目が${count}件あります。すべての項目に回答してください。`,
    ),
  findingsSettled: ({ unsettledFindings }) =>
    none(
      unsettledFindings,
      (count) => `審査担当の判断が付いていない判定が${count}件あります。各判定に判断を付けてください。`,
    ),
  soundForGrant: ({ recommendation, opposedFindings }) =>
    recommendation === 'refuse'
      ? null
      : none(
          opposedFindings,
          (count) =>
            `「不備」「保留」とした判定又は判断の付いていない判定が${count}件あるため、支給とすることができません。補正を依頼するか、不支給として上申してください。`,
        ),
  duplicatesSettled: ({ openDuplicates }) =>
    none(openDuplicates, (count) => `重複の疑いが${count}件残っています。重複の確認を終えてください。`),
  recommendedGrant: ({ recommendation }) =>
    recommendation === 'grant'
      ? null
      : '支給の審査意見がありません。審査に差し戻し、審査意見を確かめてください。',
  amountMatches: ({ amount, judgedAmount }) =>
    amount !== undefined && amount === judgedAmount
      ? null
      : '決定する金額が判定の金額と一致しません。審査に差し戻し、金額を確かめてください。',
  hasReasons: ({ reasons }) =>
    reasons !== undefined && reasons.length > 0 && reasons.every((sentence) => sentence.trim() !== '')
      ? null
      : '不支給の理由がありません。理由を1つ以上入力してください。',
  reason: ({ reason }) =>
    reason !== undefined && reason.trim() !== ''
      ? null
      : '理由が入力されていません。理由を入力してください。',
  wishNamed: ({ ownWithdrawal, wish, mistake }) => {
    if (ownWithdrawal === undefined) return unknown;
    if (wish !== undefined && wish.trim() !== '') return null;
    if (ownWithdrawal)
      return '申請者又は手続代行者が行った取下げです。取消しの申出を受けた日と方法（電話、来所など）を入力してください。';
    return mistake === true
      ? null
      : '取消しの申出を受けた日と方法（電話、来所など）を入力してください。申出がないのに取下げを記録していたときは、「事務局の記録の誤り」を選んでください。';
  },
  releaseProposed: ({ releaseProposed }) =>
    releaseProposed === true
      ? null
      : '保留の解除の提案がないか、提案の後に書類が外されています。別の担当者が、調査の結論を付けて解除を提案してください。',
  letterMade: ({ letterMade }) =>
    letterMade === true ? null : '通知書がまだ作成されていません。作成が終わってから操作してください。',
  notPaid: ({ paidYen }) =>
    paidYen === undefined
      ? unknown
      : paidYen === 0
        ? null
        : 'すでに支払った案件です。追加の支給か返還の請求として処理してください。',
  isTopUp: ({ paidYen, owedKind }) => {
    if (paidYen === undefined || owedKind === undefined) return unknown;
    if (paidYen === 0) return '支払済みの支給がありません。「決定の取消し」から操作してください。';
    return owedKind === 'top_up'
      ? null
      : '支払われていないのは当初の支給です。追加支給は支払済みのため取り消せません。申請者に口座の訂正を依頼し、当初の支給を改めて支払ってください。';
  },
  claimAmount: (facts) => {
    const kept = keptYen(facts);
    const { claimYen } = facts;
    if (kept === undefined || claimYen === undefined) return unknown;
    return Number.isSafeInteger(claimYen) && claimYen > 0 && claimYen <= kept
      ? null
      : `返還を請求する額は、1円以上、支払済みで返還を請求していない${spoken(Math.max(0, kept))}以内にしてください。`;
  },
  noneRepaid: ({ repaidYen }) =>
    none(
      repaidYen,
      (yenBack) =>
        `この振込のうち${spoken(yenBack)}は、受け取った事業主から返還されています。振込が戻ったことは記録できません。銀行の連絡の内容を確かめてください。`,
    ),
  nothingKept: (facts) => {
    const kept = keptYen(facts);
    if (kept === undefined) return unknown;
    return kept === 0
      ? null
      : `返還を求めたのは支払済額の一部で、${spoken(kept)}の支給が残ります。「一部返還の記録」から操作してください。`;
  },
  partKept: (facts) => {
    const kept = keptYen(facts);
    if (kept === undefined) return unknown;
    return kept > 0 ? null : '支払済みの全額の返還を求めた案件です。「返還の記録」から操作してください。';
  },
  topUpAmount: ({ proposedYen }) =>
    proposedYen !== undefined && Number.isSafeInteger(proposedYen) && proposedYen > 0
      ? null
      : '追加する額が入力されていません。1円以上の額を入力してください。',
  withinAward: (facts) => {
    const kept = keptYen(facts);
    const { claimedYen, proposedYen, awardMaxYen } = facts;
    if (kept === undefined || proposedYen === undefined || awardMaxYen === undefined) return unknown;
    if (kept + proposedYen <= awardMaxYen) return null;
    const held = claimedYen === 0 ? '支払済みの' : '支払済みで返還を請求していない';
    return `${held}${spoken(kept)}と合わせて、1件の上限の${spoken(awardMaxYen)}を超えます。追加する額は${spoken(Math.max(0, awardMaxYen - kept))}以内にしてください。`;
  },
  topUpMatches: ({ amount, proposedYen }) =>
    amount !== undefined && amount === proposedYen
      ? null
      : '決定する額が上申の額と一致しません。画面を読み込み直し、額を確かめてください。',
  batchOpen: ({ batchState }) =>
    batchState === 'open'
      ? null
      : '支払バッチが確定済みです。振込の結果が出てから、返還の請求などの手続きをしてください。',
  batchSealed: ({ batchState }) =>
    batchState === 'sealed' ? null : '支払バッチが確定していません。確定した後に結果を記録してください。',
} as const satisfies Readonly<Record<string, Guard>>;

/** Name of a guard. */
export type GuardName = keyof typeof guards;

/** What a guard asks for, for the generated documents. */
export const guardLabels: Readonly<Record<GuardName, string>> = {
  receptionOpen: '受付期間内',
  complete: '記入・添付がそろっている',
  identified: '差出人が分かる',
  knownForGrant: '支給に要る記入がそろっている',
  hasItems: '補正項目がある',
  allItemsAnswered: '全補正項目に回答済み',
  findingsSettled: '全判定に判断済み',
  soundForGrant: '支給を妨げる判定がない',
  duplicatesSettled: '重複の確認済み',
  recommendedGrant: '支給の審査意見がある',
  amountMatches: '金額が判定と一致',
  hasReasons: '不支給理由がある',
  reason: '理由の記入',
  wishNamed: '申出の記録（事務局の記録の誤りを除く）',
  releaseProposed: '解除の提案がある',
  letterMade: '通知書を作成済み',
  notPaid: '支払済みでない',
  isTopUp: '未払いの追加支給である',
  claimAmount: '支払済みで返還を請求していない額以内',
  noneRepaid: '返還されていない振込',
  nothingKept: '全額の返還を請求済み',
  partKept: '一部の返還を請求済み',
  topUpAmount: '追加する額の記入',
  withinAward: '返還を請求していない支払済額と合わせて上限以内',
  topUpMatches: '額が上申と一致',
  batchOpen: 'バッチが未確定',
  batchSealed: 'バッチが確定済み',
};
