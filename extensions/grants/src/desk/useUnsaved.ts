/** 入力中の内容: asks before a page is left on which something was typed that is recorded nowhere yet. */
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router';
import { useReloadQuestion } from './useReloadQuestion.ts';

const QUESTION =
  '入力した内容は、まだ記録していません。この画面を離れると失われます。入力を破棄して移動しますか。';

/**
 * Holds a page of the admin app: on a reload or a closed tab the browser asks, on the way to another page we do.
 * @param typed whether there is something that would be lost
 */
export function useUnsaved(typed: () => boolean): void {
  useReloadQuestion(typed);
  const leave = (): boolean => !typed() || window.confirm(QUESTION);
  onBeforeRouteLeave(leave);
  // From one case to the next the page stays and what was typed goes.
  onBeforeRouteUpdate((to, from) => to.path === from.path || leave());
}
