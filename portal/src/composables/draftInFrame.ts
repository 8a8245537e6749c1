import { inject, type InjectionKey } from 'vue';
import type { Draft } from './useDraft.ts';

/** Where the frame of the drafting pages puts the one draft they share. */
export const draftKey: InjectionKey<Draft> = Symbol('draft');

/** The draft of the frame this page stands in. */
export function useDraftInFrame(): Draft {
  const draft = inject(draftKey);
  if (draft === undefined) throw new Error('a drafting page stands outside its frame');
  return draft;
}
