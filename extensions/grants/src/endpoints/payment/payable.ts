import { fourEyes, type AccountTypeChoice, type LateDoubt, type VerbOutput } from '@grant/schema';
import { fromRow } from '../../adapter/row.ts';
import { profileById } from '../../adapter/store/batches.ts';
import { historyOf, lifecycleActor } from '../../adapter/transition.ts';
import type { ActorVisit } from '../visit.ts';
import { masked } from './lines.ts';
import { offeredDay } from './transfer-day.ts';

type Payable = VerbOutput<'batch.payable'>;

interface Owed {
  readonly applicationId: string;
  readonly receiptNumber: string;
  readonly employerName: string | null;
  readonly amount: number;
  readonly decisionNumber: string;
  readonly decidedAt: string;
  readonly bankCode: string;
  readonly branchCode: string;
  readonly accountType: AccountTypeChoice;
  readonly last3: string;
  readonly holderKana: string;
  /** Whoever typed the account. */
  readonly editedBy: string;
  readonly doubted: boolean;
  readonly late: LateDoubt | null;
  /** True when this person has said of a bar or an earlier award that it does not matter to this case. */
  readonly looked: boolean;
}

const OWED = `
  select a.id as application_id, a.receipt_number, a.employer_name, o.amount, d.number as decision_number, d.decided_at,
         b.bank_code, b.branch_code, b.account_type, b.last3, b.holder_kana, b.edited_by,
         grant_doubt_stands(a.id) as doubted, grant_late_doubt(a.id) as late,
         exists (select from late_looks l where l.application = a.id and l.looked_by = ?) as looked
    from applications a
    join obligations o on o.application = a.id and o.status = 'open'
    join decisions d on d.id = o.decision and d.status = 'live'
    join bank_accounts b on b.application = a.id and b.status = 'live'
   where a.state = 'payable'
   order by d.decided_at, a.receipt_number
   limit 1000`;

/** 支払待ちの一覧: what may be put into a batch, and the batches that are under way. */
export async function listPayable(visit: ActorVisit): Promise<Payable> {
  const { database } = visit.office;
  const answer: { rows: object[] } = await database.raw(OWED, [visit.actor.id]);
  const payable: Payable['payable'] = [];
  for (const row of answer.rows) {
    const owed = fromRow<Owed>(row);
    payable.push({
      applicationId: owed.applicationId,
      receiptNumber: owed.receiptNumber,
      employerName: owed.employerName ?? '',
      amount: owed.amount,
      decisionNumber: owed.decisionNumber,
      decidedAt: owed.decidedAt,
      account: masked(owed),
      obstacle: await obstacleTo(visit, owed),
    });
  }
  return {
    payable,
    total: payable.reduce((sum, one) => sum + one.amount, 0),
    bankProfiles: await profilesOf(visit),
    batches: await recentBatches(visit),
  };
}

// What the verb and the database would refuse, said before somebody chooses the case.
async function obstacleTo(
  { office, actor }: ActorVisit,
  { applicationId, editedBy, doubted, late, looked }: Owed,
): Promise<Payable['payable'][number]['obstacle']> {
  if (doubted) return 'doubt';
  if (late !== null) return late;
  if (looked) return 'looked';
  if (editedBy === actor.id) return 'typed';
  const history = await historyOf({ trx: office.database }, applicationId);
  const may = fourEyes(history, ['grant', 'approve_top_up'], 'batch', lifecycleActor(actor)).ok;
  return may ? null : 'granted';
}

/** The accounts to pay from, each with the date to offer. */
async function profilesOf(visit: ActorVisit): Promise<Payable['bankProfiles']> {
  const { database } = visit.office;
  const rows = await database<{ id: string; name: string }>('bank_profiles')
    .select('id', 'name')
    .orderBy('name');
  const profiles: Payable['bankProfiles'] = [];
  for (const { id, name } of rows) {
    const { terms } = await profileById(database, id);
    profiles.push({ id, name, transferOn: offeredDay(terms, visit.moment.at) });
  }
  return profiles;
}

async function recentBatches(visit: ActorVisit): Promise<Payable['batches']> {
  const rows = await visit.office
    .database<object>('payment_batches')
    .whereNot({ state: 'discarded' })
    .orderBy('prepared_at', 'desc')
    .limit(50)
    .select('id', 'number', 'transfer_on', 'state', 'item_count', 'total');
  return (rows as object[]).map((row) => {
    const { itemCount, ...batch } = fromRow<
      Omit<Payable['batches'][number], 'count'> & { itemCount: number }
    >(row);
    return { ...batch, count: itemCount };
  });
}
