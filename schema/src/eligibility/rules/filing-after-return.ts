import { addMonths } from '../../civil-date.ts';
import { day, passed, toCheck, defineRule } from '../rule.ts';

/** 復帰から2か月以内の申請（原則）. Late is for the prefecture to decide, never an automatic refusal. */
export const filingAfterReturn = defineRule({
  code: 'filing_after_return',
  title: '復帰から申請までの期間',
  article: '別紙 要件1',
  needs: ['returnOn'],
  requirement: ({ programme }) =>
    programme.softDeadlineMonths === null
      ? '復帰から申請までの期間の定めはありません。'
      : `原則として、復帰した日から${programme.softDeadlineMonths}か月以内に申請していること。`,
  judge: ({ application: { returnOn }, programme, on }) => {
    if (programme.softDeadlineMonths === null) return passed('期間の定めはありません。');
    const dueOn = addMonths(returnOn, programme.softDeadlineMonths);
    const facts = { returnOn, dueOn, on };
    return on <= dueOn
      ? passed(`期限${day(dueOn)}までの${day(on)}に申請しています。`, facts)
      : toCheck(`申請日${day(on)}が期限${day(dueOn)}を過ぎています。県との協議が必要です。`, facts);
  },
});
