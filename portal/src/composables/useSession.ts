import { computed, readonly, shallowRef } from 'vue';
import type { VerbOutput } from '@grant/schema';
import { believe, isAnother, otherAccount } from '../api/account.ts';
import { call } from '../api/client.ts';
import { asFailure, CallFailure } from '../api/failure.ts';
import { closeSession, openSession } from '../api/session.ts';
import { site } from '../locales/ja/site.ts';
import { browserStorage } from './browserStorage.ts';
import { forgetPending } from './pendingKeys.ts';

/** Remembers that this browser signed in before, so that a stranger's first page asks the server nothing. */
const MARK = 'grant:signed-in';

const me = shallowRef<VerbOutput<'account.me'> | null>(null);
let asked = false;

function know(person: VerbOutput<'account.me'> | null): void {
  me.value = person;
  believe(person?.id ?? null);
}

/**
 * Asks the server who is signed in. Another person, who signed in from another tab, is not taken in under the pages of
 * this one. Throws `CallFailure`.
 */
async function recognise(): Promise<void> {
  const person = await call('account.me', {});
  if (isAnother(person.id)) {
    otherAccount.value = true;
    throw new CallFailure('refused', site.failure.otherAccount, 'OTHER_ACCOUNT');
  }
  know(person);
}

async function load(): Promise<boolean> {
  if (me.value !== null) return true;
  if (asked && browserStorage.read(MARK) === null) return false;
  try {
    await recognise();
    browserStorage.write(MARK, '1');
    return true;
  } catch (error) {
    if (asFailure(error).cause !== 'session') throw error;
    browserStorage.drop(MARK);
    return false;
  } finally {
    asked = true;
  }
}

async function signIn(email: string, password: string, otp?: string): Promise<void> {
  await openSession(email, password, otp);
  know(await call('account.me', {}));
  otherAccount.value = false;
  browserStorage.write(MARK, '1');
}

/** Ends the session. Throws `CallFailure` where it may live on; then everything stays as it was. */
async function signOut(): Promise<void> {
  await closeSession();
  // A shared computer must not keep what the last person typed.
  forgetPending();
  browserStorage.drop(MARK);
  know(null);
}

/** The session ended on the server; unsent answers stay for the next sign-in, and the page that is open stays theirs. */
function expire(): void {
  me.value = null;
  browserStorage.drop(MARK);
}

const isAgent = computed(() => me.value?.duties.includes('agent') ?? false);

/** Who is signed in, and the ways in and out. One for the whole portal. */
export function useSession() {
  return {
    me: readonly(me),
    signedIn: computed(() => me.value !== null),
    isAgent,
    /** The page that lists what is theirs: マイページ, of an agent 顧問先. */
    ownList: computed(() => (isAgent.value ? 'clients' : 'applications')),
    mayBeSignedIn: () => me.value !== null || browserStorage.read(MARK) !== null,
    load,
    /** Asks anew who is signed in and for how long. */
    refresh: recognise,
    signIn,
    signOut,
    expire,
  };
}
