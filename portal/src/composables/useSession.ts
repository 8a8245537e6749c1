import { computed, readonly, shallowRef } from 'vue';
import type { VerbOutput } from '@grant/schema';
import { call } from '../api/client.ts';
import { asFailure } from '../api/failure.ts';
import { closeSession, openSession } from '../api/session.ts';
import { browserStorage } from './browserStorage.ts';
import { forgetPending } from './pendingKeys.ts';

/** Remembers that this browser signed in before, so that a stranger's first page asks the server nothing. */
const MARK = 'grant:signed-in';

const me = shallowRef<VerbOutput<'account.me'> | null>(null);
let asked = false;

async function load(): Promise<boolean> {
  if (me.value !== null) return true;
  if (asked && browserStorage.read(MARK) === null) return false;
  try {
    me.value = await call('account.me', {});
    browserStorage.write(MARK, '1');
  } catch (error) {
    if (asFailure(error).cause === 'session') browserStorage.drop(MARK);
    else throw error;
  } finally {
    asked = true;
  }
  return me.value !== null;
}

/** Asks anew who is signed in and for how long. */
async function refresh(): Promise<void> {
  me.value = await call('account.me', {});
}

async function signIn(email: string, password: string, otp?: string): Promise<void> {
  await openSession(email, password, otp);
  me.value = await call('account.me', {});
  browserStorage.write(MARK, '1');
}

/** Ends the session. Throws `CallFailure` where it may live on; then everything stays as it was. */
async function signOut(): Promise<void> {
  await closeSession();
  // A shared computer must not keep what the last person typed.
  forgetPending();
  browserStorage.drop(MARK);
  me.value = null;
}

/** The session ended on the server; unsent answers stay for the next sign-in. */
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
    refresh,
    signIn,
    signOut,
    expire,
  };
}
