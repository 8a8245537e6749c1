import {
  ARRIVED_ANSWER,
  eventLabel,
  permittedEvents,
  dutyLabels,
  isDuty,
  questionKeys,
  questionLabel,
  isDecided,
  readingsOf,
  recipientsOf,
  stateLabel,
  ACCOUNT_KEYS,
  type CaseEvent,
  type Programme,
  type VerbOutput,
  type VerbParsed,
} from '@grant/schema';
import { mayCall } from '../../adapter/actor.ts';
import type { Knex } from 'knex';
import { recordAccess } from '../../adapter/access-log.ts';
import { principalOf } from '../../adapter/principal.ts';
import { found } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { answersOfCase, leavePartsOf, measuresOf } from '../../adapter/store/application.ts';
import { caseById, type CaseRecord } from '../../adapter/store/cases.ts';
import { attachmentsOf } from '../../adapter/store/attachments.ts';
import { agentOfCase, postalAgentOf } from '../../adapter/store/agents.ts';
import { awardsOfEmployer, earlierAwardsListed } from '../../adapter/store/awards.ts';
import { duplicatesOf } from '../../adapter/store/duplicates.ts';
import { draftOf, shownAnswers } from '../../adapter/store/drafts.ts';
import { findingsOf, latestJudgement, type JudgementRecord } from '../../adapter/store/findings.ts';
import { addressesOf } from '../../jobs/addresses.ts';
import { fixesOf, fixView } from '../../adapter/store/fixes.ts';
import { namesOfPeople } from '../../adapter/store/people.ts';
import { awardsNewer, listsNewer } from '../../adapter/store/rosters.ts';
import {
  latePapersOf,
  misfiledPapersOf,
  papersInWords,
  papersNewer,
} from '../../adapter/store/late-papers.ts';
import { daysInWords, postalDaysOf } from '../../adapter/store/postal-days.ts';
import { wishInWords } from '../../adapter/store/withdrawals.ts';
import { programmeOfCase } from '../../adapter/store/programmes.ts';
import { historyOf, lifecycleActor } from '../../adapter/transition.ts';
import { requireVisible, visibleRows } from '../../adapter/visible.ts';
import type { ActorVisit } from '../visit.ts';
import { alongsideOf } from './alongside.ts';
import { lateView } from '../doubt/late-doubts.ts';
import { signalViews, suspicionViews } from './doubt.ts';
import { claimViews } from './claims.ts';
import { judgementView, type Arithmetic } from './judgement.ts';
import { letterViewsForStaff } from './letters.ts';
import { topUpViews } from './top-ups.ts';
import { attachmentView, correctionViews, decisionView, eventsOf } from './parts.ts';
import { dueIfAsked, waitOf } from './wait.ts';

type Workbench = VerbOutput<'case.workbench'>;

/** Answer columns of a case; the account is shown by its own masked view alone. */
const ANSWER_KEYS = questionKeys.filter(
  (key) => !(ACCOUNT_KEYS as readonly string[]).includes(key) && key !== 'leavePeriods' && key !== 'measures',
);

