import type { VerbOutput, VerbParsed } from '@grant/schema';
import { recordAccess } from '../../adapter/access-log.ts';
import { refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { nameOf } from '../../adapter/store/people.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work } from '../../adapter/work.ts';
import { idOf, type ActorVisit } from '../visit.ts';

type Queue = VerbOutput<'payment.queue'>;

interface Waiting {
  readonly batch: string;
  readonly number: string;
  readonly transferOn: string;
  readonly id: string;
  readonly receiptNumber: string | null;
  readonly employerName: string | null;
  readonly standing: Queue['batches'][number]['payments'][number]['standing'];
}

const QUEUE = `
  select b.id as batch, b.number, b.transfer_on, p.id, a.receipt_number, a.employer_name,
         case when :me::uuid in (p.prepared_by, k.edited_by) then 'own'
              when exists (select from confirmations c where c.payment = p.id and c.confirmer = :me::uuid
                              and c.void_at is null and c.content_hash = p.content_hash) then 'confirmed'
              when grant_confirmer_locked(p.id, :me::uuid) then 'locked'
              else 'waiting' end as standing
    from payment_batches b
    join payments p on p.payment_batch = b.id and p.state = 'prepared'
    join applications a on a.id = p.application
    join bank_accounts k on k.id = p.bank_account
   where b.state = 'open'
   order by b.transfer_on, b.number, p.serial::bigint`;

/** 照合する支払: the open batches, each payment with where it stands for this person. No account, no amount. */
export async function showQueue(visit: ActorVisit): Promise<Queue> {
  const answer: { rows: object[] } = await visit.office.database.raw(QUEUE, { me: visit.actor.id });
  const batches = new Map<string, Queue['batches'][number]>();
  for (const row of answer.rows) {
    const { batch, number, transferOn, ...payment } = fromRow<Waiting>(row);
    const entry = batches.get(batch) ?? {
      id: batch,
      number,
      transferOn: transferOn as Queue['batches'][number]['transferOn'],
      payments: [],
    };
    entry.payments.push({
      id: payment.id,
      receiptNumber: payment.receiptNumber ?? '',
      employerName: payment.employerName ?? '',
      standing: payment.standing,
    });
    batches.set(batch, entry);
  }
  return { batches: [...batches.values()] };
}

interface Raised {
  readonly id: string;
  readonly batchId: string;
  readonly batchNumber: string;
  readonly receiptNumber: string | null;
  readonly employerName: string | null;
  readonly person: string;
  readonly mismatches: string;
  readonly lastAt: Date;
}

const RAISED = `
  select p.id, b.id as batch_id, b.number as batch_number, a.receipt_number, a.employer_name, l.actor as person,
         grant_mismatches(p.id, l.actor) as mismatches, max(l.at) as last_at
    from access_log l
    join payments p on p.id::text = l.target_id and p.state = 'prepared'
    join payment_batches b on b.id = p.payment_batch
    join applications a on a.id = p.application
   where l.action = 'confirmation_mismatch'
   group by p.id, b.id, a.id, l.actor
  having grant_confirmer_locked(p.id, l.actor)
   order by max(l.at)`;

/** 照合が止まっている支払: who was locked out of which payment, for the manager to look into. */
export async function listRaised(visit: ActorVisit): Promise<VerbOutput<'payment.raised'>> {
  const { database } = visit.office;
  const answer: { rows: object[] } = await database.raw(RAISED);
  const raised = [];
  for (const row of answer.rows) {
    const { person, mismatches, lastAt, receiptNumber, employerName, ...one } = fromRow<Raised>(row);
    raised.push({
      ...one,
      receiptNumber: receiptNumber ?? '',
      employerName: employerName ?? '',
      personName: await nameOf(database, person),
      mismatches: Number(mismatches),
      lastAt: new Date(lastAt).toISOString(),
    });
  }
  return { raised };
}

/** 照合の再開: the manager has looked into the entries that did not agree and allows others. */
export async function releasePayment(
  visit: ActorVisit,
  input: VerbParsed<'payment.release'>,
): Promise<VerbOutput<'payment.release'>> {
  const id = idOf(visit, 'id', '支払');
  await requireVisible(visit.office, visit.actor, 'payments', id, '支払');
  const { raised } = await listRaised(visit);
  if (!raised.some((one) => one.id === id))
    refused('GUARD_FAILED', { event: '照合の再開', reason: 'この支払の照合は止まっていません。' });
  await work(visit.office, visit.actor, (unit) =>
    recordAccess(unit.trx, {
      actor: visit.actor.id,
      action: 'confirmation_released',
      collection: 'payments',
      id,
      purpose: input.reason,
    }),
  );
  return { id };
}
