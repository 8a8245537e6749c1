import { smeSchemeLabels } from '../../programme/size-limits.ts';
import { defineRule } from '../rule.ts';
import { judgeSize } from '../size.ts';

/** 中小企業事業主等であること. */
export const employerSize = defineRule({
  code: 'employer_size',
  title: '中小企業の範囲',
  article: '別紙 対象事業主',
  needs: ['employerLegalForm', 'industry', 'capital', 'regularEmployees'],
  requirement: ({ programme }) => `中小企業事業主等であること（${smeSchemeLabels[programme.smeScheme]}）。`,
  judge: ({ application, programme }) => judgeSize(application, programme),
});
