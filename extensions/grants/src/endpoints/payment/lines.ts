import {
  accountTypes,
  repeatedPayments,
  type AccountTypeChoice,
  type LateDoubt,
  type VerbOutput,
} from '@grant/schema';
import type { Knex } from 'knex';
import { found } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { batchById, type BatchRecord } from '../../adapter/store/batches.ts';
import { nameOf, namesOfPeople } from '../../adapter/store/people.ts';
import { namesOf } from '../../adapter/banks.ts';
import type { ActorVisit } from '../visit.ts';
import { transferDayOf } from './transfer-day.ts';

/** 振込先 as shown: names, the last three digits, and the holder. */
export function masked(account: {
  readonly bankCode: string;
  readonly branchCode: string;
  readonly accountType: AccountTypeChoice;
  readonly last3: string;
  readonly holderKana: string;
}) {
  const names = namesOf(account.bankCode, account.branchCode);
  return {
    bankName: names?.bank.name ?? account.bankCode,
    branchName: names?.branch.name ?? account.branchCode,
    accountType: accountTypes[account.accountType],
    last3: account.last3,
    holderKana: account.holderKana,
  };
}

interface Line {
  readonly id: string;
  readonly serial: string;
  readonly applicationId: string;
  readonly receiptNumber: string | null;
  readonly employerName: string | null;
  readonly amount: number;
  readonly state: 'prepared' | 'sealed' | 'paid' | 'failed' | 'removed';
  readonly bankCode: string;
  readonly branchCode: string;
  readonly accountType: AccountTypeChoice;
  readonly last3: string;
  readonly holderKana: string;
  /** Keyed fingerprint of the account. */
  readonly numberIndex: string;
  readonly confirmers: readonly string[] | null;
  /** True while this person may have to type this account: for this payment, or for another of the same case. */
  readonly toType: boolean;
  /** True while a suspicion of its case is open or was confirmed. */
  readonly doubted: boolean;
  readonly late: LateDoubt | null;
}

const LINES = `
  select p.id, p.serial, p.application as application_id, a.receipt_number, a.employer_name, p.amount, p.state,
         b.bank_code, b.branch_code, b.account_type, b.last3, b.holder_kana, b.number_index,
         (select array_agg(distinct c.confirmer) from confirmations c
           where c.payment = p.id and c.void_at is null and c.content_hash = p.content_hash) as confirmers,
         exists (select from payments o
                  where o.application = p.application and o.state = 'prepared' and o.prepared_by <> :me::uuid
                    and not exists (select from confirmations c where c.payment = o.id and c.confirmer = :me::uuid
                                       and c.void_at is null and c.content_hash = o.content_hash)) as to_type,
         p.state in ('prepared', 'sealed') and grant_doubt_stands(p.application) as doubted,
         case when p.state in ('prepared', 'sealed') then grant_late_doubt(p.application) end as late
    from payments p
    join applications a on a.id = p.application
    join bank_accounts b on b.id = p.bank_account
   where p.payment_batch = :id and (p.state <> 'removed' or :recalled)
   order by p.serial::bigint`;

/**
 * 支払バッチの画面: the batch with its lines, account numbers masked. Whoever has yet to type an account and an amount from
 * the papers sees neither here.
 */
export async function viewOfBatch(visit: ActorVisit, id: string): Promise<VerbOutput<'batch.show'>> {
  const { database } = visit.office;
  const batch = await batchById(database, id, 'look');
  const answer: { rows: object[] } = await database.raw(LINES, {
    id,
    me: visit.actor.id,
    recalled: batch.state === 'recalled',
  });
  const lines = answer.rows.map((row) => fromRow<Line>(row));
  const confirmers = await namesOfPeople(
    database,
    lines.flatMap((line) => line.confirmers ?? []),
  );
  const blind = lines.some((line) => isBlind(line, visit));
  const profile = await database<{ id: string; name: string }>('bank_profiles')
    .where({ id: batch.bankProfile })
    .first('name');
  return {
    id,
    number: batch.number,
    transferOn: batch.transferOn as VerbOutput<'batch.show'>['transferOn'],
    bankProfileName: found(profile, '振込元の銀行').name,
    state: batch.state,
    version: batch.version,
    count: batch.itemCount,
    total: blind ? null : batch.total,
    payments: lines.map((line) => lineOf(line, visit)),
    repeated: blind ? [] : repeatedIn(lines),
    fileSha256: batch.fileSha256,
    preparedByName: await nameOf(database, batch.preparedBy),
    preparedAt: batch.preparedAt,
    confirmerNames: [...confirmers.values()].sort(),
    available: await availableOf(database, batch.practice),
    sealedByName: batch.sealedBy === null ? null : await nameOf(database, batch.sealedBy),
    sealedAt: batch.sealedAt,
    transferDay: await transferDayOf(visit, batch),
    fetches: await fetchesOf(database, id),
    recall: await recallOf(database, batch),
  };
}

/** 同一口座・同額 among payments, by 支払番号. */
export function repeatedIn(
  payments: readonly Readonly<{ serial: string | number; numberIndex: string; amount: number }>[],
): number[][] {
  const given = payments.map(({ serial, numberIndex, amount }) => ({ serial, account: numberIndex, amount }));
  return repeatedPayments(given).map((group) => group.map(({ serial }) => Number(serial)));
}

async function recallOf(database: Knex, batch: BatchRecord): Promise<VerbOutput<'batch.show'>['recall']> {
  const { recallReason, recallProposedBy, recallProposedAt, recalledBy } = batch;
  if (recallReason === null || recallProposedBy === null || recallProposedAt === null) return null;
  return {
    reason: recallReason,
    proposedByName: await nameOf(database, recallProposedBy),
    proposedAt: recallProposedAt,
    answer: batch.recallAnswer,
    recalledByName: recalledBy === null ? null : await nameOf(database, recalledBy),
    recalledAt: batch.recalledAt,
  };
}

/** 振込データの取出し: what stands in the access log, oldest first. */
async function fetchesOf(database: Knex, batch: string): Promise<VerbOutput<'batch.show'>['fetches']> {
  const rows = await database<{ actor: string; at: Date; action: string; target_id: string }>('access_log')
    .where({ action: 'transfer_file_fetched', target_id: batch })
    .orderBy('at')
    .select('actor', 'at');
  const names = await namesOfPeople(
    database,
    rows.map(({ actor }) => actor),
  );
  return rows.map(({ actor, at }) => ({ byName: names.get(actor) ?? '', at: at.toISOString() }));
}

// 概算払の残高: what the account holds less what is promised already, as the database itself reckons it at a seal.
async function availableOf(database: Knex, practice: boolean): Promise<number> {
  const answer: { rows: { available: string }[] } = await database.raw(
    'select grant_available(?) as available',
    [practice],
  );
  return Number(answer.rows[0]?.available ?? 0);
}

// 照合入力 is blind: until it is done the person who may do it is shown nothing of what it will be compared with.
function isBlind(line: Line, { actor }: ActorVisit): boolean {
  return line.toType && actor.duties.has('payment_confirmer');
}

function lineOf(line: Line, visit: ActorVisit) {
  const blind = isBlind(line, visit);
  return {
    id: line.id,
    serial: Number(line.serial),
    applicationId: line.applicationId,
    receiptNumber: line.receiptNumber ?? '',
    employerName: line.employerName ?? '',
    amount: blind ? null : line.amount,
    account: blind ? null : masked(line),
    state: line.state,
    doubted: line.doubted,
    late: line.late,
    confirmations: line.confirmers?.length ?? 0,
    confirmedByMe: line.confirmers?.includes(visit.actor.id) ?? false,
  };
}
