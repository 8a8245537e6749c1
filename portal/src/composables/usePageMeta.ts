import { toValue, watchEffect, type MaybeRefOrGetter } from 'vue';
import { useRoute } from 'vue-router';
import { pages } from '../locales/ja/pages.ts';
import { site } from '../locales/ja/site.ts';
import { isPublicPage, publicPages } from '../publicPages.ts';

/** What search engines and shared links are told about a page. */
export interface PageMeta {
  /** What names the browser tab, without the name of the programme. */
  readonly title: string;
  /** Summary; the one of the page's row in `locales/ja/pages.ts` when left out. */
  readonly description?: string | undefined;
}

/** Makes, fills or (with nothing to say) removes one element of the head. */
function tell(tag: 'meta' | 'link', key: string, name: string, attribute: string, value?: string): void {
  const found = document.head.querySelector(`${tag}[${key}="${name}"]`);
  if (value === undefined) {
    found?.remove();
    return;
  }
  const element = found ?? document.createElement(tag);
  element.setAttribute(key, name);
  element.setAttribute(attribute, value);
  if (found === null) document.head.append(element);
}

/**
 * ページの名札: title, summary and address of the page in the document's head, kept as they change. A page outside
 * `publicPages` is marked as not to be listed and has no address of its own to share.
 */
export function usePageMeta(meta: MaybeRefOrGetter<PageMeta>): void {
  const route = useRoute();
  // The page is made for the route of this moment; the next one has a page of its own.
  const name = route.name;
  const open = isPublicPage(name);
  watchEffect(() => {
    const { title, description = open ? pages[name].description : undefined } = toValue(meta);
    const full = `${title}｜${site.site.name}`;
    const address = open ? `${window.location.origin}/portal${publicPages[name]}` : undefined;
    document.title = full;
    tell('meta', 'name', 'description', 'content', description);
    tell('meta', 'name', 'robots', 'content', open ? undefined : 'noindex');
    tell('meta', 'property', 'og:title', 'content', full);
    tell('meta', 'property', 'og:description', 'content', description);
    tell('meta', 'property', 'og:url', 'content', address);
    tell('link', 'rel', 'canonical', 'href', address);
  });
}
