import { day, failed, passed, defineRule } from '../rule.ts';

/** 原職等への復帰. */
export const originalPost = defineRule({
  code: 'original_post',
  title: '原職等への復帰',
  article: '別紙 要件1',
  needs: ['returnOn', 'returnedToOriginalPost'],
  requirement: () => '育児休業の後、原職等に復帰していること。',
  judge: ({ application }) =>
    application.returnedToOriginalPost
      ? passed(`${day(application.returnOn)}に原職等に復帰したとの申告です。`, {
          returnOn: application.returnOn,
        })
      : failed('原職等に復帰していないとの申告です。', { returnOn: application.returnOn }),
});
