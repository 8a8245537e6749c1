/** What another person changed between two readings of a case, in the words of the screen. */
import { isQuestionKey, leaveKinds, markLabels, measureKinds, questions } from '@grant/schema';
import { chosen, moment, shown } from '../../desk/words.ts';
import type { Workbench } from './types.ts';

export interface Change {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

const periods = ({ case: one }: Workbench): string =>
  one.leavePeriods
    .map((period) => `${chosen(leaveKinds, period.kind)} ${period.startOn}～${period.endOn}`)
    .join('\n');
const measures = ({ case: one }: Workbench): string =>
  one.measures
    .map((measure) => `${chosen(measureKinds, measure.kind)} ${measure.implementedOn} ${measure.description}`)
    .join('\n');

function markOf(workbench: Workbench, rule: string): string {
  const finding = workbench.judgement?.findings.find((one) => one.rule === rule);
  if (finding?.mark === undefined || finding.mark === null) return '未確認';
  return [markLabels[finding.mark], finding.markNote ?? ''].filter(Boolean).join('　');
}

/** Everything that differs: steps taken, answers, marks. */
export function changesBetween(before: Workbench, after: Workbench): Change[] {
  const steps = after.timeline.slice(before.timeline.length).map((one) => ({
    label: one.label,
    before: '',
    after: [moment(one.at), one.actorName, one.reason ?? ''].filter(Boolean).join('　'),
  }));
  const answers = Object.keys(after.case.labels)
    .filter(isQuestionKey)
    .map((key) => ({
      label: questions[key].label,
      before: shown(before.case[key]),
      after: shown(after.case[key]),
    }));
  const lists = [
    { label: questions.leavePeriods.label, before: periods(before), after: periods(after) },
    { label: questions.measures.label, before: measures(before), after: measures(after) },
    {
      label: '担当',
      before: before.case.assignedToName ?? '未定',
      after: after.case.assignedToName ?? '未定',
    },
    { label: '状態', before: before.case.stateLabel, after: after.case.stateLabel },
  ];
  const marks = (after.judgement?.findings ?? []).map((one) => ({
    label: `判断: ${one.title}`,
    before: markOf(before, one.rule),
    after: markOf(after, one.rule),
  }));
  return [...steps, ...[...lists, ...answers, ...marks].filter((one) => one.before !== one.after)];
}
