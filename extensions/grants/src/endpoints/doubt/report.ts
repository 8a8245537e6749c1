import { measureOf, signalLabels, stateLabel, suspicionKinds, suspicionOutcomes } from '@grant/schema';
import { recordAccess } from '../../adapter/access-log.ts';
import { found } from '../../adapter/refused.ts';
import { agentOfCase } from '../../adapter/store/agents.ts';
import { caseById } from '../../adapter/store/cases.ts';
import { namesOfPeople } from '../../adapter/store/people.ts';
import { programmeOfCase } from '../../adapter/store/programmes.ts';
import { lookedSignals } from '../../adapter/store/signals.ts';
import { paymentStatesOf, suspicionById, suspicionNotes } from '../../adapter/store/suspicions.ts';
import { suspicionReportPdf } from '../../letters/suspicion-report.ts';
import { dispositionOf } from '../files.ts';
import { idOf, type ActorVisit } from '../visit.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * 不正疑義の速報 as a PDF, for the prefecture and the office. It is drawn at each call and never stored among the letters of
 * the case, which its applicant may open.
 */
export async function giveReport(visit: ActorVisit): Promise<void> {
  const id = idOf(visit, 'id', '疑義');
  const { office, actor, moment, response } = visit;
  const suspicion = found(await suspicionById(office.database, id), '疑義');
  const current = found(await caseById(office.database, suspicion.application), '申請');
  const { figures } = await programmeOfCase(office.database, current);
  const notes = (await suspicionNotes(office.database, current.id)).filter((one) => one.suspicion === id);
  const names = await namesOfPeople(office.database, [
    suspicion.raisedBy,
    current.agent,
    ...notes.map((one) => one.notedBy),
  ]);
  const signals = (await lookedSignals(office.database, current.id)).filter(({ counts }) => counts);
  const bytes = await suspicionReportPdf({
    programmeName: figures.name,
    issuer: figures.letterContact,
    receiptNumber: current.receiptNumber ?? '―',
    employerName: current.employerName ?? '',
    soleOwner: current['employerLegalForm'] === 'sole_owner',
    corporateNumber: text(current['employerCorporateNumber']) || null,
    representativeName: current.representativeName ?? '',
    employeeName: text(current['employeeName']),
    agentName:
      current.agent === null
        ? ((await agentOfCase(office.database, current.id))?.name ?? null)
        : (names.get(current.agent) ?? ''),
    amount: current.amountTotal,
    state: stateLabel(current.state),
    kind: suspicionKinds[suspicion.kind],
    raisedAt: suspicion.raisedAt,
    raisedBy: names.get(suspicion.raisedBy) ?? '',
    facts: suspicion.facts,
    notes: notes.map(({ notedAt, notedBy, facts, otherNumber }) => ({
      at: notedAt,
      by: names.get(notedBy) ?? '',
      facts: otherNumber === null ? facts : `${facts}（関係する申請 ${otherNumber}）`,
    })),
    signals: signals.map(
      ({ code, reason, score }) => `${signalLabels[code]}（${String(score)}点）　${reason}`,
    ),
    answer: suspicion.prefectureAnswer,
    measure: measureOf(current.state, await paymentStatesOf(office.database, current.id)),
    conclusion:
      suspicion.closedAt === null || suspicion.proposedOutcome === null
        ? null
        : `${suspicionOutcomes[suspicion.proposedOutcome]}　${suspicion.outcome ?? ''}`,
    printedOn: moment.today,
    practice: current.practice,
  });
  await recordAccess(office.database, {
    actor: actor.id,
    action: 'letter_opened',
    collection: 'suspicions',
    id,
    purpose: '不正疑義の速報',
  });
  response.setHeader('Content-Type', 'application/pdf');
  response.setHeader('Content-Length', String(bytes.length));
  response.setHeader(
    'Content-Disposition',
    dispositionOf({ disposition: 'inline', name: `不正疑義速報_${current.receiptNumber ?? ''}.pdf` }),
  );
  response.end(Buffer.from(bytes));
}
