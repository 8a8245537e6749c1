import { useRoute, useRouter } from 'vue-router';

/** The token of a mailed link, taken out of the address bar so that it is not left in history or shared by copying. */
export function useMailToken(): string {
  const route = useRoute();
  const router = useRouter();
  const token = typeof route.query['token'] === 'string' ? route.query['token'] : '';
  if (token !== '') void router.replace({ query: {} });
  return token;
}
