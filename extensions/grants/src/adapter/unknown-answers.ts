import { liveAccount } from './store/accounts.ts';
import { gapsOf } from './store/application.ts';
import type { CaseRecord } from './store/cases.ts';
import type { Unit } from './work.ts';

/** 未確認の記入の件数: open answers of a case as it stands, an account that is not there being one of them. */
export async function unknownAnswersOf(unit: Unit, current: CaseRecord): Promise<number> {
  const account = await liveAccount(unit.trx, current.id);
  return gapsOf(current).length + (account === undefined ? 1 : 0);
}
