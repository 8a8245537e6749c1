import { measureKinds, type MeasureKind } from '../../application/choices.ts';
import { failed, passed, defineRule } from '../rule.ts';

const KINDS = Object.keys(measureKinds) as MeasureKind[];

/** 雇用環境整備の措置を2つ以上. Two of one kind are one measure. */
export const measuresTaken = defineRule({
  code: 'measures_taken',
  title: '雇用環境整備の措置',
  article: '別紙 要件3、育児・介護休業法 第22条第1項',
  needs: ['measures'],
  requirement: ({ programme }) =>
    `申請日までに、雇用環境整備に関する措置を${programme.measuresRequired}つ以上実施していること。`,
  judge: ({ application, programme, on }) => {
    const done = application.measures.filter((measure) => measure.implementedOn <= on);
    // In the order of the form, not of the rows: judged again, the same measures are found in the same words.
    const kinds = KINDS.filter((kind) => done.some((measure) => measure.kind === kind));
    // 業務配分の措置 stands in 則21条の7 and not strictly in 法22条1項: accepted, and marked where the count rests on it.
    const strict = kinds.filter((kind) => kind !== 'workload');
    const dependsOnWorkload =
      kinds.length >= programme.measuresRequired && strict.length < programme.measuresRequired;
    const facts = { count: kinds.length, kinds, dependsOnWorkload };
    const named = kinds.map((kind) => measureKinds[kind]).join('、');
    if (kinds.length < programme.measuresRequired) {
      return failed(
        `申請日までに実施した措置は${kinds.length}つです${named === '' ? '' : `（${named}）`}。`,
        facts,
      );
    }
    const note = dependsOnWorkload ? `「${measureKinds.workload}」を含めて数えています。` : '';
    return passed(`${kinds.length}つの措置（${named}）を実施しています。${note}`, facts);
  },
});
