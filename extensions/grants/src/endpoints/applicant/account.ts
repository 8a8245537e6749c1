import { accountAnswersSchema, parseShape, unwrap, type VerbOutput, type VerbParsed } from '@grant/schema';
import { replaceAccount } from '../../adapter/store/accounts.ts';
import { move } from '../review/events.ts';
import type { ActorVisit } from '../visit.ts';

/** 振込口座の訂正 after a failed transfer: a new account beside the old one; the case is payable again. */
export async function correctAccount(
  visit: ActorVisit,
  input: VerbParsed<'account.correct'>,
): Promise<VerbOutput<'account.correct'>> {
  const account = unwrap(parseShape(accountAnswersSchema, input.account));
  return move(visit, 'correct_account', input.version, (unit, current) => ({
    facts: {},
    record: { last3: account.accountNumber.slice(-3) },
    alongside: async () => {
      await replaceAccount(unit, current.id, account);
    },
  }));
}
