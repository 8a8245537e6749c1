import { LATE_LOOK, lateDoubts, refuse, type LateDoubt, type Refusal } from '@grant/schema';

function judgedMeanwhile(event: string): Refusal {
  return refuse('GUARD_FAILED', {
    event,
    reason: '同じ記録が先に作られています。画面を読み込み直してから、もう一度操作してください。',
  });
}

function takenIn(): Refusal {
  return refuse('GUARD_FAILED', {
    event: '名簿の取込み',
    reason: '同じ行がすでに取り込まれています。画面を読み込み直して、取込みの記録を確かめてください。',
  });
}

function held(late: LateDoubt): Refusal {
  return refuse('GUARD_FAILED', { event: '支払', reason: lateDoubts[late] });
}

/** 疑義・重複・支給停止・名簿の柵: what the triggers and indexes of doubt.sql refuse, in words. */
export const doubtFences: Readonly<Record<string, () => Refusal>> = {
  grant_doubt_open: () =>
    refuse('GUARD_FAILED', {
      event: '決定・支払',
      reason: '不正の疑いの調査が終わっていないか、不正が確認されています。2人の確認で調査を終えてください。',
    }),
  grant_lists_newer: () =>
    refuse('GUARD_FAILED', {
      event: '決定',
      reason:
        '判定の後に、名簿との照合の結果又は支給停止者の一覧が変わっています（支給停止が始まった場合を含みます。）。審査に差し戻してください。差戻しのときに、判定をやり直します。',
    }),
  grant_lists_unread: () =>
    refuse('GUARD_FAILED', {
      event: '支給の上申',
      reason:
        '判定の後に、名簿との照合の結果又は支給停止者の一覧が変わっています（支給停止が始まった場合を含みます。）。「判定のやり直し」をしてから上申してください。',
    }),
  grant_awards_newer: () =>
    refuse('GUARD_FAILED', {
      event: '決定',
      reason:
        '判定の後に、同じ事業主又は従業員の別の申請に支給決定がありました。審査に差し戻してください。差戻しのときに、判定をやり直します。',
    }),
  grant_awards_unread: () =>
    refuse('GUARD_FAILED', {
      event: '支給の上申',
      reason:
        '判定の後に、同じ事業主又は従業員の別の申請に支給決定がありました。「判定のやり直し」をしてから上申してください。',
    }),
  grant_duplicate_rewritten: () => refuse('STALE_VERSION', { what: '重複の疑い' }),
  grant_verdict_of_another: () => refuse('STALE_VERSION', { what: '重複の確認' }),
  grant_doubt_fenced: () =>
    refuse('GUARD_FAILED', {
      event: '疑義の記録の変更',
      reason: '疑義の記録は、案件の画面の「不正疑義」から、提案と確認の順に進めてください。',
    }),
  grant_release_unproposed: () =>
    refuse('GUARD_FAILED', {
      event: '保留の解除',
      reason:
        '保留の解除の提案がないか、提案の後に書類が外されています。別の担当者が、調査の結論を付けて解除を提案してください。',
    }),
  grant_duplicate_open: () =>
    refuse('GUARD_FAILED', {
      event: '決定',
      reason: '重複の疑いが残っています。重複の確認を終えてください。',
    }),
  grant_duplicate_found: () =>
    refuse('GUARD_FAILED', {
      event: '支給決定',
      reason: '重複と判断された申請です。支給決定はできません。',
    }),
  grant_duplicate_filed: () =>
    refuse('GUARD_FAILED', {
      event: '申請の受付',
      reason:
        '同じ事業主の同じ従業員と子についての申請を、すでに受け付けています。先に受け付けた申請の内容と状況を確かめてください。分からないときは、事務局にお問い合わせください。',
    }),
  grant_duplicate_refiled: () =>
    refuse('GUARD_FAILED', {
      event: '取下げの取消し',
      reason:
        '同じ事業主の同じ従業員と子についての申請を、ほかに受け付けています。その申請の状況を確かめてください。',
    }),
  grant_duplicate_unseen: () =>
    refuse('GUARD_FAILED', {
      event: '支給決定',
      reason:
        '同じ従業員と子についての申請がほかにあり、まだ照合していません。審査に差し戻し、審査担当が重複を確かめてから、もう一度上申してください。',
    }),
  grant_duplicate_unjudged: () =>
    refuse('GUARD_FAILED', {
      event: '重複の確認',
      reason: '判断又は理由のない申請があります。すべての申請に判断と理由を入力してください。',
    }),
  grant_duplicate_decided: () =>
    refuse('GUARD_FAILED', {
      event: '重複の再確認',
      reason:
        'この判断に基づく決定があります。判断を改めるときは、先に決定の変更又は取消しを行ってください。',
    }),
  grant_undo_reason: () =>
    refuse('GUARD_FAILED', { event: '取下げの取消し', reason: '取下げを取り消す理由を入力してください。' }),
  grant_undo_unasked: () =>
    refuse('GUARD_FAILED', {
      event: '取下げの取消し',
      reason:
        '取消しの申出を受けた日と方法（電話、来所など）を入力してください。事務局が取下げの記録を誤ったときは、「事務局の記録の誤り」を選んでください。',
    }),
  grant_reopening_reason: () =>
    refuse('GUARD_FAILED', { event: '確認のやり直し', reason: '確認をやり直す理由を入力してください。' }),
  grant_barred: () =>
    refuse('GUARD_FAILED', {
      event: '支給決定',
      reason: '支給停止の期間中の事業主又は手続代行者です。支給停止者の一覧を確かめてください。',
    }),
  grant_late_duplicate_open: () => held('duplicate_open'),
  grant_late_duplicate_found: () => held('duplicate_found'),
  grant_late_bar: () => held('bar'),
  grant_late_award: () => held('award'),
  grant_late_papers_lost: () => held('papers'),
  grant_late_look_reason: () =>
    refuse('GUARD_FAILED', { event: LATE_LOOK, reason: '決定のとおりでよい理由を入力してください。' }),
  grant_late_look_stale: () => refuse('STALE_VERSION', { what: LATE_LOOK }),
  grant_signal_look_reason: () =>
    refuse('GUARD_FAILED', { event: '兆候の確認', reason: '確かめた内容を入力してください。' }),
  grant_signal_look_stale: () => refuse('STALE_VERSION', { what: '兆候' }),
  grant_suspicion_note_empty: () =>
    refuse('GUARD_FAILED', { event: '続報の記録', reason: '追加する事実を入力してください。' }),
  grant_suspicion_cleared: () =>
    refuse('GUARD_FAILED', {
      event: '続報の記録',
      reason: 'この疑義は「疑いなし」で終わっています。新しい事実は、新しい疑義として記録してください。',
    }),
  grant_suspicion_note_unseen: () =>
    refuse('STALE_VERSION', {
      what: '疑義',
      news: 'この画面を開いた後に、疑義に続報が記録されています。画面を読み込み直し、続報を読んでから、もう一度操作してください。',
    }),
  grant_suspicion_unread: () =>
    refuse('GUARD_FAILED', {
      event: '疑義の結論',
      reason:
        '結論の提案の後に続報が記録されています。続報を読み、結論（保留の解除）の提案からやり直してください。',
    }),
  grant_suspicion_other_unknown: () =>
    refuse('GUARD_FAILED', {
      event: '続報の記録',
      reason: '関係する申請の受付番号が見つかりません。番号を確かめてください。',
    }),
  grant_bar_dates: () =>
    refuse('GUARD_FAILED', {
      event: '支給停止の登録',
      reason: '終了日が開始日より前です。日付を確かめてください。',
    }),
  grant_bar_agent: () =>
    refuse('GUARD_FAILED', {
      event: '支給停止の登録',
      reason: '手続代行者を停止するときは、手続代行者の名簿から選んでください。',
    }),
  grant_one_member: () => judgedMeanwhile('重複の確認'),
  grant_one_signal: () => judgedMeanwhile('兆候の計算'),
  grant_one_award_row: () => takenIn(),
  grant_one_supporter_row: () => takenIn(),
  grant_one_award_match: () => judgedMeanwhile('名簿との照合'),
  grant_one_supporter_match: () => judgedMeanwhile('名簿との照合'),
  grant_whole_list: () =>
    refuse('GUARD_FAILED', {
      event: '名簿の取込み',
      reason: '取り込めない行があるため、全件として取り込めません。',
    }),
  grant_match_row: () =>
    refuse('GUARD_FAILED', {
      event: '名簿との照合',
      reason: '照合の判断は、「名簿の取込みと照合」の画面から、名簿の1行について記録してください。',
    }),
};

/** The unique index of these subjects that a verb can hit in a table. */
export const doubtUniques: Readonly<Record<string, string>> = {
  duplicate_members: 'grant_one_member',
  signals: 'grant_one_signal',
  prior_awards: 'grant_one_award_row',
  supporter_members: 'grant_one_supporter_row',
  list_matches: 'grant_one_award_match',
};
