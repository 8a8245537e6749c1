import { browserStorage, tabStorage } from './browserStorage.ts';
import { KEY_PREFIX, PENDING_PREFIX, PUBLIC_PREFIX } from './pendingKeys.ts';

/** Longest wait for what is being sent before the reader is asked, in milliseconds. */
const PATIENCE_MS = 5_000;

/** Something that may hold what the server does not have; it may be able to send it at once. */
export interface Holder {
  readonly holds: () => boolean;
  readonly send?: () => Promise<unknown>;
}

const holders = new Set<Holder>();

/** Has a holder asked before somebody signs out. Answers how to end that. */
export function mayHoldUnsent(holder: Holder): () => void {
  holders.add(holder);
  return () => void holders.delete(holder);
}

// Neither the keys of sendings nor the self-check, which is sent nowhere, are anything to be asked about.
const MEANT_TO_GO = [KEY_PREFIX, `${PUBLIC_PREFIX}self-check`];
function isKept(key: string): boolean {
  return key.startsWith(PENDING_PREFIX) && !MEANT_TO_GO.some((prefix) => key.startsWith(prefix));
}

/** Sends what can be sent, and answers whether anything typed or chosen would be lost by forgetting it now. */
export async function leavesUnsent(): Promise<boolean> {
  const sent = Promise.allSettled([...holders].map(async ({ send }) => await send?.()));
  let timer: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([sent, new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)))]);
  clearTimeout(timer);
  return (
    [...holders].some(({ holds }) => holds()) ||
    [browserStorage, tabStorage].some((storage) => storage.keys().some(isKept))
  );
}
