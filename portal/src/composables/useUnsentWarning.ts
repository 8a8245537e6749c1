import { onScopeDispose } from 'vue';
import { onBeforeRouteLeave } from 'vue-router';
import { whenForgotten } from './pendingKeys.ts';

/**
 * Warns before a page with unsent edits is left: by a link inside the portal in the portal's own words, by closing the
 * tab or reloading in the browser's. Signing in again is no leaving, and who signs out has been asked already.
 */
export function useUnsentWarning(unsent: () => boolean, words: string): void {
  let forgotten = false;
  onScopeDispose(whenForgotten(() => (forgotten = true)));
  const warn = (event: BeforeUnloadEvent): void => {
    if (unsent() && !forgotten) event.preventDefault();
  };
  window.addEventListener('beforeunload', warn);
  onScopeDispose(() => window.removeEventListener('beforeunload', warn));
  onBeforeRouteLeave((to) => (unsent() && !forgotten && to.name !== 'signIn' ? window.confirm(words) : true));
}
