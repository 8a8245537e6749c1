import { ref } from 'vue';
import { accountHeader } from 'virtual:verb-addresses';
import { failureOf, type CallFailure } from './failure.ts';

let believed: string | null = null;

/** Another account is signed in than the one this tab was opened for: only a new load shows what is theirs. */
export const otherAccount = ref(false);

/** Whom the open pages belong to, by the id of the account; null where nobody is signed in. */
export function believe(id: string | null): void {
  believed = id;
}

/** Whether this account is another than the open pages belong to. */
export function isAnother(id: string): boolean {
  return believed !== null && believed !== id;
}

/**
 * Says with a call for whom it is meant. All tabs share one session: where somebody else has signed in beside this one,
 * the server refuses, and nothing that was typed here is done in their name.
 */
export function accountHeaders(): Record<string, string> {
  return believed === null ? {} : { [accountHeader]: believed };
}

/** The failure of a call to a verb; that it came under another account is told to the whole tab. */
export function failureOfCall(status: number, body: unknown): CallFailure {
  const failure = failureOf(status, body);
  if (failure.code === 'OTHER_ACCOUNT') otherAccount.value = true;
  return failure;
}
