import {
  ARRIVED_ANSWER,
  eventLabel,
  outwardState,
  permittedEvents,
  stateLabel,
  states,
  waitingForLabels,
  type CaseState,
  type VerbOutput,
  type VerbParsed,
  type WaitingFor,
} from '@grant/schema';
import { found } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { answersOfCase } from '../../adapter/store/application.ts';
import { liveAttachments, mayKnow } from '../../adapter/store/attachments.ts';
import { caseById, type CaseRecord } from '../../adapter/store/cases.ts';
import { draftOf, shownAnswers } from '../../adapter/store/drafts.ts';
import { fixesOf, toldFix } from '../../adapter/store/fixes.ts';
import { mandateById, principalOfMandate, standingOf } from '../../adapter/store/mandates.ts';
import { historyOf, lifecycleActor } from '../../adapter/transition.ts';
import { requireVisible } from '../../adapter/visible.ts';
import type { ActorVisit } from '../visit.ts';
import { ownClaimViews } from './claims.ts';
import { letterViews } from './letters.ts';
import { attachmentView, correctionViews, decisionView, eventsOf } from './parts.ts';
import { addressesOf } from '../../jobs/addresses.ts';
import { canWrite, unreadOf } from '../messages.ts';

type Shown = VerbOutput<'application.show'>;
type Line = VerbOutput<'application.list'>['applications'][number];

/** Events that an applicant is told of; what the office does among itself is not. */
export const TOLD: ReadonlySet<string> = new Set([
  'submit',
  'register',
  'receive',
  'take',
  'request_correction',
  'answer_correction',
  'grant',
  'refuse',
  'post_notice',
  'record_paid',
  'record_failed',
  'record_return',
  'correct_account',
  'change_account',
  'staff_fix',
  'withdraw',
  'undo_withdrawal',
  'cancel',
  'revise_decision',
  'approve_top_up',
  'cancel_top_up',
  'claim_repayment',
  'record_repayment',
  'record_part_repayment',
]);

// To the applicant a recommended case is simply under review.
const SHOWN_AS: Readonly<Partial<Record<CaseState, CaseState>>> = {
  recommended: 'in_review',
  in_batch: 'payable',
};

/** The state as its applicant may know it: a suspended case stands where it stood. The office's doubts are its own. */
export function shownState(current: Pick<CaseRecord, 'state' | 'suspendedFrom'>): CaseState {
  const state = outwardState(current);
  return SHOWN_AS[state] ?? state;
}

/** Whose turn it is and what that means to an applicant; an answer that `arrived` by post is with the office. */
export function turnOf(
  state: CaseState,
  arrived: boolean,
): { readonly meaning: string; readonly waitingFor: WaitingFor } {
  return arrived && state === 'correction_requested' ? ARRIVED_ANSWER : states[state];
}

/** 申請の内容と状況, for whoever applied (or the desk that enters it for them). */
export async function showApplication(
  visit: ActorVisit,
  input: VerbParsed<'application.show'>,
): Promise<Shown> {
  const { database, env } = visit.office;
  await requireVisible(visit.office, visit.actor, 'applications', input.id, '申請');
  const current = found(await caseById(database, input.id), '申請');
  const draft = await draftOf(database, input.id, 'look');
  const drafting = draft !== undefined && (current.state === 'draft' || current.state === 'received');
  const answers = drafting ? shownAnswers(env, draft) : await answersOfCase(database, current);
  const corrections = await correctionViews(database, input.id);
  const live = await liveAttachments(database, input.id);
  const attachments = live.filter((attachment) => mayKnow(visit.actor, attachment));
  const state = shownState(current);
  const correction = corrections.findLast((round) => round.state === 'open') ?? null;
  const { meaning, waitingFor } = turnOf(state, (correction?.answerArrivedAt ?? null) !== null);
  return {
    id: current.id,
    state,
    stateLabel: stateLabel(state),
    stateMeaning: meaning,
    receiptNumber: current.receiptNumber,
    channel: current.channel,
    version: current.version,
    revision: draft?.revision ?? 0,
    savedAt: draft?.savedAt ?? null,
    submittedAt: current.submittedAt,
    waitingFor,
    answers: answers as Shown['answers'],
    formNews: drafting ? [...draft.news] : [],
    formDropped: drafting ? [...draft.dropped] : [],
    attachments: attachments.map((attachment) => attachmentView(attachment, answers)),
    correction,
    decision: await decisionView(visit.office.database, current.id),
    payment: await paymentOf(visit, current.id),
    claims: await ownClaimViews(database, current.id),
    fixes: (await fixesOf(database, current.id)).map(toldFix),
    timeline: (await eventsOf(database, input.id))
      .filter((event) => TOLD.has(event.event))
      .map((event) => ({ at: event.at, event: event.event, label: eventLabel(event.event) })),
    permittedEvents: permittedEvents(
      { ...current, history: await historyOf({ trx: database }, current.id) },
      lifecycleActor(visit.actor),
    ),
    letters: await letterViews(visit, input.id),
    agent: await agentOfCase(visit, current),
    addresses: await addressesOf(visit.office, current, visit.moment.today),
    unread: await unreadOf(database, input.id, 'to_applicant'),
    canWrite: canWrite(visit, current),
  };
}

