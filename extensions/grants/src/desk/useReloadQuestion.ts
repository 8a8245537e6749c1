/** 再読込・タブを閉じるとき: the browser asks, in its own words, while something typed is recorded nowhere yet. */
import { onBeforeUnmount, onMounted } from 'vue';

/** @param typed whether there is something that would be lost */
export function useReloadQuestion(typed: () => boolean): void {
  const hold = (event: BeforeUnloadEvent): void => {
    if (typed()) event.preventDefault();
  };
  onMounted(() => window.addEventListener('beforeunload', hold));
  onBeforeUnmount(() => window.removeEventListener('beforeunload', hold));
}
