/** A page of the portal as a browser runs it, with the test as its server. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { VerbOutput } from '@grant/schema';
import { createApp, type App, type Component } from 'vue';
import { createMemoryHistory, createRouter, RouterView, type RouteLocationNormalized } from 'vue-router';

/** What was asked of the server: `POST /grants/applications/…` and its body. */
export interface Asked {
  readonly what: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** For whom the caller believes to act. */
  readonly account?: unknown;
}

export type Answer = readonly [status: number, body: object];

/** A refusal as the office answers it. */
export function refusal(status: number, code: string, message: string, facts: object = {}): Answer {
  return [status, { errors: [{ message, extensions: { code, facts } }] }];
}

/** The fields of a form that is sent with a file, the file by its name. */
function fieldsOf(text: string): Asked['body'] {
  const parts = text.matchAll(/name="(\w+)"(?:; filename="([^"]*)")?.*?\r\n\r\n(.*?)\r\n--/gsu);
  return Object.fromEntries(
    [...parts].map(([, name = '', file, value]): [string, unknown] => [name, file ?? value]),
  );
}

/** An answer that is kept back: when its request has come, and how to let it go. */
interface Held {
  readonly came: Promise<void>;
  readonly release: () => void;
}
let held: { readonly words: string; readonly come: () => void; readonly until: Promise<void> }[] = [];

/** Keeps back the answer to the next request whose address contains these words. */
export function hold(words: string): Held {
  let release = (): void => undefined;
  const until = new Promise<void>((done) => (release = done));
  const came = new Promise<void>((come) => held.push({ words, come, until }));
  return { came, release };
}

async function heldBack(what: string): Promise<void> {
  const found = held.find(({ words }) => what.includes(words));
  held = held.filter((one) => one !== found);
  found?.come();
  await found?.until;
}

/** Long enough for an answer that was let go to arrive and to be shown, where nothing of it is to be seen. */
export const arrived = (): Promise<void> => new Promise((done) => setTimeout(done, 100));

/** Serves on a port of its own and makes it the origin of the page. Answers how to stop it. */
export async function serve(answer: (asked: Asked) => Answer): Promise<() => Promise<void>> {
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    const respond = async (): Promise<void> => {
      const text = Buffer.concat(parts).toString();
      const body = text.startsWith('{') ? (JSON.parse(text) as Asked['body']) : fieldsOf(text);
      const what = `${request.method ?? ''} ${request.url ?? ''}`;
      await heldBack(what);
      const [status, said] = answer({ what, body, account: request.headers['x-grant-account'] });
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(said));
    };
    request.on('end', () => void respond());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  held = [];
  const { port } = server.address() as AddressInfo;
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(
    `http://127.0.0.1:${String(port)}/portal/`,
  );
  return () => new Promise((done) => server.close(() => done()));
}

/** Of a request for correction to which nothing has come by post. */
export const ONLINE = {
  answerArrivedAt: null,
  partNotedAt: null,
  answeredOn: null,
  arrivedOn: null,
  postmarkOn: null,
  postRule: 'postmark',
} as const;

/** An application as its owner is shown it: a draft, with nothing in it but what is given. */
export function shown(given: Partial<VerbOutput<'application.show'>>): VerbOutput<'application.show'> {
  return {
    id: '5f0c8a9e-6f0a-4b3e-9d51-0a1b2c3d4e5f',
    state: 'draft',
    stateLabel: '下書き',
    stateMeaning: '',
    receiptNumber: null,
    channel: 'online',
    version: 0,
    revision: 0,
    savedAt: null,
    submittedAt: null,
    waitingFor: 'applicant',
    answers: {},
    formNews: [],
    formDropped: [],
    attachments: [],
    correction: null,
    decision: null,
    payment: null,
    claims: [],
    fixes: [],
    timeline: [],
    permittedEvents: [],
    agent: null,
    addresses: { agent: null, employer: null },
    unread: 0,
    canWrite: false,
    letters: [],
    ...given,
  };
}

const nothing: Component = { render: () => null };

/** Opens a page at an address; its props and, for a page of the drafting frame, the frame itself. Answers the app. */
export async function open(
  page: Component,
  at: string,
  {
    route = '/page',
    frame,
    props = true,
    later,
  }: {
    readonly route?: string;
    readonly frame?: Component;
    /** How the other pages are fetched; they are there at once where nothing is said. */
    readonly later?: () => Promise<Component>;
    readonly props?: true | ((to: RouteLocationNormalized) => Record<string, unknown>);
  } = {},
): Promise<App> {
  const own = { path: route, name: 'page', component: page, props };
  const elsewhere = [
    'tasks',
    'case',
    'check',
    'section',
    'attachments',
    'receipt',
    'applications',
    'signIn',
    'messages',
    'accountChange',
    'withdraw',
    'papers',
  ];
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      ...elsewhere.map((name) => ({
        path: `/elsewhere/${name}/:id?/:section?`,
        name,
        component: later ?? nothing,
      })),
      frame === undefined
        ? own
        : {
            path: '/draft/:id',
            component: frame,
            props: ({ params }) => ({ id: params['id'] }),
            children: [own],
          },
    ],
  });
  await router.push(at);
  const app = createApp(RouterView).use(router);
  document.body.innerHTML = '<div id="app"></div>';
  app.mount('#app');
  return app;
}

/** Types into a control, as its reader would. */
export function type(id: string, text: string): void {
  const control = document.getElementById(id) as HTMLInputElement | null;
  if (control === null) throw new Error(`there is no control ${id}`);
  control.focus();
  control.value = text;
  control.dispatchEvent(new InputEvent('input', { data: text, bubbles: true }));
}
