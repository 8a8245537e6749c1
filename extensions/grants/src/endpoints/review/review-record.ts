import {
  courseOf,
  caseVerdictLabels,
  formatYen,
  isQuestionKey,
  itemAnswerText,
  markLabels,
  verdictLabels,
  writtenAnswer,
  yen,
  type VerbOutput,
  type VerbParsed,
} from '@grant/schema';
import { recordAccess } from '../../adapter/access-log.ts';
import { found, refused } from '../../adapter/refused.ts';
import { caseById } from '../../adapter/store/cases.ts';
import { nameOf } from '../../adapter/store/people.ts';
import { programmeOfCase } from '../../adapter/store/programmes.ts';
import { reviewRecordPdf, type ReviewRecord } from '../../letters/review-record.ts';
import { writtenDate, writtenMoment } from '../../letters/written.ts';
import { dispositionOf } from '../files.ts';
import type { ActorVisit } from '../visit.ts';
import { showWorkbench } from '../views/workbench.ts';

type Workbench = VerbOutput<'case.workbench'>;
type Judgement = NonNullable<Workbench['judgement']>;

const DUPLICATE_STATES = { open: '未解決', valid: '有効', duplicate: '重複', different: '別件' } as const;

// An answer in words; of a paper its name as it was kept.
const written = (target: string, value: unknown): string => {
  if (isQuestionKey(target)) return writtenAnswer(target, value);
  return typeof value === 'string' && value !== '' ? value : '－';
};
const NOT_COUNTED = '記入のない項目があるため、計算できません。';
const amount = (value: number | null): string => (value === null ? '－' : formatYen(yen(value)));

function findingsOf(seen: Workbench, judgement: Judgement): ReviewRecord['findings'] {
  const paper = (id: string): string => {
    const one = seen.attachments.find((attachment) => attachment.id === id);
    return one === undefined ? '（閲覧できない書類）' : one.paperLabel;
  };
  return judgement.findings.map((finding) => [
    `${finding.title}\n${finding.article}`,
    `${verdictLabels[finding.verdict]}\n${finding.found}`,
    finding.mark === null ? '－' : `${markLabels[finding.mark]}\n${finding.markedByName ?? ''}`,
    [
      finding.evidence === null
        ? ''
        : `根拠 ${paper(finding.evidence.attachmentId)} ${String(finding.evidence.page)}頁`,
      finding.markNote ?? '',
    ]
      .filter((line) => line !== '')
      .join('\n'),
  ]);
}

function readingsOf({ readings }: Workbench): ReviewRecord['readings'] {
  if (readings === null) return [];
  const used = (counts: boolean): string => (counts ? '（この制度で用いる）' : '（参考）');
  return [
    ...readings.months.flatMap((one) =>
      one.readings.map(
        (reading) =>
          [
            one.purpose,
            `${reading.label}${used(reading.counts)}`,
            reading.reached ? '達する' : '達しない',
          ] as const,
      ),
    ),
    ...readings.amounts.map(
      (one) => ['加算の組合せによる支給額', `${one.label}${used(one.counts)}`, amount(one.total)] as const,
    ),
  ];
}

function recordOf(
  seen: Workbench,
  judgement: Judgement,
): Omit<ReviewRecord, 'programmeName' | 'practice' | 'receiptNumber' | 'madeAt' | 'madeOn' | 'madeBy'> {
  const { case: shown, decision } = seen;
  const kinds = { grant: '支給', refuse: '不支給' } as const;
  return {
    case: [
      ['受付番号', `${shown.receiptNumber ?? '－'}（${shown.channel === 'post' ? '郵送' : '電子申請'}）`],
      ['申請事業主', written('employerName', shown['employerName'])],
      ['対象の従業員', written('employeeName', shown['employeeName'])],
      ['申請日', shown.receivedOn === null ? '－' : writtenDate(shown.receivedOn)],
      ['現在の状態', shown.stateLabel],
      ['審査担当', shown.assignedToName ?? '－'],
      [
        '審査意見',
        shown.recommendation === null
          ? '－'
          : `${kinds[shown.recommendation]}が適当　${shown.recommendedByName ?? ''}\n${shown.recommendationNote ?? ''}`,
      ],
      [
        '決定',
        decision === null
          ? '－'
          : `${kinds[decision.kind]}決定　${decision.number}　${decision.kind === 'grant' ? amount(decision.amount) : ''}`,
      ],
    ],
    verdict: caseVerdictLabels[judgement.verdict],
    findings: findingsOf(seen, judgement),
    leave: judgement.leave?.arithmetic ?? [NOT_COUNTED],
    amount: judgement.amount?.arithmetic ?? [NOT_COUNTED],
    readings: readingsOf(seen),
    awards: seen.awards.map((one) => [
      `${String(one.fiscalYear)}年度`,
      one.reference,
      `${one.employerName ?? '－'}\n${amount(one.amount)}`,
      one.agreed,
    ]),
    duplicates: seen.duplicates.map((set) => {
      const own = set.members.find(({ applicationId }) => applicationId === shown.id);
      const made = set.state === 'open' ? 'open' : (own?.verdict ?? set.state);
      return [
        set.ruleLabel,
        set.members
          .filter((member) => member.applicationId !== shown.id)
          .map((member) => `${member.receiptNumber ?? '－'} ${member.employerName ?? ''}`)
          .join('\n'),
        `${DUPLICATE_STATES[made]}\n${own?.reason ?? set.reason ?? ''}`,
      ];
    }),
    fixes: seen.fixes.map((fix) => [
      fix.label,
      written(fix.key, fix.oldValue),
      written(fix.key, fix.newValue),
      `${fix.reason}\n${fix.byName}　${writtenMoment(fix.at)}`,
    ]),
    corrections: seen.corrections.map((round) => ({
      heading: `補正（第${String(round.round)}回　回答期限 ${writtenDate(round.dueOn)}）`,
      items: round.items.map((item) => [
        item.label,
        item.reason,
        written(item.target, item.oldValue),
        itemAnswerText(item) ?? '（未回答）',
      ]),
    })),
    timeline: courseOf(seen).map((one) => ({ at: one.at, what: one.label, who: one.who, why: one.why })),
  };
}

/** 審査調書 (PDF): the review of one case on paper. Opening it is on record. */
export async function giveReviewRecord(
  visit: ActorVisit,
  input: VerbParsed<'case.reviewRecord'>,
): Promise<void> {
  const { office, actor, moment, response } = visit;
  const seen = await showWorkbench(visit, input);
  const number = seen.case.receiptNumber;
  if (seen.judgement === null || number === null)
    refused('GUARD_FAILED', {
      event: '審査調書の作成',
      reason: 'まだ判定がありません。申請が受け付けられると作成できます。',
    });
  const current = found(await caseById(office.database, input.id), '申請');
  const { figures } = await programmeOfCase(office.database, current);
  const bytes = await reviewRecordPdf({
    ...recordOf(seen, seen.judgement),
    programmeName: figures.name,
    practice: current.practice,
    receiptNumber: number,
    madeAt: moment.at,
    madeOn: moment.today,
    madeBy: await nameOf(office.database, actor.id),
  });
  await recordAccess(office.database, {
    actor: actor.id,
    action: 'letter_opened',
    collection: 'applications',
    id: input.id,
    purpose: '審査調書',
  });
  response.setHeader('Content-Type', 'application/pdf');
  response.setHeader('Content-Length', String(bytes.length));
  response.setHeader(
    'Content-Disposition',
    dispositionOf({ disposition: 'inline', name: `審査調書_${number}.pdf` }),
  );
  response.end(Buffer.from(bytes));
}
