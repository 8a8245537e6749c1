import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  accountTypeCodes,
  carriedBy,
  checkSending,
  civilDate,
  decodeTransferFile,
  encodeTransferFile,
  instant,
  toBankMasterName,
  transferFileSchema,
  unwrap,
  type TransferFile,
  type VerbOutput,
  type VerbParsed,
} from '@grant/schema';
import { recordAccess } from '../../adapter/access-log.ts';
import type { Actor } from '../../adapter/actor.ts';
import { inTurn } from '../../adapter/in-turn.ts';
import { found, refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { bankKeys, open, seal } from '../../adapter/secrets.ts';
import { accountIndex, openNumber, type AccountRecord } from '../../adapter/store/accounts.ts';
import {
  batchById,
  confirmersOf,
  declareMoney,
  paymentsOf,
  profileById,
  type BatchRecord,
  type PaymentRecord,
  type ProfileRecord,
} from '../../adapter/store/batches.ts';
import { lateIn } from '../../adapter/store/late-doubts.ts';
import { doubtedIn } from '../../adapter/store/suspicions.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work, type Unit } from '../../adapter/work.ts';
import { namesOf } from '../../adapter/banks.ts';
import { dispositionOf } from '../files.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import { sums } from './batch.ts';
import { repeatedIn, viewOfBatch } from './lines.ts';

/** 複数人の確認: how many different people must have confirmed each payment. */
const CONFIRMATIONS_NEEDED = 2;

// Names of the master in the characters of the file; a bank the master does not know is left blank.
function namesFor(bankCode: string, branchCode: string): { bankName: string; branchName: string } {
  const names = namesOf(bankCode, branchCode);
  if (names === null) return { bankName: '', branchName: '' };
  return {
    bankName: unwrap(toBankMasterName(names.bank.kana)),
    branchName: unwrap(toBankMasterName(names.branch.kana)),
  };
}

type PaymentTo = Pick<PaymentRecord, 'serial' | 'amount'> & AccountRecord;

async function accountsOf(unit: Unit, payments: readonly PaymentRecord[]): Promise<PaymentTo[]> {
  const accounts = [];
  for (const { bankAccount, serial, amount } of payments) {
    const row = await unit.trx<object>('bank_accounts').where({ id: bankAccount }).first();
    accounts.push({ ...fromRow<AccountRecord>(found(row, '振込口座')), serial, amount });
  }
  return accounts;
}

function fileOf(
  unit: Unit,
  batch: BatchRecord,
  profile: ProfileRecord,
  payments: readonly PaymentTo[],
): TransferFile {
  const transfers = payments.map((account) => {
    const accountType = accountTypeCodes[account.accountType];
    const accountNumber = openNumber(unit.office.env, account);
    // What goes to the bank is what two people typed: the sealed number and its fingerprint are two columns.
    if (accountIndex(unit.office.env, { ...account, accountType, accountNumber }) !== account.numberIndex)
      refused('GUARD_FAILED', {
        event: '支払バッチの確定',
        reason: `支払番号${account.serial}の口座番号が、確認された口座番号と一致しません。確定せず、システム管理者に連絡してください。`,
      });
    return {
      bankCode: account.bankCode,
      branchCode: account.branchCode,
      ...namesFor(account.bankCode, account.branchCode),
      accountType,
      accountNumber,
      payeeName: account.holderKana,
      amountYen: account.amount,
      customerCode1: String(account.serial).padStart(10, '0'),
    };
  });
  return transferFileSchema.parse({
    header: {
      consignorCode: profile.consignorCode.padStart(10, '0'),
      consignorName: profile.consignorKana,
      transferDate: batch.transferOn,
      bankCode: profile.bankCode,
      branchCode: profile.branchCode,
      ...namesFor(profile.bankCode, profile.branchCode),
      accountType: profile.accountType === 'current' ? '2' : '1',
      accountNumber: profile.accountNumber.padStart(7, '0'),
    },
    transfers,
  });
}

async function requireConfirmed(unit: Unit, payments: readonly PaymentRecord[]): Promise<void> {
  let waiting = 0;
  for (const payment of payments)
    if ((await confirmersOf(unit.trx, payment)).length < CONFIRMATIONS_NEEDED) waiting += 1;
  if (waiting > 0)
    refused('GUARD_FAILED', {
      event: '支払バッチの確定',
      reason: `${CONFIRMATIONS_NEEDED}人の確認が済んでいない支払が${waiting}件あります。確認を終えてから確定してください。`,
    });
}

// The database refuses it too; whoever seals reads no board of suspicions and must learn which line to take out.
async function requireUndoubted({ trx }: Unit, id: string): Promise<void> {
  const doubted = await doubtedIn(trx, id);
  if (doubted.length > 0)
    refused('GUARD_FAILED', {
      event: '支払バッチの確定',
      reason: `${doubted.join('、')}は、不正の疑いの調査が終わっていないか、不正が確認されています。この支払を外してから確定してください。`,
    });
  const late = await lateIn(trx, id);
  if (late.length > 0)
    refused('GUARD_FAILED', {
      event: '支払バッチの確定',
      reason: `${late.join('　')}　確認に時間がかかるときは、この支払を外してから確定してください。`,
    });
}

// 支払の凍結 of what is sealed: the file does not leave the office while one of its payments is in doubt.
async function requireMayLeave({ office: { database } }: ActorVisit, batch: BatchRecord): Promise<void> {
  const doubted = batch.state === 'sealed' ? await doubtedIn(database, batch.id) : [];
  const late = batch.state === 'sealed' ? await lateIn(database, batch.id) : [];
  if (doubted.length + late.length === 0) return;
  const fetched: unknown = await database('access_log')
    .where({ action: 'transfer_file_fetched', target_id: batch.id })
    .first('id');
  const next =
    fetched === undefined
      ? '「確定した支払バッチの取下げ」を申し出てください。'
      : '振込データはすでに取り出されています。銀行に送っていないときは送らず、送ったときは直ちに銀行に取止めを相談してください。銀行が振込をしないことを確かめてから、「確定した支払バッチの取下げ」を申し出てください。';
  if (doubted.length === 0)
    refused('GUARD_FAILED', {
      event: '振込データの取得',
      reason: `${late.join('　')}　支払うべきでないときは、${next}`,
    });
  refused('GUARD_FAILED', {
    event: '振込データの取得',
    reason: `${doubted.join('、')}は、不正の疑いの調査が終わっていないか、不正が確認されています。${next}`,
  });
}

/**
 * 同一口座・同額: two payments to one account with one amount may be right (two employees of one employer) and may be one
 * paid twice; the person who seals has looked at each of them, or nothing is sealed.
 */
function requireSeen(payments: Parameters<typeof repeatedIn>[0], seen: number): void {
  const groups = repeatedIn(payments);
  if (groups.flat().length === seen) return;
  const named = groups.map((group) => `支払番号${group.join('・')}`).join('、');
  refused('GUARD_FAILED', {
    event: '支払バッチの確定',
    reason:
      groups.length === 0
        ? '口座と金額が同じ支払はありません。画面を読み直してください。'
        : `口座と金額が同じ支払があります（${named}）。それぞれ別の支給決定によるものであることを確かめ、確認の印を付けてください。`,
  });
}

/** The bytes for the bank, read back before they are kept: what is in them is what was put in. */
function written(file: TransferFile, { terms }: ProfileRecord): Uint8Array {
  const bytes = unwrap(encodeTransferFile(file, terms));
  const readBack = unwrap(decodeTransferFile(bytes, terms, Number(file.header.transferDate.slice(0, 4))));
  if (!isDeepStrictEqual(readBack, carriedBy(terms, file)))
    throw new Error('the bank file does not read back as it was written');
  return bytes;
}

async function sealNow(unit: Unit<Actor>, id: string, input: VerbParsed<'batch.seal'>): Promise<void> {
  await declareMoney(unit, 'seal');
  const batch = await batchById(unit.trx, id, 'lock');
  if (batch.state !== 'open') refused('BATCH_SEALED', { batch: batch.number });
  if (batch.version !== input.version) refused('STALE_VERSION', { what: '支払バッチ' });
  const payments = await paymentsOf(unit.trx, id);
  const { itemCount, total } = sums(payments);
  if (itemCount !== input.count || total !== input.total)
    refused('GUARD_FAILED', {
      event: '支払バッチの確定',
      reason: `件数又は合計が一致しません（登録は${itemCount}件、${total.toLocaleString('en-US')}円）。`,
    });
  await requireUndoubted(unit, id);
  await requireConfirmed(unit, payments);
  const profile = await profileById(unit.trx, batch.bankProfile);
  unwrap(checkSending(profile.terms, civilDate(batch.transferOn), instant(unit.moment.at)));
  const accounts = await accountsOf(unit, payments);
  requireSeen(accounts, input.repeated);
  const bytes = written(fileOf(unit, batch, profile, accounts), profile);
  await inTurn(unit, payments, (payment) => unit.update('payments', payment.id, { state: 'sealed' }));
  await unit.update('payment_batches', id, {
    state: 'sealed',
    version: batch.version + 1,
    itemCount,
    total,
    fileSha256: createHash('sha256').update(bytes).digest('hex'),
    fileBody: seal(bankKeys(unit.office.env), Buffer.from(bytes).toString('base64'), id),
    sealedBy: unit.actor.id,
    sealedAt: unit.moment.at,
  });
}

/**
 * 支払バッチの確定: every payment confirmed by two people, count and sum as the clerk has them on paper; the bank file is
 * made once, hashed and kept sealed. Nothing in the batch can change afterwards.
 */
export async function sealBatch(
  visit: ActorVisit,
  input: VerbParsed<'batch.seal'>,
): Promise<VerbOutput<'batch.seal'>> {
  const id = idOf(visit, 'id', '支払バッチ');
  await requireVisible(visit.office, visit.actor, 'payment_batches', id, '支払バッチ');
  await work(visit.office, visit.actor, (unit) => sealNow(unit, id, input));
  return viewOfBatch(visit, id);
}

/** 振込データの取得: the same bytes every time; every fetch is on record. */
export async function giveFile(visit: ActorVisit): Promise<void> {
  const id = idOf(visit, 'id', '支払バッチ');
  await requireVisible(visit.office, visit.actor, 'payment_batches', id, '支払バッチ');
  const batch = await batchById(visit.office.database, id, 'look');
  if (batch.recallProposedAt !== null)
    refused('GUARD_FAILED', {
      event: '振込データの取得',
      reason: '取下げを申し出た支払バッチです。銀行に送るときは、申出を取りやめてください。',
    });
  await requireMayLeave(visit, batch);
  const sealed = found(batch.fileBody, '振込データ');
  const bytes = Buffer.from(open(bankKeys(visit.office.env), sealed, id), 'base64');
  if (createHash('sha256').update(bytes).digest('hex') !== batch.fileSha256)
    throw new Error(`the file of batch ${batch.number} does not match its hash`);
  await recordAccess(visit.office.database, {
    actor: visit.actor.id,
    action: 'transfer_file_fetched',
    collection: 'payment_batches',
    id,
    purpose: `振込データの取得（${batch.number}）`,
  });
  const { response } = visit;
  response.setHeader('Content-Type', 'application/octet-stream');
  response.setHeader('Content-Length', String(bytes.length));
  response.setHeader(
    'Content-Disposition',
    dispositionOf({ disposition: 'attachment', name: `furikomi_${batch.number}.txt` }),
  );
  response.end(bytes);
}
