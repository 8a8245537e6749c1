/** 入力中の内容: asks before a page is left on which something was typed that is recorded nowhere yet. */
import { inject, onBeforeUnmount, provide, type InjectionKey } from 'vue';
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router';
import { useReloadQuestion } from './useReloadQuestion.ts';

const QUESTION =
  '入力した内容は、まだ記録していません。この画面を離れると失われます。入力を破棄して移動しますか。';
const PARTS: InjectionKey<Set<() => boolean>> = Symbol('what is typed in the parts of a page');

/**
 * Holds a page of the admin app: on a reload or a closed tab the browser asks, on the way to another page we do, once for
 * all that is typed on the page.
 * @param typed whether there is something that would be lost, besides what the parts of the page know of
 */
export function useUnsaved(typed: () => boolean = () => false): void {
  const parts = new Set<() => boolean>();
  provide(PARTS, parts);
  const any = (): boolean => typed() || [...parts].some((part) => part());
  useReloadQuestion(any);
  const leave = (): boolean => !any() || window.confirm(QUESTION);
  onBeforeRouteLeave(leave);
  // From one case to the next the page stays and what was typed goes.
  onBeforeRouteUpdate((to, from) => to.path === from.path || leave());
}

/** What is typed in a part of a page: its page asks for it too, where that page asks at all. */
export function useUnsavedPart(typed: () => boolean): void {
  const parts = inject(PARTS, null);
  parts?.add(typed);
  onBeforeUnmount(() => parts?.delete(typed));
}
