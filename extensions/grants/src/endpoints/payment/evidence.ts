import type { VerbOutput, VerbParsed } from '@grant/schema';
import { recordAccess } from '../../adapter/access-log.ts';
import { found, refused } from '../../adapter/refused.ts';
import { openNumber } from '../../adapter/store/accounts.ts';
import { liveAttachments } from '../../adapter/store/attachments.ts';
import { paymentById } from '../../adapter/store/batches.ts';
import { caseById } from '../../adapter/store/cases.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { attachmentView } from '../views/parts.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import { accountOf } from './confirm.ts';

interface Decided {
  readonly number: string;
  readonly decided_at: Date;
  readonly amount: number;
}

const DECISION = `
  select d.number, d.decided_at, d.amount from obligations o join decisions d on d.id = o.decision where o.id = ?`;

/**
 * 確認の証拠書類: what a confirmer types from: the decision, the copy of the passbook, and the payee's name to compare
 * with it. Bank, branch, type and number as stored are not among it. Every look is on record.
 */
export async function showEvidence(visit: ActorVisit): Promise<VerbOutput<'payment.evidence'>> {
  const id = idOf(visit, 'id', '支払');
  const { office, actor } = visit;
  await requireVisible(office, actor, 'payments', id, '支払');
  const payment = await paymentById(office.database, id);
  const current = found(await caseById(office.database, payment.application), '申請');
  const answer: { rows: Decided[] } = await office.database.raw(DECISION, [payment.obligation]);
  const decision = found(answer.rows[0], '支給決定');
  await recordAccess(office.database, {
    actor: actor.id,
    action: 'evidence_opened',
    collection: 'payments',
    id,
    purpose: '支払の確認',
  });
  const papers = await liveAttachments(office.database, current.id);
  return {
    id,
    applicationId: current.id,
    receiptNumber: current.receiptNumber ?? '',
    employerName: current.employerName ?? '',
    representativeName: current.representativeName ?? '',
    decisionNumber: decision.number,
    decidedAt: decision.decided_at.toISOString(),
    decidedAmount: decision.amount,
    holderKana: (await accountOf(visit, payment)).holderKana,
    passbook: papers.filter((paper) => paper.paper === 'passbook').map((paper) => attachmentView(paper)),
  };
}

/** True while some payment of the case is to be confirmed: they all go to one account, the settled ones too. */
async function isToBeConfirmed(visit: ActorVisit, application: string): Promise<boolean> {
  const waiting = await visit.office
    .database<object>('payments')
    .where({ application, state: 'prepared' })
    .first();
  return waiting !== undefined;
}

/**
 * 口座番号の閲覧: the number in clear, for a purpose that is written down before it is shown. Not to a confirmer while a
 * payment of the case is to be confirmed: what was shown could not be typed blind.
 */
export async function revealAccount(
  visit: ActorVisit,
  input: VerbParsed<'payment.reveal'>,
): Promise<VerbOutput<'payment.reveal'>> {
  const id = idOf(visit, 'id', '支払');
  const { office, actor } = visit;
  await requireVisible(office, actor, 'payments', id, '支払');
  const payment = await paymentById(office.database, id);
  if (actor.duties.has('payment_confirmer') && (await isToBeConfirmed(visit, payment.application)))
    refused('GUARD_FAILED', {
      event: '口座番号の閲覧',
      reason: '照合の前に登録の口座番号を見ることはできません。通帳の写しから入力してください。',
    });
  const account = await accountOf(visit, payment);
  await recordAccess(office.database, {
    actor: actor.id,
    action: 'account_revealed',
    collection: 'bank_accounts',
    id: account.id,
    purpose: input.purpose,
  });
  return { id, accountNumber: openNumber(office.env, account) };
}
