import { ref, watch, type Ref } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { tabStorage } from './browserStorage.ts';
import { PENDING_PREFIX } from './pendingKeys.ts';

/** The token of a mailed link: '' where there is none. It is to be spent once it is used or of no use any more. */
export interface MailToken {
  readonly token: Readonly<Ref<string>>;
  readonly spend: () => void;
}

/**
 * The token of a mailed link, which stands behind `#` so that no server reads it; links of the first release had it
 * behind `?`. It is taken out of the address bar at once, so that it is not left in history or shared by copying; this tab
 * keeps it for the `page` until it is spent, so that a reload does not end the way. `onNew` is told of another link opened
 * on the same page, for which the browser loads nothing anew.
 */
export function useMailToken(page: string, onNew: () => void): MailToken {
  const route = useRoute();
  const router = useRouter();
  const key = `${PENDING_PREFIX}token:${page}`;
  const token = ref(tabStorage.read(key) ?? '');
  watch(
    () => /^#token=(.+)$/u.exec(route.hash)?.[1] ?? route.query['token'],
    (found) => {
      if (typeof found !== 'string' || found === '') return;
      if (token.value !== '') onNew();
      token.value = found;
      tabStorage.write(key, found);
      void router.replace({ query: {}, hash: '' });
    },
    { immediate: true },
  );
  return { token, spend: () => tabStorage.drop(key) };
}
