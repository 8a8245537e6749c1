import type { Unit } from '../work.ts';

/** Whether the last withdrawal of a case was made by the applicant or the agent, not recorded by the desk. */
export async function withdrawnOutside(unit: Unit, application: string): Promise<boolean> {
  const last = await unit
    .trx<{ application: string; event: string; duty: string; seq: number }>('case_events')
    .where({ application, event: 'withdraw' })
    .orderBy('seq', 'desc')
    .first('duty');
  return last?.duty === 'applicant' || last?.duty === 'agent';
}

/** 取下げの取消しの申出, or that it was a mistake of the office, as the history shows it; null for any other event. */
export function wishInWords(event: string, facts: unknown): string | null {
  if (event !== 'undo_withdrawal' || typeof facts !== 'object' || facts === null) return null;
  if ('wish' in facts && typeof facts.wish === 'string') return `申出：${facts.wish}`;
  return 'mistake' in facts && facts.mistake === true ? '事務局の記録の誤り' : null;
}
