import {
  isOpenSuspicion,
  stateLabel,
  SUSPENDABLE_STATES,
  suspicionStates,
  type VerbOutput,
  type VerbParsed,
} from '@grant/schema';
import type { Actor } from '../../adapter/actor.ts';
import { idOfRequest } from '../../adapter/key-id.ts';
import { recordedBefore } from '../../adapter/recorded-once.ts';
import { found, refused } from '../../adapter/refused.ts';
import { sayNotesSeen, suspicionById, type SuspicionRecord } from '../../adapter/store/suspicions.ts';
import { lockCase } from '../../adapter/transition.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work, type Unit } from '../../adapter/work.ts';
import { enqueue, enqueueSignals } from '../../jobs/queue.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import { lookAtSignal } from './signal-look.ts';
import { recordSuspicion } from './suspension.ts';

type Closing = VerbOutput<'suspicion.close'>;

/**
 * 不正疑義の記録 of a case that cannot be suspended any more: its money is on the way, paid or claimed back. It freezes what
 * can still be frozen (a batch that is not sealed), and the prefecture learns of it like of any other. Sent again under
 * its key it is the suspicion that is there.
 */
async function raiseSuspicion(
  visit: ActorVisit,
  input: VerbParsed<'suspicion.raise'>,
): Promise<VerbOutput<'suspicion.raise'>> {
  const id = idOf(visit, 'id', '申請');
  await requireVisible(visit.office, visit.actor, 'applications', id, '申請');
  const { kind, reason: facts, idempotencyKey } = input;
  const suspicionId = idOfRequest(`suspicion/${visit.actor.id}/${id}`, idempotencyKey);
  return work(visit.office, visit.actor, async (unit) => {
    const said = { application: id, kind, facts };
    if (await recordedBefore(unit, 'suspicions', suspicionId, said, '疑義の記録')) return { id, suspicionId };
    const current = await lockCase(unit, id, input.version);
    const suspendable = (SUSPENDABLE_STATES as readonly string[]).includes(current.state);
    if (suspendable || ['draft', 'received'].includes(current.state))
      refused('GUARD_FAILED', {
        event: '疑義の記録',
        reason: suspendable
          ? 'この案件は保留にできます。「保留（疑義調査）」を行ってください。'
          : `「${stateLabel(current.state)}」の申請には、疑義を記録できません。受付の後に記録してください。`,
      });
    await recordSuspicion(unit, id, input, suspicionId);
    // A withdrawn case counts beside others from now on.
    if (current.state === 'withdrawn') await enqueueSignals(unit.trx, [current.id]);
    return { id, suspicionId };
  });
}

// Of a suspended case the suspicion ends with the release, which is an event of the case. A task that changes nothing says null.
async function onOpen(
  visit: ActorVisit,
  task: (unit: Unit<Actor>, suspicion: SuspicionRecord) => Promise<object | null>,
  also: 'always' | 'free',
): Promise<Closing> {
  const id = idOf(visit, 'id', '疑義');
  await requireVisible(visit.office, visit.actor, 'suspicions', id, '疑義');
  return work(visit.office, visit.actor, async (unit) => {
    const seen = found(await suspicionById(unit.trx, id), '疑義');
    const current = await lockCase(unit, seen.application);
    const suspicion = found(await suspicionById(unit.trx, id, true), '疑義');
    if (also === 'free' && !isOpenSuspicion(suspicion.state))
      refused('GUARD_FAILED', {
        event: '疑義の調査',
        reason: 'この疑義の調査は終わっています。画面を読み込み直してください。',
      });
    if (also === 'free' && current.state === 'suspended')
      refused('GUARD_FAILED', {
        event: '疑義の調査',
        reason: '保留中の案件です。案件の「保留の解除の提案」と「保留の解除」から行ってください。',
      });
    const changes = await task(unit, suspicion);
    if (changes === null) return { id, state: suspicionStates[suspicion.state] };
    await unit.update('suspicions', id, changes);
    // A withdrawn case counts beside others as long as it is doubted.
    if (current.state === 'withdrawn') await enqueueSignals(unit.trx, [current.id]);
    return { id, state: suspicionStates[suspicion.state] };
  });
}

function requireOther(actor: Actor, people: readonly (string | null)[], second: string): void {
  if (people.includes(actor.id)) refused('SAME_PERSON', { first: '疑義の記録又は結論の提案', second });
}

// A proposal that came since was read by nobody who acts on the former one; nor was a 続報, which the database looks for.
async function requireRead(
  unit: Unit<Actor>,
  suspicion: SuspicionRecord,
  seen: { readonly proposedAt: string | null; readonly notesSeen: number },
): Promise<void> {
  if (suspicion.proposedAt !== seen.proposedAt) refused('STALE_VERSION', { what: '疑義の結論の提案' });
  await sayNotesSeen(unit, seen.notesSeen);
}

/** 調査の結論の提案, by anybody but who raised it. */
function proposeOutcome(visit: ActorVisit, input: VerbParsed<'suspicion.propose'>): Promise<Closing> {
  return onOpen(
    visit,
    async (unit, suspicion) => {
      requireOther(visit.actor, [suspicion.raisedBy], '調査の結論の提案');
      await requireRead(unit, suspicion, input);
      return {
        proposedOutcome: input.outcome,
        proposedReason: input.reason,
        proposedBy: visit.actor.id,
        proposedAt: unit.moment.at,
      };
    },
    'free',
  );
}

