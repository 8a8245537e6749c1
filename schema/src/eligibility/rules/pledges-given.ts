import { pledgeTexts } from '../../application/choices.ts';
import { failed, passed, defineRule } from '../rule.ts';

/** 誓約・同意. */
export const pledgesGiven = defineRule({
  code: 'pledges_given',
  title: '誓約・同意',
  article: '本文4(2)ク',
  needs: ['pledges'],
  requirement: ({ programme }) => `誓約・同意の${programme.pledges.length}項目すべてに同意していること。`,
  judge: ({ application, programme }) => {
    const lacking = programme.pledges.filter((code) => !application.pledges.includes(code));
    return lacking.length === 0
      ? passed('すべての項目に同意しています。')
      : failed(
          `同意していない項目が${lacking.length}件あります（${lacking.map((code) => pledgeTexts[code]).join('')}）。`,
          { lacking },
        );
  },
});
