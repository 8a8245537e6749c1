import {
  createRouter,
  createWebHistory,
  type RouteLocationNormalized,
  type RouteRecordRaw,
  type RouterScrollBehavior,
} from 'vue-router';
import { tabStorage } from './composables/browserStorage.ts';
import { questionAt } from './composables/goToField.ts';
import { noteArrival } from './composables/useArrival.ts';
import { unreached } from './composables/unreached.ts';
import { renewProgramme } from './composables/useProgramme.ts';
import { useSession } from './composables/useSession.ts';
import HomePage from './pages/public/HomePage.vue';
import { publicPages } from './publicPages.ts';
import { publicRoutes } from './publicRoutes.ts';

function ofEvent(event: 'correct_account' | 'change_account') {
  return (to: RouteLocationNormalized) => ({ id: to.params['id'], event });
}

/** Pages of one application; all but the draft ones stand on their own. */
const ofApplication: RouteRecordRaw[] = [
  {
    path: '/applications/:id/draft',
    component: () => import('./pages/DraftFrame.vue'),
    props: true,
    meta: { signedIn: true },
    children: [
      { path: '', name: 'tasks', component: () => import('./pages/TaskListPage.vue') },
      { path: 'papers', name: 'attachments', component: () => import('./pages/AttachmentsPage.vue') },
      { path: 'check', name: 'check', component: () => import('./pages/CheckPage.vue') },
      { path: ':section', name: 'section', component: () => import('./pages/SectionPage.vue') },
    ],
  },
  { path: '/applications/:id', name: 'case', component: () => import('./pages/CasePage.vue') },
  { path: '/applications/:id/receipt', name: 'receipt', component: () => import('./pages/ReceiptPage.vue') },
  {
    path: '/applications/:id/correction',
    name: 'correction',
    component: () => import('./pages/CorrectionPage.vue'),
  },
  {
    path: '/applications/:id/account',
    name: 'accountCorrection',
    component: () => import('./pages/NewAccountPage.vue'),
    props: ofEvent('correct_account'),
  },
  {
    path: '/applications/:id/withdraw',
    name: 'withdraw',
    component: () => import('./pages/WithdrawPage.vue'),
  },
  {
    path: '/applications/:id/messages',
    name: 'messages',
    component: () => import('./pages/MessagesPage.vue'),
  },
  {
    path: '/applications/:id/account-change',
    name: 'accountChange',
    component: () => import('./pages/NewAccountPage.vue'),
    props: ofEvent('change_account'),
  },
].map((route) => ({ props: true, ...route, meta: { signedIn: true } }));

/** Pages of the person who is signed in. */
const ofPerson: RouteRecordRaw[] = [
  { path: '/clients', name: 'clients', component: () => import('./pages/ClientsPage.vue') },
  { path: '/clients/new', name: 'mandateNew', component: () => import('./pages/MandateNewPage.vue') },
  { path: '/mandates', name: 'mandates', component: () => import('./pages/MandatesPage.vue') },
  { path: '/settings', name: 'settings', component: () => import('./pages/SettingsPage.vue') },
].map((route) => ({ ...route, meta: { signedIn: true } }));

const routes: RouteRecordRaw[] = [
  { path: publicPages.home, name: 'home', component: HomePage },
  ...publicRoutes,
  { path: publicPages.signUp, name: 'signUp', component: () => import('./pages/SignUpPage.vue') },
  { path: '/signup/sent', name: 'mailSent', component: () => import('./pages/MailSentPage.vue') },
  { path: '/verify', name: 'verify', component: () => import('./pages/VerifyPage.vue') },
  { path: publicPages.signIn, name: 'signIn', component: () => import('./pages/SignInPage.vue') },
  { path: '/password', name: 'passwordRequest', component: () => import('./pages/PasswordRequestPage.vue') },
  { path: '/reset', name: 'passwordReset', component: () => import('./pages/PasswordResetPage.vue') },
  {
    path: '/applications',
    name: 'applications',
    component: () => import('./pages/ApplicationsPage.vue'),
    meta: { signedIn: true },
  },
  ...ofApplication,
  ...ofPerson,
  { path: '/:rest(.*)*', name: 'notFound', component: () => import('./pages/NotFoundPage.vue') },
];

// What is not there yet (a draft still being read) is gone to by its page.
function placeOf(hash: string): Awaited<ReturnType<RouterScrollBehavior>> {
  const el = questionAt(hash.slice(1));
  if (el !== null) return { el, top: 16 };
  return hash === '' ? { top: 0 } : false;
}

/** Every page of the portal; addresses hold ids of applications and nothing about people. */
export const router = createRouter({
  history: createWebHistory('/portal/'),
  routes,
  // oxlint-disable-next-line typescript/no-deprecated -- its successor is still experimental
  scrollBehavior: (to, _from, saved) => saved ?? placeOf(to.hash),
});

router.beforeEach(async (to) => {
  if (to.matched.some((record) => record.meta['signedIn'] === true)) {
    const known = await useSession()
      .load()
      .catch(() => true);
    if (!known) return { name: 'signIn', query: { next: to.fullPath } };
  }
  return true;
});

const RELOADED_FOR = 'grant.reloadedFor';

// A release takes the pages of the former build away under an open tab. The page asked for is then loaded anew, once:
// what was typed is saved, or kept in the browser by the draft.
router.onError((error: unknown, to) => {
  if (!(error instanceof TypeError)) return;
  // A load without a line, or one that has not helped, would take away the page that is there, and the files that wait.
  if (!navigator.onLine || tabStorage.read(RELOADED_FOR) === to.fullPath) {
    unreached.value += 1;
    return;
  }
  tabStorage.write(RELOADED_FOR, to.fullPath);
  window.location.assign(router.resolve(to.fullPath).href);
});

router.afterEach((to, from) => {
  tabStorage.drop(RELOADED_FOR);
  unreached.value = 0;
  if (from.matched.length > 0 && to.path !== from.path) noteArrival();
  renewProgramme();
});

// A phone that shows the tab again after a while, on the very page that stood there.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') renewProgramme();
});
