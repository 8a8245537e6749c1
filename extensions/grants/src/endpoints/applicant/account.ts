import { accountAnswersSchema, parseShape, unwrap, type VerbOutput, type VerbParsed } from '@grant/schema';
import { replaceAccount } from '../../adapter/store/accounts.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { move } from '../review/events.ts';
import type { ActorVisit } from '../visit.ts';

/** 振込口座の訂正 after a failed transfer: a new account beside the old one; the case is payable again. */
export async function correctAccount(
  visit: ActorVisit,
  input: VerbParsed<'account.correct'>,
): Promise<VerbOutput<'account.correct'>> {
  // Before the input is looked at: to a stranger there is no such case, whatever was typed.
  await requireVisible(visit.office, visit.actor, 'applications', input.id, '申請');
  const account = unwrap(parseShape(accountAnswersSchema, input.account));
  return move(visit, 'correct_account', input.version, (unit, current) => ({
    facts: {},
    record: { last3: account.accountNumber.slice(-3) },
    alongside: async () => {
      await replaceAccount(unit, current.id, account);
    },
  }));
}
