/** 文字キーの操作: whether single letters act on a screen. Who speaks to the machine can switch them off (WCAG 2.1.4). */
import { ref, watch } from 'vue';

const KEPT = 'grant.letter-keys';

function kept(): boolean {
  try {
    return localStorage.getItem(KEPT) !== 'off';
  } catch {
    return true;
  }
}

/** True while letters are heard; one choice for all screens, kept in this browser. */
export const letterKeys = ref(kept());

watch(letterKeys, (heard) => {
  try {
    localStorage.setItem(KEPT, heard ? 'on' : 'off');
  } catch {
    // Where storage is barred, the choice lasts as long as the page.
  }
});
