import { computed } from 'vue';
import { isPaperCode, missingPaperCodes, PAPER_CODES, requiredPaperCodes } from '@grant/schema';
import type { Progress } from '../form/progress.ts';
import type { Draft } from './useDraft.ts';
import { useProgramme } from './useProgramme.ts';

/** Which papers the answers call for, which are there, and how far the section is. */
export function usePapers(draft: Draft) {
  const { programme } = useProgramme();
  const context = computed(() => ({
    requiredPapers: programme.value?.figures.requiredPapers ?? PAPER_CODES,
    // Whose case it is, not who looks: an employer who takes a draft over still has the mandate to bring.
    isAgent: (draft.shown.value?.agent ?? null) !== null,
  }));
  const attached = computed(() =>
    (draft.shown.value?.attachments ?? []).filter((one) => one.status === 'received'),
  );
  const codes = computed(() => attached.value.map((one) => one.paper).filter(isPaperCode));
  const required = computed(() => requiredPaperCodes(draft.answers.value, context.value));
  const missing = computed(() => missingPaperCodes(draft.answers.value, context.value, codes.value));
  const progress = computed<Progress>(() => {
    if (missing.value.length === 0) return 'done';
    return codes.value.length === 0 ? 'todo' : 'started';
  });
  return { attached, required, missing, progress };
}