/** 審査画面: everything about one case in one call. Opening it is on record. */
export async function showWorkbench(
  visit: ActorVisit,
  input: VerbParsed<'case.workbench'>,
): Promise<Workbench> {
  const { database, env } = visit.office;
  await requireVisible(visit.office, visit.actor, 'applications', input.id, '申請');
  const current = found(await caseById(database, input.id), '申請');
  await recordAccess(database, {
    actor: visit.actor.id,
    action: 'case_opened',
    collection: 'applications',
    id: current.id,
    purpose: '審査・支払',
  });
  const draft = current.state === 'received' ? await draftOf(database, current.id, 'look') : undefined;
  const answers = draft === undefined ? await answersOfCase(database, current) : shownAnswers(env, draft);
  const judgement = await latestJudgement(database, current.id);
  const findings = judgement === undefined ? [] : await findingsOf(database, judgement.id);
  const events = await eventsOf(database, current.id);
  const fixes = await fixesOf(database, current.id);
  const { figures } = await programmeOfCase(database, current);
  const names = await namesOfPeople(database, [
    current.assignedTo,
    current.agent,
    current.recommendedBy,
    ...events.map((event) => event.actor),
    ...findings.map((finding) => finding.markedBy),
    ...fixes.map((fix) => fix.fixedBy),
  ]);
  const name = (id: string | null | undefined) => (id ? (names.get(id) ?? '（不明）') : null);
  const addresses = await addressesOf(visit.office, current, visit.moment.today);
  const papers = await visibleRows(visit.office, visit.actor, 'attachments', {
    fields: ['id'],
    filter: { application: { _eq: current.id } },
    limit: -1,
  });
  const mayOpen = new Set(papers.map((paper) => paper['id']));
  const payments = await paymentsOfCase(visit, current.id);
  const claims = await claimViews(database, current.id);
  const newer = await listsNewer(database, current);
  const awarded = await awardsNewer(database, current);
  const pointless = await pointlessEvents(database, current.id, payments, claims);
  const late = await latePapersOf(database, current.id);
  const misfiled = await misfiledPapersOf(database, current.id);
  const unread = await papersNewer(database, current);
  const attachments = await attachmentsOf(database, current.id);
  const decided = isDecided(current);
  const envelopes = attachments.filter((one) => one.unsorted && one.status !== 'removed');
  if (envelopes.length === 0) pointless.add('unbind_papers');
  if (decided || !envelopes.some((one) => one.status === 'replaced')) pointless.add('sort_again');
  if (!newer && !unread && awarded.length === 0) pointless.add('judge_anew');
  if (current.channel !== 'post') pointless.add('correct_days');
  if (current.assignedTo === visit.actor.id) pointless.add('take_over');
  if (!visit.actor.duties.has('reception')) pointless.add('add_papers');
  const corrections = await correctionViews(database, current.id);
  const arrived = corrections.some((round) => round.answerArrivedAt !== null);
  return {
    case: await caseView(visit, current, name, arrived),
    version: current.version,
    judgement: judgement === undefined ? null : judgementView(judgement, findings, name),
    listsNewer: newer,
    awardsNewer: awarded,
    duplicates: await duplicatesOf(database, current.id, visit.actor),
    late: await lateView(visit, current.id),
    suspicions: await suspicionViews(visit, current.id, current.state),
    signals: await signalViews(visit, current.id),
    attachments: attachments
      .filter((attachment) => mayOpen.has(attachment.id))
      .map((attachment) => ({
        ...attachmentView(attachment, answers),
        late: late.has(attachment.id),
        misfiled: misfiled.has(attachment.id),
        envelope: attachment.envelope,
        envelopePage: attachment.envelopePage,
      })),
    papersNewer: unread,
    readsMessages: mayCall(visit.actor, 'case.messages'),
    corrections,
    correctionDueOn: dueIfAsked(figures, visit.moment.today),
    decision: await decisionView(database, current.id),
    topUps: await topUpViews(database, current.id),
    claims,
    payments,
    letters: await letterViewsForStaff(visit, current),
    timeline: events.map((event) => ({
      at: event.at,
      event: event.event,
      label: eventLabel(event.event),
      actorName: name(event.actor) ?? '',
      duty: isDuty(event.duty) ? dutyLabels[event.duty] : event.duty,
      reason: event.reason,
      detail:
        daysInWords(event.event, event.facts) ??
        papersInWords(event.event, event.facts) ??
        wishInWords(event.event, event.facts),
    })),
    alongside: await alongsideOf(visit, current.id),
    fixes: fixes.map((fix) => fixView(fix, name)),
    readings: judgement === undefined ? null : readingsOfJudgement(judgement, figures),
    awards: await awardsOfEmployer(database, current),
    earlierAwardsListed: await earlierAwardsListed(database, current),
    wait: waitOf(figures, (current['waitingFrom'] as string | null) ?? null, visit.moment.today),
    reachedByMail: recipientsOf('staff-fixed', addresses).length > 0,
    permittedEvents: permittedEvents(
      { ...current, history: await historyOf({ trx: database }, current.id) },
      lifecycleActor(visit.actor),
    ).filter(({ event }) => !pointless.has(event)),
  };
}

