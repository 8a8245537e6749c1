import {
  outcomeOfSet,
  verdictFault,
  type DuplicateVerdict,
  type VerbOutput,
  type VerbParsed,
} from '@grant/schema';
import { found, refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work, type Unit } from '../../adapter/work.ts';
import { idOf, type ActorVisit } from '../visit.ts';

interface Member {
  readonly id: string;
  readonly application: string;
  readonly verdict: DuplicateVerdict | null;
  readonly decidedBy: string | null;
}

/** 重複の再確認: opens a settled set again. Who may, and which judgements stay, is the rule of the database. */
async function reopenDuplicate(
  visit: ActorVisit,
  { reason }: VerbParsed<'duplicate.reopen'>,
): Promise<VerbOutput<'duplicate.reopen'>> {
  const id = idOf(visit, 'id', '重複の疑い');
  await requireVisible(visit.office, visit.actor, 'duplicate_sets', id, '重複の疑い');
  return work(visit.office, visit.actor, async (unit) => {
    const row = await unit.trx<object>('duplicate_sets').where({ id }).forUpdate().first();
    const set = fromRow<{ state: string; resolvedBy: string | null }>(found(row, '重複の疑い'));
    if (set.state === 'open') refused('STALE_VERSION', { what: '重複の疑い' });
    const judges = await unit.trx<object>('duplicate_members').where({ duplicate_set: id });
    const own = judges.some((judge) => fromRow<Member>(judge).decidedBy === visit.actor.id);
    if (own || set.resolvedBy === visit.actor.id)
      refused('SAME_PERSON', { first: '重複の判断', second: '重複の再確認' });
    await unit.trx.raw("select set_config('grant.reason', ?, true)", [reason]);
    await unit.update('duplicate_sets', id, { state: 'open' });
    return { id, state: 'open' as const };
  });
}

/** Names the digest of the set that was on screen, for the database as well, while the set is locked. STALE_VERSION where it says something else by now. */
async function sayDuplicateSeen(unit: Unit, id: string, seen: string): Promise<void> {
  const now = await unit
    .trx<{ id: string }>('duplicate_sets')
    .where({ id })
    .first<{ digest: string }>(unit.trx.raw('grant_duplicate_digest(duplicate_sets) as digest'));
  if (now.digest !== seen) refused('STALE_VERSION', { what: '重複の疑い' });
  await unit.trx.raw("select set_config('grant.duplicate_seen', ?, true)", [seen]);
}

/** 重複の確認: judges the cases of one set, each with its reason; the set is settled when none is left. */
async function resolveDuplicate(
  visit: ActorVisit,
  input: VerbParsed<'duplicate.resolve'>,
): Promise<VerbOutput<'duplicate.resolve'>> {
  const id = idOf(visit, 'id', '重複の疑い');
  await requireVisible(visit.office, visit.actor, 'duplicate_sets', id, '重複の疑い');
  return work(visit.office, visit.actor, async (unit) => {
    const set = await unit
      .trx<{ id: string; state: string }>('duplicate_sets')
      .where({ id })
      .forUpdate()
      .first('state');
    if (found(set, '重複の疑い').state !== 'open') refused('STALE_VERSION', { what: '重複の疑い' });
    await sayDuplicateSeen(unit, id, input.seen);
    const rows = await unit.trx<object>('duplicate_members').where({ duplicate_set: id });
    const members = rows.map((row) => fromRow<Member>(row));
    const judged = new Map(members.map((member) => [member.application, member.verdict]));
    for (const { applicationId, verdict, reason } of input.members) {
      const member = found(
        members.find((one) => one.application === applicationId),
        '重複の疑いの申請',
      );
      // What somebody else has judged is never written over, its reason neither: opening again is the way.
      if (member.verdict !== null && member.decidedBy !== visit.actor.id)
        refused('STALE_VERSION', { what: '重複の確認' });
      await unit.update('duplicate_members', member.id, { verdict, reason });
      judged.set(applicationId, verdict);
    }
    const verdicts = [...judged.values()];
    const fault = verdictFault(verdicts.filter((verdict) => verdict !== null));
    const outcome = outcomeOfSet(verdicts);
    if (outcome === null) return { id, state: 'open' as const };
    if (fault !== null) refused('GUARD_FAILED', { event: '重複の確認', reason: fault });
    await unit.update('duplicate_sets', id, {
      state: outcome,
      reason: input.members[0]?.reason ?? null,
      resolvedBy: visit.actor.id,
      resolvedAt: unit.moment.at,
    });
    return { id, state: outcome };
  });
}

export const duplicateHandlers = {
  'duplicate.resolve': resolveDuplicate,
  'duplicate.reopen': reopenDuplicate,
};
