import {
  declaredEmployerFaults,
  diffDays,
  MANDATE_DAYS_MAX,
  parseCorporateNumber,
  parseShape,
  unwrap,
  verbs,
  type VerbParsed,
} from '@grant/schema';
import { recordAccess } from '../../adapter/access-log.ts';
import type { Actor } from '../../adapter/actor.ts';
import { idOfKey } from '../../adapter/key-id.ts';
import { found, refused } from '../../adapter/refused.ts';
import {
  isPrincipal,
  mandateById,
  mandatesOfEmployer,
  type MandateRecord,
} from '../../adapter/store/mandates.ts';
import { readUpload, type Upload } from '../../adapter/upload.ts';
import { work, type Unit } from '../../adapter/work.ts';
import { enqueue } from '../../jobs/queue.ts';
import { withStoredPaper } from '../../papers/stored-paper.ts';
import { countAttempt } from '../attempts.ts';
import { handOut } from '../files.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import { requireAgent } from './clients.ts';
import { mandateView, type MandateView } from './view.ts';

const OFFICE = ['reception', 'reviewer', 'approver', 'manager', 'auditor'] as const;

function fault(path: string, message: string): never {
  refused('INVALID_INPUT', { faults: [{ path, message }] });
}

function requirePeriod(
  input: Pick<VerbParsed<'mandate.declare'>, 'startsOn' | 'endsOn'>,
  today: string,
): void {
  if (input.endsOn < input.startsOn) fault('endsOn', '終了日は、開始日以後の日にしてください。');
  if (input.endsOn < today) fault('endsOn', '終了日は、今日以後の日にしてください。');
  if (diffDays(input.startsOn, input.endsOn) > MANDATE_DAYS_MAX)
    fault('endsOn', '委任の期間は2年以内にしてください。');
}

// The 法人番号 of the employer as it is kept; null for a sole proprietor.
function numberOf({ employerKind, corporateNumber = '' }: VerbParsed<'mandate.declare'>): string | null {
  const faults = declaredEmployerFaults({ employerKind, corporateNumber });
  if (faults.length > 0) refused('INVALID_INPUT', { faults });
  return employerKind === 'sole_owner' ? null : unwrap(parseCorporateNumber(corporateNumber));
}

// The same key with other words or another paper is another mandate: what was put right before a retry is not lost.
function mandateIdOf(visit: ActorVisit, input: VerbParsed<'mandate.declare'>, upload: Upload): string {
  const { idempotencyKey, employerName, employerKind, principalEmail, startsOn, endsOn } = input;
  const given = [
    employerName,
    employerKind,
    numberOf(input),
    principalEmail,
    startsOn,
    endsOn,
    upload.sha256,
  ];
  return idOfKey(`mandate/${visit.actor.id}`, JSON.stringify([idempotencyKey, ...given]));
}

/**
 * 委任の届出: an agent says for whom it acts, with the 委任状. Nothing may be done under it before it is confirmed. Sent
 * again (double click, retry after a lost answer) it is the mandate that is there.
 */
export async function declareMandate(visit: ActorVisit): Promise<{ id: string }> {
  const { office, actor } = visit;
  if (office.env['RATE_LIMITER_REGISTRATION_ENABLED'] !== false)
    await countAttempt(office, 'mandate', actor.id);
  const agent = await requireAgent(visit);
  const upload = await readUpload(visit.request);
  const input = unwrap(parseShape(verbs['mandate.declare'].input, upload.fields));
  const id = mandateIdOf(visit, input, upload);
  const isThere = async (): Promise<boolean> => (await mandateById(office.database, id)) !== undefined;
  if (await isThere()) return { id };
  requirePeriod(input, visit.moment.today);
  if (input.principalEmail?.toLowerCase() === actor.email.toLowerCase())
    fault('principalEmail', '事業主のメールアドレスを入力してください。自分のアドレスは使えません。');
  const declaring = withStoredPaper(office, actor, upload, (paper) =>
    work(office, actor, async (unit) => {
      await unit.create('mandates', {
        id,
        agent: agent.id,
        employerName: input.employerName,
        employerKind: input.employerKind,
        employerCorporateNumber: numberOf(input),
        principalEmail: input.principalEmail ?? null,
        startsOn: input.startsOn,
        endsOn: input.endsOn,
        scope: '奨励金の申請、補正、連絡及び書類の受領に関する手続',
        state: 'declared',
        declaredAt: unit.moment.at,
        paper: paper.file,
        paperName: upload.name,
        paperSha256: paper.sha256,
        paperPages: paper.pages,
      });
      if (input.principalEmail !== undefined)
        await enqueue(unit.trx, 'mail', { kind: 'mandate-asked', mandateId: id, to: 'employer' });
    }),
  );
  // Of two at the same moment the primary key lets one in; the file of the other has been taken away by then.
  await declaring.catch(async (error: unknown) => {
    if (!(await isThere())) throw error;
  });
  return { id };
}

/** 自分の手続きを代行する人. */
export async function listMandates(visit: ActorVisit): Promise<{ mandates: MandateView[] }> {
  const mandates = await mandatesOfEmployer(visit.office.database, visit.actor);
  return { mandates: mandates.map((mandate) => mandateView(mandate, visit.moment.today)) };
}

function mayLook(mandate: MandateRecord, actor: Actor): boolean {
  return (
    mandate.agentAccount === actor.id ||
    isPrincipal(mandate, actor) ||
    OFFICE.some((duty) => actor.duties.has(duty))
  );
}

