/** What an agent does outside of one application: begins one from the self-check, looks after the clients. */
import { civilDate, defaultProgramme, type VerbOutput } from '@grant/schema';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createApp, type App } from 'vue';
import { RouterView } from 'vue-router';
import { useProgramme } from '../src/composables/useProgramme.ts';
import { agencyTexts } from '../src/locales/ja/agency.ts';
import { caseTexts } from '../src/locales/ja/case.ts';
import { navigation } from '../src/locales/ja/public/navigation.ts';
import { selfCheckTexts } from '../src/locales/ja/public/selfCheck.ts';
import { router } from '../src/router.ts';
import { arrived, hold, refusal, serve, shown, type, type Answer, type Asked } from './page.ts';

const SOON = { timeout: 50_000 };
const MANDATE = '7a0c8a9e-6f0a-4b3e-9d51-0a1b2c3d4e5f';
const DRAFT = '5f0c8a9e-6f0a-4b3e-9d51-0a1b2c3d4e5f';
type Client = VerbOutput<'client.list'>['clients'][number];

const client = (given: Partial<Client['mandate']>): Client => ({
  mandate: {
    id: MANDATE,
    standing: 'holding',
    standingLabel: '有効',
    employerName: '株式会社甲野',
    employerKindLabel: null,
    corporateNumber: null,
    startsOn: civilDate('2026-04-01'),
    endsOn: civilDate('2027-03-31'),
    endedAt: null,
    endReason: null,
    linked: false,
    principalEmail: null,
    hasPaper: false,
    agentName: '代行 社労',
    agentOffice: '代行事務所',
    agentQualification: '社会保険労務士',
    agentRegistrationNumber: '1',
    declaredAt: null,
    confirmedAt: null,
    ...given,
  },
  applications: [],
});
const programme: VerbOutput<'programme.show'> = {
  figures: { ...defaultProgramme },
  version: 1,
  phase: 'open',
  receptionOpen: true,
  emergencyClosed: false,
  emergencyNotice: null,
  deskOpen: true,
  practice: true,
  now: '2026-07-15T10:00:00+09:00',
};
const OLD_KEY = 'key-of-the-draft-before';
const office = { clients: [] as Client[], asked: [] as Asked[], closed: false, out: false };

/** Under a key that outlived its draft there is the draft of another employee, written in since. */
function started(key: string): { id: string; revision: number } {
  return key === OLD_KEY ? { id: MANDATE, revision: 3 } : { id: DRAFT, revision: 0 };
}

function answer(asked: Asked): Answer {
  const { what, body } = asked;
  office.asked.push(asked);
  if (office.out && what.startsWith('POST')) return [503, {}];
  if (what.endsWith('/programme')) {
    const shut = { phase: 'closed', receptionOpen: false } as const;
    return [200, { data: office.closed ? { ...programme, ...shut } : programme }];
  }
  if (what.endsWith('/me'))
    return [
      200,
      { data: { id: DRAFT, email: 'a@example.jp', duties: ['agent'], secondFactor: false, session: null } },
    ];
  if (what.endsWith('/clients'))
    return [
      200,
      {
        data: {
          profile: {
            name: '代行 社労',
            office: '事務所',
            qualification: '社会保険労務士',
            registrationNumber: '1',
            phone: '028-600-0000',
          },
          clients: office.clients,
        },
      },
    ];
  if (what.endsWith(`/applications/${DRAFT}`))
    return [200, { data: shown({ receiptNumber: 'R-1', answers: { employerName: '株式会社甲野' } }) }];
  if (what.endsWith(`/applications/${MANDATE}`))
    return [200, { data: shown({ id: MANDATE, revision: 3, answers: { regularEmployees: '46' } }) }];
  if (what === 'POST /grants/clients/profile') return [200, { data: {} }];
  if (what.endsWith('/end')) return [200, { data: client({ standing: 'ended' }).mandate }];
  if (what === 'POST /grants/applications')
    return body['mandate'] === MANDATE
      ? [200, { data: started(String(body['idempotencyKey'])) }]
      : refusal(409, 'MANDATE_ENDED', '委任が終了しています。');
  if (what.endsWith('/save')) return [200, { data: { revision: 3, savedAt: programme.now } }];
  return [503, {}];
}

let app: App | undefined;
let stop: () => Promise<void>;
beforeAll(async () => {
  stop = await serve(answer);
});
beforeEach(() => {
  Object.assign(office, { clients: [], asked: [], closed: false, out: false });
  localStorage.setItem(
    'grant:self-check',
    JSON.stringify({ until: Date.now() + 60_000, answers: { regularEmployees: '45' } }),
  );
});
afterEach(() => app?.unmount());
afterAll(() => stop());

