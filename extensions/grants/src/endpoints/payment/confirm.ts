import {
  accountTypeCodes,
  compactCode,
  questionLabel,
  type AccountTypeChoice,
  type VerbOutput,
  type VerbParsed,
} from '@grant/schema';
import { recordAccess } from '../../adapter/access-log.ts';
import { found, refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { accountIndex, type AccountRecord } from '../../adapter/store/accounts.ts';
import { liveAttachments } from '../../adapter/store/attachments.ts';
import { confirmersOf, paymentById, type PaymentRecord } from '../../adapter/store/batches.ts';
import { caseById } from '../../adapter/store/cases.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work } from '../../adapter/work.ts';
import { attachmentView, decisionView } from '../views/parts.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import { masked } from './lines.ts';

// The form sends the word; a script may send the code of the bank file.
function typeOf(typed: string): string {
  return Object.hasOwn(accountTypeCodes, typed) ? accountTypeCodes[typed as AccountTypeChoice] : typed;
}

async function accountOf(visit: ActorVisit, payment: PaymentRecord): Promise<AccountRecord> {
  const row = await visit.office.database<object>('bank_accounts').where({ id: payment.bankAccount }).first();
  return fromRow<AccountRecord>(found(row, '振込口座'));
}

/** Japanese names of the items that differ; never their values. */
function differences(
  env: Readonly<Record<string, unknown>>,
  input: VerbParsed<'payment.confirm'>,
  account: AccountRecord,
  payment: PaymentRecord,
): { path: string; label: string }[] {
  const typed = {
    bankCode: compactCode(input.bankCode),
    branchCode: compactCode(input.branchCode),
    accountType: typeOf(input.accountType),
    accountNumber: compactCode(input.accountNumber).padStart(7, '0'),
  };
  const stored = accountTypeCodes[account.accountType];
  // The number alone: looked up with the stored bank and type, so that each item is told apart without opening it.
  const index = accountIndex(env, { ...account, accountType: stored, accountNumber: typed.accountNumber });
  const checks: [boolean, string, string][] = [
    [typed.bankCode === account.bankCode, 'bankCode', questionLabel('bankCode')],
    [typed.branchCode === account.branchCode, 'branchCode', questionLabel('branchCode')],
    [typed.accountType === stored, 'accountType', questionLabel('accountType')],
    [index === account.numberIndex, 'accountNumber', questionLabel('accountNumber')],
    [input.amount === payment.amount, 'amount', '金額'],
  ];
  return checks.filter(([same]) => !same).map(([, path, label]) => ({ path, label }));
}

/**
 * One of the two confirmations of a payment. What was typed is compared with what is stored; a difference is refused
 * by the name of the item and written to the access log. Neither the preparer nor whoever entered the account may
 * confirm.
 */
export async function confirmPayment(
  visit: ActorVisit,
  input: VerbParsed<'payment.confirm'>,
): Promise<VerbOutput<'payment.confirm'>> {
  const id = idOf(visit, 'id', '支払');
  const { office, actor } = visit;
  await requireVisible(office, actor, 'payments', id, '支払');
  const payment = await paymentById(office.database, id);
  const account = await accountOf(visit, payment);
  if (payment.preparedBy === actor.id)
    refused('SAME_PERSON', { first: '支払バッチへの追加', second: '支払の確認' });
  if (account.editedBy === actor.id)
    refused('SAME_PERSON', { first: '振込口座の入力', second: '支払の確認' });
  if ((await confirmersOf(office.database, payment)).includes(actor.id))
    refused('GUARD_FAILED', {
      event: '支払の確認',
      reason: 'この支払はすでに確認しています。もう1人の確認は、別の人に依頼してください。',
    });
  const different = differences(office.env, input, account, payment);
  if (different.length > 0) {
    await recordAccess(office.database, {
      actor: actor.id,
      action: 'confirmation_mismatch',
      collection: 'payments',
      id,
      purpose: different.map((one) => one.label).join('、'),
    });
    refused('INVALID_INPUT', {
      faults: different.map(({ path, label }) => ({
        path,
        message: `「${label}」が登録の内容と一致しません。証拠書類を見直して入力し直してください。`,
      })),
    });
  }
  return work(office, actor, async (unit) => {
    await unit.create('confirmations', {
      payment: id,
      confirmer: actor.id,
      contentHash: payment.contentHash,
      confirmedAt: unit.moment.at,
      voidAt: null,
    });
    return { id, confirmations: (await confirmersOf(unit.trx, payment)).length, confirmedByMe: true };
  });
}

/** 確認の証拠書類: what a confirmer may see. Every look is on record; the number itself is never shown. */
export async function showEvidence(visit: ActorVisit): Promise<VerbOutput<'payment.evidence'>> {
  const id = idOf(visit, 'id', '支払');
  const { office, actor } = visit;
  await requireVisible(office, actor, 'payments', id, '支払');
  const payment = await paymentById(office.database, id);
  const current = found(await caseById(office.database, payment.application), '申請');
  const decision = found(await decisionView(office.database, current.id), '支給決定');
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
    decidedAt: decision.decidedAt,
    ...masked(await accountOf(visit, payment)),
    passbook: papers.filter((paper) => paper.paper === 'passbook').map((paper) => attachmentView(paper)),
  };
}
