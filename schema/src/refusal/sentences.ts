import type { z } from 'zod';

/** What zod calls an origin, as an applicant would count it. */
const UNITS: Readonly<Record<string, string>> = { string: '文字', array: '件', set: '件', file: 'バイト' };

/**
 * 入力誤りの文: Japanese sentence for a zod issue that a shape gives no message of its own. Pass as `error` when
 * parsing; messages written in a shape win over it.
 */
export function sentenceOfIssue(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null || issue.input === ''
        ? '入力してください。'
        : '入力の形が正しくありません。入力し直してください。';
    case 'too_small': {
      if (issue.minimum === 1 && issue.origin === 'string') return '入力してください。';
      return `${issue.minimum}${UNITS[issue.origin] ?? ''}${issue.inclusive === false ? 'より大きく' : '以上に'}してください。`;
    }
    case 'too_big':
      return `${issue.maximum}${UNITS[issue.origin] ?? ''}${issue.inclusive === false ? '未満に' : '以下に'}してください。`;
    case 'invalid_value':
      return '選択肢の中から選んでください。';
    case 'unrecognized_keys':
      return `扱えない項目があります（${issue.keys.join('、')}）。`;
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_element':
    case 'invalid_union':
    case 'not_multiple_of':
    case 'custom':
      return '入力の形が正しくありません。入力し直してください。';
  }
}
