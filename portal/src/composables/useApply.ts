import { computed } from 'vue';
import { showDate } from '../form/dates.ts';
import { navigation } from '../locales/ja/public/navigation.ts';
import { useProgramme } from './useProgramme.ts';
import { useSession } from './useSession.ts';

/**
 * 申請できるか: whether an application may be begun now, and if not, the sentence that stands instead of the button; for a
 * draft that is there already, the sentence that stands instead of filing it.
 */
export function useApply() {
  const { programme } = useProgramme();
  const { isAgent } = useSession();
  const instead = computed(() => {
    const shown = programme.value;
    if (shown === undefined || shown.receptionOpen) return undefined;
    if (shown.emergencyClosed) return navigation.paused;
    const { receptionOpensOn, receptionClosesOn } = shown.figures;
    if (shown.phase === 'before') return navigation.before(showDate(receptionOpensOn));
    const mine = navigation.closedMine[isAgent.value ? 'agent' : 'applicant'];
    return `${navigation.closed(showDate(receptionClosesOn))}${mine}`;
  });
  const insteadOfFiling = computed(() => {
    const shown = programme.value;
    if (shown === undefined || shown.receptionOpen) return undefined;
    if (shown.emergencyClosed) return navigation.draft.paused;
    const { receptionOpensOn, receptionClosesOn } = shown.figures;
    return shown.phase === 'before'
      ? navigation.draft.before(showDate(receptionOpensOn))
      : navigation.draft.closed(showDate(receptionClosesOn));
  });
  return { programme, instead, insteadOfFiling };
}
