import { principalFaults, principalFindings, type VerbParsed } from '@grant/schema';
import { examine } from '../../adapter/intake.ts';
import { assess } from '../../adapter/judge.ts';
import { principalOf } from '../../adapter/principal.ts';
import { found } from '../../adapter/refused.ts';
import { agentOfCase } from '../../adapter/store/agents.ts';
import { liveAttachments } from '../../adapter/store/attachments.ts';
import { caseById } from '../../adapter/store/cases.ts';
import { draftOf, openAnswers } from '../../adapter/store/drafts.ts';
import { programmeOfCase } from '../../adapter/store/programmes.ts';
import { requireVisible } from '../../adapter/visible.ts';
import type { ActorVisit } from '../visit.ts';

/** 提出前の確認: what is missing, and how the rules would judge it today. Nothing is stored. */
export async function check(visit: ActorVisit, input: VerbParsed<'application.check'>): Promise<unknown> {
  const { database, env } = visit.office;
  await requireVisible(visit.office, visit.actor, 'applications', input.id, '申請');
  const current = found(await caseById(database, input.id), '申請');
  const draft = found(await draftOf(database, input.id, 'look'), '下書き');
  const { figures } = await programmeOfCase(database, current);
  const papers = await liveAttachments(database, input.id);
  const answers = openAnswers(env, draft);
  const examined = examine(answers, figures, {
    isAgent: (await agentOfCase(database, current.id)) !== null,
    attached: papers.map((paper) => paper.paper),
  });
  const assessed =
    examined.application === null ? null : assess(examined.application, figures, visit.moment.today);
  const principal = await principalOf(database, current);
  const others = principal === null ? [] : principalFaults(principal, answers);
  const unclear =
    principal === null || examined.application === null || others.length > 0
      ? []
      : principalFindings(principal, answers);
  return {
    missing: [...others.map(({ path, message }) => ({ key: path, message })), ...examined.missing],
    missingPapers: [...examined.missingPapers],
    findings: assessed === null ? [] : [...assessed.findings, ...unclear],
    amount: assessed === null ? null : assessed.amount,
  };
}
