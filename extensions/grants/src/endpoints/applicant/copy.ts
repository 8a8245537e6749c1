import {
  eventLabel,
  isQuestionKey,
  itemAnswerText,
  paperLabel,
  questions,
  questionsOf,
  sections,
  stateLabel,
  writtenAnswer,
  type AnswerValue,
} from '@grant/schema';
import { nameOfCode } from '../../adapter/banks.ts';
import { found, refused } from '../../adapter/refused.ts';
import { answersOfCase } from '../../adapter/store/application.ts';
import { attachmentsOf, mayKnow, type AttachmentRecord } from '../../adapter/store/attachments.ts';
import { caseById } from '../../adapter/store/cases.ts';
import { fixesOf, toldFix } from '../../adapter/store/fixes.ts';
import { mandateById } from '../../adapter/store/mandates.ts';
import { programmeOfCase } from '../../adapter/store/programmes.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { copyPdf, type CopyData } from '../../letters/copy.ts';
import { writtenDate } from '../../letters/written.ts';
import { dispositionOf, PDF_POLICY } from '../files.ts';
import { messagesOf } from '../messages.ts';
import { shownState, TOLD } from '../views/applicant.ts';
import { correctionViews, eventsOf } from '../views/parts.ts';
import { idOf, type ActorVisit } from '../visit.ts';

const STANDINGS: Readonly<Record<AttachmentRecord['status'], string>> = {
  received: '',
  replaced: '差し替え済み',
  removed: '取消し済み',
};

// A paper is named by its file, an answer is written as everywhere else in the copy.
function written(target: string, value: AnswerValue | null): string {
  if (value === null) return '－';
  if (isQuestionKey(target)) return writtenAnswer(target, value);
  return typeof value === 'string' ? value : '－';
}

async function correctionsOf(visit: ActorVisit, id: string): Promise<CopyData['corrections']> {
  const rounds = await correctionViews(visit.office.database, id);
  return rounds.map((round) => ({
    heading: `補正（第${String(round.round)}回　回答期限 ${writtenDate(round.dueOn)}）`,
    note: round.note,
    requestedAt: round.requestedAt,
    answeredAt: round.answeredAt,
    items: round.items.map((item) => [
      item.label,
      item.reason,
      written(item.target, item.oldValue),
      itemAnswerText(item) ?? '（未回答）',
    ]),
  }));
}

async function agentName(visit: ActorVisit, id: unknown): Promise<string> {
  const mandate = typeof id === 'string' ? await mandateById(visit.office.database, id) : undefined;
  return mandate === undefined ? '' : `${mandate.agentName}（${mandate.agentOffice ?? ''}）`;
}

/** 提出内容の控え: one PDF of all that was sent, for whoever sent it. Of the account number only the last digits. */
export async function showCopy(visit: ActorVisit): Promise<void> {
  const { database } = visit.office;
  const id = idOf(visit, 'id', '申請');
  await requireVisible(visit.office, visit.actor, 'applications', id, '申請');
  const current = found(await caseById(database, id), '申請');
  if (current.receiptNumber === null || current.submittedAt === null)
    refused('GUARD_FAILED', {
      event: '控えの作成',
      reason: 'まだ提出されていません。提出すると、控えを取り出せます。',
    });
  const { figures } = await programmeOfCase(database, current);
  const answers = await answersOfCase(database, current);
  const papers = await attachmentsOf(database, id);
  const pdf = await copyPdf({
    programmeName: figures.name,
    practice: current.practice,
    receiptNumber: current.receiptNumber,
    submittedAt: current.submittedAt,
    madeAt: visit.moment.at,
    madeOn: visit.moment.today,
    stateLabel: stateLabel(shownState(current)),
    agent: await agentName(visit, current['mandate']),
    sections: sections
      .filter((section) => section.code !== 'papers')
      .map((section) => ({
        label: section.label,
        answers: questionsOf(section.code)
          .filter((key) => questions[key].asked(answers) || answers[key] !== undefined)
          .map((key) => {
            const text = nameOfCode(key, answers) ?? writtenAnswer(key, answers[key]);
            return [questions[key].label, text] as const;
          }),
      })),
    papers: papers
      .filter((paper) => paper.status !== 'removed' && mayKnow(visit.actor, paper))
      .map((paper) => ({
        label: paperLabel(paper.paper, answers),
        name: paper.originalName,
        pages: paper.pages,
        sha256: paper.sha256,
        at: paper.uploadedAt,
        standing: STANDINGS[paper.status],
      })),
    corrections: await correctionsOf(visit, id),
    fixes: (await fixesOf(database, id)).map(toldFix),
    messages: (await messagesOf(database, id, false)).map(({ direction, authorName, sentAt, body }) => ({
      at: sentAt,
      who: direction === 'to_office' ? `申請者（${authorName}）から事務局へ` : '事務局から申請者へ',
      body,
    })),
    events: (await eventsOf(database, id))
      .filter((event) => TOLD.has(event.event))
      .map((event) => [event.at, eventLabel(event.event)] as const),
  });
  const { response } = visit;
  response.setHeader('Content-Type', 'application/pdf');
  response.setHeader(
    'Content-Disposition',
    dispositionOf({ disposition: 'inline', name: `提出内容の控え_${current.receiptNumber}.pdf` }),
  );
  response.setHeader('Content-Security-Policy', PDF_POLICY);
  response.end(Buffer.from(pdf));
}
