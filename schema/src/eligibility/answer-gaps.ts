import type { AnswerGap } from '../application/gaps.ts';
import { ACCOUNT_KEYS } from '../application/keys.ts';
import { questions, sectionOf } from '../application/questions.ts';
import type { Finding } from './finding.ts';

/** Code and title of the finding that an answer is not on the paper (仕様書 本文4(2)イ 記入の不備). */
export const ANSWER_GAP = { code: 'answer_missing', title: '記入の不備' } as const;

/** Code and title of the finding that no account can be read from the paper. */
export const ACCOUNT_GAP = { code: 'account_missing', title: '振込口座の不備' } as const;

const ARTICLE = '仕様書 本文4(2)イ';

/**
 * 郵送の記入の不備: one finding, to be checked, for each answer that the paper leaves open or that cannot be read. The five
 * answers about the account are one matter, told by `accountGapFinding`.
 */
export function answerGapFindings(gaps: readonly AnswerGap[]): Finding[] {
  return gaps
    .filter(({ key }) => !(ACCOUNT_KEYS as readonly string[]).includes(key))
    .map(({ key, note }) => {
      const { label } = questions[key];
      return {
        rule: ANSWER_GAP.code,
        article: ARTICLE,
        requirement: `${sectionOf(key).label}の「${label}」の記入`,
        found: `記入がないか、読み取れません。補正を依頼してください。${note === '' ? '' : `（書面のメモ：${note}）`}`,
        verdict: 'to_check',
        facts: { question: key, label, note },
      };
    });
}

/** 振込口座の不備: the account is one matter. It is asked for with the passbook and entered by its own verb. */
export function accountGapFinding(): Finding {
  return {
    rule: ACCOUNT_GAP.code,
    article: ARTICLE,
    requirement: '振込口座（金融機関、支店、預金種目、口座番号及び口座名義）の記入',
    found: '記入がないか、読み取れません。通帳の写しの提出を依頼し、届いた口座を郵送受付で入力してください。',
    verdict: 'to_check',
    facts: { paper: 'passbook' },
  };
}