// What the facts of the money refuse is not offered. Once money went out only a top-up that is still owed can be taken back;
// before that, only the whole decision. What comes in is recorded as the claim was: of the whole or of a part.
async function pointlessEvents(
  database: Knex,
  application: string,
  payments: Workbench['payments'],
  claims: Workbench['claims'],
): Promise<Set<CaseEvent>> {
  const paid = payments.some((payment) => payment.state === 'paid');
  const owed = await database<{ application: string; status: string; kind: string }>('obligations')
    .where({ application, status: 'open' })
    .first('kind');
  return new Set<CaseEvent>([
    ...(paid ? (['cancel', 'revise_decision'] as const) : []),
    ...(paid && owed?.kind === 'top_up' ? [] : (['cancel_top_up'] as const)),
    claims[0]?.kept === 0 ? 'record_part_repayment' : 'record_repayment',
  ]);
}

function readingsOfJudgement(judgement: JudgementRecord, figures: Programme): Workbench['readings'] {
  const { leave, amount } = judgement.arithmetic as Arithmetic;
  if (leave === null || amount === null) return null;
  const { months, amounts } = readingsOf(leave, amount, figures);
  return {
    months: months.map((one) => ({ ...one, readings: [...one.readings] })),
    amounts: [...amounts],
  };
}

async function caseView(
  visit: ActorVisit,
  current: CaseRecord,
  name: (id: string | null | undefined) => string | null,
  arrived: boolean,
): Promise<Workbench['case']> {
  const { database } = visit.office;
  const parts = await leavePartsOf(database, current.id);
  return {
    ...Object.fromEntries(ANSWER_KEYS.map((key) => [key, current[key] ?? null])),
    id: current.id,
    receiptNumber: current.receiptNumber,
    state: current.state,
    stateLabel: stateLabel(current.state),
    stateSince: current.stateSince ?? '',
    version: current.version,
    channel: current.channel,
    practice: current.practice,
    submittedAt: current.submittedAt,
    receivedOn: current.receivedOn as Workbench['case']['receivedOn'],
    postalDays: await postalDaysOf(database, current.id),
    waitingFor: arrived ? ARRIVED_ANSWER.waitingFor : (current.waitingFor ?? 'none'),
    suspendedFrom: current.suspendedFrom,
    assignedToName: name(current.assignedTo),
    agentName: name(current.agent) ?? (await agentOfCase(database, current.id))?.name ?? null,
    principalName: (await principalOf(database, current))?.name ?? null,
    postalAgent: await postalAgentOf(database, current.id),
    recommendation: current.recommendation,
    recommendationNote: current.recommendationNote,
    recommendedByName: name(current.recommendedBy),
    recommendedAt: (current['recommendedAt'] as string | null) ?? null,
    leavePeriods: parts.map(({ part, kind, startOn, endOn, workedDays }) => ({
      part,
      kind,
      startOn,
      endOn,
      workedDays,
    })),
    measures: (await measuresOf(database, current.id)).map(({ kind, implementedOn, description }) => ({
      kind,
      implementedOn,
      description,
    })),
    labels: Object.fromEntries(ANSWER_KEYS.map((key) => [key, questionLabel(key)])),
  };
}

const PAYMENTS = `
  select p.id, p.amount, p.state, b.id as batch_id, b.number as batch_number, b.transfer_on, r.outcome
    from payments p join payment_batches b on b.id = p.payment_batch
    left join lateral (select x.outcome from transfer_results x where x.payment = p.id
                        order by x.recorded_at desc, outcome limit 1) r on true
   where p.application = ? order by p.serial::bigint`;

async function paymentsOfCase(visit: ActorVisit, application: string): Promise<Workbench['payments']> {
  const answer: { rows: object[] } = await visit.office.database.raw(PAYMENTS, [application]);
  return answer.rows.map((row) => fromRow<Workbench['payments'][number]>(row));
}
