import type { Unit } from '../work.ts';

/** 最後の取下げ of a case: whether the applicant or the agent made it, not the desk, and its JST day. */
export async function lastWithdrawal(
  unit: Unit,
  application: string,
): Promise<{ readonly outside: boolean; readonly on: string }> {
  const answer: { rows: { outside: boolean; on: string }[] } = await unit.trx.raw(
    `select duty in ('applicant', 'agent') as outside, (at at time zone 'Asia/Tokyo')::date::text as on
       from case_events where application = ? and event = 'withdraw' order by seq desc limit 1`,
    [application],
  );
  return answer.rows[0] ?? { outside: false, on: unit.moment.today };
}

/** 取下げの取消しの申出, or that it was a mistake of the office, as the history shows it; null for any other event. */
export function wishInWords(event: string, facts: unknown): string | null {
  if (event !== 'undo_withdrawal' || typeof facts !== 'object' || facts === null) return null;
  if ('wish' in facts && typeof facts.wish === 'string') return `申出：${facts.wish}`;
  return 'mistake' in facts && facts.mistake === true ? '事務局の記録の誤り' : null;
}