/** The mandate of a request, for whoever may know of it. NOT_FOUND for everybody else. */
async function mandateFor(visit: ActorVisit): Promise<MandateRecord> {
  const mandate = await mandateById(visit.office.database, idOf(visit, 'id', '委任'));
  if (mandate === undefined || !mayLook(mandate, visit.actor)) refused('NOT_FOUND', { what: '委任' });
  return mandate;
}

/** 委任の内容. */
export async function showMandate(visit: ActorVisit): Promise<MandateView> {
  return mandateView(await mandateFor(visit), visit.moment.today);
}

/** 委任状の閲覧; a look by the office is on record. */
export async function showPaper(visit: ActorVisit): Promise<void> {
  const { office, actor } = visit;
  const mandate = await mandateFor(visit);
  const file = found(mandate.paper, '委任状');
  const row: { type: string | null } | undefined = await office
    .database('directus_files')
    .where({ id: file })
    .first<{ type: string | null } | undefined>('type');
  if (mandate.agentAccount !== actor.id)
    await recordAccess(office.database, {
      actor: actor.id,
      action: 'paper_opened',
      collection: 'mandates',
      id: mandate.id,
      purpose: '委任状',
    });
  await handOut(visit, {
    file,
    name: mandate.paperName ?? '委任状',
    mime: row?.type ?? 'application/octet-stream',
    disposition: 'inline',
  });
}

// Locked, so that a confirmation and a revocation at the same moment come one after the other.
async function lockMandate(unit: Unit<Actor>, id: string): Promise<MandateRecord> {
  await unit.trx('mandates').where({ id }).forUpdate().first('id');
  return found(await mandateById(unit.trx, id), '委任');
}

// The employer's account joins the cases made for it before it had one, and cases of an earlier mandate of the same
// corporation go on under the new one.
async function linkCases(unit: Unit<Actor>, mandate: MandateRecord, employer: string | null): Promise<void> {
  if (employer !== null)
    for (const row of await unit
      .trx('applications')
      .where({ mandate: mandate.id })
      .whereNull('applicant')
      .select('id'))
      await unit.update('applications', (row as { id: string }).id, { applicant: employer });
  if (mandate.employerCorporateNumber === null) return;
  const earlier = await unit
    .trx('applications as c')
    .join('mandates as m', 'm.id', 'c.mandate')
    .where({ 'm.agent': mandate.agent, 'm.employer_corporate_number': mandate.employerCorporateNumber })
    .whereIn('m.state', ['ended'])
    .whereNot('m.end_reason', 'revoked')
    .andWhereRaw('(m.principal is null or m.principal = ?)', [employer])
    .select('c.id');
  for (const row of earlier as { id: string }[])
    await unit.update('applications', row.id, { mandate: mandate.id });
}

/** 委任の確認: by the employer named in it, or by the desk that has compared the 委任状. */
export async function confirmMandate(visit: ActorVisit): Promise<MandateView> {
  const { id } = await mandateFor(visit);
  const { office, actor } = visit;
  await work(office, actor, async (unit) => {
    const mandate = await lockMandate(unit, id);
    const byEmployer = isPrincipal(mandate, actor);
    if (!byEmployer && !actor.duties.has('reception')) refused('NOT_FOUND', { what: '委任' });
    if (mandate.state === 'ended')
      refused('GUARD_FAILED', { event: '委任の確認', reason: 'この委任は終了しています。' });
    const link = byEmployer && mandate.principal === null ? { principal: actor.id } : {};
    const confirms = mandate.state === 'declared';
    if (confirms)
      await unit.update('mandates', id, { ...link, state: 'confirmed', confirmedAt: unit.moment.at });
    else if (byEmployer && mandate.principal === null) await unit.update('mandates', id, link);
    await linkCases(unit, mandate, byEmployer ? actor.id : mandate.principal);
    if (confirms) await enqueue(unit.trx, 'mail', { kind: 'mandate-confirmed', mandateId: id, to: 'agent' });
  });
  return showMandate(visit);
}

/** 委任の解除・辞任: works at once; the cases stay with the employer. */
export async function endMandate(visit: ActorVisit, input: VerbParsed<'mandate.end'>): Promise<MandateView> {
  const { id } = await mandateFor(visit);
  const { office, actor } = visit;
  await work(office, actor, async (unit) => {
    const mandate = await lockMandate(unit, id);
    if (mandate.state === 'ended') return;
    const byEmployer = isPrincipal(mandate, actor);
    const byAgent = mandate.agentAccount === actor.id;
    const byOffice = actor.duties.has('reception') || actor.duties.has('manager');
    if (!byEmployer && !byAgent && !byOffice) refused('NOT_FOUND', { what: '委任' });
    // What was never confirmed cannot be revoked: the employer says that it gave no mandate.
    const byPrincipal = mandate.state === 'declared' ? 'declined' : 'revoked';
    const endReason = byAgent ? 'returned' : byEmployer ? byPrincipal : input.reason;
    await unit.update('mandates', id, {
      ...(byEmployer && mandate.principal === null ? { principal: actor.id } : {}),
      state: 'ended',
      endReason,
      endedAt: unit.moment.at,
    });
    if (byEmployer) await linkCases(unit, { ...mandate, employerCorporateNumber: null }, actor.id);
    for (const to of ['agent', 'employer'] as const)
      await enqueue(unit.trx, 'mail', { kind: 'mandate-ended', mandateId: id, to });
  });
  return showMandate(visit);
}
