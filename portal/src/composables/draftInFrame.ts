import { inject, type InjectionKey } from 'vue';
import type { Draft } from './useDraft.ts';
import type { useUploads } from './useUploads.ts';

interface Frame {
  readonly draft: Draft;
  readonly uploads: ReturnType<typeof useUploads>;
}

/** Where the frame of the drafting pages puts the one draft they share, and its files on their way. */
export const frameKey: InjectionKey<Frame> = Symbol('frame');

function frame(): Frame {
  const found = inject(frameKey);
  if (found === undefined) throw new Error('a drafting page stands outside its frame');
  return found;
}

/** The draft of the frame this page stands in. */
export function useDraftInFrame(): Draft {
  return frame().draft;
}

/** The files on their way of the frame this page stands in. */
export function useUploadsInFrame(): Frame['uploads'] {
  return frame().uploads;
}
