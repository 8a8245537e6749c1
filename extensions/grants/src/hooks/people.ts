import { refuse } from '@grant/schema';
import { directusErrorOf } from '../adapter/http-refusal.ts';
import type { Row } from '../adapter/ports.ts';
import type { FilterContext, Registry } from './registry.ts';

// Registration and the jobs have no person behind them; the administrator answers for the whole system.
function byStaff({ accountability }: FilterContext): boolean {
  return accountability?.user != null && !accountability.admin;
}

function refuseWithout(role: unknown): void {
  if (role !== null && role !== undefined && role !== '') return;
  throw directusErrorOf(
    refuse('GUARD_FAILED', {
      event: '利用者の登録・変更',
      reason:
        '役割が選ばれていません。役割のない利用者は何もできないため、「役割」を選んでから保存してください。',
    }),
  );
}

/** 利用者の役割: whoever is let in by the manager is let in to do something; an account without a role is a mistake. */
export function people({ filter }: Registry): void {
  filter('users.create', (payload, _meta, context) => {
    if (byStaff(context)) refuseWithout((payload as Row)['role']);
    return payload;
  });
  filter('users.update', (payload, _meta, context) => {
    if (byStaff(context) && Object.hasOwn(payload as Row, 'role')) refuseWithout((payload as Row)['role']);
    return payload;
  });
}
