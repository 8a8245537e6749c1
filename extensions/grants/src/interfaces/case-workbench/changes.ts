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
import { sameFinding, wordsOfFinding } from './sameFinding.ts';
import type { DuplicateSet, Finding, Workbench } from './types.ts';

/** Answers that are rows of their own and no columns of the case. */
const LISTS = ['leavePeriods', 'measures'] as const satisfies readonly QuestionKey[];

const markOf = (finding: Finding | undefined): string =>
  finding === undefined || finding.mark === null
    ? '未確認'
    : [markLabels[finding.mark], finding.markNote ?? ''].filter(Boolean).join('　');

// What was found anew, and what was made of it: each finding against the same one of before.
function findingsBetween(before: Workbench, after: Workbench): Change[] {
  return (after.judgement?.findings ?? []).flatMap((now) => {
    const then = sameFinding(now, before.judgement?.findings ?? []);
    const words = wordsOfFinding(now);
    return [
      { label: `判定: ${words}`, before: then?.found ?? '', after: now.found },
      { label: `判断: ${words}`, before: markOf(then), after: markOf(now) },
    ];
  });
}

/** What a set says of its cases, as its head says it, with the answers that agree. */
export function saidBySet({ strength, score, ruleLabel, agreed, members }: DuplicateSet): string {
  const found = strength === 'exact' ? '一致' : `類似 ${String(Math.round(score * 100))}点`;
  const cases = members.map(({ receiptNumber }) => receiptNumber ?? '番号なし').join('、');
  const same = agreed.length === 0 ? '' : `（照合：${agreed.join('、')}）`;
  return `${found}　${ruleLabel}${same}\n${cases}`;
}

// A set that is new, says something else, is settled or judged in part by another person.
function duplicatesBetween(before: Workbench, after: Workbench): Change[] {
  const judged = (set: DuplicateSet | undefined): string =>
    (set?.members ?? [])
      .flatMap(({ receiptNumber, verdict, reason }) =>
        verdict === null
          ? []
          : [`${receiptNumber ?? '番号なし'}：${duplicateVerdictLabels[verdict]}　${reason ?? ''}`.trim()],
      )
      .join('\n');
  return after.duplicates.flatMap((set) => {
    const was = before.duplicates.find(({ id }) => id === set.id);
    const label = `重複の確認: ${set.ruleLabel}`;
    return [
      { label: '重複の疑いの内容', before: was === undefined ? '' : saidBySet(was), after: saidBySet(set) },
      { label, before: judged(was) || '未判断', after: judged(set) || '未判断' },
    ];
  });
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
  const all = [
    ...standing,
    ...answers,
    ...findingsBetween(before, after),
    ...duplicatesBetween(before, after),
    ...suspicionsBetween(before, after),
  ];
  return [...steps, ...all.filter((one) => one.before !== one.after)];
}
