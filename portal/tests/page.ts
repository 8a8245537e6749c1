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

/** Serves on a port of its own and makes it the origin of the page. Answers how to stop it. */
export async function serve(answer: (asked: Asked) => Answer): Promise<() => Promise<void>> {
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const text = Buffer.concat(parts).toString();
      const body = text.startsWith('{') ? (JSON.parse(text) as Asked['body']) : fieldsOf(text);
      const [status, said] = answer({ what: `${request.method ?? ''} ${request.url ?? ''}`, body });
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(said));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(
    `http://127.0.0.1:${String(port)}/portal/`,
  );
  return () => new Promise((done) => server.close(() => done()));
}

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
