import { onScopeDispose } from 'vue';
import { onBeforeRouteLeave } from 'vue-router';

/**
 * Warns before a page with unsent edits is left: by a link inside the portal in the portal's own words, by closing the
 * tab or reloading in the browser's. Signing in again is no leaving.
 */
export function useUnsentWarning(unsent: () => boolean, words: string): void {
  const warn = (event: BeforeUnloadEvent): void => {
    if (unsent()) event.preventDefault();
  };
  window.addEventListener('beforeunload', warn);
  onScopeDispose(() => window.removeEventListener('beforeunload', warn));
  onBeforeRouteLeave((to) => (unsent() && to.name !== 'signIn' ? window.confirm(words) : true));
}
