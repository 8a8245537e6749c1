import type { RouteRecordRaw } from 'vue-router';
import { publicPages, type PublicPage } from './publicPages.ts';

// Each is loaded when it is opened: the first page stays small.
const components = {
  overview: () => import('./pages/public/OverviewPage.vue'),
  requirements: () => import('./pages/public/RequirementsPage.vue'),
  papers: () => import('./pages/public/PapersPage.vue'),
  flow: () => import('./pages/public/FlowPage.vue'),
  selfCheck: () => import('./pages/public/SelfCheckPage.vue'),
  faq: () => import('./pages/public/FaqPage.vue'),
  downloads: () => import('./pages/public/DownloadsPage.vue'),
  inquiry: () => import('./pages/public/InquiryPage.vue'),
  status: () => import('./pages/public/StatusPage.vue'),
  contact: () => import('./pages/public/ContactPage.vue'),
  privacy: () => import('./pages/public/PrivacyPage.vue'),
  accessibility: () => import('./pages/public/AccessibilityPage.vue'),
  sitePolicy: () => import('./pages/public/SitePolicyPage.vue'),
} as const satisfies Partial<Record<PublicPage, RouteRecordRaw['component']>>;

/** 公開ページの経路: all but home, which comes with the first load, and the pages of the account. */
export const publicRoutes: RouteRecordRaw[] = [
  ...Object.entries(components).map(([name, component]) => ({
    path: publicPages[name as keyof typeof components],
    name,
    component,
  })),
  {
    path: '/self-check/start',
    name: 'carryOver',
    component: () => import('./pages/public/CarryOverPage.vue'),
    meta: { signedIn: true },
  },
];
