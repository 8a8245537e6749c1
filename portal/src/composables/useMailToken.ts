import { ref, watch, type Ref } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/**
 * The token of a mailed link, which stands behind `#` so that no server reads it; links of the first release had it
 * behind `?`. It is taken out of the address bar at once, so that it is not left in history or shared by copying.
 * `onNew` is told of another link opened on the same page, for which the browser loads nothing anew.
 */
export function useMailToken(onNew: () => void): Readonly<Ref<string>> {
  const route = useRoute();
  const router = useRouter();
  const token = ref('');
  watch(
    () => /^#token=(.+)$/u.exec(route.hash)?.[1] ?? route.query['token'],
    (found) => {
      if (typeof found !== 'string' || found === '') return;
      if (token.value !== '') onNew();
      token.value = found;
      void router.replace({ query: {}, hash: '' });
    },
    { immediate: true },
  );
  return token;
}
