import type { pages } from './locales/ja/pages.ts';

/** Name of a page that everybody may read and search engines may list; also the name of its route. */
export type PublicPage = keyof typeof pages;

/**
 * 公開ページの所在: addresses below `/portal`. Routes, site map and the head of each page come from here; a page that is
 * not in the table is kept out of search engines.
 */
export const publicPages = {
  home: '/',
  overview: '/overview',
  requirements: '/requirements',
  papers: '/papers',
  flow: '/flow',
  selfCheck: '/self-check',
  faq: '/faq',
  downloads: '/downloads',
  inquiry: '/inquiry',
  contact: '/contact',
  status: '/status',
  signUp: '/signup',
  signIn: '/signin',
  privacy: '/privacy',
  accessibility: '/accessibility',
  sitePolicy: '/site-policy',
} as const satisfies Record<PublicPage, string>;

/** Whether a route's name is that of a public page. */
export function isPublicPage(name: unknown): name is PublicPage {
  return typeof name === 'string' && Object.hasOwn(publicPages, name);
}
