import { nextTick, shallowReactive } from 'vue';
import { call } from '../api/client.ts';
import { asFailure, type CallFailure } from '../api/failure.ts';

interface Removed {
  readonly attachmentId: string;
  /** The paper or item that it was brought for. */
  readonly place: string;
}

/**
 * ファイルの削除: each file that is pressed goes, also while another is on its way, and each is asked for but once.
 * `failures` says by place what could not be removed; `takeOff` takes a file off the page, `fieldOf` is the id of the
 * control at which its place goes on.
 */
export function useRemovals(
  id: string,
  takeOff: (one: Removed) => void,
  fieldOf: (place: string) => string,
): {
  readonly failures: ReadonlyMap<string, CallFailure>;
  readonly remove: (place: string, attachmentId: string) => Promise<void>;
} {
  const failures = shallowReactive(new Map<string, CallFailure>());
  const onTheirWay = new Set<string>();

  async function remove(place: string, attachmentId: string): Promise<void> {
    if (onTheirWay.has(attachmentId)) return;
    onTheirWay.add(attachmentId);
    failures.delete(place);
    try {
      await call('attachment.remove', { id, attachmentId });
      takeOff({ attachmentId, place });
      await nextTick();
      // The button that was pressed is gone with its row; who has gone on meanwhile stays where they are.
      if (document.activeElement === null || document.activeElement === document.body)
        document.getElementById(fieldOf(place))?.focus();
    } catch (error) {
      failures.set(place, asFailure(error));
    } finally {
      onTheirWay.delete(attachmentId);
    }
  }
  return { failures, remove };
}
