/// <reference types="node" />
/** For component tests alone: an office that answers verbs over HTTP, and a screen of ours on a page of the real router. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp, defineComponent, h, type App, type Component } from 'vue';
import { createMemoryHistory, createRouter, RouterView, type Router } from 'vue-router';

/** What the office says: `data` of a verb, or the code it refuses with. */
export type Said = { readonly data: unknown } | { readonly code: string };

export interface TestOffice {
  /** Every request so far, as `POST /grants/queues`, with what was sent. */
  readonly asked: { readonly what: string; readonly input: unknown }[];
  /** Keeps back the next answer to a request that contains these words. @returns lets it go */
  readonly hold: (words: string) => () => void;
  /** Does what the next request that contains these words asks, and lets its answer be lost on the way. */
  readonly lose: (words: string) => void;
  readonly stop: () => Promise<void>;
}

/** Starts the office and puts the page on its address, so that the screens' own calls go there. */
export async function answering(say: (what: string) => Said): Promise<TestOffice> {
  const asked: { what: string; input: unknown }[] = [];
  const holds = new Map<string, Promise<void>>();
  const held = async (what: string): Promise<void> => {
    const words = [...holds.keys()].find((key) => what.includes(key));
    const until = words === undefined ? undefined : holds.get(words);
    if (words !== undefined) holds.delete(words);
    await until;
  };
  const hold = (words: string): (() => void) => {
    let release = (): void => undefined;
    holds.set(words, new Promise<void>((done) => (release = done)));
    return release;
  };
  const lost = new Set<string>();
  const server: Server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    const answer = async (): Promise<void> => {
      const what = `${request.method ?? ''} ${request.url ?? ''}`;
      asked.push({ what, input: body.startsWith('{') ? (JSON.parse(body) as unknown) : null });
      // What is said is what stands when it is asked, however long the answer is on its way.
      const said = say(what);
      await held(what);
      const gone = [...lost].find((words) => what.includes(words));
      if (gone !== undefined) {
        lost.delete(gone);
        response.destroy();
        return;
      }
      const refusal = 'code' in said ? [{ message: '断りました。', extensions: { code: said.code } }] : null;
      response
        .writeHead(refusal === null ? 200 : 409, { 'Content-Type': 'application/json' })
        .end(JSON.stringify(refusal === null ? said : { errors: refusal }));
    };
    request.on('end', () => void answer());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(
    `http://127.0.0.1:${String(port)}/admin/`,
  );
  const stop = async (): Promise<void> => {
    // What a screen says as it is left is still heard.
    await new Promise((done) => setTimeout(done, 30));
    await new Promise<void>((done) => server.close(() => done()));
  };
  return { asked, hold, lose: (words) => void lost.add(words), stop };
}

/** Puts a screen on the page `/here`, with what follows it in the address; any other page is empty. */
export async function onPage(
  screen: Component,
  props: Record<string, unknown> = {},
  query = '',
): Promise<{ app: App; router: Router }> {
  document.body.innerHTML = '<div id="app"></div>';
  const page = (shown: () => unknown) => defineComponent({ render: shown });
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/here', component: page(() => h(screen, props)) },
      { path: '/:rest(.*)*', component: page(() => h('p', 'ほかの画面')) },
    ],
  });
  const app = createApp({ render: () => h(RouterView) });
  // The frame of the admin app: only what stands in it matters here.
  app.component('PrivateView', (_: object, { slots }: { slots: { default?: () => unknown } }) =>
    slots.default?.(),
  );
  app.use(router);
  await router.push(`/here${query}`);
  app.mount('#app');
  return { app, router };
}
