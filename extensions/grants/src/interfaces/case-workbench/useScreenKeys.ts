/** Keys of the whole screen: ? for the legend, g and a letter to a part. Fields and dialogs keep their keys. */
import { onMounted, onUnmounted, ref, type Ref } from 'vue';
import { letterKeys } from '../../desk/letterKeys.ts';

/** Part of the screen -> the element that takes the focus. */
const PARTS: Readonly<Record<string, string>> = {
  f: '.finding',
  a: '#answers-title ~ details summary',
  p: '.papers .page',
};
/** How long g waits for its letter, ms: long enough for whoever types with one finger or a stick (達成基準 2.2.1). */
const PAUSE = 5000;
/** No g was pressed. Times of keys begin with the page: 0 would be a g at its first moment. */
const NEVER = Number.NEGATIVE_INFINITY;

export function useScreenKeys(screen: Ref<HTMLElement | null>) {
  const legend = ref(false);
  let leaped = NEVER;

  function press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (!letterKeys.value) return;
    const at = event.target;
    if (!(at instanceof HTMLElement) || at.closest('input, textarea, select, dialog, [contenteditable]'))
      return;
    if (event.key === '?') legend.value = !legend.value;
    else if (event.key === 'g') leaped = event.timeStamp;
    else if (event.timeStamp - leaped < PAUSE && PARTS[event.key] !== undefined) {
      leaped = NEVER;
      screen.value?.querySelector<HTMLElement>(PARTS[event.key] ?? '')?.focus();
    } else {
      // Any other key is the end of the leap: what comes after it is meant as ever.
      leaped = NEVER;
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
  // Before the parts hear of it: after g a letter belongs to the leap.
  onMounted(() => document.addEventListener('keydown', press, true));
  onUnmounted(() => document.removeEventListener('keydown', press, true));
  return { legend };
}
