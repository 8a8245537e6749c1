/** What another person changed between two readings of a case, in the words of the screen. */
import {
  duplicateVerdictLabels,
  isQuestionKey,
  markLabels,
  questions,
  suspicionOutcomes,
  writtenAnswer,
  type QuestionKey,
} from '@grant/schema';
import type { Change } from '../../desk/conflict.ts';
import { moment } from '../../desk/words.ts';
import type { Workbench } from './types.ts';

/** Answers that are rows of their own and no columns of the case. */
const LISTS = ['leavePeriods', 'measures'] as const satisfies readonly QuestionKey[];

function markOf(workbench: Workbench, rule: string): string {
  const finding = workbench.judgement?.findings.find((one) => one.rule === rule);
  if (finding?.mark === undefined || finding.mark === null) return '未確認';
  return [markLabels[finding.mark], finding.markNote ?? ''].filter(Boolean).join('　');
}

// A set that is new, settled or judged in part by another person.
function duplicatesBetween(before: Workbench, after: Workbench): Change[] {
  const judged = (set: Workbench['duplicates'][number] | undefined): string =>
    (set?.members ?? [])
      .flatMap(({ receiptNumber, verdict, reason }) =>
        verdict === null
          ? []
          : [`${receiptNumber ?? '番号なし'}：${duplicateVerdictLabels[verdict]}　${reason ?? ''}`.trim()],
      )
      .join('\n');
  return after.duplicates.map((set) => ({
    label: `重複の確認: ${set.ruleLabel}`,
    before: judged(before.duplicates.find(({ id }) => id === set.id)) || '未判断',
    after: judged(set) || '未判断',
  }));
}

// What was added, proposed, ended or instructed by the prefecture in the meantime.
function suspicionsBetween(before: Workbench, after: Workbench): Change[] {
  const said = (one: Workbench['suspicions'][number] | undefined): string =>
    one === undefined
      ? ''
      : [
          one.stateLabel,
          ...one.notes.map(({ facts, byName }) => `続報：${facts}　${byName}`),
          one.proposal === null
            ? ''
            : `結論の提案：${suspicionOutcomes[one.proposal.outcome]}　${one.proposal.reason}　${one.proposal.byName}`,
          one.prefectureAnswer === null ? '' : `県の指示：${one.prefectureAnswer}`,
        ]
          .filter(Boolean)
          .join('\n');
  return after.suspicions.map((one) => ({
    label: `不正疑義: ${one.kindLabel}`,
    before: said(before.suspicions.find(({ id }) => id === one.id)),
    after: said(one),
  }));
}

/** Everything that differs: steps taken, answers, marks, judgements of duplicates, suspicions. */
export function changesBetween(before: Workbench, after: Workbench): Change[] {
  const steps = after.timeline.slice(before.timeline.length).map((one) => ({
    label: one.label,
    before: '',
    after: [moment(one.at), one.actorName, one.reason ?? '', one.detail ?? ''].filter(Boolean).join('　'),
  }));
  const keys: readonly QuestionKey[] = [...Object.keys(after.case.labels).filter(isQuestionKey), ...LISTS];
  const answers = [...new Set(keys)].map((key) => ({
    label: questions[key].label,
    before: writtenAnswer(key, before.case[key]),
    after: writtenAnswer(key, after.case[key]),
  }));
  const standing = [
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
  const all = [
    ...standing,
    ...answers,
    ...marks,
    ...duplicatesBetween(before, after),
    ...suspicionsBetween(before, after),
  ];
  return [...steps, ...all.filter((one) => one.before !== one.after)];
}
