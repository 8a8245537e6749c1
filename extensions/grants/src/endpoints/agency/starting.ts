import { comparePrincipal, questionsOf, type Answers } from '@grant/schema';
import { refused } from '../../adapter/refused.ts';
import { answersOfCase } from '../../adapter/store/application.ts';
import { caseById } from '../../adapter/store/cases.ts';
import { draftOf } from '../../adapter/store/drafts.ts';
import {
  mandateById,
  principalOfMandate,
  standingOf,
  type MandateRecord,
} from '../../adapter/store/mandates.ts';
import type { Unit } from '../../adapter/work.ts';
import type { ActorVisit } from '../visit.ts';

/**
 * 代行の根拠: the mandate under which an agent starts an application. Its own, confirmed, and in its period today.
 * @throws MANDATE_ENDED otherwise, also for a mandate of somebody else.
 */
export async function mandateToUse(visit: ActorVisit, id: string | undefined): Promise<MandateRecord> {
  const mandate = id === undefined ? undefined : await mandateById(visit.office.database, id);
  if (
    mandate === undefined ||
    mandate.agentAccount !== visit.actor.id ||
    standingOf(mandate, visit.moment.today) !== 'holding'
  )
    refused('MANDATE_ENDED', {});
  return mandate;
}

/** Answers about the employer itself; of employees, children and accounts nothing is carried over. */
const CARRIED = [...questionsOf('employer'), ...questionsOf('size')];

/**
 * 顧問先の記入の引継ぎ: what the agent last entered about this very employer, under this mandate or an earlier one for the
 * same corporate number. Nothing of another client: whose the new draft is, its mandate says, and of a case that names
 * another employer than its mandate nothing goes on, so that no address of one stands under the name of another.
 */
export async function answersOfClient(
  unit: Unit,
  mandate: MandateRecord,
  startedNow: string,
): Promise<Answers> {
  const named: Answers = {
    employerName: mandate.employerName,
    ...(mandate.employerCorporateNumber === null
      ? {}
      : { employerCorporateNumber: mandate.employerCorporateNumber }),
    ...(mandate.employerKind === 'sole_owner' ? { employerLegalForm: 'sole_owner' } : {}),
  };
  const answer: { rows: { id: string }[] } = await unit.trx.raw(
    `select a.id from applications a join mandates m on m.id = a.mandate
      where a.agent = ? and m.agent = ? and a.id <> ? and a.state <> 'withdrawn'
        and (m.id = ? or m.employer_corporate_number = ? and m.employer_corporate_number is not null)
      order by a.date_created desc nulls last limit 1`,
    [mandate.agentAccount, mandate.agent, startedNow, mandate.id, mandate.employerCorporateNumber],
  );
  const last = answer.rows[0];
  const current = last === undefined ? undefined : await caseById(unit.trx, last.id);
  if (current === undefined) return named;
  const draft = await draftOf(unit.trx, current.id, 'look');
  const known = current.state === 'draft' ? (draft?.answers ?? {}) : await answersOfCase(unit.trx, current);
  if (comparePrincipal(principalOfMandate(mandate), known) !== 'same') return named;
  return {
    ...Object.fromEntries(CARRIED.filter((key) => Object.hasOwn(known, key)).map((key) => [key, known[key]])),
    ...named,
  };
}

/** 委任状の添付: the paper of the mandate belongs to every application made under it; nobody uploads it again. */
export async function attachMandate(unit: Unit, application: string, mandate: MandateRecord): Promise<void> {
  if (mandate.paper === null) return;
  const file: { filesize: string | number | null; type: string | null } | undefined = await unit
    .trx('directus_files')
    .where({ id: mandate.paper })
    .first<{ filesize: string | number | null; type: string | null } | undefined>('filesize', 'type');
  await unit.create('attachments', {
    application,
    paper: 'mandate',
    file: mandate.paper,
    workingFile: null,
    workingSha256: null,
    uploadKey: null,
    originalName: mandate.paperName ?? '委任状',
    sha256: mandate.paperSha256 ?? '',
    bytes: Number(file?.filesize ?? 0),
    pages: mandate.paperPages,
    mime: file?.type ?? 'application/pdf',
    status: 'received',
    scan: 'pending',
    correctionItem: null,
    uploadedBy: unit.actor.id,
    uploadedAt: unit.moment.at,
  });
}
