import { computed } from 'vue';
import { showBytes } from '../form/digits.ts';
import { useProgramme } from './useProgramme.ts';

/** The largest file that is taken, as words (20MB); nothing until the figures of the programme are there. */
export function useFileLimit() {
  const { programme } = useProgramme();
  return computed(() => {
    const bytes = programme.value?.figures.attachmentMaxBytes;
    return bytes === undefined ? undefined : showBytes(bytes);
  });
}