async function agentOfCase(visit: ActorVisit, current: CaseRecord): Promise<Shown['agent']> {
  const id = current['mandate'];
  const mandate = typeof id === 'string' ? await mandateById(visit.office.database, id) : undefined;
  if (mandate === undefined) return null;
  return {
    name: mandate.agentName,
    office: mandate.agentOffice ?? '',
    holds: standingOf(mandate, visit.moment.today) === 'holding',
    principal: principalOfMandate(mandate),
  };
}

async function paymentOf(visit: ActorVisit, application: string): Promise<Shown['payment']> {
  const answer: { rows: object[] } = await visit.office.database.raw(
    `select p.state, b.transfer_on from payments p join payment_batches b on b.id = p.payment_batch
      where p.application = ? and p.state in ('sealed', 'paid', 'failed') order by p.serial::bigint desc limit 1`,
    [application],
  );
  const row = answer.rows[0];
  return row === undefined ? null : fromRow<NonNullable<Shown['payment']>>(row);
}

const MINE = `
  select a.id, a.state, a.suspended_from, a.receipt_number, a.employer_name, a.employee_name, a.waiting_for,
         case when a.agent = ? then a.mandate end as mandate,
         (select count(*)::int from messages x
           where x.application = a.id and x.direction = 'to_applicant' and x.read_at is null) as unread,
         d.answers ->> 'employerName' as typed_employer, d.answers ->> 'employeeName' as typed_employee,
         o.due_on, grant_answer_arrived(o.id) is not null as arrived,
         greatest(d.saved_at, coalesce(
           (select max(e.at) from case_events e
             where e.application = a.id and e.event not in
               ('suspend', 'propose_release', 'release', 'add_papers', 'unbind_papers', 'sort_again')),
           a.state_since)) as updated_at
    from applications a left join drafts d on d.application = a.id
    left join mandates m on m.id = a.mandate
    left join lateral (select c.id, c.due_on from corrections c
                        where c.application = a.id and c.state = 'open' limit 1) o on true
   where a.applicant = ?
      or a.agent = ? and m.state = 'confirmed' and ? between m.starts_on and m.ends_on
   order by updated_at desc limit 200`;

type MyLine = Omit<Line, 'stateLabel' | 'waitingForLabel'> & {
  readonly state: CaseState;
  readonly suspendedFrom: CaseRecord['suspendedFrom'];
  readonly waitingFor: WaitingFor;
  readonly arrived: boolean;
  readonly typedEmployer: string | null;
  readonly typedEmployee: string | null;
};

/** The applications that the person made or acts for by a mandate that holds, newest first. */
export async function linesOf({ office, actor, moment }: ActorVisit): Promise<Line[]> {
  const answer: { rows: object[] } = await office.database.raw(MINE, [
    actor.id,
    actor.id,
    actor.id,
    moment.today,
  ]);
  return answer.rows.map((row) => {
    const line = fromRow<MyLine>(row);
    const state = shownState(line);
    const { waitingFor } = turnOf(state, line.arrived);
    return {
      id: line.id,
      state,
      stateLabel: stateLabel(state),
      receiptNumber: line.receiptNumber,
      employerName: line.employerName ?? line.typedEmployer,
      employeeName: line.employeeName ?? line.typedEmployee,
      waitingFor,
      waitingForLabel: waitingForLabels[waitingFor],
      dueOn: line.arrived ? null : line.dueOn,
      updatedAt: line.updatedAt,
      mandate: line.mandate,
      unread: line.unread,
    };
  });
}

/** 自分の申請の一覧. */
export async function listApplications(visit: ActorVisit): Promise<VerbOutput<'application.list'>> {
  return { applications: await linesOf(visit) };
}
