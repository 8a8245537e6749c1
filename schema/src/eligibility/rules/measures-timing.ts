import { day, firstLeaveDay, passed, toCheck, defineRule } from '../rule.ts';

/** 措置が休業の前であること. The outline is silent; later measures are a warning. */
export const measuresTiming = defineRule({
  code: 'measures_timing',
  title: '措置の時期',
  article: '別紙 要件3',
  needs: ['leavePeriods', 'measures'],
  requirement: ({ programme }) =>
    `休業の開始日までに${programme.measuresRequired}つ以上の措置を実施していることが望ましいこと。`,
  judge: ({ application, programme }) => {
    const startOn = firstLeaveDay(application);
    const before = new Set(
      application.measures
        .filter((measure) => measure.implementedOn <= startOn)
        .map((measure) => measure.kind),
    ).size;
    const facts = { startOn, before };
    return before >= programme.measuresRequired
      ? passed(`休業の開始日${day(startOn)}までに${before}つ実施しています。`, facts)
      : toCheck(
          `休業の開始日${day(startOn)}までに実施した措置は${before}つです。実施の時期の確認が必要です。`,
          facts,
        );
  },
});
