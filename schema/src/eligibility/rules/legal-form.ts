import { legalForms } from '../../application/choices.ts';
import { passed, toCheck, defineRule } from '../rule.ts';

/** 公的法人でないこと. */
export const legalForm = defineRule({
  code: 'legal_form',
  title: '法人等の種別',
  article: '別紙 対象事業主',
  needs: ['employerLegalForm'],
  requirement: () => '国、地方公共団体その他の公的法人でないこと。',
  judge: ({ application }) => {
    const label = legalForms[application.employerLegalForm];
    return application.employerLegalForm === 'other'
      ? toCheck(`種別は「${label}」です。公的法人に当たらないか確認が必要です。`, { legalForm: label })
      : passed(`種別は「${label}」です。`, { legalForm: label });
  },
});
