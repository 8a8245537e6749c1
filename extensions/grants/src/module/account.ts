/** 画面の利用者: every call of the admin app says for whom its page was opened, Directus' own forms and lists included. */
import { useApi, useSdk, useStores } from '@directus/extensions-sdk';
import { ACCOUNT_HEADER } from '@grant/schema';
import type { App } from 'vue';

let named = false;

/**
 * To be called once somebody has signed in, when the app stands in its page. Vue itself keeps the app at the element
 * it is mounted on; nothing else hands it to what is no component. The server refuses what comes under another session.
 */
export function nameAccount(): void {
  const app = document.querySelector<Element & { readonly __vue_app__?: App }>('#app')?.__vue_app__;
  if (named || app === undefined) return;
  named = true;
  const [users, api, sdk] = app.runWithContext(
    () => [useStores().useUserStore(), useApi(), useSdk()] as const,
  );
  // Nobody while one person leaves and the next signs in: what is asked then is asked without an opinion.
  const headers = (): Record<string, string> => {
    const id = users.currentUser?.id;
    return id === undefined ? {} : { [ACCOUNT_HEADER]: id };
  };
  api.interceptors.request.use((call) => {
    Object.assign(call.headers, headers());
    return call;
  });
  // Records are saved by the other of its two ways to the server; signing in and out goes by neither.
  const request = sdk.request.bind(sdk);
  sdk.request = (command) => {
    const said = headers();
    return request(() => {
      const call = command();
      return { ...call, headers: { ...call.headers, ...said } };
    });
  };
}
