import { effectScope, onScopeDispose, type EffectScope } from 'vue';
import type { VerbOutput } from '@grant/schema';
import { whenForgotten } from './pendingKeys.ts';
import { mayHoldUnsent } from './unsent.ts';
import { useUploads } from './useUploads.ts';

type Uploads = ReturnType<typeof useUploads>;
type Shown = (added: VerbOutput<'attachment.add'>, replaced?: string) => void;

interface Running {
  readonly scope: EffectScope;
  readonly uploads: Uploads;
  maxBytes: () => number;
  shown: Shown | undefined;
}

const running = new Map<string, Running>();

mayHoldUnsent({
  holds: () =>
    [...running.values()].some(({ uploads }) =>
      uploads.sendings.value.some((one) => one.error === undefined || one.again),
    ),
});
whenForgotten(() => {
  for (const { scope, uploads } of running.values()) {
    for (const { number } of uploads.sendings.value) uploads.drop(number);
    scope.stop();
  }
  running.clear();
});

function begin(id: string, maxBytes: () => number): Running {
  const scope = effectScope(true);
  const found: Omit<Running, 'uploads'> & { uploads?: Uploads } = { scope, maxBytes, shown: undefined };
  const uploads = scope.run(() =>
    useUploads(
      id,
      () => found.maxBytes(),
      (added, replaced) => found.shown?.(added, replaced),
    ),
  );
  if (uploads === undefined) throw new Error('the scope of the files has ended');
  const begun = Object.assign(found, { uploads });
  running.set(id, begun);
  return begun;
}

/**
 * 送信中の書類 of one application. They go on while the reader is at another page or signs in again, and end only with the
 * tab or by signing out. `shown` is told what arrives while the page that asked is open; any other page finds it on the
 * server. What waits for a new sign-in is sent when a page asks again.
 */
export function useRunningUploads(id: string, maxBytes: () => number, shown: Shown): Uploads {
  const found = running.get(id) ?? begin(id, maxBytes);
  found.maxBytes = maxBytes;
  found.shown = shown;
  found.uploads.resume();
  onScopeDispose(() => {
    if (found.shown === shown) found.shown = undefined;
  });
  return found.uploads;
}
