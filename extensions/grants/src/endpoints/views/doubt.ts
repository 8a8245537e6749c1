import {
  isOpenSuspicion,
  signalLabels,
  suspicionKinds,
  suspicionStates,
  type CaseState,
  type VerbOutput,
} from '@grant/schema';
import { fromRow } from '../../adapter/row.ts';
import { namesOfPeople } from '../../adapter/store/people.ts';
import { prefectureAddresses } from '../../adapter/store/prefecture.ts';
import { lookedSignals } from '../../adapter/store/signals.ts';
import {
  suspicionNotes,
  suspicionReopenings,
  suspicionsOf,
  type SuspicionRecord,
} from '../../adapter/store/suspicions.ts';
import { visibleRows } from '../../adapter/visible.ts';
import type { ActorVisit } from '../visit.ts';

type SuspicionView = VerbOutput<'case.workbench'>['suspicions'][number];
type SignalView = VerbOutput<'case.workbench'>['signals'][number];

const NOTES = ['reception', 'reviewer', 'approver', 'payment_clerk', 'manager'] as const;
const LOOKS = ['reviewer', 'approver', 'manager'] as const;

// A suspended case ends its suspicions by its own events; these are for cases that run on or are paid.
function acts({ actor }: ActorVisit, state: CaseState, one: SuspicionRecord): SuspicionView['may'] {
  const holds = (...duties: readonly ('reviewer' | 'approver' | 'manager')[]): boolean =>
    duties.some((duty) => actor.duties.has(duty));
  const may: SuspicionView['may'] = holds('reviewer', 'approver', 'manager') ? ['answer'] : [];
  if (
    one.state === 'confirmed' &&
    holds('approver', 'manager') &&
    ![one.proposedBy, one.closedBy].includes(actor.id)
  )
    may.push('reopen');
  if (one.state !== 'cleared' && NOTES.some((duty) => actor.duties.has(duty))) may.push('note');
  if (!isOpenSuspicion(one.state)) return may;
  if (state === 'suspended' || actor.id === one.raisedBy) return may;
  if (holds('reviewer', 'approver', 'manager')) may.push('propose');
  if (holds('approver', 'manager') && one.proposedBy !== null && one.proposedBy !== actor.id)
    may.push('close');
  return may;
}

/** 不正疑義 of a case as the desk sees them; nothing for whoever may not read them. */
export async function suspicionViews(
  visit: ActorVisit,
  application: string,
  state: CaseState,
): Promise<SuspicionView[]> {
  const { database } = visit.office;
  const visible = await visibleRows(visit.office, visit.actor, 'suspicions', {
    fields: ['id'],
    filter: { application: { _eq: application } },
    limit: -1,
  });
  if (visible.length === 0) return [];
  const all = await suspicionsOf(database, application);
  const reopenings = await suspicionReopenings(database, application);
  const notes = await suspicionNotes(database, application);
  const names = await namesOfPeople(database, [
    ...notes.map((one) => one.notedBy),
    ...all.flatMap((one) => [one.raisedBy, one.proposedBy, one.closedBy]),
    ...reopenings.flatMap((one) => [one.reopenedBy, one.closedBy]),
  ]);
  const name = (id: string | null): string => (id === null ? '' : (names.get(id) ?? '（不明）'));
  const unreported = all.some((one) => one.reportedAt === null);
  const addressed = !unreported || (await prefectureAddresses(database)).length > 0;
  return all.map((one) => ({
    id: one.id,
    kind: one.kind,
    kindLabel: suspicionKinds[one.kind],
    state: one.state,
    stateLabel: suspicionStates[one.state],
    facts: one.facts,
    raisedByName: name(one.raisedBy),
    raisedAt: one.raisedAt,
    reportedAt: one.reportedAt,
    addressed: one.reportedAt !== null || addressed,
    prefectureAnswer: one.prefectureAnswer,
    notes: notes
      .filter(({ suspicion }) => suspicion === one.id)
      .map(({ seq, notedAt, notedBy, facts, otherNumber, otherId }) => ({
        seq,
        at: notedAt,
        byName: name(notedBy),
        facts,
        other: otherNumber === null ? null : { receiptNumber: otherNumber, applicationId: otherId },
      })),
    proposal:
      one.proposedOutcome === null || one.proposedAt === null
        ? null
        : {
            outcome: one.proposedOutcome,
            reason: one.proposedReason ?? '',
            byName: name(one.proposedBy),
            at: one.proposedAt,
          },
    outcome: one.outcome,
    closedByName: one.closedBy === null ? null : name(one.closedBy),
    closedAt: one.closedAt,
    may: acts(visit, state, one),
    reopenings: reopenings
      .filter(({ suspicion }) => suspicion === one.id)
      .map(({ reopenedAt, reopenedBy, reason, outcome, closedBy }) => ({
        at: reopenedAt,
        byName: name(reopenedBy),
        reason,
        outcome: outcome ?? '',
        closedByName: name(closedBy),
      })),
  }));
}

/** 疑義の兆候 of a case with the way to the cases they name; nothing for whoever may not read them. */
export async function signalViews(visit: ActorVisit, application: string): Promise<SignalView[]> {
  const { database } = visit.office;
  const visible = await visibleRows(visit.office, visit.actor, 'signals', {
    fields: ['id'],
    filter: { application: { _eq: application } },
    limit: 1,
  });
  if (visible.length === 0) return [];
  const signals = await lookedSignals(database, application);
  const names = await namesOfPeople(
    database,
    signals.map((signal) => signal.lookedBy),
  );
  const mayLook = LOOKS.some((duty) => visit.actor.duties.has(duty));
  const numbers = signals.flatMap((signal) => signal.related);
  const rows: object[] = await database('applications')
    .whereIn('receipt_number', numbers)
    .select('id', 'receipt_number');
  const ids = new Map(
    rows.map((row) => {
      const { id, receiptNumber } = fromRow<{ id: string; receiptNumber: string }>(row);
      return [receiptNumber, id] as const;
    }),
  );
  return signals.map(({ id, code, score, reason, related, foundAt, counts, ...last }) => ({
    id,
    code,
    label: signalLabels[code],
    score,
    reason,
    related: related.map((number) => ({ receiptNumber: number, applicationId: ids.get(number) ?? null })),
    foundAt,
    counts,
    look:
      last.lookedAt === null || last.lookReason === null
        ? null
        : {
            at: last.lookedAt,
            byName: names.get(last.lookedBy ?? '') ?? '（不明）',
            reason: last.lookReason,
            counts: last.lookCounts === true,
          },
    mayLook,
  }));
}