/** 調査の終結, by a third person. */
function closeSuspicion(visit: ActorVisit, input: VerbParsed<'suspicion.close'>): Promise<Closing> {
  return onOpen(
    visit,
    async (unit, suspicion) => {
      if (suspicion.proposedOutcome === null)
        refused('GUARD_FAILED', {
          event: '調査の終結',
          reason: '結論の提案がありません。別の担当者が、先に結論を提案してください。',
        });
      requireOther(visit.actor, [suspicion.raisedBy, suspicion.proposedBy], '調査の終結');
      await requireRead(unit, suspicion, input);
      return {
        state: suspicion.proposedOutcome,
        outcome: input.reason,
        closedBy: visit.actor.id,
        closedAt: unit.moment.at,
      };
    },
    'free',
  );
}

/** 再調査: opens a confirmed suspicion again, by anybody but those who confirmed it. What it said stays in its history. */
async function reopenSuspicion(
  visit: ActorVisit,
  { reason }: VerbParsed<'suspicion.reopen'>,
): Promise<Closing> {
  const id = idOf(visit, 'id', '疑義');
  await requireVisible(visit.office, visit.actor, 'suspicions', id, '疑義');
  return work(visit.office, visit.actor, async (unit) => {
    const seen = found(await suspicionById(unit.trx, id), '疑義');
    await lockCase(unit, seen.application);
    const suspicion = found(await suspicionById(unit.trx, id, true), '疑義');
    if (suspicion.state !== 'confirmed')
      refused('GUARD_FAILED', {
        event: '再調査',
        reason: '再調査は、不正を確認した疑義について行います。画面を読み込み直してください。',
      });
    if ([suspicion.proposedBy, suspicion.closedBy].includes(visit.actor.id))
      refused('SAME_PERSON', { first: '結論の提案又は調査の終結', second: '再調査' });
    const state = suspicion.reportedAt === null ? ('raised' as const) : ('reported' as const);
    const proposal = { proposedOutcome: null, proposedReason: null, proposedBy: null, proposedAt: null };
    await unit.trx.raw("select set_config('grant.reason', ?, true)", [reason]);
    await unit.update('suspicions', id, {
      state,
      ...proposal,
      outcome: null,
      closedBy: null,
      closedAt: null,
    });
    return { id, state: suspicionStates[state] };
  });
}

/** 県の指示の記録: with its day, below what was instructed before; also after the investigation has ended. */
function noteAnswer(
  visit: ActorVisit,
  { answer, idempotencyKey }: VerbParsed<'suspicion.answer'>,
): Promise<Closing> {
  return onOpen(
    visit,
    async (unit, { id: suspicion, prefectureAnswer }) => {
      const id = idOfRequest(`suspicion-answer/${visit.actor.id}/${suspicion}`, idempotencyKey);
      const said = { suspicion, answer };
      if (await recordedBefore(unit, 'suspicion_answers', id, said, '県の指示の記録')) return null;
      await unit.trx('suspicion_answers').insert({ id, ...said });
      const line = `${unit.moment.today}　${answer}`;
      const lines = prefectureAnswer === null ? [line] : [prefectureAnswer, line];
      return { prefectureAnswer: lines.join('\n') };
    },
    'always',
  );
}

/** 続報: adds what became known to a suspicion that was raised, and tells the prefecture that there is more to read. */
async function noteFacts(
  visit: ActorVisit,
  { facts, otherNumber = '', idempotencyKey }: VerbParsed<'suspicion.note'>,
): Promise<Closing> {
  const id = idOf(visit, 'id', '疑義');
  const noteId = idOfRequest(`suspicion-note/${visit.actor.id}/${id}`, idempotencyKey);
  await requireVisible(visit.office, visit.actor, 'suspicions', id, '疑義');
  return work(visit.office, visit.actor, async (unit) => {
    const seen = found(await suspicionById(unit.trx, id), '疑義');
    await lockCase(unit, seen.application);
    const suspicion = found(await suspicionById(unit.trx, id, true), '疑義');
    const closing = { id, state: suspicionStates[suspicion.state] };
    const said = { suspicion: id, facts, otherNumber: otherNumber === '' ? null : otherNumber };
    if (await recordedBefore(unit, 'suspicion_notes', noteId, said, '続報の記録')) return closing;
    await unit.trx('suspicion_notes').insert({
      id: noteId,
      suspicion: id,
      facts,
      other_number: said.otherNumber,
      noted_by: visit.actor.id,
      noted_at: unit.moment.at,
    });
    await enqueue(unit.trx, 'suspicion', { suspicionId: id, noteId });
    return closing;
  });
}

export const suspicionHandlers = {
  'suspicion.note': noteFacts,
  'signal.look': lookAtSignal,
  'suspicion.raise': raiseSuspicion,
  'suspicion.propose': proposeOutcome,
  'suspicion.close': closeSuspicion,
  'suspicion.reopen': reopenSuspicion,
  'suspicion.answer': noteAnswer,
};