const text = (): string => document.body.textContent;
async function read(name: string, params: Record<string, string> = {}): Promise<void> {
  await router.push({ name: 'home' });
  await router.push({ name, params });
  document.body.innerHTML = '<div id="app"></div>';
  app = createApp(RouterView).use(router);
  app.mount('#app');
}
const { carry } = selfCheckTexts;
const button = (name: string): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>('button')].find((one) =>
    one.textContent.trim().startsWith(name),
  );
const startButton = (): HTMLElement | undefined => button(carry.start);

it('carries the self-check into the draft of the client that is chosen', async () => {
  office.clients = [client({}), client({ id: DRAFT, standing: 'ended', employerName: '株式会社乙山' })];
  await read('carryOver');
  await vi.waitFor(() => expect(text()).toContain('株式会社甲野'), SOON);
  expect(text()).not.toContain('株式会社乙山');
  startButton()?.click();
  await vi.waitFor(() => expect(text()).toContain(carry.clientMissing), SOON);
  expect(office.asked.some(({ what }) => what === 'POST /grants/applications')).toBe(false);
  document.querySelector<HTMLElement>(`input[value="${MANDATE}"]`)?.click();
  startButton()?.click();
  await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('tasks'), SOON);
  const saved = office.asked.find(({ what }) => what.endsWith('/save'));
  expect(saved?.body).toMatchObject({ revision: 0, answers: { regularEmployees: '45' } });
  expect(localStorage.getItem('grant:self-check')).toBeNull();
});

it('writes no self-check over the draft of another employee, which an older key leads to', async () => {
  localStorage.setItem(`grant:pending:key:start:${MANDATE}`, OLD_KEY);
  office.clients = [client({})];
  await read('carryOver');
  await vi.waitFor(() => expect(startButton()).toBeDefined(), SOON);
  document.querySelector<HTMLElement>(`input[value="${MANDATE}"]`)?.click();
  startButton()?.click();
  await vi.waitFor(() => expect(router.currentRoute.value.params).toMatchObject({ id: DRAFT }), SOON);
  const saves = office.asked.filter(({ what }) => what.endsWith('/save')).map(({ what }) => what);
  expect(saves).toEqual([`POST /grants/applications/${DRAFT}/save`]);
});

it('forgets the key of a start once a draft is open', async () => {
  localStorage.setItem(`grant:pending:key:start:${MANDATE}`, OLD_KEY);
  localStorage.setItem('grant:pending:key:start', OLD_KEY);
  await read('tasks', { id: DRAFT });
  await vi.waitFor(() => expect(text()).toContain('株式会社甲野'), SOON);
  expect(JSON.stringify(localStorage)).not.toContain(OLD_KEY);
});

it('keeps the answers, and shows the way, where no client has given a mandate yet', async () => {
  office.clients = [client({ standing: 'declared' })];
  await read('carryOver');
  await vi.waitFor(() => expect(text()).toContain(carry.noClient), SOON);
  expect(startButton()).toBeUndefined();
  expect(document.querySelector('#app a[href$="/clients"]')?.textContent).toBe(carry.toClients);
  expect(localStorage.getItem('grant:self-check')).not.toBeNull();
});

it('takes the focus into the registration of the agent, and leaves it as it was', async () => {
  const t = agencyTexts.clients;
  await read('clients');
  await vi.waitFor(() => expect(button(t.profileEdit)).toBeDefined(), SOON);
  button(t.profileEdit)?.click();
  await vi.waitFor(() => expect(document.activeElement?.textContent).toBe(t.profile), SOON);
  button(t.cancel)?.click();
  await vi.waitFor(() => expect(document.activeElement?.textContent.trim()).toBe(t.profileEdit), SOON);
});

it('says that a mandate was given back', async () => {
  const t = agencyTexts.clients;
  office.clients = [client({})];
  await read('clients');
  await vi.waitFor(() => expect(button(t.giveBack)).toBeDefined(), SOON);
  button(t.giveBack)?.click();
  await vi.waitFor(() => expect(button(t.giveBackYes)).toBeDefined(), SOON);
  button(t.giveBackYes)?.click();
  await vi.waitFor(
    () => expect(document.querySelector('[role="status"]')?.textContent).toBe(t.gaveBack('株式会社甲野')),
    SOON,
  );
  await vi.waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('status'), SOON);
});

