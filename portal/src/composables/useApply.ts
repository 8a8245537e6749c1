import { computed } from 'vue';
import { showDate } from '../form/dates.ts';
import { navigation } from '../locales/ja/public/navigation.ts';
import { useProgramme } from './useProgramme.ts';

/** 申請できるか: whether an application may be begun now, and if not, the sentence that stands instead of the button. */
export function useApply() {
  const { programme } = useProgramme();
  const instead = computed(() => {
    const shown = programme.value;
    if (shown === undefined || shown.receptionOpen) return undefined;
    if (shown.emergencyClosed) return navigation.paused;
    const { receptionOpensOn, receptionClosesOn } = shown.figures;
    if (shown.phase === 'before') return navigation.before(showDate(receptionOpensOn));
    return `${navigation.closed(showDate(receptionClosesOn))}${navigation.closedMine}`;
  });
  return { programme, instead };
}
