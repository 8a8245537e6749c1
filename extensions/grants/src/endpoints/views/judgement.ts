import { ruleTitle, type VerbOutput } from '@grant/schema';
import type { FindingRecord, JudgementRecord } from '../../adapter/store/findings.ts';

type View = NonNullable<VerbOutput<'case.workbench'>['judgement']>;

/** What `judgements.arithmetic` keeps: the count of the leave and the working of the amount, as they were shown. */
export interface Arithmetic {
  readonly leave: View['leave'];
  readonly amount: View['amount'];
}

/** 審査の判定 as the reviewer sees it. */
export function judgementView(
  judgement: JudgementRecord,
  findings: readonly FindingRecord[],
  name: (id: string | null) => string | null,
): View {
  const { leave, amount } = judgement.arithmetic as Arithmetic;
  return {
    id: judgement.id,
    number: judgement.number,
    judgedAt: judgement.judgedAt,
    verdict: judgement.verdict as View['verdict'],
    leave,
    amount,
    findings: findings.map((finding) => ({
      id: finding.id,
      title: ruleTitle(finding.rule),
      rule: finding.rule,
      article: finding.article,
      requirement: finding.requirement,
      found: finding.found,
      verdict: finding.verdict,
      facts: finding.facts as View['findings'][number]['facts'],
      mark: finding.mark,
      markNote: finding.markNote,
      markVersion: finding.markVersion,
      evidence:
        finding.evidence === null
          ? null
          : { attachmentId: finding.evidence, page: finding.evidencePage ?? 1 },
      markedByName: name(finding.markedBy),
      markedAt: finding.markedAt,
    })),
  };
}