it('leaves the registration that was opened while the clients are read again after that', async () => {
  const t = agencyTexts.clients;
  office.clients = [client({})];
  await read('clients');
  await vi.waitFor(() => expect(button(t.giveBack)).toBeDefined(), SOON);
  button(t.giveBack)?.click();
  await vi.waitFor(() => expect(button(t.giveBackYes)).toBeDefined(), SOON);
  const again = hold('GET /grants/clients');
  button(t.giveBackYes)?.click();
  await again.came;
  button(t.profileEdit)?.click();
  await vi.waitFor(() => expect(document.getElementById('office')).not.toBeNull(), SOON);
  type('office', '移転後の事務所');
  again.release();
  await vi.waitFor(() => expect(text()).toContain(t.gaveBack('株式会社甲野')), SOON);
  await arrived();
  expect(document.querySelector<HTMLInputElement>('#office')?.value).toBe('移転後の事務所');
  expect(document.activeElement?.id).toBe('office');
});

it('gives the next mandate back while the clients are read again after the first', async () => {
  const t = agencyTexts.clients;
  office.clients = [client({}), client({ id: DRAFT, employerName: '株式会社乙山' })];
  await read('clients');
  await vi.waitFor(() => expect(button(t.giveBack)).toBeDefined(), SOON);
  const again = hold('GET /grants/clients');
  const ended = () => office.asked.filter(({ what }) => what.endsWith('/end')).length;
  for (const name of ['甲野', '乙山']) {
    button(`${t.giveBack}（株式会社${name}`)?.click();
    await vi.waitFor(() => expect(document.querySelector('dialog')?.textContent).toContain(name), SOON);
    button(t.giveBackYes)?.click();
    if (name === '甲野') await again.came;
  }
  await vi.waitFor(() => expect(ended()).toBe(2), SOON);
  again.release();
  await vi.waitFor(() => expect(text()).toContain(t.gaveBack('株式会社乙山')), SOON);
});

it('closes the registration once it is saved', async () => {
  const t = agencyTexts.clients;
  office.clients = [client({})];
  await read('clients');
  await vi.waitFor(() => expect(button(t.profileEdit)).toBeDefined(), SOON);
  button(t.profileEdit)?.click();
  await vi.waitFor(() => expect(document.getElementById('office')).not.toBeNull(), SOON);
  type('office', '移転後の事務所');
  button(t.save)?.click();
  await vi.waitFor(() => expect(document.activeElement?.textContent.trim()).toBe(t.profileEdit), SOON);
  expect(text()).toContain(t.saved);
});

it('says at the client, or in the dialog that stands open, that the office did not answer', async () => {
  const t = agencyTexts.clients;
  office.out = true;
  office.clients = [client({}), client({ id: DRAFT, employerName: '株式会社乙山' })];
  await read('clients');
  await vi.waitFor(() => expect(button(t.start('株式会社乙山'))).toBeDefined(), SOON);
  button(t.start('株式会社乙山'))?.click();
  const failed = (within: string): boolean => document.querySelector(`${within} .notice--error`) !== null;
  await vi.waitFor(() => expect(failed(`[aria-labelledby="client-${DRAFT}"]`)).toBe(true), SOON);
  expect(failed(`[aria-labelledby="client-${MANDATE}"]`)).toBe(false);
  button(t.giveBack)?.click();
  await vi.waitFor(() => expect(button(t.giveBackYes)).toBeDefined(), SOON);
  button(t.giveBackYes)?.click();
  await vi.waitFor(() => expect(failed('dialog')).toBe(true), SOON);
});

it('points to the clients, not to a page that agents do not have, once applications have closed', async () => {
  office.closed = true;
  office.clients = [client({})];
  await useProgramme().again();
  await read('clients');
  await vi.waitFor(() => expect(text()).toContain(navigation.closedMine.agent), SOON);
  expect(text()).not.toContain('マイページ');
  expect(button('株式会社甲野の申請書を作る')).toBeUndefined();
  office.closed = false;
  await useProgramme().again();
});

it.each(['withdraw', 'accountChange', 'receipt'])('says for whom the act is: %s', async (name) => {
  await read(name, { id: DRAFT });
  await vi.waitFor(
    () => expect(document.querySelector('h1 + .whose')?.textContent).toBe('申請事業主：株式会社甲野'),
    SOON,
  );
});

it('leads back from a withdrawal that is not possible', async () => {
  await read('withdraw', { id: DRAFT });
  await vi.waitFor(() => expect(text()).toContain(caseTexts.withdraw.none), SOON);
  expect(document.querySelector('a.back')?.getAttribute('href')).toContain(`/applications/${DRAFT}`);
});
