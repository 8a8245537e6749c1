import {
  FORM_VERSION,
  refuse,
  RefusalError,
  type Answers,
  type Fact,
  type VerbOutput,
  type VerbParsed,
} from '@grant/schema';
import { idOfKey } from '../../adapter/key-id.ts';
import { refused } from '../../adapter/refused.ts';
import { caseById } from '../../adapter/store/cases.ts';
import {
  draftOf,
  openAnswers,
  sealAnswers,
  shownAnswers,
  withoutMask,
  type DraftRecord,
} from '../../adapter/store/drafts.ts';
import type { MandateRecord } from '../../adapter/store/mandates.ts';
import { currentProgramme } from '../../adapter/store/programmes.ts';
import { begin, lockCase } from '../../adapter/transition.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work, type Unit } from '../../adapter/work.ts';
import { answersOfClient, attachMandate, mandateToUse } from '../agency/starting.ts';
import { requireReceiving } from '../programme.ts';
import type { ActorVisit } from '../visit.ts';

/** 申請書の作成: a draft owned by whoever starts it; an agent starts it for the employer of a mandate. */
export async function startDraft(
  visit: ActorVisit,
  input: VerbParsed<'application.start'>,
): Promise<VerbOutput<'application.start'>> {
  const programme = await currentProgramme(visit.office);
  requireReceiving(programme, visit.moment.at);
  // An agent never applies for itself: without a mandate that holds there is no draft.
  const mandate = visit.actor.duties.has('applicant') ? null : await mandateToUse(visit, input.mandate);
  const id = idOfKey(visit.actor.id, input.idempotencyKey);
  return work(visit.office, visit.actor, async (unit) => {
    // The same request twice at the same moment waits here and then finds the draft of the first.
    await unit.trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`grant.start/${id}`]);
    const known = await draftOf(unit.trx, id, 'look');
    if (known !== undefined) {
      await requireSameClient(unit, id, mandate);
      return { id, revision: known.revision };
    }
    await begin(unit, 'start', {
      id,
      programme: programme.id,
      programmeVersion: programme.versionId,
      channel: 'online',
      practice: programme.practice,
      ...(mandate === null
        ? { applicant: visit.actor.id }
        : { agent: visit.actor.id, applicant: mandate.principal, mandate: mandate.id }),
    });
    // Whoever applies for themselves is reached where they signed up; an agent says whom to contact.
    const carried =
      mandate === null ? { contactEmail: visit.actor.email } : await answersOfClient(unit, mandate, id);
    await createDraft(unit, id, carried);
    if (mandate !== null) await attachMandate(unit, id, mandate);
    return { id, revision: 0 };
  });
}

// A key that comes again for another mandate would open one client's draft under the name of another.
async function requireSameClient(unit: Unit, id: string, mandate: MandateRecord | null): Promise<void> {
  const started = await caseById(unit.trx, id);
  if ((started?.mandate ?? null) !== (mandate?.id ?? null)) refused('OTHER_CLIENT', {});
}

/** A draft for a case, with nothing in it but what is known already. */
export async function createDraft(
  unit: Unit,
  application: string,
  answers: Answers = {},
): Promise<DraftRecord> {
  const row = {
    application,
    formVersion: String(FORM_VERSION),
    answers,
    sealed: null,
    revision: 0,
    savedAt: unit.moment.at,
  };
  return { id: await unit.create('drafts', row), ...row, news: [], dropped: [] };
}

// A refusal with what the server has, so that the other tab can show it beside what was typed here.
function stale(env: Readonly<Record<string, unknown>>, draft: DraftRecord): never {
  const refusal = refuse('STALE_VERSION', { what: '下書き' });
  const answers = shownAnswers(env, draft) as unknown as Fact;
  throw new RefusalError({ ...refusal, facts: { ...refusal.facts, revision: draft.revision, answers } });
}

/** 下書きの保存: the given answers are laid over what is saved; the revision says which save they were typed on. */
export async function saveDraft(
  visit: ActorVisit,
  input: VerbParsed<'application.save'>,
): Promise<VerbOutput<'application.save'>> {
  await requireVisible(visit.office, visit.actor, 'applications', input.id, '申請');
  return work(visit.office, visit.actor, async (unit) => {
    const current = await lockCase(unit, input.id);
    if (current.state !== 'draft' && current.state !== 'received')
      refused('ILLEGAL_TRANSITION', { state: '提出済み', event: '下書きの保存' });
    const draft = (await draftOf(unit.trx, input.id, 'lock')) ?? (await createDraft(unit, input.id));
    if (draft.revision !== input.revision) stale(visit.office.env, draft);
    const merged: Answers = { ...openAnswers(visit.office.env, draft), ...withoutMask(input.answers) };
    const revision = draft.revision + 1;
    const savedAt = unit.moment.at;
    await unit.update('drafts', draft.id, {
      ...sealAnswers(visit.office.env, input.id, merged),
      formVersion: String(FORM_VERSION),
      revision,
      savedAt,
    });
    return { revision, savedAt };
  });
}
